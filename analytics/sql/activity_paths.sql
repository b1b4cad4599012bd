-- Which activity of the sources followed directly upon which, how often, and after how long?
WITH step AS (
    SELECT report_id, coalesce(activity, kind) AS activity, happened_at,
        lead(coalesce(activity, kind)) OVER o AS after, lead(happened_at) OVER o AS after_at
    FROM analytics_event
    WHERE happened_at < $asof AND local_date >= $from::DATE AND local_date < $until::DATE
    WINDOW o AS (PARTITION BY report_id ORDER BY happened_at, seq)
)
SELECT activity, after, count(*) AS moves, count(DISTINCT report_id) AS reports,
    quantile_cont((epoch_us(after_at) - epoch_us(happened_at)) / $second, $half) AS median
FROM step WHERE after IS NOT NULL AND activity >= $none
GROUP BY ALL ORDER BY moves DESC, activity, after
