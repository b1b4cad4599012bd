-- Which ways through the stages did the reports received in the period take as of the instant, and how many took each?
WITH step AS (
    SELECT report_id, arg_max(stage, (entered_at, seq)) AS stage, string_agg(stage, '>' ORDER BY entered_at, seq) AS variant
    FROM analytics_visit
    WHERE report_id >= $low AND report_id < $high AND entered_at < $asof AND sent_date >= $from::DATE AND sent_date < $until::DATE
        AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
    GROUP BY report_id
)
SELECT variant, count(*) AS reports FROM step WHERE chosen($stages, stage) GROUP BY variant
