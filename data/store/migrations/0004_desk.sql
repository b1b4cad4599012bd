-- Who has a case open, one row for each report; and what happened to holds. Holds are a courtesy and lie outside the ledger.
CREATE TABLE hold (
    report_id BIGINT NOT NULL,
    holder VARCHAR NOT NULL,
    window_id VARCHAR NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    until_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE hold_trace (
    report_id BIGINT NOT NULL,
    step VARCHAR NOT NULL,
    holder VARCHAR NOT NULL,
    from_holder VARCHAR,
    reason VARCHAR,
    happened_at TIMESTAMPTZ NOT NULL
);

-- A case put aside, as it was then. Append-only.
CREATE TABLE skip (
    report_id BIGINT NOT NULL,
    version INTEGER NOT NULL,
    by_name VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    skipped_at TIMESTAMPTZ NOT NULL,
    skipped_date DATE NOT NULL
);

-- What is changed about a rule is one more row: of each code and first day the last one counts.
ALTER TABLE rule ADD COLUMN added_by VARCHAR;
ALTER TABLE rule ADD COLUMN added_at TIMESTAMPTZ;

-- A checklist as it was written down: append-only. An empty category is the default one.
CREATE TABLE checklist (
    category VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    items VARCHAR NOT NULL,
    written_by VARCHAR NOT NULL,
    written_at TIMESTAMPTZ NOT NULL
);

-- How a decision was made, with the event that it was: append-only, and in the ledger through the cause of its entry.
CREATE TABLE review (
    seq BIGINT NOT NULL,
    report_id BIGINT NOT NULL,
    category VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    open_seconds DOUBLE NOT NULL
);
CREATE TABLE answer (
    seq BIGINT NOT NULL,
    report_id BIGINT NOT NULL,
    nth INTEGER NOT NULL,
    item VARCHAR NOT NULL,
    answer VARCHAR NOT NULL
);

-- What the examiner said of a case's photos, one row for each report that was examined: can be computed anew.
CREATE TABLE examination (
    report_id BIGINT NOT NULL,
    version INTEGER NOT NULL,
    photos INTEGER NOT NULL,
    risk INTEGER NOT NULL,
    flags VARCHAR NOT NULL,
    examined_at TIMESTAMPTZ NOT NULL
);

-- Accepted cases that come back to another validator, named by the event that accepted them; and what he found.
CREATE TABLE second_look (
    seq BIGINT NOT NULL,
    report_id BIGINT NOT NULL,
    drawn_by VARCHAR NOT NULL,
    drawn_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE second_answer (
    seq BIGINT NOT NULL,
    report_id BIGINT NOT NULL,
    answer_id VARCHAR NOT NULL,
    by_name VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    answers VARCHAR NOT NULL,
    note VARCHAR,
    answered_at TIMESTAMPTZ NOT NULL,
    answered_date DATE NOT NULL
);

-- What analytics may read of second looks: each with its decision, those of decisions that were taken back included.
CREATE VIEW analytics_second_look AS
SELECT s.report_id, s.seq, s.drawn_by, a.verdict, a.answered_at, a.answered_date, d.validator, d.unit, d.decided_at, d.decided_date,
    d.undone_at, d.channel, d.category, d.area, d.sent_at, d.sent_date, d.pass
FROM second_look s
JOIN decision d ON d.report_id = s.report_id AND d.seq = s.seq
LEFT JOIN second_answer a ON a.seq = s.seq;

-- Hashes of parts of a picture, eight bytes each, by which one that was cropped is found; none for photos that came before
-- there were any. They follow from the file and lie outside the ledger.
ALTER TABLE evidence ADD COLUMN crops BLOB;
