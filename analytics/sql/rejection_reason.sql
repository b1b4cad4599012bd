-- Of the reports received in the period whose outcome was known as of the instant, how many were rejected for each reason?
WITH standing AS (
    SELECT seq, stage, sent_date
    FROM analytics_visit
    WHERE (left_date IS NULL OR left_date >= $surely::DATE) AND entered_at < $asof AND (left_at IS NULL OR left_at >= $asof) AND sent_date >= $from::DATE AND sent_date < $until::DATE
        AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
), whole AS (
    SELECT period_of($grain, sent_date) AS period, count(*) AS received, count(*) FILTER (stage IN ($done, $rejected)) AS decided
    FROM standing GROUP BY ALL
), gone AS (
    SELECT seq, sent_date FROM standing WHERE stage = $rejected
), told AS (
    SELECT e.seq, e.reason FROM analytics_event e JOIN gone g ON g.seq = e.seq
)
SELECT w.period, coalesce(t.reason, $none) AS grp, any_value(w.received) AS received, any_value(w.decided) AS decided, count(*) AS rejected
FROM gone g JOIN whole w ON w.period IS NOT DISTINCT FROM period_of($grain, g.sent_date) LEFT JOIN told t ON t.seq = g.seq
GROUP BY ALL ORDER BY ALL
