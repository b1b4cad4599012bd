package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

func TestMain(m *testing.M) {
	if store.DiesOpening(os.Args) {
		return
	}
	if code, served := store.ServeChild(os.Args); served {
		os.Exit(code)
	}
	if path := os.Getenv(childVariable); path != "" {
		writeUntilKilled(path)
		return
	}
	if folder := os.Getenv(fullVariable); folder != "" {
		workOnFullDisk(folder)
		return
	}
	if path := os.Getenv(syncVariable); path != "" {
		remarkUnderFaults(path)
		return
	}
	if path := os.Getenv(migrateVariable); path != "" {
		migrateAlone(path)
		return
	}
	if path := os.Getenv(peekVariable); path != "" {
		peek(path)
		return
	}
	goleak.VerifyTestMain(m)
}

func full(t testing.TB, n int) datatest.Case {
	return datatest.Walk(t, n, "2026-03-01 08:00", data.Received, data.Coordinated, data.Started, data.FollowedUp,
		data.Submitted, data.Refused, data.FollowedUp, data.Submitted, data.Accepted)
}

func TestTrack(t *testing.T) {
	db := datatest.Open(t, nil)
	c := full(t, 1)
	c.Report.Text, c.Report.Address, c.Report.Lat, c.Report.Lon = "Jalan berlubang", "RT 01/RW 02", -6.2, 106.8
	datatest.Add(t, db, c)
	r, h, err := db.Track(t.Context(), c.Report.Number)
	if err != nil {
		t.Fatal(err)
	}
	want := c.Report
	want.ID = 1
	if diff := cmp.Diff(want, r); diff != "" {
		t.Error(diff)
	}
	if h.Stage() != data.Done || h.Pass() != 2 || len(h) != 9 {
		t.Errorf("stage %s, pass %d, %d events", h.Stage(), h.Pass(), len(h))
	}
	if _, _, err := db.Track(t.Context(), "JK0"); !errors.Is(err, data.ErrNotFound) || data.Subject(err) != "JK0" {
		t.Errorf("unknown number: %v", err)
	}
}

func TestImportTwice(t *testing.T) {
	db := datatest.Open(t, nil)
	cases := []datatest.Case{full(t, 1), full(t, 2), datatest.Walk(t, 3, "2026-03-02")}
	cases[1].Events = append(cases[1].Events, cases[1].Events[8]) // the same row twice in the source is two events
	first := datatest.Add(t, db, cases...)
	if first.Read != 22 || first.Taken != 22 || first.Reports != 3 || first.Events != 20 {
		t.Errorf("first: %+v", first)
	}
	head, _ := db.Head(t.Context())
	second := datatest.Add(t, db, cases...)
	if second.Taken != 0 || second.Unchanged != 22 || second.Events != 0 || second.Read != 22 {
		t.Errorf("second: %+v", second)
	}
	if again, _ := db.Head(t.Context()); again != head {
		t.Errorf("the ledger went from %+v to %+v", head, again)
	}
	cases[0].Report.Category = "Pohon"
	if third := datatest.Add(t, db, cases[0]); third.Differing != 1 || third.Unchanged != 9 || third.Taken != 0 {
		t.Errorf("third: %+v", third)
	}
	newer := datatest.Walk(t, 3, "2026-03-02", data.Received, data.Coordinated)
	if fourth := datatest.Add(t, db, newer); fourth.Events != 1 || fourth.Unchanged != 2 {
		t.Errorf("fourth: %+v", fourth)
	}
	if err := db.VerifyLedger(t.Context(), head); err != nil {
		t.Error(err)
	}
}

