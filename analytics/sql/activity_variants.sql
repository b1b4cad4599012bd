-- Which sequences of the sources' activities did reports have, and how many had each?
WITH step AS (
    SELECT report_id, string_agg(coalesce(activity, kind), '>' ORDER BY happened_at, seq) AS variant
    FROM analytics_event
    WHERE report_id >= $low AND report_id < $high AND happened_at < $asof AND local_date >= $from::DATE AND local_date < $until::DATE
    GROUP BY report_id
)
SELECT variant, count(*) AS reports FROM step WHERE variant >= $none GROUP BY variant
