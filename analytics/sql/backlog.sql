-- How many reports were open in each stage as of the instant, by age since they were received, and how old was the oldest?
WITH standing AS (
    SELECT stage, unit, channel, category, area, pass, sent_date,
        (epoch_us($asof::TIMESTAMPTZ) - epoch_us(sent_at)) / $second AS age
    FROM analytics_visit
    WHERE (left_date IS NULL OR left_date >= $surely::DATE) AND entered_at < $asof AND (left_at IS NULL OR left_at >= $asof) AND stage <> $done AND stage <> $rejected
        AND sent_date >= $from::DATE AND sent_date < $until::DATE
        AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
        AND chosen($categories, category) AND chosen_area($areas, area)
)
SELECT period_of($grain, sent_date) AS period, grouped($by, sent_date, NULL, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp, stage, count(*) AS open,
    count(*) FILTER (age < $ages[1]) AS a, count(*) FILTER (age >= $ages[1] AND age < $ages[2]) AS b,
    count(*) FILTER (age >= $ages[2] AND age < $ages[3]) AS c, count(*) FILTER (age >= $ages[3] AND age < $ages[4]) AS d,
    count(*) FILTER (age >= $ages[4] AND age < $ages[5]) AS e, count(*) FILTER (age >= $ages[5]) AS f, max(age) AS oldest
FROM standing GROUP BY ALL ORDER BY period, grp, stage
