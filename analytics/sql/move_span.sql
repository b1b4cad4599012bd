-- Between which identifiers do the reports lie that left a stage in the period?
SELECT coalesce(min(report_id), $nobody) AS first, coalesce(max(report_id), $nobody) AS last FROM analytics_visit
WHERE left_date >= $leftfrom::DATE AND left_date < $leftuntil::DATE AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE
