-- Which stays stand behind a mark: those of reports as they stand as of the instant, or those that the rule puts into the period?
WITH again AS (
    SELECT report_id, count(*) AS times FROM analytics_event
    WHERE kind = $submitted AND happened_at < $asof AND len($times) > $nobody GROUP BY report_id
), back AS (
    SELECT report_id, seq, left_at FROM analytics_visit WHERE $firsts AND next_stage = $waiting AND left_at < $asof
), stay AS (
    SELECT report_id, seq, stage, coalesce(unit, $none) AS unit, pass, sent_at, entered_at,
        CASE WHEN left_at < $asof THEN left_at END AS ended_at, CASE WHEN left_at < $asof THEN next_stage END AS next_stage,
        CASE WHEN left_at < $asof OR NOT stage IN ($done, $rejected)
            THEN (epoch_us(CASE WHEN left_at < $asof THEN left_at ELSE $asof::TIMESTAMPTZ END) - epoch_us(entered_at)) / $second END AS lasted,
        (epoch_us($asof::TIMESTAMPTZ) - epoch_us(sent_at)) / $second AS age,
        CASE WHEN $rule = $left THEN left_date WHEN $rule = $received THEN sent_date ELSE entered_date END AS day
    FROM analytics_visit
    WHERE entered_at < $asof AND (NOT $standing OR left_at IS NULL OR left_at >= $asof) AND (NOT $ended OR left_at < $asof)
        AND chosen($stages, stage) AND chosen($among, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto
        AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
        AND (NOT $floods OR list_contains($flood, category)) AND sent_at >= $sentsince AND sent_at <= $sentupto
        AND entered_date >= $enteredfrom::DATE AND entered_date < $entereduntil::DATE
        AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE
        AND (left_date IS NULL OR left_date >= $leftfrom::DATE AND left_date < $leftuntil::DATE)
        AND chosen($hours, lpad(hour_of(sent_at, sent_date, $offset)::VARCHAR, 2, '0'))
), found AS (
    SELECT s.report_id, s.stage, s.unit, s.pass, s.sent_at, s.entered_at, s.ended_at, s.lasted, s.next_stage, count(*) OVER () AS total
    FROM stay s LEFT JOIN again a ON a.report_id = s.report_id
        LEFT JOIN analytics_event e ON e.seq = s.seq AND len($reasons) > $nobody
        LEFT JOIN back b ON b.report_id = s.report_id AND b.left_at = s.entered_at AND b.seq <> s.seq
    WHERE b.report_id IS NULL AND chosen($nexts, s.next_stage) AND NOT list_contains($barred, concat(s.stage, '>', s.next_stage))
        AND s.age >= $agefrom AND s.age < $ageuntil
        AND chosen($times, coalesce(a.times, $nobody)::VARCHAR) AND chosen($weekdays, isodow(s.day)::VARCHAR) AND chosen($reasons, e.reason)
    ORDER BY s.sent_at, s.report_id, s.entered_at LIMIT $most
)
SELECT f.report_id, f.total, r.number, f.stage, f.unit, f.pass::VARCHAR AS pass, f.sent_at, f.entered_at, f.ended_at, f.lasted, f.next_stage
FROM found f JOIN analytics_report r ON r.report_id = f.report_id
ORDER BY f.sent_at, f.report_id, f.entered_at
