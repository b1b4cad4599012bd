-- Which sequences of the sources' activities did reports have, and how many had each?
WITH step AS (
    SELECT report_id, string_agg(coalesce(activity, kind), '>' ORDER BY happened_at, seq) AS variant,
        (epoch_us(max(happened_at)) - epoch_us(min(happened_at))) / $second AS seconds
    FROM analytics_event
    WHERE happened_at < $asof AND local_date >= $from::DATE AND local_date < $until::DATE
    GROUP BY report_id
)
SELECT variant, count(*) AS reports, quantile_cont(seconds, $half) AS median
FROM step GROUP BY variant ORDER BY reports DESC, variant
