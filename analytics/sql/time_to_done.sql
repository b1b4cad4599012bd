-- How long after they were received did reports become Done or Rejected, and how long have the others been open as of the instant?
WITH standing AS (
    SELECT stage, unit, channel, category, area, pass, sent_date, hour_of(sent_at, sent_date, $offset) AS hour,
        CASE stage WHEN $done THEN 1 WHEN $rejected THEN 2 ELSE 0 END AS outcome,
        (epoch_us(CASE WHEN stage IN ($done, $rejected) THEN entered_at ELSE $asof::TIMESTAMPTZ END) - epoch_us(sent_at)) / $second AS seconds
    FROM analytics_visit
    WHERE (left_date IS NULL OR left_date >= $surely::DATE) AND entered_at < $asof AND (left_at IS NULL OR left_at >= $asof) AND sent_date >= $from::DATE AND sent_date < $until::DATE
        AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
        AND chosen($categories, category) AND chosen_area($areas, area)
)
SELECT period_of($grain, sent_date) AS period, grouped($by, sent_date, hour, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp, outcome,
    list(seconds) AS seconds
FROM standing GROUP BY ALL ORDER BY period, grp, outcome
