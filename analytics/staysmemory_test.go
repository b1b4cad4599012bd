package analytics_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// manyStays are so many stays of so many reports in six stages of 300 units, nearly all of another length.
const manyStays = `INSERT INTO visit
	SELECT n // 6 + 1, n, ['waiting', 'coordination', 'disposition', 'process', 'follow_up', 'validation'][n % 6 + 1], 1, 'unit ' || (n // 6 % 300),
		began, began + to_microseconds(length), length / 1e6, began::DATE, (began + to_microseconds(length))::DATE, 'done',
		'JAKI', 'Jalan', '31.71.01.1001', began, began::DATE
	FROM (SELECT n, TIMESTAMPTZ '2025-01-01 00:00:00+00' + to_seconds(n * 17) AS began, 1000000 + (hash(n) % 3000000000000)::BIGINT AS length FROM range($stays) t(n))`

// TestStaysFitIntoMemory: stays of many lengths in many groups are asked for in parts, so that they fit into memory however
// many there are; the engine gets half of what it has in the program. Asked for at once these do not fit.
func TestStaysFitIntoMemory(t *testing.T) {
	const stays, units, stages = 1_500_000, 300, 6
	path := filepath.Join(t.TempDir(), "many.duckdb")
	made, err := store.Open(t.Context(), path, store.Options{Clock: time.Now, Zone: datatest.Jakarta})
	if err != nil {
		t.Fatal(err)
	}
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("duckdb", path+"?memory_limit=128MB&threads=2&temp_directory=")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), manyStays, sql.Named("stays", stays)); err != nil {
		t.Fatal(err)
	}
	q, err := analytics.Find("time-in-stage")
	if err != nil {
		t.Fatal(err)
	}
	from := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	s := analytics.Scope{By: analytics.ByUnit, From: from, Until: from.AddDate(2, 0, 0), Now: from.AddDate(3, 0, 0), Zone: time.UTC}
	a, err := q.Ask(t.Context(), db, s)
	if err != nil {
		t.Fatal(err)
	}
	if a.N != stays || len(a.Rows) != units*stages {
		t.Errorf("%d stays in %d rows, want %d in %d", a.N, len(a.Rows), stays, units*stages)
	}
	var reports int64
	for i := range a.Rows {
		n, _ := a.Value(i, "reports").(int64)
		reports += n
	}
	if reports != stays { // no report is in a stage twice
		t.Errorf("%d reports in all stages, want %d", reports, stays)
	}
}
