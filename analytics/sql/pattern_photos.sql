-- How many reports share a photo with another one, of all reports with photos that had been received as of the instant?
WITH standing AS (
    SELECT v.report_id, n.number, v.unit, v.channel, v.category, v.area, v.pass, v.sent_date
    FROM analytics_visit v LEFT JOIN (SELECT report_id, number FROM analytics_report WHERE $by = $report) n ON n.report_id = v.report_id
    WHERE v.entered_at < $asof AND (v.left_at IS NULL OR v.left_at >= $asof)
        AND v.report_id IN (SELECT p.report_id FROM analytics_photo p)
), shared AS (
    SELECT p.sha256, min(s.number) AS first, max(s.number) AS last
    FROM analytics_photo p JOIN standing s ON s.report_id = p.report_id
    GROUP BY p.sha256 HAVING min(p.report_id) < max(p.report_id)
), pictured AS (
    SELECT p.report_id, count(h.sha256) AS times, min(CASE WHEN h.first = s.number THEN h.last ELSE h.first END) AS twin
    FROM analytics_photo p JOIN standing s ON s.report_id = p.report_id LEFT JOIN shared h ON h.sha256 = p.sha256
    GROUP BY p.report_id
)
SELECT period_of($grain, s.sent_date) AS period,
    CASE WHEN $by = $report THEN s.number ELSE grouped($by, s.sent_date, NULL, $none, s.unit, s.channel, s.category, s.area, s.pass, $opdunits, $opds) END AS grp,
    CASE WHEN $by = $report THEN p.twin ELSE $none END AS detail, count(*) FILTER (p.times > $nobody) AS found, count(*) AS cases
FROM pictured p JOIN standing s ON s.report_id = p.report_id
WHERE s.sent_date >= $from::DATE AND s.sent_date < $until::DATE
    AND chosen($units, s.unit) AND chosen($channels, s.channel) AND chosen($categories, s.category) AND chosen_area($areas, s.area)
GROUP BY ALL HAVING $by <> $report OR found > $nobody ORDER BY ALL
