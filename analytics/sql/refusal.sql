-- Of the validation decisions of the period that stood as of the instant, how many refused the follow-up?
WITH judged AS (
    SELECT report_id, kind, unit, validator, channel, category, area, pass,
        CASE WHEN $rule = $received THEN sent_date ELSE decided_date END AS day,
        CASE WHEN $rule = $received THEN hour_of(sent_at, sent_date, $offset) ELSE hour_of(decided_at, decided_date, $offset) END AS hour
    FROM analytics_decision
    WHERE decided_at < $asof AND (undone_at IS NULL OR undone_at >= $asof)
        AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
        AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE AND decided_date >= $leftfrom::DATE AND decided_date < $leftuntil::DATE
)
SELECT period_of($grain, day) AS period,
    CASE WHEN $by = $validator THEN coalesce(validator, $none) ELSE grouped($by, day, hour, $none, unit, channel, category, area, pass, $opdunits, $opds) END AS grp,
    /* few */ bit_count(bitstring_agg(report_id, $lowest, $highest)) AS reports,
    /* many */ list(report_id) AS reports,
    count(*) AS decisions, count(*) FILTER (kind = $refused) AS refused
FROM judged
GROUP BY ALL ORDER BY period, grp
