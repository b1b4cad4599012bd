package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"tuntas/data"
)

// The ledger is a chain with one entry for each transaction. The data of an entry are hashed in leaves of a thousand rows:
// each row is written as a JSON list, each leaf is the SHA-256 of its rows joined by line feeds, and data_hash is the
// SHA-256 of the leaves, reports before events. Free text enters as a commitment, SHA-256 of salt and text, so that text
// and salt can be erased later and the chain still verifies.

// Head is the end of the ledger: who knows it can tell whether the history was cut or written anew.
type Head struct {
	Entry int64  `json:"entry"` // number of entries; 0 for an empty ledger
	Seq   int64  `json:"seq"`   // last event
	Hash  string `json:"hash"`  // hexadecimal SHA-256; empty for an empty ledger
}

// span is what one transaction added: both ends belong to it; an empty part has last < first.
type span struct {
	firstSeq, lastSeq       int64
	firstReport, lastReport int64
}

const reportLeaves = `SELECT sha256(string_agg(line, $lf ORDER BY id)) FROM (
	SELECT id, to_json([id::VARCHAR, number, channel, category, area, commitment, lat::VARCHAR, lon::VARCHAR, private::VARCHAR,
		epoch_us(sent_at)::VARCHAR, sent_date::VARCHAR, continues, implied::VARCHAR, import_id::VARCHAR,
		epoch_us(recorded_at)::VARCHAR])::VARCHAR AS line
	FROM report WHERE id BETWEEN $first AND $last)
	GROUP BY (id - $first) // $leaf ORDER BY (id - $first) // $leaf`

const eventLeaves = `SELECT sha256(string_agg(line, $lf ORDER BY seq)) FROM (
	SELECT seq, to_json([seq::VARCHAR, report_id::VARCHAR, kind, stage, activity, unit, actor, role, reason, commitment,
		epoch_us(happened_at)::VARCHAR, local_date::VARCHAR, epoch_us(recorded_at)::VARCHAR, command_id,
		import_id::VARCHAR])::VARCHAR AS line
	FROM event WHERE seq BETWEEN $first AND $last)
	GROUP BY (seq - $first) // $leaf ORDER BY (seq - $first) // $leaf`

