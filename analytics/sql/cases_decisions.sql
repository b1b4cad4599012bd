-- Which validation decisions that stood as of the instant stand behind a mark?
WITH found AS (
    SELECT report_id, kind, coalesce(unit, $none) AS unit, coalesce(validator, $none) AS validator, coalesce(reason, $none) AS reason, pass, decided_at,
        count(*) OVER () AS total
    FROM analytics_decision
    WHERE decided_at < $asof AND (undone_at IS NULL OR undone_at >= $asof)
        AND chosen($kinds, kind) AND chosen($validators, validator) AND chosen($reasons, reason)
        AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto
        AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
        AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE AND decided_date >= $leftfrom::DATE AND decided_date < $leftuntil::DATE
        AND chosen($weekdays, isodow(CASE WHEN $rule = $received THEN sent_date ELSE decided_date END)::VARCHAR)
        AND chosen($hours, lpad(CASE WHEN $rule = $received THEN hour_of(sent_at, sent_date, $offset)
            ELSE hour_of(decided_at, decided_date, $offset) END::VARCHAR, 2, '0'))
    ORDER BY decided_at, report_id LIMIT $most
)
SELECT f.report_id, f.total, r.number, f.kind AS decision, f.unit, f.validator, f.reason, f.pass::VARCHAR AS pass, f.decided_at
FROM found f JOIN analytics_report r ON r.report_id = f.report_id
ORDER BY f.decided_at, f.report_id
