-- Which second looks drawn by chance, and answered as of the instant, stand behind a mark?
WITH found AS (
    SELECT report_id, verdict, coalesce(unit, $none) AS unit, coalesce(validator, $none) AS validator, pass, decided_at, answered_at,
        count(*) OVER () AS total
    FROM analytics_second_look
    WHERE decided_at < $asof AND (undone_at IS NULL OR undone_at >= $asof) AND drawn_by = $chance AND answered_at < $asof
        AND chosen($kinds, verdict) AND chosen($validators, validator) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto
        AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
        AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE AND decided_date >= $leftfrom::DATE AND decided_date < $leftuntil::DATE
    ORDER BY decided_at, report_id LIMIT $most
)
SELECT f.report_id, f.total, r.number, f.verdict AS decision, f.unit, f.validator, f.pass::VARCHAR AS pass, f.decided_at, f.answered_at
FROM found f JOIN analytics_report r ON r.report_id = f.report_id
ORDER BY f.decided_at, f.report_id
