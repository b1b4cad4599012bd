-- How long after they were received did reports leave their first Waiting, forwards or to Rejected, and how many had not as of the instant?
WITH first AS (
    SELECT report_id,
        arg_min(struct_pack(unit, channel, category, area, pass, sent_at, sent_date, left_at, next_stage), (entered_at, seq)) AS w
    FROM analytics_visit
    WHERE entered_at < $asof AND stage = $waiting AND sent_date >= $from AND sent_date < $until
        AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
    GROUP BY report_id
), stay AS (
    SELECT w.unit AS unit, w.channel AS channel, w.category AS category, w.area AS area, w.pass AS pass, w.sent_date AS sent_date,
        CASE WHEN w.left_at IS NULL OR w.left_at >= $asof THEN 0 WHEN w.next_stage = $rejected THEN 2 ELSE 1 END AS outcome,
        (epoch_us(CASE WHEN w.left_at < $asof THEN w.left_at ELSE $asof::TIMESTAMPTZ END) - epoch_us(w.sent_at)) / $second AS seconds
    FROM first WHERE chosen($units, w.unit)
), class AS (
    SELECT period_of($grain, sent_date) AS period, dimension($by, $waiting, unit, channel, category, area, pass) AS grp, outcome,
        length_class(seconds) AS class, min(seconds) AS shortest, max(seconds) AS longest, avg(seconds) AS mean, count(*) AS reports
    FROM stay GROUP BY ALL
)
SELECT period, grp, length_of(shortest, longest, mean) AS seconds, outcome, reports
FROM class ORDER BY period, grp
