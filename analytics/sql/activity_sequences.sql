-- Which sequences of the sources' activities did reports have, and how many had each?
WITH told AS NOT MATERIALIZED (
    SELECT report_id, happened_at, seq, list_position($steps, coalesce(activity, kind)) AS step
    FROM analytics_event
    WHERE report_id >= $low AND report_id < $high AND happened_at < $asof AND local_date >= $from::DATE AND local_date < $until::DATE
        AND chosen($units, unit)
), gone AS (
    SELECT report_id, count(*) AS n, min(CASE WHEN happened_at BETWEEN $early AND $late THEN epoch_us(happened_at) * $width + step END, $most) AS moments
    FROM told GROUP BY report_id
), way AS MATERIALIZED (
    SELECT report_id, list_transform(moments, lambda m: (m & $mask)::INTEGER) AS steps, moments IS NULL OR len(moments) < n
        OR list_reduce(moments, lambda m, next: CASE WHEN m = $tied OR (m | $mask) >= next THEN $tied ELSE next END) = $tied AS unsure
    FROM gone
), sequence AS (
    SELECT steps FROM way WHERE NOT unsure
    UNION ALL
    SELECT list(step ORDER BY happened_at, seq) AS steps FROM told
    WHERE report_id IN (SELECT report_id FROM way WHERE unsure) GROUP BY report_id
)
SELECT array_to_string(steps, ' ') AS steps, count(*) AS reports FROM sequence GROUP BY ALL
