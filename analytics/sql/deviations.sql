-- Which reports left the official flow as of the instant, between which stages, and how often?
WITH moved AS (
    SELECT report_id, stage, next_stage, unit, channel, category, area, pass,
        CASE WHEN $rule = $received THEN sent_date ELSE left_date END AS day
    FROM analytics_visit
    WHERE left_at < $asof AND NOT list_contains($official, stage || '>' || next_stage)
        AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
        AND chosen($categories, category) AND chosen_area($areas, area)
        AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE AND left_date >= $leftfrom::DATE AND left_date < $leftuntil::DATE
)
SELECT period_of($grain, m.day) AS period,
    CASE WHEN $by = $report THEN r.number ELSE grouped($by, m.day, NULL, m.stage, m.unit, m.channel, m.category, m.area, m.pass, $opdunits, $opds) END AS grp,
    m.stage, m.next_stage, count(*) AS moves, count(DISTINCT m.report_id) AS reports
FROM moved m LEFT JOIN (SELECT report_id, number FROM analytics_report WHERE $by = $report) r ON r.report_id = m.report_id
GROUP BY ALL ORDER BY period, grp, moves DESC, m.stage, m.next_stage
