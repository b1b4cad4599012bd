-- The way of each report as it stands after its last event, prepared like its clocks.
CREATE TABLE way (
    report_id BIGINT NOT NULL,
    stages VARCHAR NOT NULL,        -- of its stays, one after the other, with > between them
    activities VARCHAR,             -- what the sources called its events, likewise; none where such a name holds the sign itself
    lengths BIGINT[],               -- microseconds from each event to the next
    first_on DATE,                  -- first and last day of its events
    last_on DATE,
    last_at TIMESTAMPTZ NOT NULL,
    channel VARCHAR,
    category VARCHAR,
    area VARCHAR,
    sent_date DATE NOT NULL
);

-- Every report waits for it; those whose clocks hold, too.
INSERT INTO unprepared SELECT report_id FROM report_current WHERE report_id NOT IN (SELECT report_id FROM unprepared) ORDER BY report_id;

-- The stages that some reports went through, told from the stays that had begun before an instant.
CREATE MACRO stages_told(reports, instant) AS TABLE
SELECT report_id, list_transform(list_sort(list({entered_at: entered_at, seq: seq, stage: stage})), lambda s: s.stage) AS stages
FROM analytics_visit
WHERE report_id BETWEEN list_min(reports) AND list_max(reports) AND report_id IN (SELECT unnest(reports)) AND entered_at < instant
GROUP BY report_id;

-- What the sources called the events of some reports, told from those that had happened before an instant and in a period,
-- with the microseconds from each to the next; of some units only, unless none is named.
CREATE MACRO activities_told(reports, instant, from_day, until_day, units) AS TABLE
SELECT report_id, list_transform(steps, lambda s: s.name) AS activities,
    list_transform(steps[2:], lambda s, i: epoch_us(s.happened_at) - epoch_us(steps[i].happened_at)) AS lengths, first_on, last_on
FROM (
    SELECT report_id, list_sort(list({happened_at: happened_at, seq: seq, name: coalesce(activity, kind)})) AS steps,
        min(local_date) AS first_on, max(local_date) AS last_on
    FROM event
    WHERE report_id BETWEEN list_min(reports) AND list_max(reports) AND report_id IN (SELECT unnest(reports)) AND happened_at < instant
        AND local_date >= from_day AND local_date < until_day AND chosen(units, unit)
    GROUP BY report_id
);

-- The ways of some reports as they stand.
CREATE MACRO ways_told(reports, forever) AS TABLE
SELECT c.report_id, array_to_string(s.stages, '>') AS stages,
    CASE WHEN len(string_split(array_to_string(a.activities, '>'), '>')) = len(a.activities) THEN array_to_string(a.activities, '>') END AS activities,
    a.lengths, a.first_on, a.last_on, c.last_at, c.channel, c.category, c.area, c.sent_date
FROM report_current c JOIN stages_told(reports, forever) s ON s.report_id = c.report_id
    LEFT JOIN activities_told(reports, forever, DATE '0001-01-01', DATE '9999-12-31', []) a ON a.report_id = c.report_id
WHERE c.report_id BETWEEN list_min(reports) AND list_max(reports);

CREATE VIEW analytics_way AS
SELECT w.report_id, w.stages, w.activities, w.lengths, w.first_on, w.last_on, w.last_at, w.channel, w.category, w.area, w.sent_date
FROM way w WHERE w.report_id NOT IN (SELECT report_id FROM unprepared);
