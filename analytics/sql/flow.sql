-- How many stays began and ended in each stage in each period, and how many had begun and not ended before the first one, but for those in Done and Rejected that never ended?
WITH seen AS NOT MATERIALIZED (
    SELECT list_position($order, stage) AS nth, stage, unit, channel, category, area, pass, entered_date, left_at, left_date,
        coalesce(left_date >= $from::DATE AND left_date < $until::DATE AND left_at < $asof, $never) AS ended
    FROM analytics_visit
    WHERE entered_at < $asof AND entered_date < $until::DATE
        AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
        AND chosen($categories, category) AND chosen_area($areas, area)
), stay AS MATERIALIZED (
    SELECT FALSE AS early, ended, grouped($by, NULL, NULL, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp, nth,
        /* daily */ entered_date AS came, CASE WHEN ended THEN left_date END AS went,
        /* monthly */ entered_date - (day(entered_date)::INTEGER - $first::INTEGER) AS came, CASE WHEN ended THEN left_date - (day(left_date)::INTEGER - $first::INTEGER) END AS went,
        /* otherwise */ period_of($grain, entered_date) AS came, CASE WHEN ended THEN period_of($grain, left_date) END AS went,
        count(*) AS stays
    FROM seen WHERE entered_date >= $from::DATE GROUP BY ALL
    UNION ALL
    SELECT TRUE AS early, ended, grouped($by, NULL, NULL, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp, nth,
        /* daily */ NULL::DATE AS came, CASE WHEN ended THEN left_date END AS went,
        /* monthly */ NULL::DATE AS came, CASE WHEN ended THEN left_date - (day(left_date)::INTEGER - $first::INTEGER) END AS went,
        /* otherwise */ NULL::DATE AS came, CASE WHEN ended THEN period_of($grain, left_date) END AS went,
        count(*) AS stays
    FROM seen WHERE entered_date < $from::DATE
        AND (left_date >= $standing::DATE OR left_date IS NULL AND stage <> $done AND stage <> $rejected)
        AND (left_date IS NULL OR left_date >= $from::DATE OR left_at >= $asof)
    GROUP BY ALL
), step AS (
    SELECT came AS day, early, grp, nth, stays AS entered, 0 AS ended FROM stay
    UNION ALL
    SELECT went, $never, grp, nth, 0, stays FROM stay WHERE ended
)
SELECT period_of($grain, day) AS period, grp, nth, early, sum(entered)::BIGINT AS entered, sum(ended)::BIGINT AS ended
FROM step GROUP BY ALL ORDER BY period, grp, nth
