-- Which ways through the stages did the reports received in the period take as of the instant, and how many took each?
WITH way AS (
    SELECT stages, count(*) AS reports FROM analytics_way
    WHERE report_id <= $prepared AND last_at < $asof AND sent_date >= $from::DATE AND sent_date < $until::DATE
        AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
    GROUP BY stages
), sequence AS (
    SELECT string_split(stages, $between) AS steps, reports FROM way
    UNION ALL
    SELECT t.stages AS steps, count(*) AS reports FROM stages_told($reports, $asof) t GROUP BY t.stages
)
SELECT steps, reports FROM sequence WHERE chosen($stages, steps[-1])
