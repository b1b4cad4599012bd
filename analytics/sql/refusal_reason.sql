-- Of the validation decisions of the period that stood as of the instant, how many refused for each reason?
WITH judged AS (
    SELECT report_id, kind, coalesce(reason, $none) AS reason,
        CASE WHEN $rule = $received THEN sent_date ELSE decided_date END AS day
    FROM analytics_decision
    WHERE decided_at < $asof AND (undone_at IS NULL OR undone_at >= $asof)
        AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
        AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE AND decided_date >= $leftfrom::DATE AND decided_date < $leftuntil::DATE
), whole AS (
    SELECT period_of($grain, day) AS period, count(*) AS decisions FROM judged GROUP BY ALL
)
SELECT w.period, j.reason AS grp, count(DISTINCT j.report_id) AS reports, any_value(w.decisions) AS decisions, count(*) AS refused
FROM judged j JOIN whole w ON w.period IS NOT DISTINCT FROM period_of($grain, j.day)
WHERE j.kind = $refused
GROUP BY ALL ORDER BY ALL
