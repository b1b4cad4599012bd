-- Which ways through the stages did the reports received in the period take as of the instant, and how many took each?
WITH step AS (
    SELECT report_id, sent_date, arg_max(stage, (entered_at, seq)) AS stage,
        string_agg(stage, '>' ORDER BY entered_at, seq) AS variant,
        (epoch_us(max(entered_at)) - epoch_us(min(entered_at))) / $second AS seconds
    FROM analytics_visit
    WHERE entered_at < $asof AND sent_date >= $from::DATE AND sent_date < $until::DATE
        AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
    GROUP BY report_id, sent_date
)
SELECT variant, count(*) AS reports, quantile_cont(seconds, $half) AS median
FROM step WHERE chosen($stages, stage)
GROUP BY variant ORDER BY reports DESC, variant
