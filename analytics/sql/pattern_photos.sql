-- How many reports share a photo with another one, of all reports with photos that had been received as of the instant?
WITH standing AS (
    SELECT v.report_id, r.number, v.unit, v.channel, v.category, v.area, v.pass, v.sent_date
    FROM analytics_visit v JOIN analytics_report r ON r.report_id = v.report_id
    WHERE v.entered_at < $asof AND (v.left_at IS NULL OR v.left_at >= $asof)
), shared AS (
    SELECT p.sha256, min(s.number) AS first, max(s.number) AS last
    FROM analytics_photo p JOIN standing s ON s.report_id = p.report_id
    GROUP BY p.sha256 HAVING count(DISTINCT p.report_id) > $once
), pictured AS (
    SELECT p.report_id, min(CASE WHEN h.first = s.number THEN h.last ELSE h.first END) AS twin
    FROM analytics_photo p JOIN standing s ON s.report_id = p.report_id LEFT JOIN shared h ON h.sha256 = p.sha256
    GROUP BY p.report_id
)
SELECT period_of($grain, s.sent_date) AS period,
    CASE WHEN $by = $report THEN s.number ELSE grouped($by, s.sent_date, NULL, $none, s.unit, s.channel, s.category, s.area, s.pass, $opdunits, $opds) END AS grp,
    CASE WHEN $by = $report THEN p.twin ELSE $none END AS detail, count(p.twin) AS found, count(*) AS cases
FROM pictured p JOIN standing s ON s.report_id = p.report_id
WHERE s.sent_date >= $from::DATE AND s.sent_date < $until::DATE
    AND chosen($units, s.unit) AND chosen($channels, s.channel) AND chosen($categories, s.category) AND chosen_area($areas, s.area)
GROUP BY ALL HAVING $by <> $report OR found > $nobody ORDER BY ALL
