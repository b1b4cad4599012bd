-- How many reports of each of a few groups reached each stage, in how many stays, and how many of these had not ended as of the instant?
WITH stay AS (
    SELECT report_id, stage, unit, channel, category, area, pass,
        CASE WHEN $rule = $left THEN left_date WHEN $rule = $received THEN sent_date ELSE entered_date END AS day,
        coalesce(left_at < $asof, $never) AS ended
    FROM analytics_visit
    WHERE report_id >= $lowest AND report_id <= $highest AND entered_at < $asof
        AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
        AND chosen($categories, category) AND chosen_area($areas, area)
        AND entered_date >= $enteredfrom::DATE AND entered_date < $entereduntil::DATE AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE
        AND (left_date IS NULL OR left_date >= $leftfrom::DATE AND left_date < $leftuntil::DATE)
)
SELECT period_of($grain, day) AS period, grouped($by, day, NULL, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp, stage,
    bit_count(bitstring_agg(report_id, $lowest, $highest)) AS reports, count(*) AS stays, count(*) FILTER (NOT ended) AS open
FROM stay WHERE $rule <> $left OR ended
GROUP BY ALL ORDER BY period, grp, stage
