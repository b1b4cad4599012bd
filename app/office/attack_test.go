package office_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/app/office"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/store"
	"tuntas/reports/opendata"
)

// attackReports is the size of the city that is attacked.
const attackReports = 20_000

// TestAttackOnACity releases sample cities under several limits and attacks what was written: the files alone are read, and
// the truth only to judge what they gave away.
func TestAttackOnACity(t *testing.T) {
	for seed := range uint64(3) {
		db := datatest.Open(t, &datatest.Clock{Now: datatest.At(t, "2026-06-01")})
		plan := demo.Plan{Reports: attackReports, Seed: seed + 11, Until: datatest.At(t, "2026-06-01"), Zone: datatest.Jakarta}
		if _, err := office.Sample(t.Context(), db, plan, nil); err != nil {
			t.Fatal(err)
		}
		for _, k := range []int64{3, 5, 10} {
			t.Run(fmt.Sprintf("seed %d, k %d", seed, k), func(t *testing.T) { attackOne(t, db, k) })
			t.Run(fmt.Sprintf("seed %d, k %d, two releases", seed, k), func(t *testing.T) { attackTwo(t, db, k) })
		}
	}
}

// window is a plan for the reports of the days up to until.
func window(t *testing.T, k int64, from, until string) opendata.Plan {
	t.Helper()
	p := planned(t)
	p.K, p.Open311, p.Sensitive = k, false, []string{"Bantuan Sosial", "Gangguan Ketenteraman dan Ketertiban"}
	p.From, p.Until = dayOf(t, from), dayOf(t, until)
	return p
}

