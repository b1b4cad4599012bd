package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"time"

	"tuntas/data"
)

// The ledger is a chain with one entry for each transaction. Each row that the transaction has added is written as one line:
// its columns in the order of ledgerReports and ledgerEvents, numbers in decimal, instants in microseconds and days in days since
// 1970, with columnEnd between two columns and rowEnd behind the last. data_hash is the SHA-256 of two others, that of the
// lines of its reports and that of the lines of its events, each in the order of their numbers. Free text enters as a
// commitment, SHA-256 of salt and text, so that text and salt can be erased later and the chain still verifies.
//
// An import hashes its events while they are read (see hashing); the statements here read the same lines from the tables.

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

// columnEnd and rowEnd separate columns and rows. No text that the ledger holds word for word has them: they are taken away
// at the border. A text and no text that is empty are the same to the ledger.
const columnEnd, rowEnd = "\x1f", "\x1e"

const ledgerReports = `SELECT concat(id, $col, number, $col, channel, $col, category, $col, area, $col, commitment, $col, lat, $col, lon, $col,
		private, $col, epoch_us(sent_at), $col, sent_date - $epoch::DATE, $col, continues, $col, implied, $col, import_id, $col,
		epoch_us(recorded_at), $col, describes, $row)
	FROM report WHERE id BETWEEN $first AND $last ORDER BY id`

// The number is looked up for the few reports that are told of: joined, all reports would be read for one event.
const ledgerEvents = `SELECT concat(e.seq, $col, (SELECT min(r.number) FROM report r WHERE r.id = e.report_id), $col, e.kind, $col, e.stage, $col, e.activity, $col, e.unit, $col, e.actor, $col,
		e.role, $col, e.reason, $col, e.commitment, $col, epoch_us(e.happened_at), $col, e.local_date - $epoch::DATE, $col, e.command_id,
		$col, e.import_id, $col, epoch_us(e.recorded_at), $row)
	FROM event e WHERE e.seq BETWEEN $first AND $last ORDER BY e.seq`

// addEntry chains what the transaction has added. cause names it: "import 3", "command <id>".
func addEntry(ctx context.Context, tx execer, cause string, s span, now time.Time) (Head, error) {
	sum, err := dataHash(ctx, tx, s)
	if err != nil {
		return Head{}, err
	}
	return chain(ctx, tx, entry{cause: cause, span: s, sum: sum, committedAt: now})
}

// chain adds the entry, whose data have been hashed, behind the last one.
func chain(ctx context.Context, tx execer, e entry) (Head, error) {
	before, err := head(ctx, tx)
	if err != nil {
		return Head{}, err
	}
	next := Head{Entry: before.Entry + 1, Seq: max(before.Seq, e.span.lastSeq)}
	if next.Hash, err = entryHash(next.Entry, e.cause, e.span, e.sum, before.Hash, e.committedAt); err != nil {
		return Head{}, err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO ledger (entry, cause, first_seq, last_seq, first_report, last_report, data_hash,
			previous, hash, committed_at)
		VALUES ($entry, $cause, $firstSeq, $lastSeq, $firstReport, $lastReport, $sum, $previous, $hash, $now)`,
		sql.Named("entry", next.Entry), sql.Named("cause", e.cause), sql.Named("firstSeq", e.span.firstSeq), sql.Named("lastSeq", e.span.lastSeq),
		sql.Named("firstReport", e.span.firstReport), sql.Named("lastReport", e.span.lastReport), sql.Named("sum", e.sum),
		sql.Named("previous", before.Hash), sql.Named("hash", next.Hash), sql.Named("now", e.committedAt))
	return next, err
}

// querier is what reading needs, inside a transaction or outside.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// identifiers returns the one column of a query.
func identifiers(ctx context.Context, q querier, query string, args ...any) (ids []int64, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// execer is what writing needs.
type execer interface {
	querier
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func head(ctx context.Context, q querier) (h Head, err error) {
	err = q.QueryRowContext(ctx, `SELECT entry, (SELECT max(last_seq) FROM ledger), hash FROM ledger ORDER BY entry DESC LIMIT $one`,
		sql.Named("one", 1)).Scan(&h.Entry, &h.Seq, &h.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return Head{}, nil
	}
	return h, err
}

// dataHash is the hash of the span's reports and events.
func dataHash(ctx context.Context, q querier, s span) (string, error) {
	events := sha256.New()
	if err := addLines(ctx, q, events, ledgerEvents, s.firstSeq, s.lastSeq); err != nil {
		return "", err
	}
	return spanHash(ctx, q, s, events)
}

// spanHash is dataHash where the events have been hashed already.
func spanHash(ctx context.Context, q querier, s span, events hash.Hash) (string, error) {
	reports := sha256.New()
	if err := addLines(ctx, q, reports, ledgerReports, s.firstReport, s.lastReport); err != nil {
		return "", err
	}
	sum := sha256.Sum256(append(reports.Sum(nil), events.Sum(nil)...))
	return hex.EncodeToString(sum[:]), nil
}

// linesAtOnce is how many lines one statement gives: the engine holds all of them in memory.
const linesAtOnce = 100_000

// addLines adds the lines of the rows from first to last to sum.
func addLines(ctx context.Context, q querier, sum io.Writer, query string, first, last int64) error {
	for ; first <= last; first += linesAtOnce {
		if err := addSomeLines(ctx, q, sum, query, first, min(last, first+linesAtOnce-1)); err != nil {
			return err
		}
	}
	return nil
}

func addSomeLines(ctx context.Context, q querier, sum io.Writer, query string, first, last int64) (err error) {
	rows, err := q.QueryContext(ctx, query, sql.Named("col", columnEnd), sql.Named("row", rowEnd), sql.Named("epoch", epoch),
		sql.Named("first", first), sql.Named("last", last))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var line sql.RawBytes
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if _, err := sum.Write(line); err != nil {
			return err
		}
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

// VerifyLedger hashes everything again, from the first entry on, and holds all that an entry names against it: photos, looks at
// persons, erasures, reviews and second looks, what was added to rules, checklists and lists, issues and settings. It returns an error that matches data.ErrLedger and
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
	for _, verify := range []func(context.Context, []entry) error{
		db.verifyEvidence, db.verifyMarks, db.verifyReviews, db.verifyAdditions, db.verifyIssues, db.verifySettings,
	} {
		if err := verify(ctx, entries); err != nil {
			return err
		}
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
