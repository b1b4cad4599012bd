package analytics

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// maxCategories is how many marks a figure shows along its axis; what is left out is said in a note, and the table has it.
const maxCategories = 40

// axis is the label of what a figure's categories are.
func (a Answer) axis(w Words) string {
	if a.Scope.Grain != "" {
		return w.Text("column.period")
	}
	if a.Scope.By != "" {
		return w.Text("column." + string(a.Scope.By))
	}
	return ""
}

// label names what a row is about.
func (a Answer) label(row int, w Words) string {
	text := ""
	if a.Scope.Grain != "" {
		text = periodLabel(a.Scope.Grain, a.Value(row, "period").(time.Time), w)
	}
	if a.Scope.By != "" {
		name := Label(a.Scope.By, a.Value(row, string(a.Scope.By)).(string), w)
		if text == "" {
			return name
		}
		return name + ", " + text
	}
	if text == "" {
		return w.Text("value.total")
	}
	return text
}

// key leads to the reports behind a row.
func (a Answer) key(row int) figure.Key {
	k := figure.Key{}
	if a.Scope.Grain != "" {
		from := a.Value(row, "period").(time.Time)
		k["from"], k["until"] = from.Format(time.DateOnly), a.Scope.Grain.end(from).Format(time.DateOnly)
	} else {
		if !a.Scope.From.IsZero() {
			k["from"] = a.Scope.From.Format(time.DateOnly)
		}
		if !a.Scope.Until.IsZero() {
			k["until"] = a.Scope.Until.Format(time.DateOnly)
		}
	}
	if a.Scope.By != "" {
		k[string(a.Scope.By)] = a.Value(row, string(a.Scope.By)).(string)
	}
	for d, values := range a.Scope.Where {
		if len(values) == 1 {
			k[string(d)] = values[0]
		}
	}
	return k
}

// points makes one point of each of the first rows, from a column of counts or values.
func (a Answer) points(column string, rows []int) []figure.Point {
	points := make([]figure.Point, len(rows))
	for i, row := range rows {
		v, ok := a.number(row, column)
		points[i] = figure.Point{Value: v, Missing: !ok, Low: v, High: v, Key: a.key(row)}
		if n, ok := a.Value(row, "received").(int64); ok {
			points[i].N = n
		}
	}
	return points
}

// leading adds to the keys of points what their rows say in columns of the same names.
func (a Answer) leading(points []figure.Point, rows []int, names ...string) []figure.Point {
	for i, row := range rows {
		for _, name := range names {
			points[i].Key[name] = a.text(row, name)
		}
	}
	return points
}

// rated makes points with intervals of the columns rate, low and high, resting on the counts of column n.
func (a Answer) rated(rows []int, n string) []figure.Point {
	points := a.points("rate", rows)
	for i, row := range rows {
		points[i].Low, _ = a.number(row, "low")
		points[i].High, _ = a.number(row, "high")
		points[i].N, _ = a.Value(row, n).(int64)
		points[i].Small = points[i].N < smallest
	}
	return points
}

// shown returns the rows that a figure has room for: along time the last ones, in order; else those with the largest count
// in column, the largest first. notes say what is left out and that the last period is not over.
func (a Answer) shown(column string, w Words) (rows []int, notes []string) {
	for i := range a.Rows {
		rows = append(rows, i)
	}
	cut := max(0, len(rows)-maxCategories)
	if a.mapped() {
		cut = 0
	}
	if a.Scope.Grain != "" && a.Scope.By == "" {
		if cut > 0 {
			notes = append(notes, w.Text("figure.periods_cut", "n", w.Number(int64(cut))))
		}
		return rows[cut:], append(notes, a.provisional(w)...)
	}
	if a.Scope.By == ByWeekday || a.Scope.By == ByHour {
		return rows[cut:], notes // in their own order; there are never too many
	}
	slices.SortStableFunc(rows, func(x, y int) int {
		vx, _ := a.number(x, column)
		vy, _ := a.number(y, column)
		return cmp.Compare(vy, vx)
	})
	if cut > 0 {
		notes = append(notes, w.Text("figure.left_out", "n", w.Number(int64(cut))))
	}
	return rows[:len(rows)-cut], notes
}

