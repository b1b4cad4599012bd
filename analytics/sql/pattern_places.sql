-- Of the reports that are Done as of the instant, how many were followed within days by another of their category from the same place?
WITH done AS (
    SELECT v.report_id, r.number, v.unit, v.channel, v.category, v.area, v.pass, v.entered_at, v.entered_date, p.place
    FROM analytics_visit v JOIN analytics_report r ON r.report_id = v.report_id JOIN analytics_place p ON p.report_id = v.report_id
    WHERE v.stage = $done AND v.entered_at < $asof AND (v.left_at IS NULL OR v.left_at >= $asof)
        AND v.entered_date >= $from::DATE AND v.entered_date < $until::DATE
        AND chosen($units, v.unit) AND chosen($channels, v.channel) AND chosen($categories, v.category) AND chosen_area($areas, v.area)
), again AS (
    SELECT d.report_id, arg_min(r.number, (r.sent_at, r.number)) AS later
    FROM done d JOIN analytics_place p ON p.place = d.place JOIN analytics_report r ON r.report_id = p.report_id
    WHERE r.category = d.category AND r.sent_at > d.entered_at AND r.sent_at < $asof
        AND (epoch_us(r.sent_at) - epoch_us(d.entered_at)) / $second <= $within
    GROUP BY d.report_id
)
SELECT period_of($grain, d.entered_date) AS period,
    CASE WHEN $by = $report THEN d.number ELSE grouped($by, d.entered_date, NULL, $none, d.unit, d.channel, d.category, d.area, d.pass, $opdunits, $opds) END AS grp,
    CASE WHEN $by = $report THEN a.later ELSE $none END AS detail, count(a.later) AS found, count(*) AS cases
FROM done d LEFT JOIN again a ON a.report_id = d.report_id
GROUP BY ALL HAVING $by <> $report OR found > $nobody ORDER BY ALL
