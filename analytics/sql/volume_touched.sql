-- How many reports were open, or ended, in the period, and of these, how many are done, rejected or open as of the instant?
WITH standing AS (
    SELECT stage, unit, channel, category, area, pass, sent_date, hour_of(sent_at, sent_date, $offset) AS hour
    FROM analytics_visit
    WHERE entered_at < $asof AND (left_at IS NULL OR left_at >= $asof)
        AND report_id IN (SELECT t.report_id FROM analytics_visit t WHERE t.entered_at < $asof
            AND t.entered_date < $until::DATE AND CASE WHEN t.stage IN ($done, $rejected) THEN t.entered_date WHEN t.left_at < $asof THEN t.left_date ELSE $seen::DATE END >= $from::DATE)
        AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
        AND chosen($categories, category) AND chosen_area($areas, area)
)
SELECT period_of($grain, sent_date) AS period, grouped($by, sent_date, hour, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp,
    count(*) AS received, count(*) FILTER (stage = $done) AS done, count(*) FILTER (stage = $rejected) AS rejected
FROM standing GROUP BY ALL ORDER BY ALL
