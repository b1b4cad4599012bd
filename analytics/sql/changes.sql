-- Which reports stand elsewhere as of the instant than as of an earlier one, or than was known when an issue was published, and through how many events?
WITH touched AS (
    SELECT DISTINCT report_id FROM analytics_event
    WHERE happened_at < $asof AND (happened_at >= $since OR $byrecord AND recorded_at >= $since)
), told AS (
    SELECT e.report_id, e.seq, coalesce(e.stage, $none) AS stage, e.happened_at,
        e.happened_at < $since AND (NOT $byrecord OR e.recorded_at < $since) AS old
    FROM analytics_event e JOIN touched t ON t.report_id = e.report_id
    WHERE e.happened_at < $asof AND e.report_id >= (SELECT min(report_id) FROM touched) AND e.report_id <= (SELECT max(report_id) FROM touched)
), report AS (
    SELECT report_id, arg_max(stage, (happened_at, seq)) FILTER (old AND stage <> $none) AS before,
        arg_max(stage, (happened_at, seq)) FILTER (stage <> $none) AS after,
        count(*) FILTER (NOT old) AS events, count(*) FILTER (NOT old AND happened_at < $since) AS late
    FROM told GROUP BY report_id
), differing AS (
    SELECT r.number, v.unit, r.channel, r.category, r.area, v.pass, r.sent_date, c.before, c.after, c.events, c.late
    FROM report c JOIN analytics_report r ON r.report_id = c.report_id
        LEFT JOIN analytics_visit v ON v.report_id = c.report_id AND v.entered_at < $asof AND (v.left_at IS NULL OR v.left_at >= $asof)
    WHERE c.events > $nobody AND r.sent_date >= $from::DATE AND r.sent_date < $until::DATE
        AND chosen($units, v.unit) AND coalesce(v.pass, $nobody) BETWEEN $passfrom AND $passto AND chosen($channels, r.channel) AND chosen($categories, r.category) AND chosen_area($areas, r.area)
)
SELECT period_of($grain, sent_date) AS period,
    CASE WHEN $by = $report THEN number ELSE grouped($by, NULL, NULL, $none, unit, channel, category, area, pass, $opdunits, $opds) END AS grp,
    before, after, late > $nobody AND late = events AS belated, count(*) AS reports, sum(events)::BIGINT AS events, sum(late)::BIGINT AS late
FROM differing GROUP BY ALL ORDER BY ALL
