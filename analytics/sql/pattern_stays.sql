-- How many stays in each stage ended at the instant at which they began, of all that had ended as of the instant?
SELECT period_of($grain, v.left_date) AS period,
    CASE WHEN $by = $report THEN r.number ELSE grouped($by, v.left_date, NULL, $none, v.unit, v.channel, v.category, v.area, v.pass, $opdunits, $opds) END AS grp, v.stage AS detail,
    count(*) FILTER (v.seconds <= $nothing) AS found, count(*) AS cases
FROM analytics_visit v LEFT JOIN (SELECT report_id, number FROM analytics_report WHERE $by = $report) r ON r.report_id = v.report_id
WHERE v.left_at < $asof AND v.left_date >= $from::DATE AND v.left_date < $until::DATE
    AND chosen($units, v.unit) AND chosen($channels, v.channel) AND chosen($categories, v.category) AND chosen_area($areas, v.area)
GROUP BY ALL HAVING $by <> $report OR found > $nobody ORDER BY ALL
