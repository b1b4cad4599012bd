-- Which flood reports were received in each kelurahan, in the order of their times, and which of them are done as of the instant?
SELECT coalesce(v.area, $none) AS area, r.number, v.sent_at, v.stage
FROM analytics_visit v JOIN analytics_report r ON r.report_id = v.report_id
WHERE (v.left_date IS NULL OR v.left_date >= $surely::DATE) AND v.entered_at < $asof AND (v.left_at IS NULL OR v.left_at >= $asof) AND v.sent_date >= $from::DATE AND v.sent_date < $until::DATE
    AND list_contains($flood, v.category) AND v.area IS NOT NULL
    AND chosen($stages, v.stage) AND chosen($units, v.unit) AND chosen($channels, v.channel)
    AND chosen($categories, v.category) AND chosen_area($areas, v.area)
ORDER BY area, v.sent_at, r.number
