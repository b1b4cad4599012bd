package analytics

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// flow counts stays that begin and end in each stage in each period, and those that go on at its end. Staged process flow:
// Nguyen, Dumas, ter Hofstede, La Rosa and Maggi 2016, doi 10.1007/978-3-319-39696-5_11.
func flow(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{{"stage", figure.Text}, {"entered", figure.Count}, {"left", figure.Count}, {"open", figure.Count}}
	f := flows{at: map[flowKey]*through{}}
	args := s.args()
	args["order"], args["helps"] = stageOrder(), s.dayHelps()
	if s.By == "" {
		args["helps"] = []string{"daily"} // there are not many
	}
	args["standing"] = earlier(day(s.From, firstDay), s.surelySeen())
	err := ask(ctx, q, "flow", args, f.scan)
	if err == nil && s.By == "" && len(f.at) < len(data.Stages()) {
		err = f.askBefore(ctx, q, s)
	}
	if err != nil {
		return nil, nil, 0, err
	}
	rows, n := f.rows(s)
	return columns, rows, n, nil
}

// flowKey is a group and a stage; through what went through it.
type (
	flowKey struct{ group, stage string }
	through struct {
		before        int64 // open when the first period began
		entered, left map[time.Time]int64
	}
	flows struct {
		at     map[flowKey]*through
		groups []string
		first  time.Time // earliest period with an event
	}
)

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// askBefore adds the stages in which nothing stood or moved, and something had before: they are shown, too, where there are
// no groups.
func (f *flows) askBefore(ctx context.Context, q Querier, s Scope) error {
	return ask(ctx, q, "flow_before", s.args(), func(r *sql.Rows) error {
		var k flowKey
		err := r.Scan(&k.stage)
		f.through(k)
		return err
	})
}

// through is what went through a stage of a group.
func (f *flows) through(k flowKey) *through {
	t := f.at[k]
	if t == nil {
		t = &through{entered: map[time.Time]int64{}, left: map[time.Time]int64{}}
		f.at[k] = t
		f.groups = append(f.groups, k.group)
	}
	return t
}

func (f *flows) scan(r *sql.Rows) error {
	var k stageAt
	var early bool
	var entered, left int64
	if err := r.Scan(&k.period, &k.group, &k.nth, &early, &entered, &left); err != nil {
		return err
	}
	t := f.through(flowKey{k.group, string(data.Stages()[k.nth-1])})
	if early {
		t.before += entered - left
		return nil
	}
	t.entered[k.period.Time] += entered
	t.left[k.period.Time] += left
	if f.first.IsZero() || k.period.Time.Before(f.first) {
		f.first = k.period.Time
	}
	return nil
}

// rows are all periods of all groups in each stage; where there is a grouping, those without anything are left out. n is
// how many stays began.
func (f *flows) rows(s Scope) (rows [][]any, n int64) {
	if len(f.groups) == 0 {
		return nil, 0
	}
	slices.Sort(f.groups)
	f.groups = slices.Compact(f.groups)
	open := map[flowKey]int64{}
	for k, t := range f.at {
		open[k] = t.before
	}
	for _, period := range s.span(f.first) {
		for _, group := range f.groups {
			for _, stage := range data.Stages() {
				k := flowKey{group, string(stage)}
				t := f.at[k]
				if t == nil {
					continue
				}
				entered, left := t.entered[period], t.left[period]
				open[k] += entered - left
				n += entered
				if s.By != "" && entered == 0 && left == 0 && (open[k] == 0 || !stage.Open()) {
					continue
				}
				cells := key{sql.NullTime{Time: period}, group}.cells(s)
				rows = append(rows, append(cells, k.stage, entered, left, whereOpen(stage, open[k])))
			}
		}
	}
	return rows, n
}

// whereOpen is a count of those that wait; nothing in Done and Rejected, where nobody does.
func whereOpen(s data.Stage, n int64) any {
	if !s.Open() {
		return nil
	}
	return n
}

// drawFlow shows how many reports lay in each stage at the end of each period.
func drawFlow(a Answer, w Words) figure.Figure {
	f := figure.Figure{
		Kind: figure.Heat, CategoryAxis: w.Text("column.period"), ValueAxis: w.Text("axis.open"), Unit: figure.Count, Title: w.Text("measure.flow.nothing"),
	}
	if len(a.Rows) == 0 {
		return f
	}
	f.Title = w.Text("measure.flow.finding", "n", w.Number(a.N), "open", w.Number(a.openAtEnd()))
	if a.Scope.Grain == "" {
		return a.openByStage(f, w)
	}
	periods := a.distinctPeriods()
	if cut := len(periods) - maxCategories; cut > 0 {
		periods = periods[cut:]
		f.Notes = append(f.Notes, w.Text("figure.periods_cut", "n", w.Number(int64(cut))))
	}
	f.Notes = append(f.Notes, a.provisional(w)...)
	for _, p := range periods {
		f.Categories = append(f.Categories, periodLabel(a.Scope.Grain, p, w))
	}
	for _, stage := range openStages() {
		s := figure.Series{Name: w.Stage(stage), Tone: figure.Pending, Points: make([]figure.Point, len(periods))}
		for row := range a.Rows {
			at := slices.IndexFunc(periods, a.Value(row, "period").(time.Time).Equal)
			if a.stage(row) != stage || at < 0 {
				continue
			}
			p := &s.Points[at]
			p.Value += float64(a.count(row, "open"))
			p.Low, p.High, p.Key = p.Value, p.Value, a.stageKey(stage)
			p.Key[keyAt] = a.Scope.Grain.end(periods[at]).Format(time.DateOnly)
		}
		f.Series = append(f.Series, s)
	}
	return f
}

// openByStage is the figure of an answer without periods: one bar for each stage.
func (a Answer) openByStage(f figure.Figure, w Words) figure.Figure {
	f.Kind, f.CategoryAxis = figure.Lying, w.Text("column.stage")
	s := figure.Series{Name: w.Text("axis.open"), Tone: figure.Pending}
	for _, stage := range openStages() {
		p := figure.Point{Key: a.stageKey(stage)}
		for row := range a.Rows {
			if a.stage(row) == stage {
				p.Value += float64(a.count(row, "open"))
			}
		}
		p.Low, p.High = p.Value, p.Value
		f.Categories, s.Points = append(f.Categories, w.Stage(stage)), append(s.Points, p)
	}
	f.Series = []figure.Series{s}
	return f
}

// openAtEnd is how many lay in all stages at the end of the last period.
func (a Answer) openAtEnd() (n int64) {
	last := a.distinctPeriods()
	for row := range a.Rows {
		if len(last) == 0 || a.Value(row, "period").(time.Time).Equal(last[len(last)-1]) {
			n += a.count(row, "open")
		}
	}
	return n
}

// distinctPeriods returns the periods of the rows in order; none where there is no grain.
func (a Answer) distinctPeriods() []time.Time {
	if a.Scope.Grain == "" {
		return nil
	}
	var all []time.Time
	for row := range a.Rows {
		all = append(all, a.Value(row, "period").(time.Time))
	}
	slices.SortFunc(all, time.Time.Compare)
	return slices.CompactFunc(all, time.Time.Equal)
}

// openStages are the stages in which somebody owes work, in their order.
func openStages() []data.Stage {
	return slices.DeleteFunc(data.Stages(), func(s data.Stage) bool { return !s.Open() })
}
