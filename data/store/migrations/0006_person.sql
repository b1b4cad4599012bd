-- Who sent it, encrypted outside the engine: apart from everything analytic. Nothing was ever written into the table of the
-- first migration.
DROP TABLE person;
CREATE TABLE person (
    report_id BIGINT NOT NULL,
    name BLOB,
    contact BLOB,
    recorded_at TIMESTAMPTZ NOT NULL
);

-- Who has looked at whom. Append-only, and in the ledger through the cause of its entry.
CREATE TABLE look (
    nth BIGINT NOT NULL,
    report_id BIGINT NOT NULL,
    looked_by VARCHAR NOT NULL,
    looked_at TIMESTAMPTZ NOT NULL
);

-- What was erased: append-only, and in the ledger through the cause of its entry. The reason is one of a few words.
CREATE TABLE erasure (
    nth BIGINT NOT NULL,
    report_id BIGINT NOT NULL,
    reason VARCHAR NOT NULL,
    erased_by VARCHAR NOT NULL,
    erased_at TIMESTAMPTZ NOT NULL
);

-- Notes that somebody is still writing; never part of the history.
CREATE TABLE draft (
    report_id BIGINT NOT NULL,
    account VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    kept_at TIMESTAMPTZ NOT NULL
);
