package store

import (
	"database/sql"
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
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
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
		order := fmt.Sprintf("%s %s NULLS LAST, c.report_id %[2]s", orders[f.Order.By], direction(f.Order.Descending))
		few := rapid.IntRange(1, 80).Draw(rt, "few")
		far := sorting{limits{rapid.IntRange(0, few).Draw(rt, "near"), few}, c, order, f.Order.Descending, partsOf(f.Order.By, c.names)}
		all, err := far.sorted(t.Context(), db.sql, 0, reports)
		if err != nil {
			rt.Fatal(err)
		}
		offset, limit := rapid.IntRange(0, reports+5).Draw(rt, "offset"), rapid.IntRange(1, 60).Draw(rt, "limit")
		got, err := far.lines(t.Context(), db.sql, offset, limit)
		if err != nil {
			rt.Fatal(err)
		}
		if want := all[min(offset, len(all)):min(offset+limit, len(all))]; !slices.Equal(got, want) {
			rt.Fatalf("lines from %d: got %v, want %v", offset, got, want)
		}
	})
}
