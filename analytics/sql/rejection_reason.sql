-- Of the reports received in the period whose outcome was known as of the instant, how many were rejected for each reason?
WITH standing AS (
    SELECT seq, stage, sent_date
    FROM analytics_visit
    WHERE entered_at < $asof AND (left_at IS NULL OR left_at >= $asof) AND sent_date >= $from::DATE AND sent_date < $until::DATE
        AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
), whole AS (
    SELECT period_of($grain, sent_date) AS period, count(*) AS received, count(*) FILTER (stage IN ($done, $rejected)) AS decided
    FROM standing GROUP BY ALL
)
SELECT w.period, coalesce(e.reason, $none) AS grp, any_value(w.received) AS received, any_value(w.decided) AS decided, count(*) AS rejected
FROM standing s JOIN whole w ON w.period IS NOT DISTINCT FROM period_of($grain, s.sent_date) LEFT JOIN analytics_event e ON e.seq = s.seq
WHERE s.stage = $rejected
GROUP BY ALL ORDER BY ALL
