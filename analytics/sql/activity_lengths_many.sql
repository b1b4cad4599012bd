-- After how long did one activity of the sources follow directly upon another one, in more reports than fit into memory?
WITH told AS (
    SELECT report_id, list_position($steps, coalesce(activity, kind)) AS step, happened_at, seq
    FROM analytics_event
    WHERE happened_at < $asof AND local_date >= $from::DATE AND local_date < $until::DATE
), neighbour AS (
    SELECT step, happened_at, lead(step) OVER o AS after, lead(happened_at) OVER o AS after_at
    FROM told WINDOW o AS (PARTITION BY report_id ORDER BY happened_at, seq)
)
SELECT step, after, quantile_cont((epoch_us(after_at) - epoch_us(happened_at)) / $second, $half) AS median
FROM neighbour WHERE after IS NOT NULL AND step >= $first
GROUP BY step, after
