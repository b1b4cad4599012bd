package analytics

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"tuntas/analytics/figure"
)

// earlierYears is how many years back a window of floods is held against.
const earlierYears = 3

// floodPeaks says when most flood reports of each window came, the busiest day and the busiest hour of all days together,
// how soon they were first acted upon, and how many came in the same window of earlier years.
func floodPeaks(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{
		{"received", figure.Count}, {"done", figure.Count}, {"peak_day", figure.Date}, {"peak_day_reports", figure.Count},
		{"peak_hour", figure.Text}, {"peak_hour_reports", figure.Count}, {"response_s", figure.Duration},
		{"received_1y", figure.Count}, {"received_2y", figure.Count}, {"received_3y", figure.Count},
	}
	tides, err := tidesOf(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	responses, err := floodResponses(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	earlier, err := earlierFloods(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	began, err := beginning(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	var rows [][]any
	var n int64
	for _, t := range tides {
		n += t.received
		row := append(append(t.k.cells(s), t.cells()...), responses[t.k])
		rows = append(rows, append(row, earlier.cells(t.k, s, began)...))
	}
	return columns, rows, n, nil
}

// tide is what came in one window.
type tide struct {
	k              key
	received, done int64
	days           map[time.Time]int64
	hours          [24]int64
}

// tidesOf are the windows of a scope in order.
func tidesOf(ctx context.Context, q Querier, s Scope) (all []*tide, err error) {
	err = ask(ctx, q, "flood_hours", floodArgs(s), func(r *sql.Rows) error {
		var k key
		var on time.Time
		var hour int
		var received, done int64
		if err := r.Scan(&k.period, &k.group, &on, &hour, &received, &done); err != nil {
			return err
		}
		if len(all) == 0 || all[len(all)-1].k != k {
			all = append(all, &tide{k: k, days: map[time.Time]int64{}})
		}
		t := all[len(all)-1]
		t.received += received
		t.done += done
		t.days[on.UTC()] += received
		t.hours[min(max(hour, 0), len(t.hours)-1)] += received
		return nil
	})
	return all, err
}

// floodArgs are the parameters of questions about floods.
func floodArgs(s Scope) map[string]any {
	args := s.args()
	args["flood"] = floodCategories()
	return args
}

// cells are received, done, and the busiest day and hour with their counts; the first of several that are alike.
func (t *tide) cells() []any {
	var peak time.Time
	for on, n := range t.days {
		if c := cmp.Compare(n, t.days[peak]); c > 0 || c == 0 && on.Before(peak) {
			peak = on
		}
	}
	hour := slices.Index(t.hours[:], slices.Max(t.hours[:]))
	return []any{t.received, t.done, peak, t.days[peak], fmt.Sprintf("%02d:00–%02d:59", hour, hour), t.hours[hour]}
}

// floodResponses is the median time to the first move of each window, as the question about first responses says it.
func floodResponses(ctx context.Context, q Querier, s Scope) (map[key]any, error) {
	wet := s
	wet.Where = map[Dimension][]string{}
	for d, values := range s.Where {
		wet.Where[d] = values
	}
	categories := floodCategories()
	if chosen := s.Where[ByCategory]; len(chosen) > 0 {
		categories = slices.DeleteFunc(categories, func(c string) bool { return !slices.Contains(chosen, c) })
	}
	if wet.Where[ByCategory] = categories; len(categories) == 0 {
		return nil, nil
	}
	of, err := Find("first-response")
	if err != nil {
		return nil, err
	}
	a, err := remembered(ctx, q, of, wet)
	if err != nil {
		return nil, err
	}
	medians := map[key]any{}
	for row := range a.Rows {
		medians[a.keyOf(row)] = a.Value(row, "median_s")
	}
	return medians, nil
}

// keyOf is the key that a row was made from.
func (a Answer) keyOf(row int) key {
	k := key{group: a.text(row, string(a.Scope.By))}
	if at, ok := a.Value(row, "period").(time.Time); ok {
		k.period = sql.NullTime{Time: at, Valid: true}
	}
	return k
}

// earlierWindows are the flood reports received in the windows of earlier years, by how many years back.
type earlierWindows [earlierYears]map[key]int64

// earlierFloods counts the windows as they lay in each of the years before; nothing where the scope is open and undivided,
// and for weeks, which do not fall on the same days again.
func earlierFloods(ctx context.Context, q Querier, s Scope) (e earlierWindows, err error) {
	if s.Grain == Week || s.Grain == "" && (s.From.IsZero() || s.Until.IsZero()) {
		return e, nil
	}
	for back := range earlierYears {
		past := s
		past.From, past.Until = yearsBack(s.From, back+1), yearsBack(s.Until, back+1)
		tides, err := tidesOf(ctx, q, past)
		if err != nil {
			return e, err
		}
		e[back] = map[key]int64{}
		for _, t := range tides {
			k := t.k
			if k.period.Valid {
				k.period.Time = k.period.Time.AddDate(back+1, 0, 0)
			}
			if k.period.Valid && k.period.Time.Day() != t.k.period.Time.Day() {
				continue // a 29 February has no other year's day
			}
			e[back][k] += t.received
		}
	}
	return e, nil
}

// yearsBack is the same day some years before, the last of February where that one had no 29th; the zero time stays.
func yearsBack(t time.Time, years int) time.Time {
	if t.IsZero() {
		return t
	}
	past := t.AddDate(-years, 0, 0)
	if past.Day() != t.Day() {
		past = past.AddDate(0, 0, -past.Day())
	}
	return past
}

// cells are the counts of one window in the years before; nothing where the data began after it, and of a 29 February in a
// year that has none.
func (e earlierWindows) cells(k key, s Scope, began time.Time) []any {
	cells := make([]any, earlierYears)
	for back, windows := range e {
		end := day(yearsBack(s.Until, back+1), lastDay)
		if k.period.Valid {
			at := k.period.Time
			if past := yearsBack(at, back+1); past.Day() != at.Day() {
				continue
			}
			end = yearsBack(s.Grain.end(at), back+1)
		}
		if windows != nil && !began.IsZero() && end.After(began) {
			cells[back] = windows[k]
		}
	}
	return cells
}

// drawFloodPeaks shows what came beside what came a year before.
func drawFloodPeaks(a Answer, w Words) figure.Figure {
	rows, notes := a.shown("received", w)
	f := figure.Figure{
		Kind: a.form(figure.Bars), CategoryAxis: a.axis(w), ValueAxis: w.Text("axis.flood"), Unit: figure.Count, Notes: notes,
		Categories: a.labels(rows, w), Title: w.Text("measure.flood_peaks.nothing"),
	}
	f.Series = []figure.Series{
		{Name: w.Text("column.received"), Tone: figure.Water, Points: a.points("received", rows)},
		{Name: w.Text("column.received_1y"), Tone: figure.Second, Points: a.points("received_1y", rows)},
	}
	if row, ok := a.most("peak_day_reports"); ok {
		on, _ := a.Value(row, "peak_day").(time.Time)
		f.Title = w.Text("measure.flood_peaks.finding", "n", w.Number(a.count(row, "peak_day_reports")), "day", w.Date(on), "hour", hoursWords(a.text(row, "peak_hour"), w))
	}
	return f
}

// hoursWords writes an hour of the day, "13:00–13:59" in an answer, with the clock of the language; other text stays.
func hoursWords(hours string, w Words) string {
	from, until, ok := strings.Cut(hours, ":00–")
	until, closed := strings.CutSuffix(until, ":59")
	if !ok || !closed {
		return hours
	}
	return w.Text("value.hours", "from", from, "until", until)
}
