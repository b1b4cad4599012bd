package analytics_test

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tuntas/analytics"
	"tuntas/data/datatest"
)

// countedQuerier counts what a database is asked, and fails while broken, after so many statements that work.
type countedQuerier struct {
	analytics.Querier
	asked  atomic.Int64
	broken error
	works  int64
}

func (c *countedQuerier) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if c.asked.Add(1) > c.works && c.broken != nil {
		return nil, c.broken
	}
	return c.Querier.QueryContext(ctx, query, args...)
}

func TestMemory(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, histories(3, datatest.At(t, "2026-01-01"))...)
	asked := &countedQuerier{Querier: db}
	var changes int64
	known := analytics.NewMemory(asked, func() int64 { return changes })
	s := analytics.Scope{Now: datatest.At(t, "2026-06-01"), Zone: datatest.Jakarta}
	narrow := s
	narrow.Where = map[analytics.Dimension][]string{analytics.ByChannel: {"JAKI"}}
	later := s
	later.Now = datatest.At(t, "2026-06-02")
	for i, c := range []struct {
		name  string
		scope analytics.Scope
		wrote bool
		more  bool // something is asked
	}{
		{name: "first", scope: s, more: true}, {name: "again", scope: s}, {name: "narrower", scope: narrow, more: true},
		{name: "back", scope: s}, {name: "as of another instant", scope: later, more: true}, {name: "after a write", scope: s, wrote: true, more: true},
	} {
		if c.wrote {
			changes++
		}
		before := asked.asked.Load()
		got, want := ask(t, known, "volume", c.scope), ask(t, db, "volume", c.scope)
		if more := asked.asked.Load() > before; more != c.more {
			t.Errorf("%d, %s: asked %v; want %v", i, c.name, more, c.more)
		}
		if !reflect.DeepEqual(got.Rows, want.Rows) || got.N != want.N || !got.Scope.AsOf.Equal(want.Scope.AsOf) {
			t.Errorf("%d, %s: %v; want %v", i, c.name, got.Rows, want.Rows)
		}
	}
}

// TestMemoryOfTargets: a target, and what else a measure is compared with, makes another comparison and no other course.
func TestMemoryOfTargets(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, histories(3, datatest.At(t, "2026-01-01"))...)
	asked := &countedQuerier{Querier: db}
	known := analytics.NewMemory(asked, func() int64 { return 0 })
	s := analytics.Scope{
		Now: datatest.At(t, "2026-06-01"), Zone: datatest.Jakarta,
		From: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC),
	}
	tile := s
	tile.Target, tile.Against = math.NaN(), analytics.LastYear
	for _, measure := range []string{"time-to-done", "first-response"} {
		if _, err := analytics.Look(t.Context(), known, measure, tile); err != nil {
			t.Fatal(err)
		}
		before := asked.asked.Load()
		follow := s
		follow.Of, follow.Against = measure, analytics.LastYear
		ask(t, known, "trend", follow)
		ask(t, known, measure, s)
		if n := asked.asked.Load() - before; n != 0 {
			t.Errorf("%s after its tile: asked %d times, want 0", measure, n)
		}
	}
	s.Of, s.Against = "received", analytics.Target
	for _, target := range []float64{1, 2} {
		s.Target = target
		if a := ask(t, known, "compare", s); a.Value(0, "expected") != target {
			t.Errorf("held against %v, want %v", a.Value(0, "expected"), target)
		}
	}
}

func TestMemoryForgetsErrors(t *testing.T) {
	broken := errors.New("broken")
	db := &countedQuerier{Querier: datatest.Open(t, nil), broken: broken}
	known := analytics.NewMemory(db, func() int64 { return 0 })
	q, err := analytics.Find("volume")
	if err != nil {
		t.Fatal(err)
	}
	s := analytics.Scope{Now: datatest.At(t, "2026-06-01"), Zone: datatest.Jakarta}
	if _, err := q.Ask(t.Context(), known, s); !errors.Is(err, broken) {
		t.Errorf("error %v; want that of the database", err)
	}
	db.broken = nil
	if _, err := q.Ask(t.Context(), known, s); err != nil {
		t.Error(err)
	}
}

