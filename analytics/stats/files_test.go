package stats_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"testing"

	"tuntas/analytics/stats"
)

// published reads a file of durations with published answers; the test is skipped where it does not lie beside the project.
func published(t *testing.T, name string) [][]string {
	t.Helper()
	file, err := os.Open("../../../shared/data/40-survival/" + name)
	if err != nil {
		t.Skipf("SKIPPED: the file %s was not found (%v), its published answers were not compared", name, err)
	}
	defer file.Close() //nolint:errcheck // read only
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// curveOf is the curve of the rows whose column group holds name.
func curveOf(t *testing.T, rows [][]string, group int, name string, time, ended int, yes string) stats.Curve {
	t.Helper()
	var all []stats.Observation
	for _, row := range rows {
		if row[group] != name {
			continue
		}
		at, err := strconv.ParseFloat(row[time], 64)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, stats.Observation{Time: at, Weight: 1, Ended: row[ended] == yes})
	}
	return stats.KaplanMeier(all)
}

func TestAMLFile(t *testing.T) {
	rows := published(t, "aml.csv")
	for name, want := range map[string]struct {
		n, ended int64
		median   float64
	}{"Maintained": {11, 7, 31}, "Nonmaintained": {12, 11, 23}} {
		c := curveOf(t, rows, 2, name, 0, 1, "1")
		if c.N != want.n || c.Ended != want.ended {
			t.Errorf("%s: %d of %d ended", name, c.Ended, c.N)
		}
		check(t, name, c.Quantile(.5, .95, stats.Log).Value, want.median)
	}
}

// TestG3File: the answers of lifelines and R for RIT and the other group, to three places.
func TestG3File(t *testing.T) {
	rows := published(t, "g3.csv")
	for name, want := range map[string]map[float64]float64{
		"RIT": {25: .909, 53: .779}, "Control": {9: .833, 19: .667, 32: .5, 34: .333},
	} {
		c := curveOf(t, rows, 4, name, 6, 5, "True")
		for at, share := range want {
			if got := c.At(at); !near(got, share, .01*share) {
				t.Errorf("%s at %v: got %v; want %v", name, at, got, share)
			}
		}
	}
}
