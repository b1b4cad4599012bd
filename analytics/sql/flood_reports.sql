-- Which flood reports were received in each kelurahan, in the order of their times, and which of them are done as of the instant?
SELECT coalesce(area, $none) AS area, report_id, sent_at, stage
FROM analytics_visit
WHERE (left_date IS NULL OR left_date >= $surely::DATE) AND entered_at < $asof AND (left_at IS NULL OR left_at >= $asof)
    AND sent_date >= $from::DATE AND sent_date < $until::DATE AND list_contains($flood, category) AND area IS NOT NULL
    AND chosen($stages, stage) AND chosen($units, unit) AND chosen($channels, channel)
    AND chosen($categories, category) AND chosen_area($areas, area)
ORDER BY area, sent_at, report_id
