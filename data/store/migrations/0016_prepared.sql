-- Prepared: what takes long to tell from histories. It is done once, behind the transaction that changes a report, which writes
-- down that its rows here no longer hold. Whoever reads them leaves those reports out and tells of them with the macros below.

-- Each clock of a deadline as it stands after the last event of its report, with what the report is.
CREATE TABLE clock (
    report_id BIGINT NOT NULL,
    clock VARCHAR NOT NULL,
    pass INTEGER NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    started_on DATE NOT NULL,
    stopped_at TIMESTAMPTZ,
    stopped_on DATE,
    unit VARCHAR,
    channel VARCHAR,
    category VARCHAR,
    area VARCHAR,
    sent_date DATE NOT NULL
);

-- Each time that a unit handed a report to another one, with how long it had lain there.
CREATE TABLE handing (
    report_id BIGINT NOT NULL,
    unit VARCHAR NOT NULL,
    next_unit VARCHAR NOT NULL,
    handed_at TIMESTAMPTZ NOT NULL,
    handed_on DATE NOT NULL,
    seconds DOUBLE NOT NULL,
    channel VARCHAR,
    category VARCHAR,
    area VARCHAR,
    sent_date DATE NOT NULL
);

-- The reports whose prepared rows do not hold, each at least once.
CREATE TABLE unprepared (
    report_id BIGINT NOT NULL
);
INSERT INTO unprepared SELECT report_id FROM report_current ORDER BY report_id;

-- The clocks of some reports, told from what had happened to them before an instant.
CREATE MACRO clocks_told(reports, instant) AS TABLE
WITH mixed AS (
    SELECT DISTINCT report_id FROM decision WHERE report_id BETWEEN list_min(reports) AND list_max(reports) AND report_id IN (SELECT unnest(reports)) AND undone_at < instant
), told AS (
    SELECT report_id, seq, kind, stage, unit, happened_at, local_date
    FROM event
    WHERE report_id BETWEEN list_min(reports) AND list_max(reports) AND report_id IN (SELECT unnest(reports)) AND happened_at < instant
), standing AS (
    SELECT report_id, seq, kind, stage, unit, happened_at, local_date FROM told WHERE report_id NOT IN (SELECT report_id FROM mixed)
    UNION ALL
    SELECT report_id, seq, kind, stage, unit, happened_at, local_date FROM (
        SELECT report_id, seq, kind, stage, unit, happened_at, local_date, lag(kind) OVER o AS before, lead(kind) OVER o AS after
        FROM told WHERE report_id IN (SELECT report_id FROM mixed)
        WINDOW o AS (PARTITION BY report_id ORDER BY happened_at, seq)
    )
    WHERE NOT (kind = 'undone' AND coalesce(before, '') IN ('accepted', 'refused')) AND NOT (kind IN ('accepted', 'refused') AND coalesce(after, '') = 'undone')
), step AS (
    SELECT report_id, seq, happened_at, local_date, stage, kind = 'refused' AS refuses, coalesce(stage IN ('done', 'rejected'), false) AS ends,
        row_number() OVER w AS nth, last_value(unit IGNORE NULLS) OVER w AS unit,
        count(*) FILTER (kind = 'refused') OVER w AS round, count(*) FILTER (stage IN ('done', 'rejected')) OVER w AS part,
        lead(CASE WHEN kind = 'refused' OR stage <> '' THEN seq END IGNORE NULLS) OVER o AS next_seq
    FROM standing
    WINDOW w AS (PARTITION BY report_id ORDER BY happened_at, seq ROWS UNBOUNDED PRECEDING),
        o AS (PARTITION BY report_id ORDER BY happened_at, seq)
), staged AS (
    SELECT report_id, seq, nth, part - ends::INTEGER AS part, round, happened_at, local_date, coalesce(stage, '') AS stage, unit, refuses, ends,
        refuses OR coalesce(stage, '') <> '' AS counts, next_seq
    FROM step
), turn AS (
    SELECT report_id, part, round - refuses::INTEGER AS round, nth, happened_at, local_date, unit, ends OR refuses AS closes,
        counts AND NOT ends AND NOT refuses AS starts, ends OR refuses OR stage IN ('follow_up', 'validation') AS files
    FROM staged
    UNION ALL
    SELECT report_id, part, round, nth, happened_at, local_date, unit, false AS closes, refuses AS starts, false AS files FROM staged WHERE refuses
), once AS (
    SELECT report_id, part, min(happened_at) FILTER (counts AND NOT ends AND NOT refuses) AS started_at,
        arg_min(local_date, nth) FILTER (counts AND NOT ends AND NOT refuses) AS started_on, arg_max(unit, nth) AS last_unit,
        min(happened_at) FILTER (ends) AS ended_at, arg_min(local_date, nth) FILTER (ends) AS ended_on, arg_min_null(unit, nth) FILTER (ends) AS ended_unit,
        min(happened_at) FILTER (takes) AS taken_at, arg_min(local_date, nth) FILTER (takes) AS taken_on, arg_min_null(unit, nth) FILTER (takes) AS taken_unit
    FROM (SELECT report_id, part, nth, happened_at, local_date, unit, refuses, ends, counts,
        ends OR (counts AND stage <> 'waiting' AND NOT refuses) AS takes FROM staged)
    GROUP BY report_id, part
), again AS (
    SELECT report_id, round, min(happened_at) FILTER (starts) AS started_at, arg_min(local_date, nth) FILTER (starts) AS started_on, arg_max(unit, nth) AS last_unit,
        min(happened_at) FILTER (closes) AS ended_at, arg_min(local_date, nth) FILTER (closes) AS ended_on, arg_min_null(unit, nth) FILTER (closes) AS ended_unit,
        min(happened_at) FILTER (files) AS filed_at, arg_min(local_date, nth) FILTER (files) AS filed_on, arg_min_null(unit, nth) FILTER (files) AS filed_unit
    FROM turn GROUP BY report_id, part, round
), span AS (
    SELECT report_id, 'case' AS clock, 0::INTEGER AS pass, started_at, started_on, ended_at AS stopped_at, ended_on AS stopped_on,
        CASE WHEN ended_at IS NULL THEN last_unit ELSE ended_unit END AS unit
    FROM once
    UNION ALL
    SELECT report_id, 'coordinate', 0, started_at, started_on, taken_at, taken_on, CASE WHEN taken_at IS NULL THEN last_unit ELSE taken_unit END
    FROM once
    UNION ALL
    SELECT report_id, 'pass', round + 1, started_at, started_on, ended_at, ended_on, CASE WHEN ended_at IS NULL THEN last_unit ELSE ended_unit END
    FROM again
    UNION ALL
    SELECT report_id, 'follow_up', round + 1, started_at, started_on, filed_at, filed_on, CASE WHEN filed_at IS NULL THEN last_unit ELSE filed_unit END
    FROM again
    UNION ALL
    SELECT s.report_id, 'validation', s.round + 1, s.happened_at, s.local_date, n.happened_at, n.local_date, CASE WHEN n.seq IS NULL THEN l.last_unit ELSE n.unit END
    FROM staged s LEFT JOIN staged n ON n.seq = s.next_seq LEFT JOIN once l ON l.report_id = s.report_id AND l.part = s.part
    WHERE s.stage = 'validation' AND NOT s.refuses
), meaning AS (
    SELECT told, value, coalesce(valid_from, DATE '0001-01-01') AS from_day, coalesce(valid_until, DATE '9999-12-31') AS until_day,
        row_number() OVER (ORDER BY added_at, rowid) AS nth
    FROM alias WHERE list = 'unit'
), meant AS (
    SELECT s.report_id, s.unit, arg_max(m.value, m.nth) AS value
    FROM (SELECT DISTINCT report_id, unit FROM span WHERE unit IN (SELECT told FROM meaning)) s
    JOIN report_current c ON c.report_id = s.report_id
    JOIN meaning m ON m.told = s.unit AND c.sent_date >= m.from_day AND c.sent_date < m.until_day
    GROUP BY s.report_id, s.unit
)
SELECT s.report_id, s.clock, s.pass, s.started_at, s.started_on, s.stopped_at, s.stopped_on, coalesce(m.value, s.unit) AS unit,
    c.channel, c.category, c.area, c.sent_date
