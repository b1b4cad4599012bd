package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/duckdb/duckdb-go/v2"

	"tuntas/data"
)

// EvidenceResult says what became of photos. Taken + Unchanged = photos given.
type EvidenceResult struct {
	Taken     int64 // new for their report in their role
	Unchanged int64 // there already, or given twice
	Shared    int64 // files among those given that are evidence of more than one report, whenever the others came
}

// evidenceColumns are the columns of a piece of evidence in the order in which scanEvidence reads them.
const evidenceColumns = `report_id, role, name, sha256, format, bytes, width, height, taken_at, zoned, lat, lon, coalesce(camera, $empty),
	coalesce(software, $empty), coalesce(edited, $empty), coalesce(generated, $empty), signed, phash, weak, crops, recorded_at`

const makeStagedEvidence = `CREATE TEMP TABLE staged_evidence (report_id BIGINT, sha256 VARCHAR, role VARCHAR, name VARCHAR,
	format VARCHAR, bytes BIGINT, width INTEGER, height INTEGER, taken_at TIMESTAMPTZ, zoned BOOLEAN, lat DOUBLE, lon DOUBLE,
	software VARCHAR, camera VARCHAR, phash UBIGINT, weak BOOLEAN, edited VARCHAR, generated VARCHAR, signed BOOLEAN, crops BLOB,
	nth BIGINT)`

const takeEvidence = `INSERT INTO evidence (report_id, sha256, role, name, format, bytes, width, height, taken_at, zoned, lat, lon,
		software, camera, phash, weak, edited, generated, signed, crops, import_id, recorded_at)
	SELECT report_id, sha256, role, name, format, bytes, width, height, taken_at, zoned, lat, lon,
		software, camera, phash, weak, edited, generated, signed, crops, $id, $now
	FROM staged_evidence s
	WHERE NOT EXISTS (SELECT e.report_id FROM evidence e
		WHERE e.report_id = s.report_id AND e.sha256 = s.sha256 AND e.role = s.role AND e.import_id < $id)
	QUALIFY row_number() OVER (PARTITION BY report_id, sha256, role ORDER BY nth) = $one`

const sharedEvidence = `SELECT count(*) FROM (SELECT sha256 FROM evidence WHERE sha256 IN (SELECT sha256 FROM staged_evidence)
	AND import_id > $none GROUP BY sha256 HAVING count(DISTINCT report_id) > $one)`

// AddEvidence takes photos in, as one transaction with one entry of the ledger. A photo that is there already for its report
// in its role changes nothing. With dry everything is done and nothing is kept. A report that does not exist gives
// data.ErrNotFound.
func (db *DB) AddEvidence(ctx context.Context, photos []data.Evidence, dry bool) (result EvidenceResult, err error) {
	var end Head
	err = db.onConn(ctx, func(conn *sql.Conn, tx *sql.Tx) (err error) {
		if _, err := tx.ExecContext(ctx, makeStagedEvidence); err != nil {
			return err
		}
		if err := stageEvidence(conn, photos); err != nil {
			return err
		}
		if result, end, err = db.addEvidence(ctx, tx, int64(len(photos))); err != nil {
			return err
		}
		if dry {
			return errDryRun
		}
		_, err = tx.ExecContext(ctx, "DROP TABLE staged_evidence")
		return err
	})
	switch {
	case errors.Is(err, errDryRun):
		return result, nil
	case err != nil:
		return EvidenceResult{}, fmt.Errorf("add evidence: %w", err)
	}
	if result.Taken > 0 {
		db.keepHead(end)
	}
	return result, nil
}

func stageEvidence(conn *sql.Conn, photos []data.Evidence) error {
	return conn.Raw(func(raw any) (err error) {
		dc, ok := raw.(driver.Conn)
		if !ok {
			return fmt.Errorf("unexpected connection %T", raw)
		}
		a, err := duckdb.NewAppender(dc, "temp", "main", "staged_evidence")
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, a.Close()) }()
		for i, e := range photos {
			if err := stageOne(a, e, int64(i)); err != nil {
				return err
			}
		}
		return nil
	})
}

func stageOne(a *duckdb.Appender, e data.Evidence, nth int64) error {
	p := e.Photo
	var takenAt, lat, lon any
	if !p.TakenAt.IsZero() {
		takenAt = p.TakenAt.UTC().Truncate(time.Microsecond)
	}
	if p.Located() {
		lat, lon = p.Lat, p.Lon
	}
	w, h := int32(p.Width), int32(p.Height) //nolint:gosec // sides of a picture that was read
	return a.AppendRow(e.Report, p.SHA256, string(e.Role), e.Name, string(p.Format), p.Bytes, w, h, takenAt, p.Zoned, lat, lon,
		text(p.Software), text(p.Camera), p.Hash, p.Weak, text(p.Edited), text(p.Generated), p.Signed, cropBytes(p.Crops), nth)
}

