-- Which unit handed reports to which other one as of the instant, how often, and after how long with the first?
WITH handed AS (
    SELECT report_id, unit, next_unit, channel, category, area, CASE WHEN $rule = $received THEN sent_date ELSE handed_on END AS day, seconds
    FROM analytics_handing
    WHERE handed_at < $asof AND (chosen($units, unit) OR chosen($units, next_unit))
        AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
        AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE AND handed_on >= $leftfrom::DATE AND handed_on < $leftuntil::DATE
)
SELECT period_of($grain, day) AS period, grouped($by, NULL, NULL, $none, unit, channel, category, area, $none, $opdunits, $opds) AS grp,
    unit, next_unit, count(*) AS moves, list(report_id) AS reports, quantile_cont(seconds, $half) AS median
FROM handed WHERE day >= $from::DATE AND day < $until::DATE
GROUP BY ALL ORDER BY period, grp, moves DESC, unit, next_unit
