-- How many decisions did a validator take within seconds of his last one, of those that had one before them, as of the instant?
WITH earlier AS (
    SELECT validator, max(decided_at) AS decided_at FROM analytics_decision
    WHERE decided_at < $asof AND validator IS NOT NULL AND decided_date < $from::DATE GROUP BY validator
), judged AS (
    SELECT report_id, validator, decided_at, decided_date, unit, channel, category, area, pass,
        lag(decided_at) OVER (PARTITION BY validator ORDER BY decided_at, seq) AS before
    FROM analytics_decision
    WHERE decided_at < $asof AND validator IS NOT NULL AND decided_date >= $from::DATE AND decided_date < $until::DATE
)
SELECT period_of($grain, j.decided_date) AS period,
    CASE WHEN $by = $report THEN r.number WHEN $by = $validator THEN j.validator
        ELSE grouped($by, j.decided_date, NULL, $none, j.unit, j.channel, j.category, j.area, j.pass, $opdunits, $opds) END AS grp, $none AS detail,
    count(*) FILTER ((epoch_us(j.decided_at) - epoch_us(coalesce(j.before, e.decided_at))) / $second <= $apart) AS found, count(*) AS cases
FROM judged j LEFT JOIN earlier e ON e.validator = j.validator
    LEFT JOIN (SELECT report_id, number FROM analytics_report WHERE $by = $report) r ON r.report_id = j.report_id
WHERE coalesce(j.before, e.decided_at) IS NOT NULL
    AND chosen($units, j.unit) AND chosen($channels, j.channel) AND chosen($categories, j.category) AND chosen_area($areas, j.area)
GROUP BY ALL HAVING $by <> $report OR found > $nobody ORDER BY ALL
