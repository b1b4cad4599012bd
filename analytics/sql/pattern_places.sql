-- Of the reports that are Done as of the instant, how many were followed within days by another of their category from the same place?
WITH place AS (
    SELECT report_id, place FROM analytics_place
        /* happened */ WHERE report_id >= $lowest AND report_id <= $highest
), done AS (
    SELECT v.report_id, v.unit, v.channel, v.category, v.area, v.pass, v.entered_at, v.entered_date, p.place
    FROM analytics_visit v JOIN place p ON p.report_id = v.report_id
    WHERE v.stage = $done AND v.entered_at < $asof AND (v.left_at IS NULL OR v.left_at >= $asof)
        AND v.entered_date >= $from::DATE AND v.entered_date < $until::DATE
        AND chosen($units, v.unit) AND chosen($channels, v.channel) AND chosen($categories, v.category) AND chosen_area($areas, v.area)
), sent AS (
    SELECT r.report_id, r.category, r.sent_at, p.place
    FROM analytics_report r JOIN place p ON p.report_id = r.report_id
    WHERE r.sent_at < $asof AND r.sent_date >= $soonest::DATE AND r.sent_date < $latest::DATE
), again AS (
    SELECT d.report_id, arg_min(n.number, (s.sent_at, n.number)) AS later
    FROM done d JOIN sent s ON s.place = d.place AND s.category = d.category AND s.sent_at > d.entered_at
        AND (epoch_us(s.sent_at) - epoch_us(d.entered_at)) / $second <= $within
        LEFT JOIN (SELECT report_id, number FROM analytics_report WHERE $by = $report) n ON n.report_id = s.report_id
    GROUP BY d.report_id
)
SELECT period_of($grain, d.entered_date) AS period,
    CASE WHEN $by = $report THEN n.number ELSE grouped($by, d.entered_date, NULL, $none, d.unit, d.channel, d.category, d.area, d.pass, $opdunits, $opds) END AS grp,
    CASE WHEN $by = $report THEN a.later ELSE $none END AS detail, count(a.report_id) AS found, count(*) AS cases
FROM done d LEFT JOIN again a ON a.report_id = d.report_id
    LEFT JOIN (SELECT report_id, number FROM analytics_report WHERE $by = $report) n ON n.report_id = d.report_id
GROUP BY ALL HAVING $by <> $report OR found > $nobody ORDER BY ALL
