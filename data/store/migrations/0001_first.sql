-- What a citizen sent. Insert-only; erasing a person blanks address, text, their salt, and words, in which they are searched.
CREATE TABLE report (
    id BIGINT NOT NULL,
    number VARCHAR NOT NULL,
    channel VARCHAR,
    category VARCHAR,
    area VARCHAR,
    address VARCHAR,
    text VARCHAR,
    words VARCHAR,
    salt VARCHAR,
    commitment VARCHAR,
    lat DOUBLE,
    lon DOUBLE,
    private BOOLEAN NOT NULL,
    sent_at TIMESTAMPTZ NOT NULL,
    sent_date DATE NOT NULL,
    continues VARCHAR,
    implied BOOLEAN NOT NULL,
    import_id BIGINT,
    recorded_at TIMESTAMPTZ NOT NULL
);

-- Who sent it: apart from everything analytic; analytics and documents never read it.
CREATE TABLE person (
    report_id BIGINT NOT NULL,
    name VARCHAR,
    contact VARCHAR
);

-- One thing that happened to a report. Append-only, seq ascending from the single writer.
CREATE TABLE event (
    seq BIGINT NOT NULL,
    report_id BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    stage VARCHAR,
    activity VARCHAR,
    unit VARCHAR,
    actor VARCHAR,
    role VARCHAR,
    reason VARCHAR,
    note VARCHAR,
    salt VARCHAR,
    commitment VARCHAR,
    happened_at TIMESTAMPTZ NOT NULL,
    local_date DATE NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    command_id VARCHAR,
    import_id BIGINT
);

-- Derived: one stay of one report in one stage, written when the stage is left.
CREATE TABLE visit (
    report_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    stage VARCHAR NOT NULL,
    pass INTEGER NOT NULL,
    unit VARCHAR,
    entered_at TIMESTAMPTZ NOT NULL,
    left_at TIMESTAMPTZ NOT NULL,
    seconds DOUBLE NOT NULL,
    entered_date DATE NOT NULL,
    left_date DATE NOT NULL,
    next_stage VARCHAR NOT NULL,
    channel VARCHAR,
    category VARCHAR,
    area VARCHAR,
    sent_at TIMESTAMPTZ NOT NULL,
    sent_date DATE NOT NULL
);

-- Derived: where a report is now. The only table with a primary key.
CREATE TABLE report_current (
    report_id BIGINT PRIMARY KEY,
    number VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    seq BIGINT NOT NULL,
    stage VARCHAR NOT NULL,
    pass INTEGER NOT NULL,
    unit VARCHAR,
    since TIMESTAMPTZ NOT NULL,
    since_date DATE NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    channel VARCHAR,
    category VARCHAR,
    area VARCHAR,
    sent_at TIMESTAMPTZ NOT NULL,
    sent_date DATE NOT NULL
);

-- Derived: one validation decision. undone_at is set when it was taken back.
CREATE TABLE decision (
    report_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    unit VARCHAR,
    validator VARCHAR,
    reason VARCHAR,
    pass INTEGER NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL,
    decided_date DATE NOT NULL,
    undone_at TIMESTAMPTZ,
    channel VARCHAR,
    category VARCHAR,
    area VARCHAR,
    sent_at TIMESTAMPTZ NOT NULL,
    sent_date DATE NOT NULL
);

-- One photo.
CREATE TABLE evidence (
    report_id BIGINT NOT NULL,
    sha256 VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    taken_at TIMESTAMPTZ,
    lat DOUBLE,
    lon DOUBLE,
    phash UBIGINT
);

-- One committed transaction: a chain of hashes over everything that was added.
CREATE TABLE ledger (
    entry BIGINT NOT NULL,
    cause VARCHAR NOT NULL,
    first_seq BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    first_report BIGINT NOT NULL,
    last_report BIGINT NOT NULL,
    data_hash VARCHAR NOT NULL,
    previous VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    committed_at TIMESTAMPTZ NOT NULL
);

