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

-- A report of which only events have spoken (implied) may be described by a row that comes later. That row is one more row of
-- report, with an id of its own and the id of the report that it describes: report stays insert-only and the ledger's entry holds
-- the row like any other. Everything that asks what a report is asks subject: one row a report, as it was described first.
ALTER TABLE report ADD COLUMN describes BIGINT;
CREATE VIEW subject AS
SELECT r.id, r.number,
    CASE WHEN d.id IS NULL THEN r.channel ELSE d.channel END AS channel,
    CASE WHEN d.id IS NULL THEN r.category ELSE d.category END AS category,
    CASE WHEN d.id IS NULL THEN r.area ELSE d.area END AS area,
    CASE WHEN d.id IS NULL THEN r.address ELSE d.address END AS address,
    CASE WHEN d.id IS NULL THEN r.text ELSE d.text END AS text,
    CASE WHEN d.id IS NULL THEN r.words ELSE d.words END AS words,
    CASE WHEN d.id IS NULL THEN r.salt ELSE d.salt END AS salt,
    CASE WHEN d.id IS NULL THEN r.lat ELSE d.lat END AS lat,
    CASE WHEN d.id IS NULL THEN r.lon ELSE d.lon END AS lon,
    CASE WHEN d.id IS NULL THEN r.private ELSE d.private END AS private,
    CASE WHEN d.id IS NULL THEN r.sent_at ELSE d.sent_at END AS sent_at,
    CASE WHEN d.id IS NULL THEN r.sent_date ELSE d.sent_date END AS sent_date,
    CASE WHEN d.id IS NULL THEN r.continues ELSE d.continues END AS continues,
    r.implied AND d.id IS NULL AS implied,
    coalesce(d.import_id, r.import_id) AS import_id
FROM report r LEFT JOIN (
    SELECT id, describes, channel, category, area, address, text, words, salt, lat, lon, private, sent_at, sent_date, continues, import_id
    FROM report WHERE describes IS NOT NULL) d ON d.describes = r.id
WHERE r.describes IS NULL;

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
