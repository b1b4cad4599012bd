-- Between which identifiers do the reports received in the period lie, and how many are they?
SELECT coalesce(min(report_id), $nobody) AS first, coalesce(max(report_id), $nobody) AS last, count(*) AS reports FROM analytics_report
WHERE sent_date >= $from::DATE AND sent_date < $until::DATE
