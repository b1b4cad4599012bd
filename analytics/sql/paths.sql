-- From which stage to which did reports move as of the instant, how often, and after how long?
WITH moved AS (
    SELECT report_id, stage, next_stage, seconds, unit, channel, category, area, pass,
        CASE WHEN $rule = $received THEN sent_date ELSE left_date END AS day
    FROM analytics_visit
    WHERE left_at < $asof AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
        AND chosen($categories, category) AND chosen_area($areas, area)
        AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE AND left_date >= $leftfrom::DATE AND left_date < $leftuntil::DATE
        /* bits */ AND report_id >= $lowest AND report_id <= $highest
)
SELECT period_of($grain, day) AS period, grouped($by, day, NULL, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp,
    stage, next_stage, count(*) AS moves,
    /* bits */ bit_count(bitstring_agg(report_id, $lowest, $highest)) AS reports,
    /* each */ count(DISTINCT report_id) AS reports,
    quantile_cont(seconds, $half) AS median
FROM moved
GROUP BY ALL ORDER BY period, grp, moves DESC, stage, next_stage
