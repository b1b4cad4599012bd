-- Which reports of the scope have clocks that are told from their histories: not prepared, or moved since the instant?
SELECT DISTINCT u.report_id FROM (
    SELECT report_id FROM analytics_unprepared UNION ALL SELECT r.report_id FROM analytics_report r WHERE r.last_at >= $asof
) u
WHERE u.report_id > $nobody
    /* happened */ AND u.report_id IN (SELECT e.report_id FROM analytics_event e WHERE e.local_date >= $from::DATE AND e.local_date < $until::DATE)
    /* described */ AND u.report_id IN (SELECT r.report_id FROM analytics_report r WHERE r.sent_date >= $sentfrom::DATE AND r.sent_date < $sentuntil::DATE
    /* described */     AND chosen($channels, r.channel) AND chosen($categories, r.category) AND chosen_area($areas, r.area))
ORDER BY u.report_id
