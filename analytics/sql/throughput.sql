-- How long was it from the first to the last event of reports, as of the instant?
WITH span AS (
    SELECT report_id, count(*) AS events, (epoch_us(max(happened_at)) - epoch_us(min(happened_at))) / $second AS seconds
    FROM analytics_event
    WHERE happened_at < $asof
        /* received */ AND report_id >= $lowest AND report_id <= $highest
        /* sparse */ AND report_id IN (SELECT o.report_id FROM analytics_report o WHERE o.sent_date >= $from::DATE AND o.sent_date < $until::DATE)
    GROUP BY report_id
)
SELECT period_of($grain, r.sent_date) AS period,
    CASE WHEN $by = $report THEN r.number ELSE grouped($by, NULL, NULL, $none, $none, r.channel, r.category, r.area, $none, $opdunits, $opds) END AS grp,
    count(*) AS reports, sum(s.events)::BIGINT AS events, avg(s.seconds) AS mean, min(s.seconds) AS shortest,
    quantile_cont(s.seconds, $half) AS median, max(s.seconds) AS longest
FROM span s JOIN analytics_report r ON r.report_id = s.report_id
WHERE r.sent_date >= $from::DATE AND r.sent_date < $until::DATE
    AND chosen($channels, r.channel) AND chosen($categories, r.category) AND chosen_area($areas, r.area)
GROUP BY ALL ORDER BY ALL
