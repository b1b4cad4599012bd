package analytics

import (
	"slices"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// tones are the colours of the stages on a map of the process.
var tones = map[data.Stage]figure.Tone{
	data.Waiting: figure.Pending, data.Validation: figure.Water, data.Done: figure.Good, data.Rejected: figure.Bad,
}

// processMap shows the stages and the ways between them, those outside the official flow apart.
func (a Answer) processMap(f figure.Figure, w Words) figure.Figure {
	f.Kind, f.CategoryAxis = figure.Flow, w.Text("column.stage")
	through := map[data.Stage]*[2]int64{} // moves in and out
	for _, s := range data.Stages() {
		through[s] = &[2]int64{}
	}
	for row := range a.Rows {
		from, to := data.Stage(a.text(row, "from")), data.Stage(a.text(row, "to"))
		if through[from] == nil || through[to] == nil {
			continue
		}
		moves := a.count(row, "moves")
		through[to][0] += moves
		through[from][1] += moves
		way := figure.Way{From: string(from), To: string(to), Count: moves, Odd: a.text(row, "official") == "no", Key: a.stageKey(from)}
		way.Key[keyNext] = string(to)
		if median, ok := a.number(row, "median_s"); ok {
			way.Words = w.Duration(seconds(median))
		}
		f.Ways = append(f.Ways, way)
	}
	for _, s := range data.Stages() {
		if n := slices.Max(through[s][:]); n > 0 {
			tone := tones[s]
			if tone == "" {
				tone = figure.Plain
			}
			f.Nodes = append(f.Nodes, figure.Node{ID: string(s), Name: w.Stage(s), Count: n, Tone: tone, Key: a.stageKey(s)})
		}
	}
	return f
}

// stageKey leads to what is in a stage under the filters of the scope.
func (a Answer) stageKey(s data.Stage) figure.Key {
	k := a.scopeKey()
	k[string(ByStage)] = string(s)
	return k
}

// scopeKey leads to all that the filters of the scope take.
func (a Answer) scopeKey() figure.Key {
	k := figure.Key{}
	for d, values := range a.Scope.Where {
		if len(values) == 1 {
			k[string(d)] = values[0]
		}
	}
	return k
}
