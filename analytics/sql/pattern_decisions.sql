-- How many decisions did a validator take within seconds of his last one, of those that had one before them, as of the instant?
WITH earlier AS (
    SELECT validator, max(decided_at) AS decided_at FROM analytics_decision
    WHERE decided_at < $asof AND validator IS NOT NULL AND decided_date < $from::DATE GROUP BY validator
), judged AS (
    SELECT seq, validator, decided_at, lag(decided_at) OVER (PARTITION BY validator ORDER BY decided_at, seq) AS before
    FROM analytics_decision
    WHERE decided_at < $asof AND validator IS NOT NULL AND decided_date >= $from::DATE AND decided_date < $until::DATE
), apart AS (
    SELECT j.seq, epoch_us(j.decided_at) - epoch_us(coalesce(j.before, e.decided_at)) AS length
    FROM judged j LEFT JOIN earlier e ON e.validator = j.validator
), odd AS MATERIALIZED (
    SELECT seq, length IS NOT NULL AS soon FROM apart WHERE length IS NULL OR length / $second <= $apart
)
SELECT period_of($grain, j.decided_date) AS period,
    CASE WHEN $by = $report THEN r.number WHEN $by = $validator THEN j.validator
        ELSE grouped($by, j.decided_date, NULL, $none, j.unit, j.channel, j.category, j.area, j.pass, $opdunits, $opds) END AS grp, $none AS detail,
    count(*) FILTER (o.soon) AS found, count(*) AS cases
FROM analytics_decision j LEFT JOIN odd o ON o.seq = j.seq
    LEFT JOIN (SELECT report_id, number FROM analytics_report WHERE $by = $report) r ON r.report_id = j.report_id
WHERE j.decided_at < $asof AND j.validator IS NOT NULL AND j.decided_date >= $from::DATE AND j.decided_date < $until::DATE
    AND (o.seq IS NULL OR o.soon)
    AND chosen($units, j.unit) AND chosen($channels, j.channel) AND chosen($categories, j.category) AND chosen_area($areas, j.area)
GROUP BY ALL HAVING $by <> $report OR found > $nobody ORDER BY ALL
