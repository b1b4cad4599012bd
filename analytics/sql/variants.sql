-- Which ways through the stages did the reports received in the period take as of the instant, and how many took each?
WITH stay AS NOT MATERIALIZED (
    SELECT report_id, entered_at, seq, list_position($steps, stage) AS step
    FROM analytics_visit
    WHERE report_id >= $low AND report_id < $high AND entered_at < $asof AND sent_date >= $from::DATE AND sent_date < $until::DATE
        AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
), gone AS (
    SELECT report_id, count(*) AS n, min(CASE WHEN entered_at BETWEEN $early AND $late THEN epoch_us(entered_at) * $width + step END, $most) AS moments
    FROM stay GROUP BY report_id
), way AS MATERIALIZED (
    SELECT report_id, list_transform(moments, lambda m: (m & $mask)::INTEGER) AS steps, moments IS NULL OR len(moments) < n
        OR list_reduce(moments, lambda m, next: CASE WHEN m = $tied OR (m | $mask) >= next THEN $tied ELSE next END) = $tied AS unsure
    FROM gone
), sequence AS (
    SELECT steps FROM way WHERE NOT unsure
    UNION ALL
    SELECT list(step ORDER BY entered_at, seq) AS steps FROM stay
    WHERE report_id IN (SELECT report_id FROM way WHERE unsure) GROUP BY report_id
)
SELECT array_to_string(steps, ' ') AS steps, count(*) AS reports FROM sequence WHERE chosen($stages, list_extract($steps, steps[-1])) GROUP BY ALL
