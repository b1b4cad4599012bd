package store

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"tuntas/data"
)

// The list of erasures holds the numbers of the reports that were erased and nothing else, one JSON object a line. A history
// that comes from a backup does not know of later erasures; the list does.
func erasuresPath(path string) string { return path + ".erased" }

// erasuresOf is the copy of the list in a folder of backups.
func erasuresOf(path, folder string) string { return filepath.Join(folder, backupStem(path)+"erased") }

// unfinishedPath is there while files that hold what was erased wait to be written anew.
func unfinishedPath(path string) string { return path + ".erasing" }

type listedErasure struct {
	Number string `json:"number"`
}

// ErasureUnfinished tells whether something that was erased may still stand in the files.
func (db *DB) ErasureUnfinished() bool {
	_, err := os.Lstat(unfinishedPath(db.path))
	return db.path != "" && err == nil
}

// readErasures reads a list of erasures; a missing one is empty.
func readErasures(name string) (numbers []string, err error) {
	text, err := os.ReadFile(name) //nolint:gosec // beside the user's own database
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		var e listedErasure
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return nil, data.About(name, err)
		}
		numbers = append(numbers, e.Number)
	}
	return numbers, lines.Err()
}

func writeErasures(name string, numbers []string) error {
	var b bytes.Buffer
	lines := json.NewEncoder(&b)
	for _, n := range numbers {
		if err := lines.Encode(listedErasure{n}); err != nil {
			return err
		}
	}
	return writeLasting(name, b.Bytes())
}

// both is each number of either list once, in order.
func both(a, b []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(slices.Concat(a, b))))
}

// listErasures brings the list beside the database up to what its table says, and notes that files wait to be written anew.
func (db *DB) listErasures(ctx context.Context) error {
	if db.path == "" {
		return nil
	}
	stored, err := erasedNumbers(ctx, db.sql)
	if err != nil {
		return err
	}
	listed, err := readErasures(erasuresPath(db.path))
	if err != nil {
		return err
	}
	if err := writeLasting(unfinishedPath(db.path), nil); err != nil {
		return err
	}
	return writeErasures(erasuresPath(db.path), both(listed, stored))
}

func erasedNumbers(ctx context.Context, q querier) ([]string, error) {
	return oneColumn[string](ctx, q, `SELECT number FROM report_current WHERE report_id IN (SELECT report_id FROM erasure)
		AND report_id > $none ORDER BY number`, sql.Named("none", 0))
}

// spreadErasures copies the list beside the backups in a folder, if there is one: whoever has only them left shall not bring
// back what was erased.
func spreadErasures(path, folder string, numbers []string) error {
	if _, err := os.Stat(folder); folder == "" || err != nil || len(numbers) == 0 {
		return nil
	}
	there, err := readErasures(erasuresOf(path, folder))
	if err != nil {
		return err
	}
	if all := both(there, numbers); !slices.Equal(all, there) {
		return writeErasures(erasuresOf(path, folder), all)
	}
	return nil
}

// replay carries out what a list names and the database does not know to be erased: its history comes from before that. A
// database that knows more than the list mends the list.
func (db *DB) replay(ctx context.Context) error {
	if there, err := hasTable(ctx, db.sql, erasureMark); err != nil || !there {
		return err
	}
	listed, err := readErasures(erasuresPath(db.path))
	if err != nil {
		return err
	}
	stored, err := erasedNumbers(ctx, db.sql)
	if err != nil {
		return err
	}
	again, err := db.eraseAgain(ctx, listed)
	if err != nil {
		return err
	}
	if again > 0 || slices.ContainsFunc(stored, func(n string) bool { return !slices.Contains(listed, n) }) {
		return db.listErasures(ctx)
	}
	return nil
}

// eraseAgain erases those of the numbers that are there and not erased.
func (db *DB) eraseAgain(ctx context.Context, numbers []string) (again int64, err error) {
	if len(numbers) == 0 {
		return 0, nil
	}
	ids, err := oneColumn[int64](ctx, db.sql, `SELECT report_id FROM report_current WHERE number IN (SELECT unnest($numbers))
		AND report_id NOT IN (SELECT report_id FROM erasure)`, sql.Named("numbers", numbers))
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	var e Erased
	var end Head
	o := data.ErasureOrder{Reports: ids, By: "tuntas", Reason: data.ErasedAgain}
	err = db.inTx(ctx, func(tx *sql.Tx) (err error) {
		end, err = db.erase(ctx, tx, o, &e)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("erase again: %w", err)
	}
	db.keepHead(end)
	return e.Reports, nil
}
