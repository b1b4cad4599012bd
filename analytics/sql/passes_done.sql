-- How many times had the reports that became Done in the period been handed in for validation as of the instant?
WITH done AS (
    SELECT report_id, unit, channel, category, area,
        CASE WHEN $rule = $received THEN sent_date ELSE entered_date END AS day
    FROM analytics_visit
    WHERE entered_at < $asof AND (left_at IS NULL OR left_at >= $asof) AND stage = $done
        AND chosen($units, unit) AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
        AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE AND entered_date >= $leftfrom::DATE AND entered_date < $leftuntil::DATE
), handed AS (
    SELECT report_id, count(*) AS times FROM analytics_event
    WHERE kind = $submitted AND happened_at < $asof
        /* some */ AND report_id >= (SELECT min(o.report_id) FROM done o) AND report_id <= (SELECT max(o.report_id) FROM done o)
    GROUP BY report_id
)
SELECT period_of($grain, d.day) AS period, grouped($by, NULL, NULL, $none, d.unit, d.channel, d.category, d.area, $none, $opdunits, $opds) AS grp,
    coalesce(h.times, 0) AS pass, count(*) AS reports
FROM done d LEFT JOIN handed h ON h.report_id = d.report_id
WHERE d.day >= $from::DATE AND d.day < $until::DATE
GROUP BY ALL ORDER BY ALL
