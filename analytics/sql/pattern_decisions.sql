-- How many decisions did a validator take within seconds of his last one, of those that had one before them, as of the instant?
WITH judged AS (
    SELECT report_id, validator, decided_at, decided_date, unit, channel, category, area, pass,
        lag(decided_at) OVER (PARTITION BY validator ORDER BY decided_at, seq) AS before
    FROM analytics_decision WHERE decided_at < $asof AND validator IS NOT NULL
)
SELECT period_of($grain, j.decided_date) AS period,
    CASE WHEN $by = $report THEN r.number WHEN $by = $validator THEN j.validator
        ELSE grouped($by, j.decided_date, NULL, $none, j.unit, j.channel, j.category, j.area, j.pass, $opdunits, $opds) END AS grp, $none AS detail,
    count(*) FILTER ((epoch_us(j.decided_at) - epoch_us(j.before)) / $second <= $apart) AS found, count(*) AS cases
FROM judged j JOIN analytics_report r ON r.report_id = j.report_id
WHERE j.before IS NOT NULL AND j.decided_date >= $from::DATE AND j.decided_date < $until::DATE
    AND chosen($units, j.unit) AND chosen($channels, j.channel) AND chosen($categories, j.category) AND chosen_area($areas, j.area)
GROUP BY ALL HAVING $by <> $report OR found > $nobody ORDER BY ALL
