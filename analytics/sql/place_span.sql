-- Between which identifiers do the reports lie that became Done in the period, or were sent in it or soon after?
SELECT coalesce(min(first), $nobody) AS first, coalesce(max(last), $nobody) AS last FROM (
    SELECT min(report_id) AS first, max(report_id) AS last FROM analytics_visit
    WHERE stage = $done AND entered_date >= $from::DATE AND entered_date < $until::DATE
    UNION ALL
    SELECT min(report_id) AS first, max(report_id) AS last FROM analytics_report
    WHERE sent_date >= $soonest::DATE AND sent_date < $latest::DATE
)
