package analytics_test

import (
	"database/sql"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// addPhoto makes a file evidence of a report.
func addPhoto(t *testing.T, db *store.DB, number, sha string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `INSERT INTO evidence (report_id, sha256, role, name, format, bytes, width, height, zoned,
			phash, weak, signed, import_id, recorded_at)
		SELECT id, $sha, $after, $sha, $sha, 1, 1, 1, $no, 1, $no, $no, 1, now() FROM report WHERE number = $number`,
		sql.Named("sha", sha), sql.Named("after", "after"), sql.Named("no", false), sql.Named("number", number))
	if err != nil {
		t.Fatal(err)
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
}

// odd are reports with one of each pattern, and one without any.
func odd(t *testing.T) []datatest.Case {
	t.Helper()
	at := func(c datatest.Case, lat, lon float64) datatest.Case {
		c.Report.Lat, c.Report.Lon = lat, lon
		return c
	}
	first := at(datatest.Walk(t, 1, "2026-03-01", data.Received, data.Submitted, data.Accepted), -6.2, 106.8)
	second := datatest.Walk(t, 2, "2026-03-01", data.Received, data.Submitted, data.Accepted)
	second.Events[2].HappenedAt = second.Events[2].HappenedAt.Add(9 * time.Second)
	late := datatest.Walk(t, 3, "2026-03-01", data.Received, data.Submitted, data.Accepted)
	late.Events[2].HappenedAt = late.Events[0].HappenedAt.Add(5*24*time.Hour + 20*time.Hour) // of six days
	again := at(datatest.Walk(t, 4, "2026-03-05", data.Received), -6.2000001, 106.8)
	far := at(datatest.Walk(t, 5, "2026-03-05", data.Received), -6.21, 106.8)
	none := datatest.Walk(t, 6, "2026-03-01 12:00", data.Received, data.Coordinated)
	none.Events[1].HappenedAt = none.Events[0].HappenedAt
	return []datatest.Case{first, second, late, again, far, none}
}

func TestPatterns(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, odd(t)...)
	for number, sha := range map[string]string{"JK2603010011": "aa", "JK2603010012": "aa", "JK2603010013": "bb"} {
		addPhoto(t, db, number, sha)
	}
	s := month(time.March)
	a := ask(t, db, "patterns", s)
	want := [][]any{
		{"before_deadline", "D60 2013-01-01", i64(0), i64(3), 0.0}, {"before_deadline", "D7 2025-03-17", i64(0), i64(3), 0.0},
		{"before_deadline", "D6 2025-05-28", i64(1), i64(3), 1.0 / 3},
		{"decisions_apart", "", i64(1), i64(2), .5},
		{"no_length", "validation", i64(0), i64(3), 0.0}, {"no_length", "waiting", i64(1), i64(4), .25},
		{"place_again", "", i64(1), i64(1), 1.0},
		{"photo_twice", "", i64(2), i64(3), 2.0 / 3},
	}
	if diff := cmp.Diff(want, a.Rows); diff != "" || a.N != 6 {
		t.Error(a.N, diff)
	}
	s.By = analytics.ByReport
	want = [][]any{
		{"JK2603010013", "before_deadline", "D6 2025-05-28", i64(1), i64(1), 1.0},
		{"JK2603010012", "decisions_apart", "", i64(1), i64(1), 1.0},
		{"JK2603010016", "no_length", "waiting", i64(1), i64(1), 1.0},
		{"JK2603010011", "place_again", "JK2603010014", i64(1), i64(1), 1.0},
		{"JK2603010011", "photo_twice", "JK2603010012", i64(1), i64(1), 1.0}, {"JK2603010012", "photo_twice", "JK2603010011", i64(1), i64(1), 1.0},
	}
	if diff := cmp.Diff(want, ask(t, db, "patterns", s).Rows); diff != "" {
		t.Error("by report", diff)
	}
	s.By, s.AsOf = analytics.None, datatest.At(t, "2026-03-04") // before the place came again, and before the third was closed
	a = ask(t, db, "patterns", s)
	for i := range a.Rows {
		if p := a.Value(i, "pattern"); (p == "place_again" || p == "before_deadline") && a.Value(i, "found") != i64(0) {
			t.Errorf("on 4 March: %v", a.Rows[i])
		}
	}
}
