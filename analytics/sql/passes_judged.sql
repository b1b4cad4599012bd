-- Of the reports judged at each pass in the period as of the instant, how many were accepted at that pass?
WITH judged AS (
    SELECT report_id, kind, unit, channel, category, area, pass,
        CASE WHEN $rule = $received THEN sent_date ELSE decided_date END AS day
    FROM analytics_decision
    WHERE decided_at < $asof AND (undone_at IS NULL OR undone_at >= $asof)
        AND chosen($units, unit) AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
        AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE
        /* left */ AND report_id >= $lowest AND report_id <= $highest
        /* left */ AND report_id IN (SELECT d.report_id FROM analytics_decision d WHERE d.decided_date >= $leftfrom::DATE AND d.decided_date < $leftuntil::DATE)
), report AS (
    SELECT report_id, pass, max(day) AS day, bool_or(kind = $refused) AS refused,
        grouped($by, NULL, NULL, $none, unit, channel, category, area, $none, $opdunits, $opds) AS grp
    FROM judged GROUP BY ALL
)
SELECT period_of($grain, day) AS period, grp, pass, count(*) AS reports, count(*) FILTER (NOT refused) AS accepted
FROM report WHERE day >= $from::DATE AND day < $until::DATE
GROUP BY ALL ORDER BY ALL
