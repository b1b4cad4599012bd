-- What did the sources call what happened, and what was each name taken for first?
SELECT coalesce(activity, kind) AS activity, arg_min(kind, first) AS kind
FROM (
    SELECT activity, kind, min(seq) AS first
    FROM analytics_event
    WHERE happened_at < $asof AND local_date >= $from::DATE AND local_date < $until::DATE AND chosen($units, unit)
    GROUP BY activity, kind
) GROUP BY ALL ORDER BY ALL
