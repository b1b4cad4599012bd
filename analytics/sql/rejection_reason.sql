-- How many of the reports received in the period stood in Rejected as of the instant for each reason?
WITH gone AS (
    SELECT seq, sent_date
    FROM analytics_visit
    WHERE (left_date IS NULL OR left_date >= $surely::DATE) AND entered_at < $asof AND (left_at IS NULL OR left_at >= $asof) AND sent_date >= $from::DATE AND sent_date < $until::DATE
        AND stage = $rejected
        AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
), told AS (
    SELECT e.seq, e.reason FROM analytics_event e JOIN gone g ON g.seq = e.seq WHERE e.stage = $rejected
)
SELECT period_of($grain, g.sent_date) AS period, coalesce(t.reason, $none) AS grp, count(*) AS rejected
FROM gone g LEFT JOIN told t ON t.seq = g.seq
GROUP BY ALL ORDER BY ALL
