-- How many clocks of each deadline rule had stopped in time or too late as of the instant, and how many ran within the allowance or past it?
WITH calendar AS (
    SELECT unnest($days) AS n, unnest($begins) AS begins, unnest($worked) AS worked, unnest($works) AS works
), applied AS (
    SELECT unnest($rules) AS nth, unnest($clocks) AS clock, unnest($allowances) AS allowance, unnest($workings) AS working,
        unnest($sinces) AS since, unnest($untils) AS ends
), told AS (
    SELECT report_id, seq, kind, coalesce(stage, $none) AS stage, unit, happened_at, local_date, lag(kind) OVER o AS before, lead(kind) OVER o AS after
    FROM analytics_event
    WHERE report_id >= $low AND report_id < $high AND happened_at < $asof
        /* happened */ AND report_id IN (SELECT e.report_id FROM analytics_event e WHERE e.report_id >= $low AND e.report_id < $high
        /* happened */     AND e.local_date >= $from::DATE AND e.local_date < $until::DATE)
        /* described */ AND report_id IN (SELECT r.report_id FROM analytics_report r WHERE r.report_id >= $low AND r.report_id < $high
        /* described */     AND r.sent_date >= $sentfrom::DATE AND r.sent_date < $sentuntil::DATE
        /* described */     AND chosen($channels, r.channel) AND chosen($categories, r.category) AND chosen_area($areas, r.area))
    WINDOW o AS (PARTITION BY report_id ORDER BY happened_at, seq)
), standing AS (
    SELECT report_id, seq, stage, happened_at, local_date, kind = $refused AS refuses, stage IN ($done, $rejected) AS ends,
        last_value(unit IGNORE NULLS) OVER w AS unit
    FROM told
    WHERE NOT (kind = $undone AND before IN ($accepted, $refused)) AND NOT (kind IN ($accepted, $refused) AND coalesce(after, $none) = $undone)
    WINDOW w AS (PARTITION BY report_id ORDER BY happened_at, seq ROWS UNBOUNDED PRECEDING)
), last AS (
    SELECT report_id, arg_max(unit, (happened_at, seq)) AS unit FROM standing GROUP BY report_id
), staged AS (
    SELECT report_id, seq, stage, happened_at, local_date, refuses, ends, unit,
        count(*) FILTER (refuses) OVER w AS round, count(*) FILTER (ends) OVER w - ends::INTEGER AS part,
        lead(happened_at) OVER o AS next_at, lead(local_date) OVER o AS next_date, lead(unit) OVER o AS next_unit
    FROM standing WHERE refuses OR stage <> $none
    WINDOW w AS (PARTITION BY report_id ORDER BY happened_at, seq ROWS UNBOUNDED PRECEDING),
        o AS (PARTITION BY report_id ORDER BY happened_at, seq)
), turn AS (
    SELECT report_id, part, round - refuses::INTEGER AS round, stage, happened_at, seq, local_date, unit, ends OR refuses AS closes, $never AS opens FROM staged
    UNION ALL
    SELECT report_id, part, round, stage, happened_at, seq, local_date, unit, $never AS closes, refuses AS opens FROM staged WHERE refuses
), once AS (
    SELECT report_id, part, arg_min((happened_at, local_date), (happened_at, seq)) FILTER (NOT ends AND NOT refuses) AS started,
        arg_min((happened_at, local_date, unit), (happened_at, seq)) FILTER (ends) AS ended,
        arg_min((happened_at, local_date, unit), (happened_at, seq)) FILTER (ends OR (stage <> $waiting AND NOT refuses)) AS taken
    FROM staged GROUP BY report_id, part
), again AS (
    SELECT report_id, part, round, arg_min((happened_at, local_date), (happened_at, seq)) FILTER (opens OR NOT closes) AS started,
        arg_min((happened_at, local_date, unit), (happened_at, seq)) FILTER (closes) AS ended,
        arg_min((happened_at, local_date, unit), (happened_at, seq)) FILTER (closes OR (NOT opens AND stage IN ($followup, $validation))) AS filed
    FROM turn GROUP BY report_id, part, round
), span AS (
    SELECT report_id, 'case' AS clock, 0 AS pass, started, ended AS stopped FROM once
    UNION ALL SELECT report_id, 'coordinate', 0, started, taken FROM once
    UNION ALL SELECT report_id, 'pass', round + 1, started, ended FROM again
    UNION ALL SELECT report_id, 'follow_up', round + 1, started, filed FROM again
    UNION ALL SELECT report_id, 'validation', round + 1, (happened_at, local_date),
        CASE WHEN next_at IS NOT NULL THEN (next_at, next_date, next_unit) END
    FROM staged WHERE stage = $validation AND NOT refuses
), measured AS (
    SELECT a.nth, a.allowance, s.pass, s.started[2] AS day, s.stopped IS NOT NULL AS over, coalesce(CASE WHEN s.stopped IS NULL THEN l.unit ELSE s.stopped[3] END, $none) AS unit,
        r.number, r.channel, r.category, r.area, r.sent_date, s.stopped[2] AS stopped_on,
        CASE WHEN s.stopped IS NULL THEN CASE WHEN a.working > $nobody THEN $workednow ELSE $gonenow END
            WHEN a.working > $nobody THEN e.worked + (epoch_us(s.stopped[1]) - e.begins) * e.works
            ELSE e.n * $dayus + epoch_us(s.stopped[1]) - e.begins END
            - CASE WHEN a.working > $nobody THEN b.worked + (epoch_us(s.started[1]) - b.begins) * b.works
            ELSE b.n * $dayus + epoch_us(s.started[1]) - b.begins END AS gone
    FROM span s JOIN applied a ON a.clock = s.clock
        JOIN calendar b ON b.n = s.started[2] - $epoch::DATE
        LEFT JOIN calendar e ON e.n = s.stopped[2] - $epoch::DATE
        JOIN analytics_report r ON r.report_id = s.report_id LEFT JOIN last l ON l.report_id = s.report_id
    WHERE b.n >= a.since AND b.n < a.ends
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
