-- How many events did the sources name by each activity, in how many reports, and what were they taken for?
SELECT coalesce(activity, kind) AS activity, arg_min(kind, seq) AS kind, count(*) AS events, count(DISTINCT report_id) AS reports
FROM analytics_event
WHERE happened_at < $asof AND local_date >= $from AND local_date < $until AND chosen($units, unit)
GROUP BY coalesce(activity, kind) ORDER BY events DESC, activity
