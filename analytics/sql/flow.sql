-- How many stays began and ended in each stage in each period, and how many had begun and ended before the first one?
WITH stay AS (
    SELECT stage, unit, channel, category, area, pass, entered_date,
        CASE WHEN left_at < $asof THEN left_date END AS left_date
    FROM analytics_visit
    WHERE entered_at < $asof AND entered_date < $until
        AND chosen($stages, stage) AND chosen($units, unit) AND chosen($channels, channel)
        AND chosen($categories, category) AND chosen_area($areas, area)
), step AS (
    SELECT entered_date AS day, stage, unit, channel, category, area, pass, 1 AS entered, 0 AS ended FROM stay
    UNION ALL
    SELECT left_date AS day, stage, unit, channel, category, area, pass, 0 AS entered, 1 AS ended FROM stay WHERE left_date < $until
)
SELECT CASE WHEN day >= $from THEN period_of($grain, day) END AS period,
    dimension($by, stage, unit, channel, category, area, pass) AS grp, stage, day < $from AS early,
    sum(entered)::BIGINT AS entered, sum(ended)::BIGINT AS ended
FROM step GROUP BY ALL ORDER BY period, grp, stage
