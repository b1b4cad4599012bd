-- What somebody said two reports have to do with each other, and when he took it back: append-only, and in the ledger through
-- the cause of its entry. What the source said itself stays in report.continues.
CREATE TABLE link (
    nth BIGINT NOT NULL,
    from_report BIGINT NOT NULL,
    to_report BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    cut BOOLEAN NOT NULL,
    linked_by VARCHAR NOT NULL,
    linked_at TIMESTAMPTZ NOT NULL
);
