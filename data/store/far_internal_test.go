package store

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tuntas/data"
)

// farDesk is a database of so many reports with few values in each column, and none in some.
func farDesk(t *testing.T, reports int) *DB {
	t.Helper()
	db, err := Open(t.Context(), "", Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, db) })
	r := rand.New(rand.NewPCG(1, 2))
	some := func(values ...string) any { return text(values[r.IntN(len(values))]) }
	from := time.Date(1969, 12, 25, 0, 0, 0, 0, time.UTC)
	err = db.inTx(t.Context(), func(tx *sql.Tx) error {
		for id := 1; id <= reports; id++ {
			sent := from.Add(time.Duration(r.IntN(40)) * 6 * time.Hour)
			_, err := tx.ExecContext(t.Context(), `INSERT INTO report_current (report_id, number, version, seq, stage, pass, unit, since, since_date,
				last_at, channel, category, area, sent_at, sent_date) VALUES ($id, $number, 1, $id, $stage, $pass, $unit, $since, '2026-01-01', $since,
				$channel, $category, $area, $sent, '2026-01-01')`,
				sql.Named("id", id*5000), sql.Named("number", fmt.Sprintf("JK26%02d%04d", r.IntN(3), r.IntN(10000))), sql.Named("stage", some("process", "done")),
				sql.Named("pass", 1+r.IntN(3)), sql.Named("unit", some("", "Dinas A", "Dinas B", "Dinas é")), sql.Named("since", sent.Add(time.Hour)),
				sql.Named("channel", some("", "JAKI")), sql.Named("category", some("Jalan", "Pohon", "")), sql.Named("area", some("31.71", "31.74", "")),
				sql.Named("sent", sent))
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// Wherever a line lies, and by whatever parts it is found, it is the line that sorting everything puts there.
func TestFarLinesAreThoseOfTheWholeList(t *testing.T) {
	const reports = 150
	db := farDesk(t, reports)
	by := []data.OrderBy{"", data.OrderSent, data.OrderNumber, data.OrderStage, data.OrderSince, data.OrderCategory, data.OrderArea, data.OrderChannel,
		data.OrderUnit, data.OrderPass}
	rapid.Check(t, func(rt *rapid.T) {
		f := data.Filter{Order: data.Order{By: rapid.SampledFrom(by).Draw(rt, "by"), Descending: rapid.Bool().Draw(rt, "descending")}}
		if rapid.Bool().Draw(rt, "filtered") {
			f.Passes = []int{1, 3}
		}
		c, err := db.chosen(t.Context(), f)
		if err != nil {
			rt.Fatal(err)
		}
		few := rapid.IntRange(1, 80).Draw(rt, "few")
		far := sorting{limits{rapid.IntRange(0, few).Draw(rt, "near"), few}, c, orders[f.Order.By], f.Order.Descending, partsOf(f.Order.By, c.names), nil}
		if rapid.Bool().Draw(rt, "counted before") {
			far.counted = &db.parts
		}
		all, err := far.sorted(t.Context(), db.sql, 0, reports)
		if err != nil {
			rt.Fatal(err)
		}
		offset, limit := rapid.IntRange(0, reports+5).Draw(rt, "offset"), rapid.IntRange(1, 60).Draw(rt, "limit")
		got, err := far.far(t.Context(), db.sql, offset, limit)
		if err != nil {
			rt.Fatal(err)
		}
		if want := all[min(offset, len(all)):min(offset+limit, len(all))]; !slices.Equal(got, want) {
			rt.Fatalf("lines from %d: got %v, want %v", offset, got, want)
		}
	})
}

// What was counted for far lines is not used for another history.
func TestFarLinesFollowDecisions(t *testing.T) {
	db := open(t, "")
	number := func(i int) string { return fmt.Sprintf("JK%02d", i) }
	_, err := db.Import(t.Context(), data.Import{}, func(b *Batch) (err error) {
		for i := range 30 {
			at := db.now().Add(time.Duration(i-100) * time.Hour)
			err = errors.Join(err, b.AddReport(data.Report{Number: number(i), SentAt: at}),
				b.AddEvent(number(i), data.Event{Kind: data.Submitted, Stage: data.Validation, HappenedAt: at}))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	f := data.Filter{Order: data.Order{By: data.OrderStage}}
	for id := range int64(31) {
		if id > 0 {
			c := data.Command{ID: number(int(id)), Report: id, Version: 1, Kind: data.Accepted}
			if err := db.Advance(t.Context(), c, data.Staff{Name: "v", Role: data.Validator}); err != nil {
				t.Fatal(err)
			}
		}
		c, err := db.chosen(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		far := sorting{limits{0, 1}, c, orders[f.Order.By], false, partsOf(f.Order.By, c.names), &db.parts}
		got, err := far.far(t.Context(), db.sql, 10, 5)
		if err != nil {
			t.Fatal(err)
		}
		want, err := far.sorted(t.Context(), db.sql, 10, 5)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("after %d decisions: got %v, want %v", id, got, want)
		}
	}
}
