-- What an import found odd: in a file, in a row, or between a file and what is known.
CREATE TABLE finding (
    import_id BIGINT NOT NULL,
    nth BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    line BIGINT NOT NULL,
    number VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    was VARCHAR NOT NULL,
    told VARCHAR NOT NULL,
    rows BIGINT NOT NULL
);

-- Whether the files held all reports of their source; unknown for older imports. (A default would be written as a statement
-- that the locked configuration refuses.)
ALTER TABLE import ADD COLUMN whole BOOLEAN;

-- What the bureau adds to the reference lists: other spellings of what they hold, and entries of its own.
CREATE TABLE alias (
    list VARCHAR NOT NULL,
    told VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    valid_from DATE,
    valid_until DATE,
    source VARCHAR,
    added_by VARCHAR NOT NULL,
    added_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE listed (
    list VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    name VARCHAR,
    english VARCHAR,
    kind VARCHAR,
    parent VARCHAR,
    valid_from DATE,
    valid_until DATE,
    source VARCHAR,
    added_by VARCHAR NOT NULL,
    added_at TIMESTAMPTZ NOT NULL
);

-- One photo of one report. The same file may belong to several reports: that is worth knowing. import_id counts the
-- transactions that brought photos; the ledger's entry of each names it.
DROP TABLE evidence;
CREATE TABLE evidence (
    report_id BIGINT NOT NULL,
    sha256 VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    bytes BIGINT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    taken_at TIMESTAMPTZ,
    zoned BOOLEAN NOT NULL,
    lat DOUBLE,
    lon DOUBLE,
    software VARCHAR,
    camera VARCHAR,
    phash UBIGINT NOT NULL,
    weak BOOLEAN NOT NULL,
    edited VARCHAR,
    generated VARCHAR,
    signed BOOLEAN NOT NULL,
    import_id BIGINT NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);
