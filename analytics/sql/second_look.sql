-- Of the accepted follow-ups of the period that another validator looked at again as of the instant, how many would he have refused?
WITH looked AS (
    SELECT unit, validator, channel, category, area, pass, CASE WHEN $rule = $received THEN sent_date ELSE decided_date END AS day,
        drawn_by = $chance AS chance, CASE WHEN answered_at < $asof THEN verdict END AS verdict
    FROM analytics_second_look
    WHERE decided_at < $asof AND (undone_at IS NULL OR undone_at >= $asof)
        AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
)
SELECT period_of($grain, day) AS period,
    CASE WHEN $by = $validator THEN coalesce(validator, $none) ELSE grouped($by, NULL, NULL, $none, unit, channel, category, area, pass, $opdunits, $opds) END AS grp,
    count(*) FILTER (chance) AS drawn, count(verdict) FILTER (chance) AS looked,
    count(*) FILTER (chance AND verdict = $refused) AS disagreed, count(verdict) FILTER (NOT chance) AS risk_looked,
    count(*) FILTER (NOT chance AND verdict = $refused) AS risk_disagreed
FROM looked WHERE day >= $from::DATE AND day < $until::DATE
GROUP BY ALL ORDER BY ALL
