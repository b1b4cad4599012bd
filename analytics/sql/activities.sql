-- How many events did the sources name by each activity, in how many reports, how often again at once or later, and what were they taken for?
WITH step AS (
    SELECT report_id, coalesce(activity, kind) AS activity, kind, happened_at, seq,
        lag(coalesce(activity, kind)) OVER o AS before, lag(coalesce(activity, kind), 2) OVER o AS second_before
    FROM analytics_event
    WHERE happened_at < $asof AND local_date >= $from::DATE AND local_date < $until::DATE AND chosen($units, unit)
    WINDOW o AS (PARTITION BY report_id ORDER BY happened_at, seq)
), report AS (
    SELECT report_id, activity, arg_min(kind, seq) AS kind, min(seq) AS seq, count(*) AS events,
        count(*) FILTER (before = activity AND second_before IS DISTINCT FROM activity) AS loops,
        count(*) FILTER (before IS DISTINCT FROM activity) AS runs
    FROM step GROUP BY report_id, activity
)
SELECT activity, arg_min(kind, seq) AS kind, sum(events)::BIGINT AS events, count(*) AS reports,
    count(*) FILTER (events > $once) AS repeated, sum(loops)::BIGINT AS loops, count(*) FILTER (runs > $once) AS returns
FROM report GROUP BY activity ORDER BY events DESC, activity
