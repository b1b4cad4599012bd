package analytics_test

import (
	"database/sql"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

func TestChanges(t *testing.T) {
	db := datatest.Open(t, nil)
	done := datatest.Walk(t, 1, "2026-03-01 00:00", data.Received, data.Submitted, data.Accepted)
	fresh := datatest.Walk(t, 2, "2026-03-01 01:30", data.Received)
	again := datatest.Walk(t, 3, "2026-03-01 00:00", data.Received, data.Submitted, data.Refused, data.Submitted)
	old := datatest.Walk(t, 4, "2026-02-01", data.Received, data.Coordinated)
	datatest.Add(t, db, done, fresh, again, old)
	s := analytics.Scope{Zone: datatest.Jakarta, Since: datatest.At(t, "2026-03-01 01:15"), AsOf: datatest.At(t, "2026-03-01 03:30")}
	want := [][]any{
		{"JK2603010011", "change_moved", "validation", "done", i64(1), i64(1), i64(0)},
		{"JK2603010012", "change_new", nil, "waiting", i64(1), i64(1), i64(0)},
		{"JK2603010013", "change_same", "validation", "validation", i64(1), i64(2), i64(0)},
	}
	if diff := cmp.Diff(want, ask(t, db, "changes", s).Rows); diff != "" {
		t.Error(diff)
	}
	s.By = analytics.ByCategory
	if a := ask(t, db, "changes", s); a.N != 3 || len(a.Rows) != 3 {
		t.Errorf("by category: %v", a.Rows)
	}
}

// TestChangesSinceAnIssue: against a published issue what was learned later about the time before shows, although the
// answer as of that time is now another.
func TestChangesSinceAnIssue(t *testing.T) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-03-10")}
	db := datatest.Open(t, clock)
	known := datatest.Walk(t, 1, "2026-03-01", data.Received, data.Coordinated)
	unchanged := datatest.Walk(t, 2, "2026-03-01", data.Received)
	datatest.Add(t, db, known, unchanged)
	rows, err := db.QueryContext(t.Context(), `INSERT INTO issue (id, name, revision, kind, first_day, until_day, as_of, rule, definitions,
			published_by, published_at, cases, data_hash, ledger_entry, ledger_hash)
		VALUES ($one, $name, $one, $none, $day, $day, $at, $none, $none, $none, $at, $one, $none, $one, $none)`, sql.Named("one", 1),
		sql.Named("name", "March"), sql.Named("day", datatest.At(t, "2026-03-01 07:00")), sql.Named("at", datatest.At(t, "2026-03-11")), sql.Named("none", ""))
	if err != nil {
		t.Fatal(err)
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	clock.Now = datatest.At(t, "2026-03-20")
	later := datatest.Walk(t, 1, "2026-03-01", data.Received, data.Coordinated, data.Submitted) // learned on the 20th
	datatest.Add(t, db, later)
	s := analytics.Scope{Zone: datatest.Jakarta, Issue: "March", AsOf: clock.Now}
	want := [][]any{{"JK2603010011", "change_late", "coordination", "validation", i64(1), i64(1), i64(1)}}
	if diff := cmp.Diff(want, ask(t, db, "changes", s).Rows); diff != "" {
		t.Error(diff)
	}
	s.Issue, s.Since = "", datatest.At(t, "2026-03-11") // as of both days the answer is the same now
	if a := ask(t, db, "changes", s); len(a.Rows) != 0 {
		t.Errorf("between two dates: %v", a.Rows)
	}
	q, _ := analytics.Find("changes")
	if _, err := q.Ask(t.Context(), db, analytics.Scope{Issue: "May", Now: clock.Now}); !errors.Is(err, data.ErrUnknownDimension) {
		t.Errorf("an unknown issue: %v", err)
	}
}
