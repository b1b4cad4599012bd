-- How many flood reports were received, by period and area, and how many of these were done as of the instant?
WITH standing AS (
    SELECT stage, unit, channel, category, area, pass, sent_date, hour_of(sent_at, sent_date, $offset) AS hour
    FROM analytics_visit
    WHERE (left_date IS NULL OR left_date >= $surely::DATE) AND entered_at < $asof AND (left_at IS NULL OR left_at >= $asof) AND sent_date >= $from::DATE AND sent_date < $until::DATE
        AND list_contains($flood, category)
        AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
        AND chosen($categories, category) AND chosen_area($areas, area)
)
SELECT period_of($grain, sent_date) AS period, grouped($by, sent_date, hour, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp,
    count(*) AS received, count(*) FILTER (stage = $done) AS done
FROM standing GROUP BY ALL ORDER BY ALL