// What the row of a report tells of its moves is events but no rows, the first time and each time after.
func TestImportMoves(t *testing.T) {
	db := datatest.Open(t, nil)
	at := time.Date(2026, time.March, 1, 1, 0, 0, 0, time.UTC)
	snapshot := func(closed bool) data.ImportResult {
		r, err := db.Import(t.Context(), data.Import{}, func(b *store.Batch) error {
			errs := []error{
				b.NextFile("a.csv"),
				b.AddReport(data.Report{Number: "A", SentAt: at}), // open: nothing tells a move
				b.AddReport(data.Report{Number: "B", SentAt: at}),
				b.AddMove("B", data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: at}),
				b.AddMove("B", data.Event{Kind: data.Accepted, Stage: data.Done, Activity: "Closed", HappenedAt: at.Add(time.Hour)}),
				b.AddCase(data.Report{Number: "C/2", SentAt: at}),
				b.Pass(),
			}
			if closed {
				errs = append(errs,
					b.AddMove("A", data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: at}),
					b.AddMove("A", data.Event{Kind: data.Accepted, Stage: data.Done, Activity: "Closed", HappenedAt: at.Add(time.Hour)}))
			}
			return errors.Join(errs...)
		})
		if err != nil {
			t.Fatal(err)
		}
		return data.ImportResult{Read: r.Read, Taken: r.Taken, Unchanged: r.Unchanged, Reports: r.Reports, Events: r.Events}
	}
	if got, want := snapshot(false), (data.ImportResult{Read: 3, Taken: 2, Unchanged: 1, Reports: 3, Events: 4}); !cmp.Equal(got, want) {
		t.Errorf("first: got %+v, want %+v", got, want)
	}
	if got, want := snapshot(false), (data.ImportResult{Read: 3, Unchanged: 3}); !cmp.Equal(got, want) {
		t.Errorf("again: got %+v, want %+v", got, want)
	}
	if got, want := snapshot(true), (data.ImportResult{Read: 3, Unchanged: 3, Events: 1}); !cmp.Equal(got, want) {
		t.Errorf("closed: got %+v, want %+v", got, want)
	}
	_, h, err := db.Track(t.Context(), "A")
	if err != nil || len(h) != 2 || h.Stage() != data.Done {
		t.Errorf("A: got %+v, %v", h, err)
	}
}

func TestImportNothingOnError(t *testing.T) {
	for _, tt := range []struct {
		name string
		fill func(b *store.Batch, cancel func()) error
		want error
	}{
		{"fill fails", func(*store.Batch, func()) error { return data.ErrNotTable }, data.ErrNotTable},
		{"cancelled", func(b *store.Batch, cancel func()) error {
			cancel()
			for i := range 5000 {
				if err := b.AddReport(data.Report{Number: fmt.Sprint(i), SentAt: time.Unix(1, 0)}); err != nil {
					return err
				}
			}
			return nil
		}, context.Canceled},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db := datatest.Open(t, nil)
			datatest.Add(t, db, full(t, 1))
			before := dump(t, db)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			_, err := db.Import(ctx, data.Import{}, func(b *store.Batch) error {
				if err := b.AddReport(data.Report{Number: "JK9", SentAt: time.Unix(1, 0)}); err != nil {
					return err
				}
				return tt.fill(b, cancel)
			})
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if diff := cmp.Diff(before, dump(t, db)); diff != "" {
				t.Error(diff)
			}
			datatest.Add(t, db, full(t, 2)) // and the store goes on
		})
	}
}

func TestDryRun(t *testing.T) {
	db := datatest.Open(t, nil)
	c := full(t, 1)
	got, err := db.Import(t.Context(), data.Import{DryRun: true}, func(b *store.Batch) error {
		return errors.Join(b.AddReport(c.Report), b.AddEvent(c.Report.Number, c.Events[0]),
			b.Refuse(data.RefusedRow{Path: "x.csv", Line: 7, Reason: data.RefusedTime}))
	})
	if err != nil || got.Read != 3 || got.Taken != 2 || got.Refused != 1 || got.ID != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if n, err := db.Count(t.Context(), data.Filter{}); n != 0 || err != nil {
		t.Errorf("%d reports kept, %v", n, err)
	}
}

