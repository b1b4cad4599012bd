package analytics_test

import (
	"cmp"
	"slices"
	"strings"

	"tuntas/analytics"
	"tuntas/data"
)

// activities are the events of the period of each report, of the units that were asked for, in the order of time.
func (o *oracle) activities() (all []data.History) {
	units := o.s.Where[analytics.ByUnit]
	for i := range o.cases {
		var h data.History
		for _, e := range o.seen(&o.cases[i]) {
			day := localDay(e.HappenedAt)
			if (o.s.From.IsZero() || !day.Before(o.s.From)) && (o.s.Until.IsZero() || day.Before(o.s.Until)) &&
				(len(units) == 0 || slices.Contains(units, e.Unit)) {
				h = append(h, e)
			}
		}
		if len(h) > 0 {
			slices.SortStableFunc(h, func(a, b data.Event) int { return a.HappenedAt.Compare(b.HappenedAt) })
			all = append(all, h)
		}
	}
	return all
}

// called is what the source called an event.
func called(e data.Event) string { return cmp.Or(e.Activity, string(e.Kind)) }

// activityCounts: how often each activity came, in how many reports, and in how many of these more than once.
func (o *oracle) activityCounts() map[string][]any {
	rows := map[string][]any{}
	for _, h := range o.activities() {
		times := map[string]int64{}
		for _, e := range h {
			times[called(e)]++
		}
		for name, n := range times {
			row := rows["||"+name]
			if row == nil {
				row = []any{int64(0), int64(0), int64(0)}
			}
			more := int64(0)
			if n > 1 {
				more = 1
			}
			rows["||"+name] = []any{row[0].(int64) + n, row[1].(int64) + 1, row[2].(int64) + more}
		}
	}
	return rows
}

// activityPaths: how often each activity came directly after each, in how many reports, and half of them within which time.
func (o *oracle) activityPaths() map[string][]any {
	lengths, reports := map[string][]float64{}, map[string]int64{}
	for _, h := range o.activities() {
		seen := map[string]bool{}
		for i := 1; i < len(h); i++ {
			pair := "||" + called(h[i-1]) + "|" + called(h[i])
			lengths[pair] = append(lengths[pair], h[i].HappenedAt.Sub(h[i-1].HappenedAt).Seconds())
			if !seen[pair] {
				reports[pair]++
			}
			seen[pair] = true
		}
	}
	rows := map[string][]any{}
	for pair, all := range lengths {
		slices.Sort(all)
		n := len(all)
		rows[pair] = []any{int64(n), reports[pair], (all[(n-1)/2] + all[n/2]) / 2}
	}
	return rows
}

// activityVariants: how many reports had each sequence of activities.
func (o *oracle) activityVariants() map[string][]any {
	all := o.activities()
	reports := map[string]int64{}
	for _, h := range all {
		var names []string
		for _, e := range h {
			names = append(names, called(e))
		}
		reports[strings.Join(names, ">")]++
	}
	rows := map[string][]any{}
	for variant, n := range reports {
		rows["||"+variant] = []any{int64(strings.Count(variant, ">") + 1), n, ratio(n, int64(len(all)))}
	}
	return rows
}
