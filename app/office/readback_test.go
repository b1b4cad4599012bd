package office_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/store"
	"tuntas/reports/opendata"
)

// plenty is a database in which each report of a sample city stands six times and none is private: all of it may leave.
func plenty(t *testing.T) *store.DB {
	t.Helper()
	db := datatest.Open(t, &datatest.Clock{Now: datatest.At(t, "2026-06-01")})
	s := &six{}
	plan := demo.Plan{Reports: 400, Seed: 3, Until: datatest.At(t, "2026-06-01"), Zone: datatest.Jakarta}
	_, err := db.Import(t.Context(), data.Import{Profile: "demo"}, func(b *store.Batch) error {
		s.batch = b
		_, err := demo.Generate(t.Context(), plan, s, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// six is a demo.Sink that takes everything six times.
type six struct{ batch *store.Batch }

func (s *six) AddReport(r data.Report) error {
	r.Private, r.Continues = false, ""
	number := r.Number
	for i := range 6 {
		r.Number = fmt.Sprintf("%s-%d", number, i)
		if err := s.batch.AddReport(r); err != nil {
			return err
		}
	}
	return nil
}

func (s *six) AddEvent(number string, e data.Event) error {
	for i := range 6 {
		if err := s.batch.AddEvent(fmt.Sprintf("%s-%d", number, i), e); err != nil {
			return err
		}
	}
	return nil
}

// planned is a release of everything.
func planned(t *testing.T) opendata.Plan {
	t.Helper()
	asOf := datatest.At(t, "2026-06-01")
	return opendata.Plan{
		Name: "laporan-warga-jakarta", Title: "Laporan", Summary: "Laporan", Version: "1.0.0", Language: "id", Salt: "a salt of this test only", K: 5,
		From: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), AsOf: asOf, MadeAt: asOf,
		Words: i18n.For("id", datatest.Jakarta), Open311: true,
	}
}

// releasedTo writes a release of the database into a folder.
func releasedTo(t *testing.T, db *store.DB) (*office.Release, string) {
	t.Helper()
	r, err := office.PrepareRelease(t.Context(), db, planned(t))
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "rilis")
	if err := office.WriteRelease(t.Context(), r, folder); err != nil {
		t.Fatal(err)
	}
	return r, folder
}

func allLines(r *office.Release) (all []opendata.Row) {
	for _, a := range r.Aggregates {
		all = append(all, a.Lines()...)
	}
	return all
}

// TestReleaseReadsBack brings a release into an empty database and makes the same aggregates of it.
func TestReleaseReadsBack(t *testing.T) {
	source, folder := releasedTo(t, plenty(t))
	if b := source.Balance; b.Released != b.Source || b.Released != 2400 || b.Hidden != 0 {
		t.Fatalf("not all leaves: %+v", b)
	}
	for _, name := range []string{opendata.CaseFile, opendata.Columnar(opendata.CaseFile)} {
		db, result := brought(t, "opendata", filepath.Join(folder, name))
		if result.Reports != 2400 || result.Refused != 0 {
			t.Fatalf("%s: %+v", name, result)
		}
		again, err := office.PrepareRelease(t.Context(), db, planned(t))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := allLines(again), allLines(source); !slices.Equal(got, want) {
			t.Errorf("%s: %d counts differ from %d", name, len(got), len(want))
			for i := range min(len(got), len(want)) {
				if got[i] != want[i] {
					t.Fatalf("got %+v, want %+v", got[i], want[i])
				}
			}
		}
	}
}

// TestOpen311ReadsBack brings the file under the names of Open311 in: the same months and categories.
func TestOpen311ReadsBack(t *testing.T) {
	source, folder := releasedTo(t, plenty(t))
	db, result := brought(t, "open311", filepath.Join(folder, opendata.Open311CSV))
	if result.Reports != 2400 || result.Refused != 0 {
		t.Fatalf("%+v", result)
	}
	again, err := office.PrepareRelease(t.Context(), db, planned(t))
	if err != nil {
		t.Fatal(err)
	}
	want := slices.DeleteFunc(allLines(source), func(r opendata.Row) bool { return r.Dimension != "category" })
	got := slices.DeleteFunc(allLines(again), func(r opendata.Row) bool { return r.Dimension != "category" })
	if !slices.Equal(got, want) || len(got) == 0 {
		t.Errorf("%d counts by category differ from %d", len(got), len(want))
	}
}

// TestReleaseReadsIntoDuckDB counts the rows of each file, as CSV and as Parquet, and adds them up as the aggregates do.
func TestReleaseReadsIntoDuckDB(t *testing.T) {
	source, folder := releasedTo(t, plenty(t))
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	want := make(map[string]int64)
	for _, l := range allLines(source) {
		if l.Dimension == "channel" && l.Month != opendata.Total && l.Value != opendata.Total {
			want[l.Month+"|"+l.Value] = l.Reports
		}
	}
	for _, reader := range []string{
		"read_csv('" + filepath.Join(folder, opendata.CaseFile) + "', nullstr = '')",
		"read_parquet('" + filepath.Join(folder, opendata.Columnar(opendata.CaseFile)) + "')",
	} {
		got, err := countsOf(t.Context(), db, `SELECT left(period::VARCHAR, 7) || '|' || coalesce(channel, 'unknown'), count(*) FROM `+reader+` GROUP BY ALL`)
		if err != nil {
			t.Fatal(err)
		}
		for at, n := range got {
			if n > 0 && want[at] != n {
				t.Errorf("%s: %s has %d, want %d", reader, at, n, want[at])
			}
		}
		if len(got) == 0 {
			t.Error("no counts")
		}
	}
	for _, name := range []string{opendata.EventFile, opendata.AggregateFile} {
		csv, err := countsOf(t.Context(), db, `SELECT 'rows', count(*) FROM read_csv('`+filepath.Join(folder, name)+`')`)
		if err != nil {
			t.Fatal(err)
		}
		parquet, err := countsOf(t.Context(), db, `SELECT 'rows', count(*) FROM read_parquet('`+filepath.Join(folder, opendata.Columnar(name))+`')`)
		if err != nil || csv["rows"] == 0 || csv["rows"] != parquet["rows"] {
			t.Errorf("%s: %v as CSV, %v as Parquet, %v", name, csv, parquet, err)
		}
	}
}

func countsOf(ctx context.Context, db *sql.DB, query string) (counts map[string]int64, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	counts = make(map[string]int64)
	for rows.Next() {
		var at string
		var n int64
		if err := rows.Scan(&at, &n); err != nil {
			return nil, err
		}
		counts[at] = n
	}
	return counts, rows.Err()
}
