-- How long after they were received did reports leave the Waiting they began in, forwards or to Rejected, and how many had not as of the instant?
WITH back AS (
    SELECT report_id, seq, entered_at, left_at FROM analytics_visit WHERE next_stage = $waiting AND left_at < $asof AND sent_date >= $from::DATE AND sent_date < $until::DATE
), stay AS (
    SELECT v.unit, v.channel, v.category, v.area, v.pass, v.sent_date, hour_of(v.sent_at, v.sent_date, $offset) AS hour,
        CASE WHEN v.left_at IS NULL OR v.left_at >= $asof THEN 0 WHEN v.next_stage = $rejected THEN 2 ELSE 1 END AS outcome,
        (epoch_us(CASE WHEN v.left_at < $asof THEN v.left_at ELSE $asof::TIMESTAMPTZ END) - epoch_us(v.sent_at)) / $second AS seconds
    FROM analytics_visit v ANTI JOIN back b ON b.report_id = v.report_id AND b.left_at = v.entered_at AND (b.entered_at, b.seq) < (v.entered_at, v.seq)
    WHERE v.entered_at < $asof AND v.stage = $waiting AND v.sent_date >= $from::DATE AND v.sent_date < $until::DATE
        AND chosen($units, v.unit) AND chosen($channels, v.channel)
        AND chosen($categories, v.category) AND chosen_area($areas, v.area)
)
SELECT period_of($grain, sent_date) AS period, grouped($by, sent_date, hour, $waiting, unit, channel, category, area, pass, $opdunits, $opds) AS grp, outcome,
    list(seconds) AS seconds
FROM stay GROUP BY ALL ORDER BY period, grp, outcome