func dayOf(t *testing.T, text string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// spoils is what an attacker has of one release.
type spoils struct {
	folder string
	cases  [][]string
	counts []opendata.Row
	seen   map[opendata.Seen]int64
	truth  *office.Release
}

func taken(t *testing.T, db *store.DB, p opendata.Plan) spoils {
	t.Helper()
	r, err := office.PrepareRelease(t.Context(), db, p)
	if err != nil {
		t.Fatal(err)
	}
	s := spoils{folder: filepath.Join(t.TempDir(), "rilis"), truth: r}
	if err := office.WriteRelease(t.Context(), r, s.folder); err != nil {
		t.Fatal(err)
	}
	e, err := opendata.ReadEarlier(os.DirFS(s.folder))
	if err != nil {
		t.Fatal(err)
	}
	s.counts, s.seen = e.Rows, e.Seen
	text, err := os.ReadFile(filepath.Join(s.folder, opendata.CaseFile))
	if err != nil {
		t.Fatal(err)
	}
	if s.cases, err = csv.NewReader(bytes.NewReader(text)).ReadAll(); err != nil {
		t.Fatal(err)
	}
	s.cases = s.cases[1:]
	return s
}

func attackOne(t *testing.T, db *store.DB, k int64) {
	p := window(t, k, "2026-01-01", "2026-05-01")
	s := taken(t, db, p)
	if b := s.truth.Balance; b.Released == 0 || b.Withheld == 0 || b.Private == 0 || b.Source != b.Released+b.Withheld+b.Private {
		t.Fatalf("balance %+v", b)
	}
	groups := make(map[string]int64)
	for _, row := range s.cases {
		groups[strings.Join(row[1:7], "|")]++
		if slices.Contains(p.Sensitive, row[5]) && (row[2] == "kelurahan" || row[4] == "day") {
			t.Fatalf("a sensitive case says too much: %v", row)
		}
	}
	for name, n := range groups {
		if n < k {
			t.Errorf("%d rows say %s", n, name)
		}
	}
	hides(t, db, p, s)
	for _, a := range s.truth.Aggregates {
		s.solve(t, a, k)
	}
}

// hides looks for private and withheld reports, by key and by number, in each file.
func hides(t *testing.T, db *store.DB, p opendata.Plan, s spoils) {
	t.Helper()
	keys := make(map[string]bool)
	for _, row := range s.cases {
		keys[row[0]] = true
	}
	var all bytes.Buffer
	for _, name := range []string{opendata.CaseFile, opendata.EventFile, opendata.AggregateFile, opendata.MetadataCSV, opendata.PackageFile} {
		text, err := os.ReadFile(filepath.Join(s.folder, name)) //nolint:gosec // a folder of the test
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	private, w := 0, store.Window{From: p.From, Until: p.Until, AsOf: p.AsOf, Salt: p.Salt}
	for c, err := range db.ReleaseCases(t.Context(), w, false) {
		if err != nil {
			t.Fatal(err)
		}
		if private++; c.Private && keys[opendata.Key(p.Salt, c.Number)] {
			t.Fatalf("the private report %s left", c.Number)
		}
		if private%97 == 0 && bytes.Contains(all.Bytes(), []byte(c.Number)) {
			t.Fatalf("the number %s left", c.Number)
		}
	}
	if bytes.Contains(all.Bytes(), []byte(p.Salt)) {
		t.Error("the salt left")
	}
}

// known is what rows and counts say of a cell: the rows that are seen, and whether the count is shown.
type known struct {
	seen  int64
	shown bool
}

// told reads what the files say of each cell of a table.
func (s spoils) told(a opendata.Aggregate) [][]known {
	all := make([][]known, len(a.Counts.Rows))
	shown := make(map[opendata.Seen]bool)
	for _, r := range s.counts {
		shown[opendata.Seen{Dimension: r.Dimension, Month: r.Month, Value: r.Value}] = !r.Withheld
	}
	alone := make(map[string]bool)
	for _, v := range a.Counts.Columns {
		alone[v] = true
	}
	for i, month := range a.Counts.Rows {
		all[i] = make([]known, len(a.Counts.Columns))
		for j, value := range a.Counts.Columns {
			all[i][j] = known{s.seen[opendata.Seen{Dimension: a.Dimension, Month: month, Value: value}], shown[opendata.Seen{Dimension: a.Dimension, Month: month, Value: value}]}
		}
	}
	for at, n := range s.seen {
		i, other := slices.Index(a.Counts.Rows, at.Month), slices.Index(a.Counts.Columns, opendata.Other)
		if at.Dimension == a.Dimension && i >= 0 && other >= 0 && !alone[at.Value] {
			all[i][other].seen += n // rare values are counted together
		}
	}
	return all
}

// solve takes the seen rows from the counts and asks what follows from all totals about each withheld one.
func (s spoils) solve(t *testing.T, a opendata.Aggregate, k int64) {
	t.Helper()
	attack(t, a, s.told(a), k, all(a), !s.totals(a))
}

// totals tells whether the files give the totals of values.
func (s spoils) totals(a opendata.Aggregate) bool {
	return slices.ContainsFunc(s.counts, func(r opendata.Row) bool {
		return r.Dimension == a.Dimension && r.Month == opendata.Total && !r.Withheld
	})
}

func all(a opendata.Aggregate) (rows []int) {
	for i := range a.Counts.Rows {
		rows = append(rows, i)
	}
	return rows
}

// attack solves some months of a table. In an open one the totals of values are not known, and all that is known of a withheld
// count is that those of its month add up.
func attack(t *testing.T, a opendata.Aggregate, told [][]known, k int64, rows []int, open bool) {
	t.Helper()
	rest := opendata.Counts{Columns: a.Counts.Columns}
	var hidden []opendata.Cell
	for n, i := range rows {
		rest.Rows, rest.Cells = append(rest.Rows, a.Counts.Rows[i]), append(rest.Cells, make([]int64, len(a.Counts.Columns)))
		for j, c := range told[i] {
			left := a.Counts.Cells[i][j] - c.seen
			if left < 0 {
				t.Fatalf("%s %s %s: %d rows for %d reports", a.Dimension, a.Counts.Rows[i], a.Counts.Columns[j], c.seen, a.Counts.Cells[i][j])
			}
			rest.Cells[n][j] = left
			if !c.shown {
				hidden = append(hidden, opendata.Cell{Row: n, Column: j})
			} else if left > 0 && left < k {
				t.Errorf("%s %s %s: the count tells of %d reports that no row shows", a.Dimension, a.Counts.Rows[i], a.Counts.Columns[j], left)
			}
		}
	}
	ranges, err := opendata.Audit(rest, hidden)
	if err != nil {
		t.Fatal(err)
	}
	for c, r := range ranges {
		if open {
			r = opendata.Range{}
			for _, h := range hidden {
				if h.Row == c.Row {
					r.High += rest.Cells[h.Row][h.Column]
				}
			}
		}
		if n := rest.Cells[c.Row][c.Column]; n > 0 && n < k && r.Width() < k {
			t.Errorf("%s %s %s: %d reports, and all that is open is %+v", a.Dimension, rest.Rows[c.Row], rest.Columns[c.Column], n, r)
		}
	}
}

// attackTwo releases a window and, a month later, the same with one month more; the attacker holds both.
func attackTwo(t *testing.T, db *store.DB, k int64) {
	first := taken(t, db, window(t, k, "2026-01-01", "2026-04-01"))
	p := window(t, k, "2026-01-01", "2026-05-01")
	p.Salt = "another salt of this test"
	earlier, err := office.ReadEarlier([]string{first.folder})
	if err != nil {
		t.Fatal(err)
	}
	p.Earlier = earlier
	second := taken(t, db, p)
	if len(second.truth.Stand) > 0 {
		t.Errorf("%v are left out, although nothing came late", second.truth.Stand)
	}
	for _, a := range second.truth.Aggregates {
		told, before := second.told(a), first.told(a)
		var old, fresh []int
		for i, month := range a.Counts.Rows {
			if month < "2026-04" {
				old = append(old, i)
			} else {
				fresh = append(fresh, i)
			}
			for j := range told[i] {
				told[i][j].seen = max(told[i][j].seen, before[i][j].seen)
				told[i][j].shown = told[i][j].shown || before[i][j].shown
			}
		}
		attack(t, a, told, k, old, !first.totals(a))
		attack(t, a, told, k, fresh, true)
	}
	for _, r := range second.counts {
		if r.Month == opendata.Total && !r.Withheld {
			t.Errorf("%s: the total of %s tells the month that is new", r.Dimension, r.Value)
		}
	}
	shared := make(map[string]bool)
	for _, row := range first.cases {
		shared[row[0]] = true
	}
	for _, row := range second.cases {
		if shared[row[0]] {
			t.Fatalf("the key %s is in both releases", row[0])
		}
	}
}
