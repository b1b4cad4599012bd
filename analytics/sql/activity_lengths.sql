-- After how long did one activity of the sources follow directly upon another one?
WITH told AS NOT MATERIALIZED (
    SELECT report_id, happened_at, seq, list_position($steps, coalesce(activity, kind)) AS step
    FROM analytics_event
    WHERE happened_at < $asof AND local_date >= $from::DATE AND local_date < $until::DATE
), gone AS (
    SELECT report_id, count(*) AS n, min(CASE WHEN happened_at BETWEEN $early AND $late THEN epoch_us(happened_at) * $width + step END, $most) AS moments
    FROM told GROUP BY report_id
), way AS MATERIALIZED (
    SELECT report_id, moments, moments IS NULL OR len(moments) < n
        OR list_reduce(moments, lambda m, next: CASE WHEN m = $tied OR (m | $mask) >= next THEN $tied ELSE next END) = $tied AS unsure
    FROM gone
), pair AS (
    SELECT unnest(moments[:-2]) AS m, unnest(moments[2:]) AS next FROM way WHERE NOT unsure
), neighbour AS (
    SELECT step, happened_at, lead(step) OVER o AS after, lead(happened_at) OVER o AS after_at
    FROM told WHERE report_id IN (SELECT report_id FROM way WHERE unsure)
    WINDOW o AS (PARTITION BY report_id ORDER BY happened_at, seq)
), move AS (
    SELECT (m & $mask)::INTEGER AS step, (next & $mask)::INTEGER AS after, (next >> $bits) - (m >> $bits) AS length FROM pair
    UNION ALL
    SELECT step, after, epoch_us(after_at) - epoch_us(happened_at) AS length FROM neighbour WHERE after IS NOT NULL
)
SELECT step, after, quantile_cont(length / $second, $half) AS median FROM move GROUP BY step, after
