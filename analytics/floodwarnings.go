package analytics

import (
	"context"
	"maps"
	"slices"
	"time"

	"tuntas/analytics/figure"
	"tuntas/analytics/stats"
)

// How the early warnings judge a day.
const (
	warnAlpha    = 0.001 // how seldom chance alone gives an alarm, in a city without weather
	warnLeast    = 1.0   // the least standard deviation: where nearly nothing comes, three reports are no alarm
	warnBaseline = 9     // days before the first one that the baselines need
)

// floodWarnings holds each day's flood reports against the days before it: C1 against the last seven, C2 against seven that
// end two days before, so that a rise of several days does not raise its own limit. A flag comes with its reason and is no
// finding of a flood. Of groups only flagged days are rows; undivided answers have all days.
func floodWarnings(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{
		{"received", figure.Count}, {"warning", figure.Text}, {"mean_before", figure.Count}, {"sd_before", figure.Count},
		{"limit_c1", figure.Count}, {"limit_c2", figure.Count},
	}
	early := s
	known, err := beginning(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	if early.Grain, early.From = Day, known; s.From.AddDate(0, 0, -warnBaseline).After(known) {
		early.From = s.From.AddDate(0, 0, -warnBaseline)
	}
	tides, err := tidesOf(ctx, q, early)
	if err != nil || len(tides) == 0 {
		return columns, nil, 0, err
	}
	series := map[string]map[time.Time]int64{}
	for _, t := range tides {
		if series[t.k.group] == nil {
			series[t.k.group] = map[time.Time]int64{}
		}
		series[t.k.group][t.k.period.Time.UTC()] = t.received
	}
	days := early.span(known)
	var rows [][]any
	var n int64
	for _, group := range slices.Sorted(maps.Keys(series)) {
		found, received := warned(s, group, days, series[group])
		rows, n = append(rows, found...), n+received
	}
	sortByPeriod(rows)
	return columns, rows, n, nil
}

// warned judges the days of one group; days before the scope's first one only serve as a baseline.
func warned(s Scope, group string, days []time.Time, received map[time.Time]int64) (rows [][]any, n int64) {
	counts := make([]float64, len(days))
	for i, d := range days {
		counts[i] = float64(received[d])
	}
	for i, d := range days {
		if !s.From.IsZero() && d.Before(day(s.From, d)) {
			continue
		}
		n += received[d]
		c1, known1 := stats.C1.Warn(counts, i, warnAlpha, warnLeast)
		c2, known2 := stats.C2.Warn(counts, i, warnAlpha, warnLeast)
		flag := warning(known1, known2, c1.Alarm, c2.Alarm)
		if s.By != "" && flag != warnC1 && flag != warnC2 && flag != warnBoth {
			continue
		}
		cells := []any{d}
		if s.By != "" {
			cells = append(cells, group)
		}
		base := c1
		if flag == warnC2 {
			base = c2
		}
		rows = append(rows, append(cells, received[d], flag, known(base.Mean), known(base.SD), known(c1.Limit), known(c2.Limit)))
	}
	return rows, n
}

// What the warnings say of a day.
const (
	warnNone    = "warn_none"
	warnC1      = "warn_c1"
	warnC2      = "warn_c2"
	warnBoth    = "warn_c1_c2"
	warnUnknown = "warn_unknown" // too few days before it
)

func warning(known1, known2, alarm1, alarm2 bool) string {
	switch {
	case !known1 && !known2:
		return warnUnknown
	case alarm1 && alarm2:
		return warnBoth
	case alarm1:
		return warnC1
	case alarm2:
		return warnC2
	}
	return warnNone
}

// sortByPeriod brings rows whose first cell is a day into order.
func sortByPeriod(rows [][]any) {
	slices.SortStableFunc(rows, func(a, b []any) int { return a[0].(time.Time).Compare(b[0].(time.Time)) })
}

// drawFloodWarnings shows the days with the limit of C2, or the flagged ones of groups by their size.
func drawFloodWarnings(a Answer, w Words) figure.Figure {
	rows, notes := a.shown("received", w)
	f := figure.Figure{
		Kind: figure.Lying, CategoryAxis: a.axis(w), ValueAxis: w.Text("axis.flood"), Unit: figure.Count, Notes: notes,
		Categories: a.labels(rows, w), Title: w.Text("measure.flood_warnings.nothing"),
	}
	f.Series = []figure.Series{{Name: w.Text("axis.flood"), Tone: figure.Water, Points: a.points("received", rows)}}
	if a.Scope.By == "" {
		f.Kind = figure.Lines
		f.Series = append(f.Series, figure.Series{Name: w.Text("column.limit_c2"), Tone: figure.Third, Points: a.points("limit_c2", rows)})
	}
	flagged := 0
	for row := range a.Rows {
		flag := a.text(row, "warning")
		if flag != warnC1 && flag != warnC2 && flag != warnBoth {
			continue
		}
		if flagged++; flagged <= maxCategories {
			f.Notes = append(f.Notes, a.reasonOf(row, flag, w))
		}
	}
	if len(a.Rows) > 0 || a.N > 0 {
		f.Title = w.Text("measure.flood_warnings.finding", "n", w.Number(int64(flagged)), "reports", w.Number(a.N))
	}
	return f
}

// reasonOf says why a day is flagged.
func (a Answer) reasonOf(row int, flag string, w Words) string {
	mean, _ := a.number(row, "mean_before")
	column := "limit_c1"
	if flag == warnC2 {
		column = "limit_c2"
	}
	limit, _ := a.number(row, column)
	return w.Text("figure.warned", "where", a.label(row, w), "n", w.Number(a.count(row, "received")), "mean", w.Number(int64(mean+.5)),
		"limit", w.Number(int64(limit)), "warning", w.Text("value."+flag))
}
