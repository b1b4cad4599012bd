-- How long did stays in each open stage last, how many were there in any stage, and how many reports had them, of a part of the reports?
WITH stay AS (
    SELECT report_id, stage, unit, channel, category, area, pass, entered_date, left_date, sent_date, seconds, TRUE AS ended
    FROM analytics_visit WHERE left_date < $surely::DATE
    UNION ALL
    SELECT report_id, stage, unit, channel, category, area, pass, entered_date, left_date, sent_date,
        CASE WHEN left_at < $asof THEN seconds ELSE (epoch_us($asof::TIMESTAMPTZ) - epoch_us(entered_at)) / $second END AS seconds,
        coalesce(left_at < $asof, $never) AS ended
    FROM analytics_visit WHERE (left_date IS NULL OR left_date >= $surely::DATE) AND entered_at < $asof
), counted AS (
    SELECT CASE WHEN $rule = $left THEN left_date WHEN $rule = $received THEN sent_date ELSE entered_date END AS begun,
        list_position($order, stage) AS nth, report_id, stage, unit, channel, category, area, pass, seconds, ended
    FROM stay
    WHERE report_id >= $lowest AND report_id <= $highest AND ($rule <> $left OR ended)
        AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
        AND chosen($categories, category) AND chosen_area($areas, area)
        AND entered_date >= $enteredfrom::DATE AND entered_date < $entereduntil::DATE AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE
        AND (left_date IS NULL OR left_date >= $leftfrom::DATE AND left_date < $leftuntil::DATE)
), grp AS (
    SELECT
        /* monthly */ begun - (day(begun)::INTEGER - $first::INTEGER) AS period,
        /* otherwise */ period_of($grain, begun) AS period,
        grouped($by, begun, NULL, stage, unit, channel, category, area, pass, $opdunits, $opds) AS grp, nth, count(*) AS stays,
        /* few */ bit_count(bitstring_agg(report_id, $lowest, $highest)) AS reports,
        /* many */ list(report_id) AS reports,
        list(seconds) FILTER (ended) AS ended, list(seconds) FILTER (NOT ended) AS open
    FROM counted GROUP BY ALL
)
SELECT period, grp, nth, stays, reports, coalesce(len(open), $nobody) AS waiting,
    CASE WHEN nth <= $waits THEN ended END AS ended, CASE WHEN nth <= $waits THEN open END AS open
FROM grp
