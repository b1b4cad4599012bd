-- What was published under a name, frozen: the rule, the definitions, the end of the ledger and the hash of the cases. A later
-- revision of the same issue is a row of its own.
DROP TABLE issue;
CREATE TABLE issue (
    id BIGINT NOT NULL,
    name VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    first_day DATE NOT NULL,
    until_day DATE NOT NULL,
    as_of TIMESTAMPTZ NOT NULL,
    rule VARCHAR NOT NULL,
    definitions VARCHAR NOT NULL,
    published_by VARCHAR NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    cases BIGINT NOT NULL,
    data_hash VARCHAR NOT NULL,
    ledger_entry BIGINT NOT NULL,
    ledger_hash VARCHAR NOT NULL
);

-- The cases of an issue as it saw them: no text, no person.
CREATE TABLE issue_case (
    issue_id BIGINT NOT NULL,
    report_id BIGINT NOT NULL,
    sent_date DATE NOT NULL,
    private BOOLEAN NOT NULL,
    category VARCHAR,
    channel VARCHAR,
    area VARCHAR,
    stage VARCHAR NOT NULL,
    pass INTEGER NOT NULL,
    since TIMESTAMPTZ NOT NULL
);
