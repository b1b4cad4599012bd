-- Between which identifiers do the reports lie to which something happened in the period?
SELECT coalesce(min(report_id), $nobody) AS first, coalesce(max(report_id), $nobody) AS last FROM analytics_event
WHERE report_id > $nobody AND local_date >= $from::DATE AND local_date < $until::DATE
