-- How long after they were received did reports leave the Waiting they began in, forwards or to Rejected, and how many had not as of the instant?
WITH back AS (
    SELECT report_id, seq, stage, entered_at, left_at FROM analytics_visit WHERE next_stage = $waiting AND left_at < $asof AND sent_date >= $from::DATE AND sent_date < $until::DATE
), onward AS (
    SELECT report_id, min(entered_at) AS left_at, arg_min(stage, (entered_at, seq)) AS next_stage FROM analytics_visit
    WHERE report_id IN (SELECT report_id FROM back WHERE stage = $waiting) AND stage <> $waiting AND entered_at < $asof
        AND sent_date >= $from::DATE AND sent_date < $until::DATE
    GROUP BY report_id
), stay AS (
    SELECT v.unit, v.channel, v.category, v.area, v.pass, v.sent_at, v.sent_date, hour_of(v.sent_at, v.sent_date, $offset) AS hour,
        CASE WHEN v.next_stage = $waiting THEN o.left_at WHEN v.left_at < $asof THEN v.left_at END AS left_at,
        CASE WHEN v.next_stage = $waiting THEN o.next_stage ELSE v.next_stage END AS next_stage
    FROM analytics_visit v ANTI JOIN back b ON b.report_id = v.report_id AND b.left_at = v.entered_at AND (b.entered_at, b.seq) < (v.entered_at, v.seq)
        LEFT JOIN onward o ON o.report_id = v.report_id
    WHERE v.entered_at < $asof AND v.stage = $waiting AND v.sent_date >= $from::DATE AND v.sent_date < $until::DATE
        AND chosen($units, v.unit) AND chosen($channels, v.channel)
        AND chosen($categories, v.category) AND chosen_area($areas, v.area)
)
SELECT period_of($grain, sent_date) AS period, grouped($by, sent_date, hour, $waiting, unit, channel, category, area, pass, $opdunits, $opds) AS grp,
    CASE WHEN left_at IS NULL THEN 0 WHEN next_stage = $rejected THEN 2 ELSE 1 END AS outcome,
    list((epoch_us(coalesce(left_at, $asof::TIMESTAMPTZ)) - epoch_us(sent_at)) / $second) AS seconds
FROM stay GROUP BY ALL ORDER BY period, grp, outcome
