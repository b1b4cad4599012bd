-- Which reports had one sequence of the sources' activities in the period?
WITH found AS (
    SELECT report_id, min(happened_at) AS happened_at, string_agg(coalesce(activity, kind), '>' ORDER BY happened_at, seq) AS variant
    FROM analytics_event
    WHERE happened_at < $asof AND local_date >= $from::DATE AND local_date < $until::DATE
    GROUP BY report_id HAVING variant = $variant
), first AS (
    SELECT report_id, happened_at, count(*) OVER () AS total FROM found ORDER BY happened_at, report_id LIMIT $most
)
SELECT f.report_id, f.total, r.number, r.stage, f.happened_at
FROM first f JOIN analytics_report r ON r.report_id = f.report_id
ORDER BY f.happened_at, f.report_id
