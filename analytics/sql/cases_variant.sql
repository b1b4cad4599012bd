-- Which reports of the period went one way through the stages as of the instant?
WITH found AS (
    SELECT report_id, any_value(sent_at) AS sent_at, arg_max(stage, (entered_at, seq)) AS stage, string_agg(stage, '>' ORDER BY entered_at, seq) AS variant
    FROM analytics_visit
    WHERE entered_at < $asof AND sent_date >= $from::DATE AND sent_date < $until::DATE
        AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
    GROUP BY report_id HAVING variant = $variant
), first AS (
    SELECT report_id, sent_at, stage, count(*) OVER () AS total FROM found WHERE chosen($stages, stage)
    ORDER BY sent_at, report_id LIMIT $most
)
SELECT f.report_id, f.total, r.number, f.stage, f.sent_at
FROM first f JOIN analytics_report r ON r.report_id = f.report_id
ORDER BY f.sent_at, f.report_id
