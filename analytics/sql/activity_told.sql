-- Which reports have sequences that are told from their events: not prepared, gone on since the instant, not wholly in the period, or of some units?
SELECT DISTINCT report_id FROM (
    SELECT u.report_id FROM analytics_unprepared u
    UNION ALL
    SELECT w.report_id FROM analytics_way w
    WHERE w.first_on < $until::DATE AND w.last_on >= $from::DATE
        AND (w.activities IS NULL OR w.last_at >= $asof OR w.first_on < $from::DATE OR w.last_on >= $until::DATE)
    UNION ALL
    SELECT e.report_id FROM analytics_event e
    WHERE len($units) > $nobody AND e.local_date >= $from::DATE AND e.local_date < $until::DATE AND chosen($units, e.unit)
)
WHERE report_id > $nobody ORDER BY report_id
