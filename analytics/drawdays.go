package analytics

import (
	"time"

	"tuntas/analytics/figure"
)

// Counts by day are a calendar from so many days on, and show the last ones where there are more.
const (
	fewestDays = 28
	mostDays   = 371 // 53 weeks
)

// days turns counts by day into a calendar of all days of the scope, those on which nothing came too; it returns false where
// the answer is divided otherwise or has a few days only.
func (a Answer) days(f figure.Figure, column string, tone figure.Tone, w Words) (figure.Figure, bool) {
	if a.Scope.Grain != Day || a.Scope.By != "" || len(a.Rows) == 0 {
		return f, false
	}
	days := a.Scope.span(a.Value(0, "period").(time.Time))
	if len(days) < fewestDays {
		return f, false
	}
	f.Kind, f.CategoryAxis, f.Notes, f.Categories = figure.Calendar, w.Text("column.day"), a.provisional(w), nil
	if cut := len(days) - mostDays; cut > 0 {
		days = days[cut:]
		f.Notes = append(f.Notes, w.Text("figure.periods_cut", "n", w.Number(int64(cut))))
	}
	rows := map[time.Time]int{}
	for row := range a.Rows {
		rows[a.Value(row, "period").(time.Time).UTC()] = row
	}
	s := figure.Series{Name: w.Text("column." + column), Tone: tone}
	for _, d := range days {
		f.Categories = append(f.Categories, d.Format(time.DateOnly))
		var p figure.Point
		if row, ok := rows[d]; ok {
			p = a.points(column, []int{row})[0]
		}
		s.Points = append(s.Points, p)
	}
	f.Series = []figure.Series{s}
	return f, true
}
