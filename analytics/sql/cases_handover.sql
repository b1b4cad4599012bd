-- Which reports did one unit hand to another one as of the instant?
WITH found AS (
    SELECT report_id, unit, next_unit, handed_at, seconds AS lasted, count(*) OVER () AS total
    FROM analytics_handing
    WHERE handed_at < $asof AND unit = $fromunit AND next_unit = $tounit AND (chosen($units, unit) OR chosen($units, next_unit))
        AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
        AND CASE WHEN $rule = $received THEN sent_date ELSE handed_on END >= $from::DATE
        AND CASE WHEN $rule = $received THEN sent_date ELSE handed_on END < $until::DATE
    ORDER BY handed_at, report_id LIMIT $most
)
SELECT f.report_id, f.total, r.number, f.unit AS from_unit, f.next_unit AS to_unit, f.handed_at, f.lasted
FROM found f JOIN analytics_report r ON r.report_id = f.report_id
ORDER BY f.handed_at, f.report_id
