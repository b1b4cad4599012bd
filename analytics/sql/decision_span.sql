-- Between which identifiers do the reports lie about which was decided in the period?
SELECT coalesce(min(report_id), $nobody) AS first, coalesce(max(report_id), $nobody) AS last FROM analytics_decision
WHERE decided_date >= $from::DATE AND decided_date < $until::DATE
