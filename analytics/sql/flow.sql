-- How many stays began and ended in each stage in each period, and how many had begun and ended before the first one?
WITH stay AS NOT MATERIALIZED (
    SELECT stage, unit, channel, category, area, pass, entered_date, left_at, left_date
    FROM analytics_visit
    WHERE entered_at < $asof AND entered_date < $until::DATE
        AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
        AND chosen($categories, category) AND chosen_area($areas, area)
), step AS (
    SELECT CASE WHEN entered_date >= $from::DATE THEN period_of($grain, entered_date) END AS period, entered_date < $from::DATE AS early,
        grouped($by, NULL, NULL, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp, stage, count(*) AS entered, 0 AS ended
    FROM stay GROUP BY ALL
    UNION ALL
    SELECT CASE WHEN left_date >= $from::DATE THEN period_of($grain, left_date) END AS period, left_date < $from::DATE AS early,
        grouped($by, NULL, NULL, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp, stage, 0 AS entered, count(*) AS ended
    FROM stay WHERE left_at < $asof AND left_date < $until::DATE GROUP BY ALL
)
SELECT period, grp, stage, early, sum(entered)::BIGINT AS entered, sum(ended)::BIGINT AS ended
FROM step GROUP BY ALL ORDER BY period, grp, stage
