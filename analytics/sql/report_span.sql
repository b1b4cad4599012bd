-- Between which identifiers do all reports lie?
SELECT coalesce(min(report_id), $nobody) AS first, coalesce(max(report_id), $nobody) AS last FROM analytics_report
WHERE report_id > $nobody AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE
