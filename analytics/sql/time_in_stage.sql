-- How long did stays in each open stage last, those that had not ended as of the instant counted as open?
WITH stay AS (
    SELECT stage, unit, channel, category, area, pass,
        CASE WHEN $rule = $left THEN left_date WHEN $rule = $received THEN sent_date ELSE entered_date END AS day,
        coalesce(left_at < $asof, $never) AS ended,
        CASE WHEN left_at < $asof THEN seconds ELSE (epoch_us($asof::TIMESTAMPTZ) - epoch_us(entered_at)) / $second END AS seconds
    FROM analytics_visit
    WHERE entered_at < $asof AND stage <> $done AND stage <> $rejected
        AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
        AND chosen($categories, category) AND chosen_area($areas, area)
        AND entered_date >= $enteredfrom::DATE AND entered_date < $entereduntil::DATE AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE
        AND (left_date IS NULL OR left_date >= $leftfrom::DATE AND left_date < $leftuntil::DATE)
), class AS (
    SELECT period_of($grain, day) AS period, grouped($by, day, NULL, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp, stage,
        length_class(seconds) AS class, ended, min(seconds) AS shortest, max(seconds) AS longest, avg(seconds) AS mean, count(*) AS stays
    FROM stay WHERE $rule <> $left OR ended
    GROUP BY ALL
)
SELECT period, grp, stage, ended, flatten(list(lengths_of(shortest, longest, mean, stays) ORDER BY class)) AS seconds, flatten(list(counts_of(shortest, longest, stays) ORDER BY class)) AS stays
FROM class GROUP BY ALL ORDER BY period, grp, stage