FROM span s JOIN report_current c ON c.report_id = s.report_id AND c.report_id BETWEEN list_min(reports) AND list_max(reports) LEFT JOIN meant m ON m.report_id = s.report_id AND m.unit = s.unit
WHERE s.started_at IS NOT NULL;

-- What some reports were handed. A later event changes nothing of what was handed before it.
CREATE MACRO handings_told(reports) AS TABLE
WITH turn AS (
    SELECT report_id, coalesce(unit, '') AS unit, entered_at, entered_date, seq, sent_date, channel, category, area,
        lag(coalesce(unit, '')) OVER (PARTITION BY report_id ORDER BY entered_at, seq) AS before
    FROM analytics_visit
    WHERE report_id IN (SELECT unnest(reports))
), held AS (
    SELECT report_id, unit, channel, category, area, sent_date, entered_at,
        lead(unit) OVER o AS next_unit, lead(entered_at) OVER o AS handed_at, lead(entered_date) OVER o AS handed_on
    FROM turn WHERE before IS NULL OR before <> unit
    WINDOW o AS (PARTITION BY report_id ORDER BY entered_at, seq)
)
SELECT report_id, unit, next_unit, handed_at, handed_on, (epoch_us(handed_at) - epoch_us(entered_at)) / 1000000.0 AS seconds,
    channel, category, area, sent_date
FROM held WHERE handed_at IS NOT NULL;

CREATE VIEW analytics_handing AS
SELECT h.report_id, h.unit, h.next_unit, h.handed_at, h.handed_on, h.seconds, h.channel, h.category, h.area, h.sent_date
FROM handing h WHERE h.report_id NOT IN (SELECT report_id FROM unprepared)
UNION ALL
SELECT report_id, unit, next_unit, handed_at, handed_on, seconds, channel, category, area, sent_date
FROM handings_told((SELECT list(report_id) FROM unprepared));

CREATE VIEW analytics_clock AS
SELECT k.report_id, k.clock, k.pass, k.started_at, k.started_on, k.stopped_at, k.stopped_on, k.unit, k.channel, k.category, k.area, k.sent_date
FROM clock k;

-- Which reports have prepared rows that do not hold, and when something last happened to a report.
CREATE VIEW analytics_unprepared AS
SELECT u.report_id
FROM unprepared u;
CREATE OR REPLACE VIEW analytics_report AS
SELECT c.report_id, c.number, c.channel, c.category, c.area, c.sent_at, c.sent_date, c.stage, c.pass, c.unit, c.since, c.last_at
FROM report_current c;
