package opendata_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tuntas/app/i18n"
	"tuntas/reports/opendata"
)

// shelf is a folder in memory.
type shelf map[string]*bytes.Buffer

func (s shelf) Create(name string) (io.Writer, error) {
	s[name] = new(bytes.Buffer)
	return s[name], nil
}

// rows reads a CSV file, its header aside.
func (s shelf) rows(t *testing.T, name string, header []string) [][]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(s[name].String())).ReadAll()
	if err != nil || len(all) == 0 || !slices.Equal(all[0], header) {
		t.Fatalf("%s: %v, header %v", name, err, all[:min(1, len(all))])
	}
	return all[1:]
}

// full is a plan with all that its files say.
func full(t *testing.T) opendata.Plan {
	t.Helper()
	p := plan()
	p.Title, p.Summary, p.Version, p.Words, p.Language, p.Publisher = "Laporan", "Laporan warga", "2026.1.0", i18n.For("id", time.UTC), "id", "Biro Pemerintahan"
	p.From, p.Until = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	p.MadeAt, p.AsOf, p.Next = p.Until, p.Until, p.Until.AddDate(0, 3, 0)
	return p
}

func released(t *testing.T, n int) (*opendata.Release, shelf) {
	t.Helper()
	return releasedUnder(t, full(t), city(n))
}

func releasedUnder(t *testing.T, p opendata.Plan, from opendata.Source) (*opendata.Release, shelf) {
	t.Helper()
	r, err := opendata.Prepare(p, from)
	if err != nil {
		t.Fatal(err)
	}
	s := shelf{}
	if err := r.Write(s); err != nil {
		t.Fatal(err)
	}
	return r, s
}

func TestWriteIsTheSameTwice(t *testing.T) {
	_, a := released(t, 500)
	_, b := released(t, 500)
	for name := range a {
		if !bytes.Equal(a[name].Bytes(), b[name].Bytes()) {
			t.Errorf("%s differs", name)
		}
	}
	for line := range strings.Lines(a[opendata.ChecksumFile].String()) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if got := sha256.Sum256(a[name].Bytes()); hex.EncodeToString(got[:]) != sum {
			t.Errorf("%s: checksum %s", name, sum)
		}
	}
}

// No row stands in a group of fewer than k that say the same, no private case is among them, no number leaves.
func TestRowsHideInGroups(t *testing.T) {
	for _, n := range []int{60, 150, 300, 700, 5000} {
		t.Run(strconv.Itoa(n), func(t *testing.T) { rowsHide(t, n) })
	}
}

func rowsHide(t *testing.T, n int) {
	r, s := released(t, n)
	rows := s.rows(t, opendata.CaseFile, opendata.CaseColumns)
	if int64(len(rows)) != r.Balance.Released {
		t.Fatalf("%d rows, %d released", len(rows), r.Balance.Released)
	}
	groups := make(map[string]int)
	keys := make(map[string]bool)
	for _, row := range rows {
		groups[strings.Join(row[1:7], "|")]++
		keys[row[0]] = true
		if row[5] == "Bantuan Sosial" && (row[2] == "kelurahan" || row[4] == "day") {
			t.Errorf("a sensitive case says too much: %v", row)
		}
	}
	for name, n := range groups {
		if n < 5 {
			t.Errorf("%s: %d rows", name, n)
		}
	}
	for c := range city(n)(true) {
		if c.Private && keys[opendata.Key(salt, c.Number)] {
			t.Errorf("private case %s left", c.Number)
		}
		for name, file := range s {
			if bytes.Contains(file.Bytes(), []byte(c.Number)) {
				t.Fatalf("%s holds the number %s", name, c.Number)
			}
		}
	}
	for _, row := range s.rows(t, opendata.EventFile, opendata.EventColumns) {
		if !keys[row[0]] {
			t.Fatalf("stay of a case that did not leave: %v", row)
		}
	}
}

// An attacker adds up the rows, takes them from the published counts, and solves for the withheld ones: what is left open
// about each is at least k wide.
func TestAttackOnTheRelease(t *testing.T) {
	for _, n := range []int{60, 300, 5000} {
		_, s := released(t, n)
		seen := visible(t, s)
		published := make(map[string]map[[2]string]int64)
		hidden := make(map[string][][2]string)
		for _, row := range s.rows(t, opendata.AggregateFile, opendata.AggregateColumns) {
			at := [2]string{row[2], row[3]}
			if row[5] == opendata.Confidential {
				hidden[row[1]] = append(hidden[row[1]], at)
				continue
			}
			if published[row[1]] == nil {
				published[row[1]] = make(map[[2]string]int64)
			}
			published[row[1]][at], _ = strconv.ParseInt(row[4], 10, 64)
		}
		for dimension, counts := range published {
			for at, total := range counts {
				if at[0] == opendata.Total || at[1] == opendata.Total {
					continue
				}
				if rest := total - seen[dimension][at]; rest > 0 && rest < 5 {
					t.Errorf("%d cases: %s %v: %d reports that no row shows", n, dimension, at, rest)
				}
			}
			attack(t, dimension, counts, hidden[dimension])
		}
	}
}

// visible adds the rows up by month and each dimension; rare values are not told apart by the aggregates.
func visible(t *testing.T, s shelf) map[string]map[[2]string]int64 {
	seen := map[string]map[[2]string]int64{"city": {}, "category": {}, "channel": {}, "state": {}}
	for _, row := range s.rows(t, opendata.CaseFile, opendata.CaseColumns) {
		month := row[3][:7]
		place := row[1][:min(5, len(row[1]))]
		if place == "" {
			place = opendata.Unknown
		}
		seen["city"][[2]string{month, place}]++
		seen["category"][[2]string{month, row[5]}]++
		seen["channel"][[2]string{month, row[6]}]++
		seen["state"][[2]string{month, row[7]}]++
	}
	return seen
}

// attack demands that no withheld cell is the only one of its month or of its value.
func attack(t *testing.T, dimension string, counts map[[2]string]int64, hidden [][2]string) {
	t.Helper()
	for _, axis := range []int{0, 1} {
		alone := make(map[string]int)
		for _, at := range hidden {
			alone[at[axis]]++
		}
		for name, n := range alone {
			if n == 1 {
				t.Errorf("%s: the withheld count of %s follows from its total", dimension, name)
			}
		}
	}
	if len(counts) == 0 {
		t.Errorf("%s has no counts", dimension)
	}
}
