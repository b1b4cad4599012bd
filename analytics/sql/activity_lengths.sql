-- After how long did one activity of the sources follow directly upon another one?
WITH whole AS (
    SELECT activities, lengths FROM analytics_way
    WHERE activities IS NOT NULL AND last_at < $asof AND first_on >= $from::DATE AND last_on < $until::DATE
), way AS (
    SELECT activities, list_transform(string_split(activities, $between), lambda name: list_position($steps, name)) AS steps
    FROM (SELECT DISTINCT activities FROM whole)
), paired AS MATERIALIZED (
    SELECT activities, list_transform(steps[2:], lambda step, i: steps[i] * $width + step) AS pairs FROM way
), told AS (
    SELECT report_id, list_position($steps, coalesce(activity, kind)) AS step, happened_at, seq
    FROM analytics_event
    WHERE happened_at < $asof AND local_date >= $from::DATE AND local_date < $until::DATE AND report_id IN (SELECT unnest($reports))
), neighbour AS (
    SELECT step, happened_at, lead(step) OVER o AS after, lead(happened_at) OVER o AS after_at
    FROM told WINDOW o AS (PARTITION BY report_id ORDER BY happened_at, seq)
), move AS (
    SELECT unnest(p.pairs) AS pair, unnest(w.lengths) AS length FROM whole w JOIN paired p ON p.activities = w.activities
    UNION ALL
    SELECT step * $width + after AS pair, epoch_us(after_at) - epoch_us(happened_at) AS length FROM neighbour WHERE after IS NOT NULL
)
SELECT pair // $width AS step, pair % $width AS after, quantile_cont(length, $half) / $second AS median FROM move GROUP BY pair