-- Files brought in together, and the rows of them that were not taken.
CREATE TABLE import (
    id BIGINT NOT NULL,
    profile VARCHAR NOT NULL,
    paths VARCHAR[] NOT NULL,
    rows_read BIGINT NOT NULL,
    rows_taken BIGINT NOT NULL,
    rows_unchanged BIGINT NOT NULL,
    rows_differing BIGINT NOT NULL,
    rows_refused BIGINT NOT NULL,
    reports BIGINT NOT NULL,
    events BIGINT NOT NULL,
    imported_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE refused_row (
    import_id BIGINT NOT NULL,
    path VARCHAR NOT NULL,
    line BIGINT NOT NULL,
    field VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    raw VARCHAR NOT NULL
);

-- Deadline rules with validity dates; saved views; published issues with the hash of their data; settings.
CREATE TABLE rule (
    code VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    definition VARCHAR NOT NULL
);
CREATE TABLE view (
    name VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    definition VARCHAR NOT NULL
);
CREATE TABLE issue (
    name VARCHAR NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    data_hash VARCHAR NOT NULL,
    ledger_hash VARCHAR NOT NULL,
    definition VARCHAR NOT NULL
);
CREATE TABLE setting (
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL
);

-- What analytics may read: no text, no address, no position, no person.
CREATE VIEW analytics_report AS
SELECT c.report_id, c.channel, c.category, c.area, c.sent_at, c.sent_date, c.stage, c.pass, c.unit, c.since
FROM report_current c;

CREATE VIEW analytics_visit AS
SELECT v.report_id, v.seq, v.stage, v.pass, v.unit, v.entered_at, v.left_at, v.seconds, v.entered_date, v.left_date, v.next_stage,
    v.channel, v.category, v.area, v.sent_at, v.sent_date
FROM visit v
UNION ALL
SELECT c.report_id, c.seq, c.stage, c.pass, c.unit, c.since, NULL, NULL, c.since_date, NULL, NULL,
    c.channel, c.category, c.area, c.sent_at, c.sent_date
FROM report_current c;

CREATE VIEW analytics_decision AS
SELECT d.report_id, d.seq, d.kind, d.unit, d.validator, d.reason, d.pass, d.decided_at, d.decided_date, d.undone_at,
    d.channel, d.category, d.area, d.sent_at, d.sent_date
FROM decision d;

CREATE VIEW analytics_event AS
SELECT e.seq, e.report_id, e.kind, e.stage, e.activity, e.unit, e.happened_at, e.local_date, e.recorded_at
FROM event e;

-- By which a question groups: the value of one dimension, as text. An unknown dimension is one group.
CREATE MACRO dimension(dim, stage, unit, channel, category, area, pass) AS CASE dim
    WHEN 'stage' THEN stage
    WHEN 'unit' THEN coalesce(unit, '')
    WHEN 'channel' THEN coalesce(channel, '')
    WHEN 'category' THEN coalesce(category, '')
    WHEN 'city' THEN CASE WHEN area ^@ '31.' THEN left(area, 5) ELSE coalesce(area, '') END
    WHEN 'kecamatan' THEN CASE WHEN area ^@ '31.' THEN left(area, 8) ELSE coalesce(area, '') END
    WHEN 'kelurahan' THEN coalesce(area, '')
    WHEN 'pass' THEN pass::VARCHAR
    ELSE '' END;

-- The first day of the period that a day lies in; nothing when there is no grain.
CREATE MACRO period_of(grain, day) AS CASE grain
    WHEN 'day' THEN day
    WHEN 'week' THEN date_trunc('week', day)::DATE
    WHEN 'month' THEN date_trunc('month', day)::DATE
    WHEN 'quarter' THEN date_trunc('quarter', day)::DATE
    WHEN 'year' THEN date_trunc('year', day)::DATE
    END;

-- Whether a value is chosen: an empty list chooses everything.
CREATE MACRO chosen(list, value) AS len(list) = 0 OR list_contains(list, coalesce(value, ''));

-- Whether an area is chosen, by its own code or that of its kecamatan or city.
CREATE MACRO chosen_area(list, area) AS len(list) = 0 OR list_contains(list, coalesce(area, ''))
    OR list_contains(list, left(area, 8)) OR list_contains(list, left(area, 5));
