package analytics

import (
	"slices"
	"strings"

	"tuntas/analytics/figure"
)

// yearsInRow is how many years in a row make a flood a recurring one.
const yearsInRow = 3

// mostNamed is how many areas a finding names.
const mostNamed = 3

// run is the largest number of periods in a row in which something came.
func run(s figure.Series) (longest int) {
	now := 0
	for _, p := range s.Points {
		now++
		if p.Value == 0 || p.Missing {
			now = 0
		}
		longest = max(longest, now)
	}
	return longest
}

// recurring puts the areas with the longest runs of years first and says how many have floods year after year.
func (a Answer) recurring(f figure.Figure, w Words) figure.Figure {
	slices.SortStableFunc(f.Series, func(x, y figure.Series) int { return run(y) - run(x) })
	var names []string
	for _, s := range f.Series {
		if run(s) >= yearsInRow {
			names = append(names, s.Name)
		}
	}
	f.Title = w.Text("measure.flood.never_in_row", "years", yearsInRow)
	if n := len(names); n > 0 {
		f.Title = w.Text("measure.flood.in_row", "n", w.Number(int64(n)), "years", yearsInRow, "where", strings.Join(names[:min(n, mostNamed)], ", "))
	}
	return f
}
