-- A stay belongs to the unit that held the report when the stay began, and to the pass that it began in, also while it lasts: a
-- later event that names another unit and leaves the stage as it is would change what was said of past days. What is
-- shown at a desk, unit and pass, is whose turn it is now.
ALTER TABLE report_current ADD COLUMN stay_unit VARCHAR;
ALTER TABLE report_current ADD COLUMN stay_pass INTEGER;
UPDATE report_current SET stay_unit = unit, stay_pass = pass;

UPDATE report_current SET stay_unit = s.unit, stay_pass = s.pass
FROM (
    WITH later AS (
        SELECT DISTINCT e.report_id FROM event e JOIN report_current c ON c.report_id = e.report_id
        WHERE e.stage IS NULL AND (e.unit IS NOT NULL OR e.kind IN ('refused', 'undone')) AND (e.happened_at, e.seq) > (c.since, c.seq)
    ), told AS (
        SELECT report_id, seq, kind, unit, happened_at, lag(kind) OVER (PARTITION BY report_id ORDER BY happened_at, seq) AS before
        FROM event WHERE report_id IN (SELECT report_id FROM later)
    ), stay AS (
        SELECT c.report_id, c.sent_date, arg_max(t.unit, (t.happened_at, t.seq)) AS unit,
            1 + count(*) FILTER (t.kind = 'refused') - count(*) FILTER (t.kind = 'undone' AND t.before = 'refused') AS pass
        FROM report_current c JOIN told t ON t.report_id = c.report_id
        WHERE (t.happened_at, t.seq) <= (c.since, c.seq)
        GROUP BY c.report_id, c.sent_date
    )
    SELECT s.report_id, s.pass, coalesce((
        SELECT arg_max(a.value, (a.added_at, a.rowid)) FROM alias a
        WHERE a.list = 'unit' AND a.told = s.unit AND s.sent_date >= coalesce(a.valid_from, DATE '0001-01-01')
            AND s.sent_date < coalesce(a.valid_until, DATE '9999-12-31')), s.unit) AS unit
    FROM stay s
) s WHERE s.report_id = report_current.report_id;

CREATE OR REPLACE VIEW analytics_visit AS
SELECT v.report_id, v.seq, v.stage, v.pass, v.unit, v.entered_at, v.left_at, v.seconds, v.entered_date, v.left_date, v.next_stage,
    v.channel, v.category, v.area, v.sent_at, v.sent_date
FROM visit v
UNION ALL
SELECT c.report_id, c.seq, c.stage, c.stay_pass, c.stay_unit, c.since, NULL, NULL, c.since_date, NULL, NULL,
    c.channel, c.category, c.area, c.sent_at, c.sent_date
FROM report_current c;