// addEntry chains what the transaction has added. cause names it: "import 3", "command <id>".
func addEntry(ctx context.Context, tx *sql.Tx, cause string, s span, now time.Time) (Head, error) {
	before, err := head(ctx, tx)
	if err != nil {
		return Head{}, err
	}
	sum, err := dataHash(ctx, tx, s)
	if err != nil {
		return Head{}, err
	}
	next := Head{Entry: before.Entry + 1, Seq: max(before.Seq, s.lastSeq)}
	if next.Hash, err = entryHash(next.Entry, cause, s, sum, before.Hash, now); err != nil {
		return Head{}, err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO ledger (entry, cause, first_seq, last_seq, first_report, last_report, data_hash,
			previous, hash, committed_at)
		VALUES ($entry, $cause, $firstSeq, $lastSeq, $firstReport, $lastReport, $sum, $previous, $hash, $now)`,
		sql.Named("entry", next.Entry), sql.Named("cause", cause), sql.Named("firstSeq", s.firstSeq), sql.Named("lastSeq", s.lastSeq),
		sql.Named("firstReport", s.firstReport), sql.Named("lastReport", s.lastReport), sql.Named("sum", sum),
		sql.Named("previous", before.Hash), sql.Named("hash", next.Hash), sql.Named("now", now))
	return next, err
}

// querier is what reading needs, inside a transaction or outside.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func head(ctx context.Context, q querier) (h Head, err error) {
	err = q.QueryRowContext(ctx, `SELECT entry, (SELECT max(last_seq) FROM ledger), hash FROM ledger ORDER BY entry DESC LIMIT $one`,
		sql.Named("one", 1)).Scan(&h.Entry, &h.Seq, &h.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return Head{}, nil
	}
	return h, err
}

// dataHash is the SHA-256 over the leaves of the span's reports and events.
func dataHash(ctx context.Context, q querier, s span) (string, error) {
	sum := sha256.New()
	write := func(leaf string) { fmt.Fprintln(sum, leaf) }
	if err := leaves(ctx, q, reportLeaves, s.firstReport, s.lastReport, write); err != nil {
		return "", err
	}
	if err := leaves(ctx, q, eventLeaves, s.firstSeq, s.lastSeq, write); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// leafRows is how many rows a leaf has; hashedRows, a multiple of it, how many rows one statement hashes: the engine holds
// all the leaves of a statement in memory, beside its limit.
const (
	leafRows   = 1000
	hashedRows = 100 * leafRows
)

// leaves hands over the hash of each leaf of the rows from first to last, in order.
func leaves(ctx context.Context, q querier, query string, first, last int64, write func(leaf string)) error {
	for ; first <= last; first += hashedRows {
		if err := someLeaves(ctx, q, query, first, min(last, first+hashedRows-1), write); err != nil {
			return err
		}
	}
	return nil
}

func someLeaves(ctx context.Context, q querier, query string, first, last int64, write func(leaf string)) (err error) {
	rows, err := q.QueryContext(ctx, query, sql.Named("lf", "\n"), sql.Named("first", first), sql.Named("last", last),
		sql.Named("leaf", leafRows))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var leaf string
		if err := rows.Scan(&leaf); err != nil {
			return err
		}
		write(leaf)
	}
	return rows.Err()
}

func entryHash(entry int64, cause string, s span, sum, previous string, now time.Time) (string, error) {
	line, err := json.Marshal([]any{
		entry, cause, s.firstSeq, s.lastSeq, s.firstReport, s.lastReport, sum, previous, now.UnixMicro(),
	})
	if err != nil {
		return "", err
	}
	h := sha256.Sum256(line)
	return hex.EncodeToString(h[:]), nil
}

// Head returns the end of the ledger.
func (db *DB) Head(ctx context.Context) (Head, error) { return head(ctx, db.sql) }

// VerifyLedger hashes everything again, from the first entry on. It returns an error that matches data.ErrLedger and
// names the first entry that does not fit, also when rows lie outside every entry, or when outside is given and its entry
// is missing or has another hash.
func (db *DB) VerifyLedger(ctx context.Context, outside Head) error {
	entries, err := db.entries(ctx)
	if err != nil {
		return err
	}
	previous := ""
	for _, e := range entries {
		if err := db.verifyEntry(ctx, e, previous); err != nil {
			return err
		}
		previous = e.hash
	}
	if err := db.verifyEvidence(ctx, entries); err != nil {
		return err
	}
	if outside.Entry > 0 && (outside.Entry > int64(len(entries)) || entries[outside.Entry-1].hash != outside.Hash) {
		return broken(outside.Entry)
	}
	return db.verifyComplete(ctx, entries)
}

// entry is one row of the ledger.
type entry struct {
	number              int64
	cause               string
	span                span
	sum, previous, hash string
	committedAt         time.Time
}

func (db *DB) entries(ctx context.Context) (all []entry, err error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT entry, cause, first_seq, last_seq, first_report, last_report, data_hash, previous,
		hash, committed_at FROM ledger WHERE entry > $none ORDER BY entry`, sql.Named("none", 0))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var e entry
		if err := rows.Scan(&e.number, &e.cause, &e.span.firstSeq, &e.span.lastSeq, &e.span.firstReport, &e.span.lastReport,
			&e.sum, &e.previous, &e.hash, &e.committedAt); err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

func (db *DB) verifyEntry(ctx context.Context, e entry, previous string) error {
	sum, err := dataHash(ctx, db.sql, e.span)
	if err != nil {
		return err
	}
	hash, err := entryHash(e.number, e.cause, e.span, sum, previous, e.committedAt)
	if err != nil {
		return err
	}
	if sum != e.sum || previous != e.previous || hash != e.hash {
		return broken(e.number)
	}
	return nil
}

// verifyComplete finds rows that no entry speaks of.
func (db *DB) verifyComplete(ctx context.Context, entries []entry) error {
	var told, found, foundReports, toldReports int64
	for _, e := range entries {
		told += max(0, e.span.lastSeq-e.span.firstSeq+1)
		toldReports += max(0, e.span.lastReport-e.span.firstReport+1)
	}
	err := db.sql.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM event WHERE seq > $none),
		(SELECT count(*) FROM report WHERE id > $none)`, sql.Named("none", 0)).Scan(&found, &foundReports)
	if err != nil {
		return err
	}
	if told != found || toldReports != foundReports {
		return broken(int64(len(entries)))
	}
	return nil
}

func broken(entry int64) error { return data.About(fmt.Sprint(entry), data.ErrLedger) }

// keepHead writes the head beside the database, so that a cut tail of the file can be noticed. A head that cannot be
// written is no reason to call a committed change failed: the next one writes it again.
func (db *DB) keepHead(h Head) {
	if db.path == "" {
		return
	}
	text, err := json.Marshal(h)
	if err != nil {
		return
	}
	name := db.path + ".head"
	temp := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".new")
	if err = os.WriteFile(temp, text, 0o600); err == nil {
		err = os.Rename(temp, name)
	}
	if err != nil {
		_ = os.Remove(temp)
	}
}

// KeptHead returns the head that was written beside the database; the zero Head when there is none.
func (db *DB) KeptHead() (h Head, err error) {
	text, err := os.ReadFile(db.path + ".head") //nolint:gosec // beside the user's own database
	if errors.Is(err, os.ErrNotExist) || db.path == "" {
		return Head{}, nil
	}
	if err != nil {
		return Head{}, err
	}
	return h, json.Unmarshal(text, &h)
}
