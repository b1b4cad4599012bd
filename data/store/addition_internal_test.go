package store

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tuntas/data"
)

// grown is a closed database in which all that an entry of the ledger can name has happened.
func grown(t *testing.T, path string) Head {
	t.Helper()
	ctx, db := t.Context(), open(t, path)
	fillMany(t, db, 20)
	ani, budi := data.Staff{Name: "ani", Role: data.Validator}, data.Staff{Name: "budi", Role: data.Validator}
	list := data.DefaultChecklist()
	review := data.Review{Version: 1, Category: list.Category}
	for _, item := range list.Items {
		review.Answers = append(review.Answers, data.Answer{Item: item.ID, Value: data.Yes})
	}
	at := db.now()
	_, err := db.Import(ctx, data.Import{}, func(b *Batch) error {
		return errors.Join(b.AddReport(data.Report{Number: "JKX", SentAt: at, Text: "x"}),
			b.AddEvent("JKX", data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: at}),
			b.AddEvent("JKX", data.Event{Kind: data.Submitted, Stage: data.Validation, Actor: "officer", HappenedAt: at}))
	})
	ids, idsErr := db.ReportIDs(ctx, []string{"JKX"})
	rule := data.DefaultRules()[0]
	_, listErr := db.AddChecklist(ctx, data.Checklist{Category: "Jalan", Items: list.Items}, ani)
	err = errors.Join(err, idsErr, listErr, db.SetRule(ctx, rule, ani),
		db.AddAlias(ctx, data.Alias{List: data.ListCategory, Told: "Jln", Value: "Jalan"}),
		db.AddListed(ctx, data.Listed{List: data.ListUnit, Value: "u99", Name: "Unit 99"}),
		db.SetSecondLookPlan(ctx, data.SecondLookPlan{Share: 1, RiskShare: 1, Risk: 1}, data.Staff{Name: "ketua", Role: data.Supervisor}),
		db.SetRetention(ctx, []data.RetentionRule{{Stages: []data.Stage{data.Done}, Days: 3650}}),
		db.Advance(ctx, data.Command{ID: "a", Report: ids["JKX"], Version: 2, Kind: data.Accepted, Review: &review}, ani))
	if err != nil {
		t.Fatal(err)
	}
	looks, err := db.SecondLooks(ctx, budi, 9)
	if err != nil || len(looks) != 1 {
		t.Fatalf("%d second looks, %v", len(looks), err)
	}
	answer := data.SecondAnswer{ID: "s", Report: looks[0].Report, Decision: looks[0].Decision, Verdict: data.Accepted, Review: review, Note: "n"}
	month := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	_, issueErr := db.Publish(ctx, data.Issue{Name: "2026-01", Kind: "workbook", From: month, Until: month.AddDate(0, 1, 0), AsOf: month.AddDate(0, 2, 0), By: "biro"})
	_, personErr := db.AddPersons(ctx, []data.Person{{Report: 1, Name: "Siti"}})
	if err := errors.Join(db.AnswerSecondLook(ctx, answer, budi), issueErr, personErr); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Person(ctx, data.Look{Report: 1, By: "ani", Reason: data.LookedToAnswer}); err != nil {
		t.Fatal(err)
	}
	end, err := db.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	closed(t, db)
	return end
}

