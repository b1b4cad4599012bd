-- Which unit handed reports to which other one as of the instant, how often, and after how long with the first?
WITH turn AS (
    SELECT report_id, coalesce(unit, $none) AS unit, entered_at, entered_date, seq, sent_date, channel, category, area,
        lag(coalesce(unit, $none)) OVER (PARTITION BY report_id ORDER BY entered_at, seq) AS before
    FROM analytics_visit
    WHERE entered_at < $asof AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
        AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE
        /* left */ AND report_id >= $lowest AND report_id <= $highest
        /* left */ AND report_id IN (SELECT e.report_id FROM analytics_visit e WHERE e.entered_date >= $leftfrom::DATE AND e.entered_date < $leftuntil::DATE)
), held AS (
    SELECT report_id, unit, sent_date, channel, category, area, entered_at,
        lead(unit) OVER o AS next_unit, lead(entered_at) OVER o AS handed_at, lead(entered_date) OVER o AS handed_date
    FROM turn WHERE before IS NULL OR before <> unit
    WINDOW o AS (PARTITION BY report_id ORDER BY entered_at, seq)
), handed AS (
    SELECT report_id, unit, next_unit, channel, category, area,
        CASE WHEN $rule = $received THEN sent_date ELSE handed_date END AS day,
        (epoch_us(handed_at) - epoch_us(entered_at)) / $second AS seconds
    FROM held WHERE handed_at IS NOT NULL AND (chosen($units, unit) OR chosen($units, next_unit))
)
SELECT period_of($grain, day) AS period, grouped($by, NULL, NULL, $none, unit, channel, category, area, $none, $opdunits, $opds) AS grp,
    unit, next_unit, count(*) AS moves, count(DISTINCT report_id) AS reports, quantile_cont(seconds, $half) AS median
FROM handed WHERE day >= $from::DATE AND day < $until::DATE
GROUP BY ALL ORDER BY period, grp, moves DESC, unit, next_unit