// dump is every derived row, in an order of its own, as text.
func dump(t testing.TB, db *store.DB) []string {
	t.Helper()
	var all []string
	for _, query := range []string{
		`SELECT to_json(v)::VARCHAR FROM visit v WHERE report_id > $none ORDER BY report_id, entered_at, seq`,
		`SELECT to_json(d)::VARCHAR FROM decision d WHERE report_id > $none ORDER BY report_id, seq`,
		`SELECT to_json(c)::VARCHAR FROM report_current c WHERE report_id > $none ORDER BY report_id`,
	} {
		rows, err := db.QueryContext(t.Context(), query, sql.Named("none", 0))
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				t.Fatal(err)
			}
			all = append(all, line)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestDerivedFromImport draws histories of every kind, also impossible ones, and holds the derived tables against what
// package data derives from the same events.
func TestDerivedFromImport(t *testing.T) {
	db := datatest.Open(t, nil)
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		c := datatest.Case{Report: data.Report{Number: fmt.Sprintf("R%06d", n), SentAt: datatest.At(t, "2026-01-01")}}
		at := c.Report.SentAt
		for range rapid.IntRange(1, 12).Draw(rt, "events") {
			k := rapid.SampledFrom(data.Kinds()).Draw(rt, "kind")
			at = at.Add(time.Duration(rapid.IntRange(0, 3).Draw(rt, "hours")) * time.Hour)
			stage := k.Target()
			if k == data.Received {
				stage = data.Waiting
			}
			c.Events = append(c.Events, data.Event{
				Kind: k, Stage: stage, HappenedAt: at,
				Unit: rapid.SampledFrom([]string{"", "A", "B"}).Draw(rt, "unit"), Actor: rapid.SampledFrom([]string{"x", "y"}).Draw(rt, "actor"),
			})
		}
		datatest.Add(t, db, c)
		_, h, err := db.Track(t.Context(), c.Report.Number)
		if err != nil {
			rt.Fatal(err)
		}
		compareDerived(t, rt, db, h)
	})
}

// compareDerived holds the stored rows of one report against its history.
func compareDerived(t *testing.T, rt *rapid.T, db *store.DB, h data.History) {
	var visits []data.Visit
	scan(t, db, `SELECT stage, pass, coalesce(unit, $none), entered_at, left_at, coalesce(next_stage, $none) FROM analytics_visit
		WHERE report_id = $id ORDER BY entered_at, seq`, h[0].Report, func(rows *sql.Rows) error {
		var v data.Visit
		var left sql.NullTime
		err := rows.Scan(&v.Stage, &v.Pass, &v.Unit, &v.EnteredAt, &left, &v.Next)
		v.LeftAt = left.Time
		visits = append(visits, v)
		return err
	})
	want := h.Visits()
	if len(want) == 0 {
		want = []data.Visit{{Stage: data.Waiting, Pass: 1, EnteredAt: datatest.At(t, "2026-01-01")}}
	}
	if diff := cmp.Diff(want, visits); diff != "" {
		rt.Fatalf("visits of %+v:\n%s", h, diff)
	}
	var decisions []data.Decision
	scan(t, db, `SELECT kind, coalesce(unit, $none), coalesce(validator, $none), coalesce(reason, $none), pass, decided_at, undone_at
		FROM analytics_decision WHERE report_id = $id ORDER BY decided_at, seq`, h[0].Report, func(rows *sql.Rows) error {
		var d data.Decision
		var undone sql.NullTime
		err := rows.Scan(&d.Kind, &d.Unit, &d.Validator, &d.Reason, &d.Pass, &d.DecidedAt, &undone)
		d.UndoneAt = undone.Time
		decisions = append(decisions, d)
		return err
	})
	if diff := cmp.Diff(h.Decisions(), decisions); diff != "" {
		rt.Fatalf("decisions of %+v:\n%s", h, diff)
	}
}

func scan(t *testing.T, db *store.DB, query string, id int64, row func(*sql.Rows) error) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query, sql.Named("id", id), sql.Named("none", ""))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := row(rows); err != nil {
			t.Fatal(err)
		}
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
}

