package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
)

// An addition is a row of a table to which rows are only added, one by one: rules, checklists, what the bureau adds to the
// lists, second looks that were drawn, issues that were published. The cause of the ledger's entry that comes with it carries
// its number in the table and the hash of what it says, so that the chain covers it. Rows that an older Tuntas has added
// without an entry come before all others and are covered by nothing.
type addition struct {
	table, column string // which a schema must have
	lines         string // the rows from the one at $first on, in the order in which they were added
}

const (
	ruleLines = `SELECT to_json([code, (valid_from - $epoch::DATE)::VARCHAR, (valid_until - $epoch::DATE)::VARCHAR, definition, added_by,
		epoch_us(added_at)::VARCHAR])::VARCHAR FROM rule WHERE rowid >= $first ORDER BY rowid`
	checklistLines = `SELECT to_json([category, version::VARCHAR, items, written_by, epoch_us(written_at)::VARCHAR])::VARCHAR
		FROM checklist WHERE rowid >= $first ORDER BY rowid`
	aliasLines = `SELECT to_json([list, told, value, (valid_from - $epoch::DATE)::VARCHAR, (valid_until - $epoch::DATE)::VARCHAR, source,
		added_by, epoch_us(added_at)::VARCHAR])::VARCHAR FROM alias WHERE rowid >= $first ORDER BY rowid`
	listedLines = `SELECT to_json([list, value, name, english, kind, parent, (valid_from - $epoch::DATE)::VARCHAR,
		(valid_until - $epoch::DATE)::VARCHAR, source, added_by, epoch_us(added_at)::VARCHAR])::VARCHAR
		FROM listed WHERE rowid >= $first ORDER BY rowid`
	secondLookLines = `SELECT to_json([seq::VARCHAR, report_id::VARCHAR, drawn_by, epoch_us(drawn_at)::VARCHAR])::VARCHAR
		FROM second_look WHERE rowid >= $first ORDER BY rowid`
	issueLines = `SELECT to_json([id::VARCHAR, name, revision::VARCHAR, kind, (first_day - $epoch::DATE)::VARCHAR,
		(until_day - $epoch::DATE)::VARCHAR, epoch_us(as_of)::VARCHAR, rule, definitions, published_by, epoch_us(published_at)::VARCHAR,
		cases::VARCHAR, data_hash, ledger_entry::VARCHAR, ledger_hash])::VARCHAR FROM issue WHERE rowid >= $first ORDER BY rowid`
)

// additions are all tables of additions.
var additions = []addition{
	{"rule", "added_at", ruleLines}, {"checklist", "version", checklistLines}, {"alias", "told", aliasLines}, {"listed", "value", listedLines},
	{"second_look", "drawn_by", secondLookLines}, {"issue", "ledger_entry", issueLines},
}

func (a addition) cause(nth int, sum string) string {
	return fmt.Sprintf("%s %d %s", a.table, nth, sum)
}

// sums are the hashes of the rows from the one at first on.
func (a addition) sums(ctx context.Context, q querier, first int64) (all []string, err error) {
	args := []any{sql.Named("first", first)}
	if strings.Contains(a.lines, "$epoch") {
		args = append(args, sql.Named("epoch", epoch))
	}
	lines, err := oneColumn[string](ctx, q, a.lines, args...)
	for _, line := range lines {
		sum := sha256.Sum256([]byte(line))
		all = append(all, hex.EncodeToString(sum[:]))
	}
	return all, err
}

// chainAddition chains the row that the transaction has added to a table last.
func chainAddition(ctx context.Context, tx *sql.Tx, table string, now time.Time) (Head, error) {
	for _, a := range additions {
		if a.table == table {
			return a.chain(ctx, tx, now)
		}
	}
	return Head{}, fmt.Errorf("no table of additions: %s", table)
}

