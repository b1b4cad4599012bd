-- Of the reports whose first follow-up was judged in the period as of the instant, how many had it accepted at once?
WITH judged AS (
    SELECT report_id, kind, unit, validator, channel, category, area, pass,
        CASE WHEN $rule = $received THEN sent_date ELSE decided_date END AS day
    FROM analytics_decision
    WHERE decided_at < $asof AND (undone_at IS NULL OR undone_at >= $asof) AND pass = $first
        AND chosen($units, unit) AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
        AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE
        /* left */ AND report_id >= $lowest AND report_id <= $highest
        /* once */ AND decided_date >= $leftfrom::DATE AND decided_date < $leftuntil::DATE
        /* sparse */ AND report_id IN (SELECT d.report_id FROM analytics_decision d WHERE d.decided_date >= $leftfrom::DATE AND d.decided_date < $leftuntil::DATE)
), report AS (
    SELECT
        /* once */ day, kind = $refused AS refused,
        /* again */ report_id, max(day) AS day, bool_or(kind = $refused) AS refused,
        CASE WHEN $by = $validator THEN coalesce(validator, $none) ELSE grouped($by, NULL, NULL, $none, unit, channel, category, area, pass, $opdunits, $opds) END AS grp
    FROM judged
    /* again */ GROUP BY ALL
)
SELECT period_of($grain, day) AS period, grp, count(*) AS reports, count(*) FILTER (NOT refused) AS accepted
FROM report WHERE day >= $from::DATE AND day < $until::DATE
GROUP BY ALL ORDER BY ALL