// provisional says that the last period goes on after the as-of instant, if it does.
func (a Answer) provisional(w Words) []string {
	if len(a.Rows) == 0 || a.Scope.Grain == "" {
		return nil
	}
	last := a.Value(len(a.Rows)-1, "period").(time.Time)
	y, m, d := a.Scope.asOf().In(a.Scope.Zone).Date()
	if !a.Scope.Grain.end(last).After(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)) {
		return nil
	}
	return []string{w.Text("figure.provisional", "period", periodLabel(a.Scope.Grain, last, w))}
}

// labels names the rows of a figure.
func (a Answer) labels(rows []int, w Words) []string {
	names := make([]string, len(rows))
	for i, row := range rows {
		names[i] = a.label(row, w)
	}
	return names
}

// most returns the row with the largest value of a column; ok is false when there is none.
func (a Answer) most(column string) (best int, ok bool) {
	top := math.Inf(-1)
	for i := range a.Rows {
		if v, has := a.number(i, column); has && v > top {
			best, top, ok = i, v, true
		}
	}
	return best, ok
}

// form is the kind of figure for counts: upright along time, lying for names.
func (a Answer) form(upright figure.Kind) figure.Kind {
	if a.Scope.Grain == "" && a.Scope.By != "" {
		return figure.Lying
	}
	return upright
}

func drawVolume(a Answer, w Words) figure.Figure {
	rows, notes := a.shown("received", w)
	f := figure.Figure{
		Kind: a.form(figure.Stacked), CategoryAxis: a.axis(w), ValueAxis: w.Text("axis.reports"), Unit: figure.Count, Notes: notes,
		Categories: a.labels(rows, w), Title: w.Text("measure.volume.nothing"),
	}
	f.Series = []figure.Series{
		{Name: w.Stage(data.Done), Tone: figure.Good, Points: a.points("done", rows)},
		{Name: w.Text("column.open"), Tone: figure.Pending, Points: a.points("open", rows)},
		{Name: w.Stage(data.Rejected), Tone: figure.Bad, Points: a.points("rejected", rows)},
	}
	if f.Kind == figure.Lying {
		f.Series = []figure.Series{{Name: w.Text("column.received"), Tone: figure.Plain, Points: a.points("received", rows)}}
	}
	if byDay, ok := a.days(f, "received", figure.Plain, w); ok {
		f = byDay
	}
	if received := a.sum("received"); received > 0 {
		f.Title = w.Text("measure.volume.finding", "n", w.Number(received), "share", w.Percent(float64(a.sum("done"))/float64(received)))
	}
	return f
}

func drawRejection(a Answer, w Words) figure.Figure {
	return drawRate(a, "decided", "rejected", figure.Bad, w)
}

func drawRefusal(a Answer, w Words) figure.Figure {
	return drawRate(a, "decisions", "refused", figure.Bad, w)
}

// drawRate shows a rate with its intervals and, as a line across, the rate of all rows together: the column hits over the
// column of. It is a line along time and dots for names.
func drawRate(a Answer, of, hits string, tone figure.Tone, w Words) figure.Figure {
	key := a.Question.key()
	rows, notes := a.shown(of, w)
	f := figure.Figure{
		Kind: figure.Dots, CategoryAxis: a.axis(w), ValueAxis: w.Text("axis." + strings.ReplaceAll(a.Question.Name, "-", "_")), Unit: figure.Share, Notes: notes,
		Categories: a.labels(rows, w), Title: w.Text(key + ".nothing"),
		Series: []figure.Series{{Name: w.Text(key + ".name"), Tone: tone, Points: a.rated(rows, of)}},
	}
	if a.Scope.Grain != "" && a.Scope.By == "" {
		f.Kind = figure.Lines
	}
	if n := a.N; n > 0 {
		all := float64(a.sum(hits)) / float64(n)
		f.Reference = &figure.Line{Name: w.Text("value.total"), Value: all}
		f.Title = w.Text(key+".finding", "share", w.Percent(all), "n", w.Number(n))
	}
	return f
}

func drawActivities(a Answer, w Words) figure.Figure {
	rows, notes := a.shown("events", w)
	f := figure.Figure{
		Kind: figure.Lying, CategoryAxis: w.Text("column.activity"), ValueAxis: w.Text("axis.events"), Unit: figure.Count, Notes: notes,
		Title: w.Text("measure.activities.finding", "n", w.Number(a.N)),
	}
	for _, row := range rows {
		name, _ := a.Value(row, "activity").(string)
		f.Categories = append(f.Categories, name)
	}
	f.Series = []figure.Series{{Name: w.Text("column.events"), Tone: figure.Plain, Points: a.leading(a.points("events", rows), rows, keyActivity)}}
	return f
}