func (a addition) chain(ctx context.Context, tx *sql.Tx, now time.Time) (Head, error) {
	var rows int
	var last int64
	err := tx.QueryRowContext(ctx, "SELECT count(*), max(rowid) FROM "+named(a.table)+" WHERE rowid >= $none", sql.Named("none", 0)).
		Scan(&rows, &last)
	if err != nil {
		return Head{}, err
	}
	sums, err := a.sums(ctx, tx, last)
	if err != nil {
		return Head{}, err
	}
	if len(sums) != 1 {
		return Head{}, fmt.Errorf("%d rows were added to %s where one was", len(sums), a.table)
	}
	return addEntry(ctx, tx, a.cause(rows, sums[0]), span{0, -1, 0, -1}, now)
}

// verifyAdditions holds the rows of all tables of additions against the entries that name them.
func (db *DB) verifyAdditions(ctx context.Context, entries []entry) error {
	for _, a := range additions {
		there, err := hasColumn(ctx, db.sql, a.table, a.column)
		if err != nil {
			return err
		}
		if !there {
			continue
		}
		sums, err := a.sums(ctx, db.sql, 0)
		if err != nil {
			return err
		}
		if err := a.verify(entries, sums); err != nil {
			return err
		}
	}
	return nil
}

// verify demands that the entries name rows one after the other, up to the last one.
func (a addition) verify(entries []entry, sums []string) error {
	next := 0 // number of the row that the next entry must name; 0 before the first entry
	for _, e := range entries {
		if !strings.HasPrefix(e.cause, a.table+" ") {
			continue
		}
		if next == 0 {
			if _, err := fmt.Sscanf(e.cause, a.table+" %d", &next); err != nil {
				return broken(e.number)
			}
		}
		if next < 1 || next > len(sums) || e.cause != a.cause(next, sums[next-1]) {
			return broken(e.number)
		}
		next++
	}
	if next > 0 && next <= len(sums) {
		return broken(int64(len(entries)))
	}
	return nil
}

// verifyIssues computes the hash of the cases of each issue again, and holds the ledger's end that it names against the chain.
func (db *DB) verifyIssues(ctx context.Context, entries []entry) error {
	there, err := hasColumn(ctx, db.sql, "issue", "ledger_entry")
	if err != nil || !there {
		return err
	}
	ids, err := oneColumn[int64](ctx, db.sql, "SELECT id FROM issue WHERE id >= $none ORDER BY id", sql.Named("none", 0))
	if err != nil {
		return err
	}
	for _, id := range ids {
		_, i, err := issue(ctx, db.sql, issueColumns+" WHERE id = $id", sql.Named("id", id))
		if err != nil {
			return err
		}
		at := max(1, min(i.LedgerEntry, int64(len(entries))))
		if i.LedgerEntry > 0 && (i.LedgerEntry > int64(len(entries)) || entries[at-1].hash != i.LedgerHash) {
			return broken(at)
		}
		cases, same := int64(0), false
		err = frozen(ctx, db.sql, id, func(n int64, hash string) { cases, same = n, same || hash == i.DataHash })
		if err != nil {
			return err
		}
		if cases != i.Cases || !same {
			return broken(at)
		}
	}
	return nil
}

// settingsTold are the settings of which each change is an entry of the ledger with the whole value.
var settingsTold = []string{retentionSetting, planSetting}

// tellSetting chains the value of a setting; "null" is none.
func tellSetting(ctx context.Context, tx *sql.Tx, name, value string, now time.Time) (Head, error) {
	return addEntry(ctx, tx, name+" "+value, span{0, -1, 0, -1}, now)
}

// verifySettings holds the settings that figures or erasures rest on against the last entry that tells them.
func (db *DB) verifySettings(ctx context.Context, entries []entry) error {
	for _, name := range settingsTold {
		var value string
		err := db.sql.QueryRowContext(ctx, "SELECT value FROM setting WHERE name = $name", sql.Named("name", name)).Scan(&value)
		if errors.Is(err, sql.ErrNoRows) {
			value, err = "null", nil
		}
		if err != nil {
			return err
		}
		for i := len(entries) - 1; i >= 0; i-- {
			if told, ok := strings.CutPrefix(entries[i].cause, name+" "); ok {
				if told != value && (told != "[]" || value != "null") {
					return broken(entries[i].number)
				}
				break
			}
		}
	}
	return nil
}
