-- How many stays began in each stage in the weeks before the instant, and how long had those lasted that ended in them?
SELECT grouped($by, sent_date, NULL, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp, stage,
    count(*) FILTER (entered_at >= $since) AS entered,
    coalesce(avg(seconds) FILTER (left_at >= $since AND left_at < $asof), $nothing) AS mean
FROM analytics_visit
WHERE entered_at < $asof AND (left_at IS NULL OR left_at >= $since) AND stage <> $done AND stage <> $rejected
    AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
    AND chosen($categories, category) AND chosen_area($areas, area)
GROUP BY ALL ORDER BY grp, stage