// addEvidence takes in what is staged.
func (db *DB) addEvidence(ctx context.Context, tx *sql.Tx, given int64) (r EvidenceResult, end Head, err error) {
	none, one := sql.Named("none", 0), sql.Named("one", 1)
	var lost, id int64
	err = tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM staged_evidence WHERE report_id NOT IN (SELECT report_id FROM report_current)),
		(SELECT coalesce(max(import_id), $none) + 1 FROM evidence)`, none).Scan(&lost, &id)
	if err != nil {
		return r, end, err
	}
	if lost > 0 {
		return r, end, data.ErrNotFound
	}
	now := db.now()
	res, err := tx.ExecContext(ctx, takeEvidence, sql.Named("id", id), sql.Named("now", now), one)
	if err != nil {
		return r, end, err
	}
	if r.Taken, err = res.RowsAffected(); err != nil {
		return r, end, err
	}
	r.Unchanged = given - r.Taken
	if err := tx.QueryRowContext(ctx, sharedEvidence, none, one).Scan(&r.Shared); err != nil || r.Taken == 0 {
		return r, end, err
	}
	sums, err := evidenceSums(ctx, tx, id)
	if err != nil {
		return r, end, err
	}
	end, err = addEntry(ctx, tx, evidenceCause(id, sums[id]), span{0, -1, 0, -1}, now)
	return r, end, err
}

// evidenceCause is the cause of a ledger's entry that took photos in: it carries the hash of their rows, so that the chain
// covers them although the entry has no reports and no events.
func evidenceCause(id int64, sum string) string { return fmt.Sprintf("%s%d %s", photosCause, id, sum) }

const photosCause = "photos "

// evidenceLines are the rows of evidence from a transaction on, one JSON list each. The name of the file is left out: it may
// have to be erased.
const evidenceLines = `SELECT import_id, to_json([report_id::VARCHAR, sha256, role, format, bytes::VARCHAR, width::VARCHAR,
		height::VARCHAR, epoch_us(taken_at)::VARCHAR, zoned::VARCHAR, lat::VARCHAR, lon::VARCHAR, camera, software, edited, generated,
		signed::VARCHAR, phash::VARCHAR, weak::VARCHAR, epoch_us(recorded_at)::VARCHAR])::VARCHAR AS line
	FROM evidence WHERE import_id >= $first ORDER BY import_id, report_id, sha256, role`

// evidenceSums returns the SHA-256 of the rows of each transaction from the first one on: rows in the order of report, file
// and role, each ended by a line feed.
func evidenceSums(ctx context.Context, q querier, first int64) (sums map[int64]string, err error) {
	rows, err := q.QueryContext(ctx, evidenceLines, sql.Named("first", first))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	sums = map[int64]string{}
	sum, last := sha256.New(), int64(0)
	for rows.Next() {
		var id int64
		var line string
		if err := rows.Scan(&id, &line); err != nil {
			return nil, err
		}
		if id != last && last > 0 {
			sums[last] = hex.EncodeToString(sum.Sum(nil))
			sum.Reset()
		}
		last = id
		fmt.Fprintln(sum, line)
	}
	if last > 0 {
		sums[last] = hex.EncodeToString(sum.Sum(nil))
	}
	return sums, rows.Err()
}

// verifyEvidence holds the photos against the entries that took them in.
func (db *DB) verifyEvidence(ctx context.Context, entries []entry) error {
	sums, err := evidenceSums(ctx, db.sql, 0)
	if err != nil {
		return err
	}
	var last int64
	for _, e := range entries {
		if !strings.HasPrefix(e.cause, photosCause) {
			continue
		}
		last++
		if e.cause != evidenceCause(last, sums[last]) {
			return broken(e.number)
		}
	}
	if int64(len(sums)) != last {
		return broken(int64(len(entries)))
	}
	return nil
}

// Evidence returns the photos of these reports, by report, then in the order in which they came, then by name.
func (db *DB) Evidence(ctx context.Context, reports ...int64) ([]data.Evidence, error) {
	return db.evidence(ctx, `SELECT `+evidenceColumns+` FROM evidence WHERE report_id IN (SELECT unnest($reports))
		ORDER BY report_id, import_id, name, role, sha256`, sql.Named("reports", reports))
}

// EvidenceOf returns where the photo with this SHA-256 is evidence, in the order in which that became known.
func (db *DB) EvidenceOf(ctx context.Context, sha256 string) ([]data.Evidence, error) {
	return db.evidence(ctx, `SELECT `+evidenceColumns+` FROM evidence WHERE sha256 = $sha ORDER BY import_id, report_id, role`,
		sql.Named("sha", sha256))
}

func (db *DB) evidence(ctx context.Context, query string, args ...any) (all []data.Evidence, err error) {
	rows, err := db.sql.QueryContext(ctx, query, append(args, sql.Named("empty", ""))...)
	if err != nil {
		return nil, fmt.Errorf("evidence: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		e, err := scanEvidence(rows)
		if err != nil {
			return nil, fmt.Errorf("evidence: %w", err)
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

func scanEvidence(rows *sql.Rows) (e data.Evidence, err error) {
	p := &e.Photo
	var takenAt sql.NullTime
	var lat, lon sql.NullFloat64
	var crops []byte
	err = rows.Scan(&e.Report, &e.Role, &e.Name, &p.SHA256, &p.Format, &p.Bytes, &p.Width, &p.Height, &takenAt, &p.Zoned, &lat, &lon,
		&p.Camera, &p.Software, &p.Edited, &p.Generated, &p.Signed, &p.Hash, &p.Weak, &crops, &e.RecordedAt)
	p.TakenAt, p.Lat, p.Lon, p.Crops = takenAt.Time, lat.Float64, lon.Float64, cropsFrom(crops)
	return e, err
}

// cropBytes writes the hashes of parts, eight bytes each; nothing when there are none.
func cropBytes(c data.Crops) any {
	if c == (data.Crops{}) {
		return nil
	}
	return allCropBytes(c)
}

// allCropBytes writes the hashes of parts also when all of them are 0: they were looked for.
func allCropBytes(c data.Crops) []byte {
	raw := make([]byte, 0, 8*len(c))
	for _, h := range c {
		raw = binary.BigEndian.AppendUint64(raw, h)
	}
	return raw
}

// cropsFrom reads what cropBytes has written.
func cropsFrom(raw []byte) (c data.Crops) {
	if len(raw) != 8*len(c) {
		return c
	}
	for i := range c {
		c[i] = binary.BigEndian.Uint64(raw[8*i:])
	}
	return c
}

// EvidenceHashes returns the perceptual hashes of all photos that are not weak: what an index of pictures is made from.
func (db *DB) EvidenceHashes(ctx context.Context) (all []data.PhotoHash, err error) {
	rows, err := db.sql.QueryContext(ctx, "SELECT report_id, phash, crops FROM evidence WHERE weak = $weak ORDER BY report_id",
		sql.Named("weak", false))
	if err != nil {
		return nil, fmt.Errorf("evidence hashes: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var h data.PhotoHash
		var crops []byte
		if err := rows.Scan(&h.Report, &h.Hash, &crops); err != nil {
			return nil, fmt.Errorf("evidence hashes: %w", err)
		}
		h.Crops = cropsFrom(crops)
		all = append(all, h)
	}
	return all, rows.Err()
}

// Numbers returns the numbers of these reports by their ids.
func (db *DB) Numbers(ctx context.Context, reports ...int64) (numbers map[int64]string, err error) {
	rows, err := db.sql.QueryContext(ctx, "SELECT report_id, number FROM report_current WHERE report_id IN (SELECT unnest($reports))",
		sql.Named("reports", reports))
	if err != nil {
		return nil, fmt.Errorf("numbers of reports: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	numbers = map[int64]string{}
	for rows.Next() {
		var id int64
		var number string
		if err := rows.Scan(&id, &number); err != nil {
			return nil, fmt.Errorf("numbers of reports: %w", err)
		}
		numbers[id] = number
	}
	return numbers, rows.Err()
}

// ReportIDs returns the ids of those of the numbers that are reports'.
func (db *DB) ReportIDs(ctx context.Context, numbers []string) (ids map[string]int64, err error) {
	rows, err := db.sql.QueryContext(ctx, "SELECT number, report_id FROM report_current WHERE number IN (SELECT unnest($numbers))",
		sql.Named("numbers", numbers))
	if err != nil {
		return nil, fmt.Errorf("ids of reports: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	ids = map[string]int64{}
	for rows.Next() {
		var number string
		var id int64
		if err := rows.Scan(&number, &id); err != nil {
			return nil, fmt.Errorf("ids of reports: %w", err)
		}
		ids[number] = id
	}
	return ids, rows.Err()
}