// TestAdvance gives random commands, allowed and not, and holds the rows that were written step by step against their
// recomputation from the events.
func TestAdvance(t *testing.T) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-06-01")}
	db := datatest.Open(t, clock)
	var cases []datatest.Case
	for i := range 5 {
		cases = append(cases, datatest.Walk(t, i, "2026-03-01", data.Received))
	}
	datatest.Add(t, db, cases...)
	n, done := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		clock.Now = clock.Now.Add(time.Minute)
		id := int64(rapid.IntRange(1, 5).Draw(rt, "report"))
		_, h, err := db.Case(t.Context(), id)
		if err != nil {
			rt.Fatal(err)
		}
		by := data.Staff{Name: rapid.SampledFrom([]string{"ana", "budi"}).Draw(rt, "who"), Role: rapid.SampledFrom(data.Roles()).Draw(rt, "role")}
		kinds := data.Possible(h, by, clock.Now)
		if len(kinds) == 0 || rapid.IntRange(0, 4).Draw(rt, "bold") == 0 {
			kinds = data.Commands()
		}
		c := data.Command{
			ID: fmt.Sprintf("c%d", n), Report: id, Version: h.Version(),
			Kind: rapid.SampledFrom(kinds).Draw(rt, "kind"), Unit: rapid.SampledFrom([]string{"", "A", "B"}).Draw(rt, "unit"),
			Reason: rapid.SampledFrom([]string{"", "photo_unclear"}).Draw(rt, "reason"), Note: rapid.SampledFrom([]string{"", "note"}).Draw(rt, "note"),
		}
		want := data.Allowed(h, c, by, clock.Now)
		err = db.Advance(t.Context(), c, by)
		if !errors.Is(err, want) || (want == nil) != (err == nil) {
			rt.Fatalf("got %v, want %v", err, want)
		}
		if err == nil {
			done++
			if err := db.Advance(t.Context(), c, by); err != nil {
				rt.Fatalf("a second try: %v", err)
			}
			c.ID += "again"
			if err := db.Advance(t.Context(), c, by); !errors.Is(err, data.ErrConflict) {
				rt.Fatalf("a stale version: %v", err)
			}
		}
	})
	if done < 10 {
		t.Fatalf("only %d commands were carried out", done)
	}
	stepwise := dump(t, db)
	if err := db.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(stepwise, dump(t, db)); diff != "" {
		t.Error(diff)
	}
	head, err := db.Head(t.Context())
	if err != nil || head.Entry != int64(done+1) {
		t.Errorf("head %+v after %d commands, %v", head, done, err)
	}
	if err := db.VerifyLedger(t.Context(), head); err != nil {
		t.Error(err)
	}
}

func TestDesk(t *testing.T) {
	db := datatest.Open(t, nil)
	a, b, c := full(t, 1), datatest.Walk(t, 2, "2026-03-02", data.Received), datatest.Walk(t, 3, "2026-03-03", data.Received, data.Coordinated)
	a.Report.Text, b.Report.Area, c.Report.Category = "Lampu padam di gang", "31.71.01.1001", "Pohon"
	datatest.Add(t, db, a, b, c)
	for _, tt := range []struct {
		name   string
		filter data.Filter
		want   []int64
	}{
		{"all, newest first", data.Filter{Order: data.Order{Descending: true}}, []int64{3, 2, 1}},
		{"stage", data.Filter{Stages: []data.Stage{data.Waiting, data.Coordination}}, []int64{2, 3}},
		{"city", data.Filter{Area: "31.71"}, []int64{2}},
		{"a code is no prefix of another", data.Filter{Area: "31.7"}, nil},
		{"category", data.Filter{Category: "Pohon"}, []int64{3}},
		{"words in any order and case", data.Filter{Text: "PADAM lampu"}, []int64{1}},
		{"part of the number", data.Filter{Text: "0012"}, []int64{2}},
		{"dates", data.Filter{From: datatest.At(t, "2026-03-02"), Until: datatest.At(t, "2026-03-03")}, []int64{2}},
		{"by category", data.Filter{Order: data.Order{By: data.OrderCategory}}, []int64{1, 2, 3}},
		{"quote", data.Filter{Text: "' OR 1=1 --"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			lines, err := db.Reports(t.Context(), tt.filter, 0, 10)
			if err != nil {
				t.Fatal(err)
			}
			var got []int64
			for _, l := range lines {
				got = append(got, l.ID)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if n, err := db.Count(t.Context(), tt.filter); err != nil || n != int64(len(got)) {
				t.Errorf("count %d, %v", n, err)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.duckdb")
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.Open(t.Context(), path, store.Options{})
	var in *data.InUseError
	if !errors.As(err, &in) || in.PID != os.Getpid() {
		t.Errorf("second opening: %v", err)
	}
	datatest.Add(t, db, full(t, 1))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db, err = store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	head, err := db.Head(t.Context())
	kept, err2 := db.KeptHead()
	if err != nil || err2 != nil || head != kept || head.Entry != 1 {
		t.Errorf("head %+v, %v; kept %+v, %v", head, err, kept, err2)
	}
	_ = db.Close()

	foreign := filepath.Join(dir, "b.duckdb")
	if err := os.WriteFile(foreign, []byte("this is a letter, not a database, and it is long enough to be read as one: "+string(make([]byte, 9000))), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), foreign, store.Options{}); !errors.Is(err, data.ErrNotDatabase) {
		t.Errorf("foreign file: %v", err)
	}
	if _, err := store.Open(t.Context(), filepath.Join(foreign, "c.duckdb"), store.Options{}); !errors.Is(err, data.ErrCannotWrite) {
		t.Errorf("folder that is a file: %v", err)
	}
}
