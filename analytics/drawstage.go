package analytics

import (
	"slices"
	"time"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// drawTimeInStage shows median and P90 of each stage; divided or grouped answers show the medians as a grid.
func drawTimeInStage(a Answer, w Words) figure.Figure {
	f := figure.Figure{
		Kind: figure.Lying, CategoryAxis: w.Text("column.stage"), ValueAxis: w.Text("axis.time"), Unit: figure.Duration,
		Title: w.Text("measure.time_in_stage.nothing"),
	}
	if row, ok := a.most("median_s"); ok {
		v, _ := a.number(row, "median_s")
		f.Title = w.Text("measure.time_in_stage.finding", "stage", w.Stage(a.stage(row)), "time", w.Duration(seconds(v)))
	}
	if a.Scope.Grain != "" || a.Scope.By != "" {
		return a.grid(f, "median_s", a.stage, w)
	}
	median := figure.Series{Name: w.Text("column.median_s"), Tone: figure.Plain}
	p90 := figure.Series{Name: w.Text("column.p90_s"), Tone: figure.Second}
	for row := range a.Rows {
		if !a.stage(row).Open() {
			continue
		}
		f.Categories = append(f.Categories, w.Stage(a.stage(row)))
		median.Points = append(median.Points, a.stay(row, "median_s"))
		p90.Points = append(p90.Points, a.stay(row, "p90_s"))
	}
	f.Series = []figure.Series{median, p90}
	return f
}

func (a Answer) stage(row int) data.Stage {
	s, _ := a.Value(row, "stage").(string)
	return data.Stage(s)
}

// stay is a duration as a point, with its interval when it is the median.
func (a Answer) stay(row int, column string) figure.Point {
	v, ok := a.number(row, column)
	p := figure.Point{Value: v, Missing: !ok, Low: v, High: v, Key: a.key(row)}
	p.Key["stage"] = string(a.stage(row))
	p.N, _ = a.Value(row, "stays").(int64)
	p.Small = p.N < smallest
	if low, ok := a.number(row, "median_low_s"); ok && column == "median_s" {
		p.Low = low
		p.High, _ = a.number(row, "median_high_s")
	}
	return p
}

// grid turns rows of a key and a stage into a heat figure: the stages are the columns.
func (a Answer) grid(f figure.Figure, column string, stage func(row int) data.Stage, w Words) figure.Figure {
	f.Kind, f.CategoryAxis = figure.Heat, w.Text("column.stage")
	var stages []data.Stage
	for _, s := range data.Stages() {
		if s.Open() {
			stages = append(stages, s)
			f.Categories = append(f.Categories, w.Stage(s))
		}
	}
	index := map[string]int{}
	for row := range a.Rows {
		at := slices.Index(stages, stage(row))
		if at < 0 {
			continue
		}
		name := a.label(row, w)
		i, ok := index[name]
		if !ok && len(f.Series) == maxCategories {
			f.Notes = []string{w.Text("figure.rows_cut", "n", w.Number(maxCategories))}
			continue
		}
		if !ok {
			i = len(f.Series)
			index[name] = i
			f.Series = append(f.Series, figure.Series{Name: name, Tone: figure.Plain, Points: missing(len(stages))})
		}
		f.Series[i].Points[at] = a.stay(row, column)
	}
	return f
}

func missing(n int) []figure.Point {
	points := make([]figure.Point, n)
	for i := range points {
		points[i].Missing = true
	}
	return points
}

// drawFlood shows flood reports as a grid of area and period, or as bars when only one of the two divides them.
func drawFlood(a Answer, w Words) figure.Figure {
	f := figure.Figure{
		CategoryAxis: w.Text("column.period"), ValueAxis: w.Text("axis.flood"), Unit: figure.Count, Title: w.Text("measure.flood.nothing"),
	}
	if row, ok := a.most("received"); ok {
		top, _ := a.Value(row, "received").(int64)
		f.Title = w.Text("measure.flood.finding", "n", w.Number(a.N), "where", a.label(row, w), "top", w.Number(top))
	}
	if byDay, ok := a.days(f, "received", figure.Water, w); ok {
		return byDay
	}
	if a.Scope.Grain == "" || a.Scope.By == "" {
		rows, notes := a.shown("received", w)
		f.Kind, f.CategoryAxis, f.Notes, f.Categories = a.form(figure.Bars), a.axis(w), notes, a.labels(rows, w)
		f.Series = []figure.Series{{Name: w.Text("axis.flood"), Tone: figure.Water, Points: a.points("received", rows)}}
		return f
	}
	return a.calendar(f, w)
}

// calendar lays the rows out as areas by periods; a period without reports is a zero, because none came.
func (a Answer) calendar(f figure.Figure, w Words) figure.Figure {
	f.Kind = figure.Heat
	f.ValueAxis = ""
	periods := a.periods()
	if cut := len(periods) - maxCategories; cut > 0 {
		periods = periods[cut:]
		f.Notes = append(f.Notes, w.Text("figure.periods_cut", "n", w.Number(int64(cut))))
	}
	f.Notes = append(f.Notes, a.provisional(w)...)
	for _, p := range periods {
		f.Categories = append(f.Categories, periodLabel(a.Scope.Grain, p, w))
	}
	index := map[string]int{}
	for row := range a.Rows {
		value, _ := a.Value(row, string(a.Scope.By)).(string)
		i, ok := index[value]
		if !ok {
			i = len(f.Series)
			index[value] = i
			f.Series = append(f.Series, figure.Series{Name: Label(a.Scope.By, value, w), Tone: figure.Water, Points: make([]figure.Point, len(periods))})
		}
		if at := slices.IndexFunc(periods, a.Value(row, "period").(time.Time).Equal); at >= 0 {
			f.Series[i].Points[at] = a.points("received", []int{row})[0]
		}
	}
	slices.SortStableFunc(f.Series, func(x, y figure.Series) int { return int(total(y) - total(x)) })
	if a.Scope.Grain == Year {
		f = a.recurring(f, w)
	}
	if len(f.Series) > maxCategories {
		f.Series = f.Series[:maxCategories]
		f.Notes = append(f.Notes, w.Text("figure.rows_cut", "n", w.Number(maxCategories)))
	}
	return f
}

func total(s figure.Series) (sum float64) {
	for _, p := range s.Points {
		sum += p.Value
	}
	return sum
}

// periods returns every period of the scope up to the as-of instant, those without rows too; where the scope is open, from
// the first to the last period that a row has.
func (a Answer) periods() []time.Time {
	var all []time.Time
	for row := range a.Rows {
		all = append(all, a.Value(row, "period").(time.Time))
	}
	if len(all) == 0 {
		return nil
	}
	first, last := slices.MinFunc(all, time.Time.Compare), slices.MaxFunc(all, time.Time.Compare)
	if !a.Scope.From.IsZero() {
		for p := a.Scope.Grain.before(first); a.Scope.Grain.end(p).After(day(a.Scope.From, p)); p = a.Scope.Grain.before(p) {
			first = p
		}
	}
	var whole []time.Time
	for t := first; !t.After(last) || a.within(t); t = a.Scope.Grain.end(t) {
		whole = append(whole, t)
	}
	return whole
}

// within tells whether a period that begins on t lies in the scope and had begun by the as-of instant.
func (a Answer) within(t time.Time) bool {
	return !a.Scope.Until.IsZero() && t.Before(day(a.Scope.Until, t)) && t.Before(a.Scope.asOf())
}
