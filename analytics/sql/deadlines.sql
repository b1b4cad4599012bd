-- How many clocks of each deadline rule had stopped in time or too late as of the instant, and how many ran within the allowance or past it?
WITH applied AS (
    SELECT unnest($rules) AS nth, unnest($clocks) AS clock, unnest($allowances) AS allowance, unnest($workings) AS working,
        unnest($sinces) AS since, unnest($untils) AS ends
), span AS (
    SELECT report_id, clock, pass, started_at, started_on, stopped_at, stopped_on, unit, channel, category, area, sent_date
    FROM analytics_clock
    WHERE report_id <= $prepared
        AND report_id NOT IN (SELECT report_id FROM analytics_unprepared UNION ALL SELECT r.report_id FROM analytics_report r WHERE r.last_at >= $asof)
        AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE
        /* started */ AND started_on >= $from::DATE AND started_on < $until::DATE
        /* stopped */ AND stopped_on >= $from::DATE AND stopped_on < $until::DATE
    UNION ALL
    SELECT report_id, clock, pass, started_at, started_on, stopped_at, stopped_on, unit, channel, category, area, sent_date
    FROM clocks_told($reports, $asof)
), timed AS (
    SELECT report_id, clock, pass, started_on AS day, stopped_on, stopped_at IS NOT NULL AS over, coalesce(unit, $none) AS unit, channel, category, area, sent_date,
        started_on - $epoch::DATE AS b, stopped_on - $epoch::DATE AS e, epoch_us(started_at) AS started, epoch_us(stopped_at) AS stopped
    FROM span
    WHERE chosen($units, coalesce(unit, $none)) AND pass BETWEEN $passfrom AND $passto
        AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
), measured AS (
    SELECT t.report_id, a.nth, a.allowance, t.pass, t.over, t.unit, t.channel, t.category, t.area,
        CASE WHEN $rule = $received THEN t.sent_date WHEN $rule = $occurred THEN t.stopped_on ELSE t.day END AS day,
        CASE WHEN a.working > $nobody
            THEN CASE WHEN t.over THEN ($worked)[t.e - $before] + (t.stopped - ($begins)[t.e - $before]) * ($works)[t.e - $before] ELSE $workednow END
                - (($worked)[t.b - $before] + (t.started - ($begins)[t.b - $before]) * ($works)[t.b - $before])
            ELSE CASE WHEN t.over THEN t.stopped ELSE $now END - t.started
                /* shifted */ + CASE WHEN t.over THEN ($shifts)[t.e - $before] ELSE $shiftnow END - ($shifts)[t.b - $before]
            END AS gone
    FROM timed t JOIN applied a ON a.clock = t.clock AND t.b >= a.since AND t.b < a.ends
)
SELECT period_of($grain, m.day) AS period,
    CASE WHEN $by = $report THEN r.number ELSE grouped($by, m.day, NULL, $none, m.unit, m.channel, m.category, m.area, m.pass, $opdunits, $opds) END AS grp,
    nth,
    CASE WHEN over THEN CASE WHEN gone >= allowance THEN $late WHEN gone >= allowance * $nearly THEN $closely ELSE $kept END
        WHEN gone >= allowance THEN $overdue ELSE $running END AS state,
    count(*) AS clocks, sum(gone) AS gone
FROM measured m LEFT JOIN analytics_report r ON r.report_id = m.report_id AND $by = $report
WHERE day >= $from::DATE AND day < $until::DATE
GROUP BY ALL
