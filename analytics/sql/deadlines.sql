-- How many clocks of each deadline rule had stopped in time or too late as of the instant, and how many ran within the allowance or past it?
WITH calendar AS (
    SELECT unnest($days) AS n, unnest($begins) AS begins, unnest($worked) AS worked, unnest($works) AS works
), applied AS (
    SELECT unnest($rules) AS nth, unnest($clocks) AS clock, unnest($allowances) AS allowance, unnest($workings) AS working,
        unnest($sinces) AS since, unnest($untils) AS ends
), mixed AS (
    SELECT DISTINCT report_id FROM analytics_decision WHERE report_id >= $low AND report_id < $high AND undone_at < $asof
), told AS (
    SELECT report_id, seq, kind, stage, unit, happened_at, local_date
    FROM analytics_event
    WHERE report_id >= $low AND report_id < $high AND happened_at < $asof
        /* happened */ AND report_id IN (SELECT e.report_id FROM analytics_event e WHERE e.report_id >= $low AND e.report_id < $high
        /* happened */     AND e.local_date >= $from::DATE AND e.local_date < $until::DATE)
        /* described */ AND report_id IN (SELECT r.report_id FROM analytics_report r WHERE r.report_id >= $low AND r.report_id < $high
        /* described */     AND r.sent_date >= $sentfrom::DATE AND r.sent_date < $sentuntil::DATE
        /* described */     AND chosen($channels, r.channel) AND chosen($categories, r.category) AND chosen_area($areas, r.area))
), standing AS (
    SELECT report_id, seq, kind, stage, unit, happened_at, local_date FROM told WHERE report_id NOT IN (SELECT report_id FROM mixed)
    UNION ALL
    SELECT report_id, seq, kind, stage, unit, happened_at, local_date FROM (
        SELECT report_id, seq, kind, stage, unit, happened_at, local_date, lag(kind) OVER o AS before, lead(kind) OVER o AS after
        FROM told WHERE report_id IN (SELECT report_id FROM mixed)
        WINDOW o AS (PARTITION BY report_id ORDER BY happened_at, seq)
    )
    WHERE NOT (kind = $undone AND coalesce(before, $none) IN ($accepted, $refused)) AND NOT (kind IN ($accepted, $refused) AND coalesce(after, $none) = $undone)
), step AS (
    SELECT report_id, seq, happened_at, local_date, stage, kind = $refused AS refuses, coalesce(stage IN ($done, $rejected), $never) AS ends,
        row_number() OVER w AS nth, last_value(unit IGNORE NULLS) OVER w AS unit,
        count(*) FILTER (kind = $refused) OVER w AS round, count(*) FILTER (stage IN ($done, $rejected)) OVER w AS part,
        lead(CASE WHEN kind = $refused OR stage <> $none THEN seq END IGNORE NULLS) OVER o AS next_seq
    FROM standing
    WINDOW w AS (PARTITION BY report_id ORDER BY happened_at, seq ROWS UNBOUNDED PRECEDING),
        o AS (PARTITION BY report_id ORDER BY happened_at, seq)
), staged AS (
    SELECT report_id, seq, nth, part - ends::INTEGER AS part, round, happened_at, local_date, coalesce(stage, $none) AS stage, unit, refuses, ends,
        refuses OR coalesce(stage, $none) <> $none AS counts, next_seq
    FROM step
), turn AS (
    SELECT report_id, part, round - refuses::INTEGER AS round, nth, happened_at, local_date, unit, ends OR refuses AS closes,
        counts AND NOT ends AND NOT refuses AS starts, ends OR refuses OR stage IN ($followup, $validation) AS files
    FROM staged
    UNION ALL
    SELECT report_id, part, round, nth, happened_at, local_date, unit, $never AS closes, refuses AS starts, $never AS files FROM staged WHERE refuses
), once AS (
    SELECT report_id, part, min(happened_at) FILTER (counts AND NOT ends AND NOT refuses) AS started_at,
        arg_min(local_date, nth) FILTER (counts AND NOT ends AND NOT refuses) AS started_on, arg_max(unit, nth) AS last_unit,
        min(happened_at) FILTER (ends) AS ended_at, arg_min(local_date, nth) FILTER (ends) AS ended_on, arg_min_null(unit, nth) FILTER (ends) AS ended_unit,
        min(happened_at) FILTER (takes) AS taken_at, arg_min(local_date, nth) FILTER (takes) AS taken_on, arg_min_null(unit, nth) FILTER (takes) AS taken_unit
    FROM (SELECT report_id, part, nth, happened_at, local_date, unit, refuses, ends, counts,
        ends OR (counts AND stage <> $waiting AND NOT refuses) AS takes FROM staged)
    GROUP BY report_id, part
), again AS (
    SELECT report_id, round, min(happened_at) FILTER (starts) AS started_at, arg_min(local_date, nth) FILTER (starts) AS started_on, arg_max(unit, nth) AS last_unit,
        min(happened_at) FILTER (closes) AS ended_at, arg_min(local_date, nth) FILTER (closes) AS ended_on, arg_min_null(unit, nth) FILTER (closes) AS ended_unit,
        min(happened_at) FILTER (files) AS filed_at, arg_min(local_date, nth) FILTER (files) AS filed_on, arg_min_null(unit, nth) FILTER (files) AS filed_unit
    FROM turn GROUP BY report_id, part, round
), span AS (
    SELECT report_id, 'case' AS clock, 0 AS pass, started_at, started_on, ended_at AS stopped_at, ended_on AS stopped_on,
        CASE WHEN ended_at IS NULL THEN last_unit ELSE ended_unit END AS unit
    FROM once WHERE list_contains($clocks, $clockcase)
    UNION ALL
    SELECT report_id, 'coordinate', 0, started_at, started_on, taken_at, taken_on, CASE WHEN taken_at IS NULL THEN last_unit ELSE taken_unit END
    FROM once WHERE list_contains($clocks, $clockcoordinate)
    UNION ALL
    SELECT report_id, 'pass', round + 1, started_at, started_on, ended_at, ended_on, CASE WHEN ended_at IS NULL THEN last_unit ELSE ended_unit END
    FROM again WHERE list_contains($clocks, $clockpass)
    UNION ALL
    SELECT report_id, 'follow_up', round + 1, started_at, started_on, filed_at, filed_on, CASE WHEN filed_at IS NULL THEN last_unit ELSE filed_unit END
    FROM again WHERE list_contains($clocks, $clockfollow)
    UNION ALL
    SELECT s.report_id, 'validation', s.round + 1, s.happened_at, s.local_date, n.happened_at, n.local_date, CASE WHEN n.seq IS NULL THEN l.last_unit ELSE n.unit END
    FROM staged s LEFT JOIN staged n ON n.seq = s.next_seq LEFT JOIN once l ON l.report_id = s.report_id AND l.part = s.part
    WHERE s.stage = $validation AND NOT s.refuses AND list_contains($clocks, $clockvalidation)
), timed AS (
    SELECT s.report_id, s.clock, s.pass, s.started_on AS day, b.n, s.stopped_at IS NOT NULL AS over, s.stopped_on, coalesce(s.unit, $none) AS unit,
        CASE WHEN s.stopped_at IS NULL THEN $gonenow ELSE e.n * $dayus + epoch_us(s.stopped_at) - e.begins END
            - (b.n * $dayus + epoch_us(s.started_at) - b.begins) AS passed,
        CASE WHEN s.stopped_at IS NULL THEN $workednow ELSE e.worked + (epoch_us(s.stopped_at) - e.begins) * e.works END
            - (b.worked + (epoch_us(s.started_at) - b.begins) * b.works) AS worked
    FROM span s JOIN calendar b ON b.n = s.started_on - $epoch::DATE LEFT JOIN calendar e ON e.n = s.stopped_on - $epoch::DATE
), measured AS (
    SELECT a.nth, a.allowance, t.pass, t.day, t.over, t.unit, r.number, r.channel, r.category, r.area, r.sent_date, t.stopped_on,
        CASE WHEN a.working > $nobody THEN t.worked ELSE t.passed END AS gone
    FROM timed t JOIN analytics_report r ON r.report_id = t.report_id JOIN applied a ON a.clock = t.clock AND t.n >= a.since AND t.n < a.ends
), chosen_ones AS (
    SELECT nth, allowance, pass, over, gone, number, unit, channel, category, area,
        CASE WHEN $rule = $received THEN sent_date WHEN $rule = $occurred THEN stopped_on ELSE day END AS day
    FROM measured
    WHERE chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel) AND chosen($categories, category) AND chosen_area($areas, area)
)
SELECT period_of($grain, day) AS period,
    CASE WHEN $by = $report THEN number ELSE grouped($by, day, NULL, $none, unit, channel, category, area, pass, $opdunits, $opds) END AS grp, nth, count(*) AS clocks,
    count(*) FILTER (over AND gone < allowance) AS kept, count(*) FILTER (over AND gone >= allowance) AS late,
    count(*) FILTER (NOT over AND gone < allowance) AS running, count(*) FILTER (NOT over AND gone >= allowance) AS overdue,
    sum(gone) FILTER (over) AS gone, count(*) FILTER (over AND gone < allowance AND gone >= allowance * $nearly) AS nearly
FROM chosen_ones WHERE day >= $from::DATE AND day < $until::DATE
GROUP BY ALL ORDER BY period, grp, nth