// TestErrorsOfAnyStatement: whichever statement of a question fails, its error is what the question says.
func TestErrorsOfAnyStatement(t *testing.T) {
	store := datatest.Open(t, nil)
	datatest.Add(t, store, histories(3, datatest.At(t, "2026-01-01"))...)
	broken := errors.New("broken")
	s := analytics.Scope{Now: datatest.At(t, "2026-02-10"), Zone: datatest.Jakarta}
	for _, q := range analytics.Questions() {
		for works := int64(0); ; works++ {
			db := &countedQuerier{Querier: store, broken: broken, works: works}
			_, err := q.Ask(t.Context(), analytics.NewMemory(db, func() int64 { return 0 }), s)
			if err == nil && db.asked.Load() <= works {
				break
			}
			if !errors.Is(err, broken) {
				t.Errorf("%s: %v after %d statements; want the error of the next one", q.Name, err, works)
				break
			}
		}
	}
}

func TestMemoryAsksOnceForMany(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, histories(3, datatest.At(t, "2026-01-01"))...)
	alone := &countedQuerier{Querier: db}
	s := analytics.Scope{Now: datatest.At(t, "2026-06-01"), Zone: datatest.Jakarta}
	ask(t, alone, "time-in-stage", s)
	shared := &countedQuerier{Querier: db}
	known := analytics.NewMemory(shared, func() int64 { return 0 })
	q, err := analytics.Find("time-in-stage")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := q.Ask(t.Context(), known, s); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got, want := shared.asked.Load(), alone.asked.Load(); got != want {
		t.Errorf("%d statements for eight askers; want the %d of one", got, want)
	}
}

// TestMemoryShares: what one question has counted, another one that counts the same does not ask again, and both say what they
// say alone.
func TestMemoryShares(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, histories(12, datatest.At(t, "2026-01-01"))...)
	s := analytics.Scope{Now: datatest.At(t, "2026-02-10"), Zone: datatest.Jakarta}
	for _, c := range []struct {
		first, then string
		by          analytics.Dimension // of first
		thenBy      analytics.Dimension
		compared    bool // first was asked to be compared, and for a target
		wet         bool // then is asked of floods only
		statements  int64
	}{
		{first: "volume", then: "volume", compared: true},
		{first: "volume", then: "rejection"},
		{first: "volume", then: "rejection", thenBy: analytics.ByReason, statements: 1},
		{first: "volume", by: analytics.ByUnit, then: "rejection", thenBy: analytics.ByUnit},
		{first: "deadlines", by: analytics.ByUnit, then: "deadlines"},
		{first: "deadlines", then: "deadlines", thenBy: analytics.ByUnit},
		{first: "flood-peaks", then: "first-response", statements: 1}, // of all reports
		{first: "flood-peaks", then: "first-response", wet: true},
	} {
		asked := &countedQuerier{Querier: db}
		known := analytics.NewMemory(asked, func() int64 { return 0 })
		before, after := s, s
		before.By, after.By = c.by, c.thenBy
		if c.compared {
			before.Against, before.Target = analytics.LastYear, math.NaN()
		}
		if c.wet {
			after.Where = map[analytics.Dimension][]string{analytics.ByCategory: analytics.FloodCategories()}
		}
		ask(t, known, c.first, before)
		asked.asked.Store(0)
		got, want := ask(t, known, c.then, after), ask(t, db, c.then, after)
		if n := asked.asked.Load(); n != c.statements {
			t.Errorf("%s by %q after %s by %q: %d statements; want %d", c.then, c.thenBy, c.first, c.by, n, c.statements)
		}
		if len(want.Rows) == 0 || got.N != want.N || !cmp.Equal(got.Rows, want.Rows, cmpopts.EquateNaNs()) {
			t.Errorf("%s by %q after %s by %q: %v, %d; want %v, %d", c.then, c.thenBy, c.first, c.by, got.Rows, got.N, want.Rows, want.N)
		}
	}
}