// Whoever changes with DuckDB alone what an entry names, takes it away or adds to it, is found by verifying.
func TestVerifyCoversAllThatIsChained(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	grown(t, path)
	for i, change := range []string{
		"", // nothing, first and last
		"UPDATE rule SET definition = replace(definition, 'a', 'b') WHERE code <> $none", "DELETE FROM rule WHERE code <> $none",
		"INSERT INTO rule SELECT * FROM rule WHERE code <> $none", "UPDATE rule SET added_by = 'budi' WHERE code <> $none",
		"UPDATE checklist SET items = '[]' WHERE items <> $none", "DELETE FROM checklist WHERE category <> $none",
		"UPDATE alias SET value = 'Pohon' WHERE told <> $none", "DELETE FROM alias WHERE told <> $none",
		"UPDATE listed SET name = 'Unit 98' WHERE value <> $none", "INSERT INTO listed SELECT * FROM listed WHERE value <> $none",
		"UPDATE second_look SET drawn_by = 'risk' WHERE drawn_by <> $none", "DELETE FROM second_look WHERE drawn_by <> $none",
		"UPDATE second_answer SET verdict = 'refused' WHERE by_name <> $none", "DELETE FROM second_answer WHERE by_name <> $none",
		"INSERT INTO second_answer SELECT * FROM second_answer WHERE by_name <> $none",
		"UPDATE review SET open_seconds = 99 WHERE category IS DISTINCT FROM $none OR TRUE", "DELETE FROM review WHERE open_seconds::VARCHAR <> $none",
		"UPDATE answer SET answer = 'no' WHERE nth::VARCHAR || item <> $none", "DELETE FROM answer WHERE nth::VARCHAR <> $none AND nth = 1",
		"INSERT INTO answer SELECT 99999, report_id, nth, item, answer FROM answer WHERE item <> $none",
		"UPDATE issue SET cases = cases + 1 WHERE name <> $none", "UPDATE issue SET published_by = 'x' WHERE name <> $none",
		"DELETE FROM issue WHERE name <> $none", "UPDATE issue_case SET stage = 'waiting' WHERE stage <> $none", "DELETE FROM issue_case WHERE stage <> $none AND pass = 2",
		"UPDATE setting SET value = replace(value, '3650', '30') WHERE name <> $none", "DELETE FROM setting WHERE name <> $none AND name = 'retention'",
		"UPDATE setting SET value = replace(value, '1', '0') WHERE name <> $none AND name = 'second_look_plan'",
		"UPDATE look SET looked_by = 'budi' WHERE looked_by <> $none", "DELETE FROM look WHERE looked_by <> $none",
		"UPDATE ledger SET cause = cause || ' ' WHERE cause <> $none AND entry = 2",
	} {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			other := filepath.Join(t.TempDir(), "b.duckdb")
			copyDatabase(t, path, other)
			if change != "" {
				alone(t, other, func(tx *sql.Tx) error {
					res, err := tx.Exec(change, sql.Named("none", ""))
					if err != nil {
						return err
					}
					n, err := res.RowsAffected()
					if n == 0 {
						err = fmt.Errorf("nothing was changed: %w", err)
					}
					return err
				})
			}
			db := open(t, other)
			if err := db.VerifyLedger(t.Context(), Head{}); errors.Is(err, data.ErrLedger) != (change != "") {
				t.Errorf("%s: %v", change, err)
			}
		})
	}
}

// A head that a document shows is told apart: of this history, of another one, of one that was cut.
func TestHeadOfADocument(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	end := grown(t, path)
	db := open(t, path)
	entries, err := db.entries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	old := Head{Entry: 2, Hash: entries[1].hash}
	for _, tt := range []struct {
		text   string
		broken int64
		lost   int64
	}{
		{end.String(), 0, 0}, {old.String(), 0, 0}, {fmt.Sprintf("2 · %s\n%s", old.Hash[:30], old.Hash[30:]), 0, 0},
		{"2 · " + entries[2].hash, 2, 0}, {fmt.Sprintf("%d · %s", end.Entry+3, end.Hash), 0, 3},
	} {
		outside, err := ParseHead(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		if h := verified(t, db, outside).Ledger; h.Broken != tt.broken || h.Lost != tt.lost || h.Kept.Entry != outside.Entry {
			t.Errorf("%s: %+v", tt.text, h)
		}
	}
	for _, text := range []string{"", "2", old.Hash, "2" + old.Hash, "0 · " + old.Hash, "2 · " + old.Hash[1:], "2 · " + strings.Repeat("g", 64), "x 2 · " + old.Hash} {
		if h, err := ParseHead(text); !errors.Is(err, data.ErrHead) {
			t.Errorf("%q: %+v, %v", text, h, err)
		}
	}
}

// Also a head from outside that fits does not hide that the one beside the file does not.
func TestBothHeadsCount(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	end := grown(t, path)
	alone(t, path, func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM ledger WHERE entry = $last", sql.Named("last", end.Entry))
		_, err2 := tx.Exec("DELETE FROM look WHERE nth > $none", sql.Named("none", 0))
		return errors.Join(err, err2)
	})
	db, err := OpenReadOnly(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, db)
	first, err := hashOf(t.Context(), db.sql, 1)
	if err != nil {
		t.Fatal(err)
	}
	if h := verified(t, db, Head{Entry: 1, Hash: first}); h.Sound() || h.Ledger.Lost != 1 || h.Ledger.Broken != 0 {
		t.Errorf("%+v", h.Ledger)
	}
}
