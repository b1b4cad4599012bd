-- What questions read beside the views of the first migration: the number of a report, and the reason of an event.
CREATE OR REPLACE VIEW analytics_report AS
SELECT c.report_id, c.number, c.channel, c.category, c.area, c.sent_at, c.sent_date, c.stage, c.pass, c.unit, c.since
FROM report_current c;

CREATE OR REPLACE VIEW analytics_event AS
SELECT e.seq, e.report_id, e.kind, e.stage, e.activity, e.unit, e.reason, e.happened_at, e.local_date, e.recorded_at
FROM event e;

-- A class of durations that lie within two thousandths of each other: what is counted by class gives the same curve to the
-- eye, in thousands of rows instead of millions. Those below zero, which are wrong, are one class.
CREATE MACRO length_class(seconds) AS CASE WHEN seconds < 0.0 THEN -1 ELSE floor(ln(seconds + 1.0) * 500.0)::INTEGER END;

-- The length that stands for a class: its mean, exactly its own where all are equal.
CREATE MACRO length_of(shortest, longest, mean) AS CASE WHEN shortest = longest THEN shortest ELSE mean END;
