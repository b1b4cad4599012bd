-- How many stays began and ended in each stage in each period, and how many had begun and not ended before the first one?
WITH stay AS NOT MATERIALIZED (
    SELECT list_position($order, stage) AS nth, stage, unit, channel, category, area, pass, entered_date, left_at, left_date
    FROM analytics_visit
    WHERE entered_at < $asof AND entered_date < $until::DATE
        AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
        AND chosen($categories, category) AND chosen_area($areas, area)
), step AS (
    SELECT
        /* monthly */ entered_date - (day(entered_date)::INTEGER - $first::INTEGER) AS period,
        /* otherwise */ period_of($grain, entered_date) AS period,
        FALSE AS early, grouped($by, NULL, NULL, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp, nth, count(*) AS entered, 0 AS ended
    FROM stay WHERE entered_date >= $from::DATE GROUP BY ALL
    UNION ALL
    SELECT
        /* monthly */ left_date - (day(left_date)::INTEGER - $first::INTEGER) AS period,
        /* otherwise */ period_of($grain, left_date) AS period,
        FALSE AS early, grouped($by, NULL, NULL, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp, nth, 0 AS entered, count(*) AS ended
    FROM stay WHERE left_date >= $from::DATE AND left_date < $until::DATE AND left_at < $asof GROUP BY ALL
    UNION ALL
    SELECT NULL AS period, TRUE AS early, grouped($by, NULL, NULL, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp, nth, count(*) AS entered, 0 AS ended
    FROM stay WHERE entered_date < $from::DATE
        AND (left_date IS NULL OR left_date >= $standing::DATE) AND (left_date IS NULL OR left_date >= $from::DATE OR left_at >= $asof)
    GROUP BY ALL
)
SELECT period, grp, nth, early, sum(entered)::BIGINT AS entered, sum(ended)::BIGINT AS ended
FROM step GROUP BY ALL ORDER BY period, grp, nth
