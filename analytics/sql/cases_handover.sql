-- Which reports did one unit hand to another one as of the instant?
WITH turn AS (
    SELECT report_id, coalesce(unit, $none) AS unit, entered_at, entered_date, seq, sent_date, channel, category, area,
        lag(coalesce(unit, $none)) OVER (PARTITION BY report_id ORDER BY entered_at, seq) AS before
    FROM analytics_visit
    WHERE entered_at < $asof AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
), held AS (
    SELECT report_id, unit, sent_date, entered_at,
        lead(unit) OVER o AS next_unit, lead(entered_at) OVER o AS handed_at, lead(entered_date) OVER o AS handed_date
    FROM turn WHERE before IS NULL OR before <> unit
    WINDOW o AS (PARTITION BY report_id ORDER BY entered_at, seq)
), found AS (
    SELECT report_id, unit, next_unit, handed_at, (epoch_us(handed_at) - epoch_us(entered_at)) / $second AS lasted, count(*) OVER () AS total
    FROM held
    WHERE handed_at IS NOT NULL AND unit = $fromunit AND next_unit = $tounit AND (chosen($units, unit) OR chosen($units, next_unit))
        AND CASE WHEN $rule = $received THEN sent_date ELSE handed_date END >= $from::DATE
        AND CASE WHEN $rule = $received THEN sent_date ELSE handed_date END < $until::DATE
    ORDER BY handed_at, report_id LIMIT $most
)
SELECT f.report_id, f.total, r.number, f.unit AS from_unit, f.next_unit AS to_unit, f.handed_at, f.lasted
FROM found f JOIN analytics_report r ON r.report_id = f.report_id
ORDER BY f.handed_at, f.report_id
