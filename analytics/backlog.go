package analytics

import (
	"context"
	"database/sql"
	"math"
	"strconv"
	"time"

	"tuntas/analytics/figure"
)

const (
	daySeconds = 24 * 60 * 60
	loadDays   = 28 // over which arrivals and lengths of stay are taken for Little's law
)

// bands are the ages that a backlog is divided into, by their columns, with the days at which the next band begins.
var bands = []struct {
	column string
	until  float64
}{{"days_0_3", 4}, {"days_4_7", 8}, {"days_8_14", 15}, {"days_15_30", 31}, {"days_31_60", 61}, {"days_over_60", 0}}

// backlog counts what is open by stage and age since it was received, and checks it with Little's law: where as many
// come as go, a stage holds as many as arrive in a day times the days that one stays (Little 1961, Oper Res 9:383). A load
// far above 100 per cent says that work piles up which does not show in the lengths of what has ended.
func backlog(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{{"stage", figure.Text}, {"open", figure.Count}}
	for _, b := range bands {
		columns = append(columns, Column{b.column, figure.Count})
	}
	columns = append(columns, Column{"oldest_s", figure.Duration}, Column{"arrivals", figure.Count}, Column{"mean_s", figure.Duration},
		Column{"expected", figure.Count}, Column{"load", figure.Share})
	loads, err := loadOf(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	var rows [][]any
	var n int64
	args := s.args()
	args["ages"] = ages()
	err = ask(ctx, q, "backlog", args, func(r *sql.Rows) error {
		var k stageKey
		var open int64
		var age [6]int64
		var oldest float64
		if err := r.Scan(&k.period, &k.group, &k.stage, &open, &age[0], &age[1], &age[2], &age[3], &age[4], &age[5], &oldest); err != nil {
			return err
		}
		n += open
		row := append(k.cells(s), k.stage, open)
		for _, a := range age {
			row = append(row, a)
		}
		rows = append(rows, append(append(row, oldest), loads[flowKey{k.group, k.stage}].cells(open)...))
		return nil
	})
	sortByStage(rows, len(keyColumns(s)))
	return columns, rows, n, err
}

// ages are the limits of the bands in seconds.
func ages() []float64 {
	var limits []float64
	for _, b := range bands[:len(bands)-1] {
		limits = append(limits, b.until*daySeconds)
	}
	return limits
}

// load is what Little's law is made of.
type load struct {
	arrivals int64
	mean     float64 // seconds
}

// loadOf is the load of each group and stage; none where the scope takes only reports of some days, because a stage is
// loaded with all of them.
func loadOf(ctx context.Context, q Querier, s Scope) (map[flowKey]load, error) {
	all := map[flowKey]load{}
	if !s.From.IsZero() || !s.Until.IsZero() || s.Grain != "" {
		return all, nil
	}
	args := s.args()
	args["since"] = s.asOf().UTC().Add(-loadDays * 24 * time.Hour)
	err := ask(ctx, q, "load", args, func(r *sql.Rows) error {
		var k flowKey
		var l load
		if err := r.Scan(&k.group, &k.stage, &l.arrivals, &l.mean); err != nil {
			return err
		}
		all[k] = l
		return nil
	})
	return all, err
}

// cells are arrivals, mean length, the number that is to be expected and how many times that the open ones are.
func (l load) cells(open int64) []any {
	expected := float64(l.arrivals) / loadDays * l.mean / daySeconds
	if expected == 0 {
		return []any{nil, nil, nil, nil}
	}
	return []any{l.arrivals, l.mean, int64(math.Round(expected)), float64(open) / expected}
}

// drawBacklog shows the open reports by stage and age.
func drawBacklog(a Answer, w Words) figure.Figure {
	f := figure.Figure{
		Kind: figure.Heat, CategoryAxis: w.Text("axis.age"), ValueAxis: w.Text("axis.open"), Unit: figure.Count, Title: w.Text("measure.backlog.nothing"),
	}
	if row, ok := a.most("oldest_s"); ok {
		oldest, _ := a.number(row, "oldest_s")
		f.Title = w.Text("measure.backlog.finding", "n", w.Number(a.N), "time", w.Duration(seconds(oldest)))
	}
	for _, b := range bands {
		f.Categories = append(f.Categories, w.Text("column."+b.column))
	}
	for _, stage := range openStages() {
		s := figure.Series{Name: w.Stage(stage), Tone: figure.Pending, Points: make([]figure.Point, len(bands))}
		for i, b := range bands {
			s.Points[i].Key = a.stageKey(stage)
			s.Points[i].Key[keyAge] = strconv.Itoa(i)
			for row := range a.Rows {
				if a.stage(row) == stage {
					s.Points[i].Value += float64(a.count(row, b.column))
				}
			}
			s.Points[i].Low, s.Points[i].High = s.Points[i].Value, s.Points[i].Value
		}
		f.Series = append(f.Series, s)
	}
	return f
}
