-- Which events did the sources name by an activity, alone or with another directly after it?
WITH step AS (
    SELECT report_id, coalesce(activity, kind) AS activity, unit, happened_at, lead(coalesce(activity, kind)) OVER o AS after
    FROM analytics_event
    WHERE happened_at < $asof AND local_date >= $from::DATE AND local_date < $until::DATE
    WINDOW o AS (PARTITION BY report_id ORDER BY happened_at, seq)
), found AS (
    SELECT report_id, activity, coalesce(unit, $none) AS unit, happened_at, after, count(*) OVER () AS total
    FROM step WHERE activity = $activity AND chosen($afters, after) AND chosen($units, unit)
    ORDER BY happened_at, report_id LIMIT $most
)
SELECT f.report_id, f.total, r.number, f.activity, f.unit, f.happened_at, f.after AS next_activity
FROM found f JOIN analytics_report r ON r.report_id = f.report_id
ORDER BY f.happened_at, f.report_id
