package analytics

import (
	"context"
	"database/sql"
	"slices"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// between stands between the steps of a variant, and between the ends of a move.
const between = ">"

// officialMoves are the moves of the official flow, as the table of moves has them.
func officialMoves() []string {
	all := []string{}
	for _, from := range data.Stages() {
		for _, to := range data.Stages() {
			if data.Official(from, to) {
				all = append(all, string(from)+between+string(to))
			}
		}
	}
	return all
}

// yesno is the cell of a column that says yes or no.
func yesno(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// moveColumns are those of questions about moves from one thing to another.
var moveColumns = []Column{
	{"from", figure.Text}, {"to", figure.Text}, {"moves", figure.Count}, {"reports", figure.Count}, {"median_s", figure.Duration},
}

// paths counts the moves between stages: the directly-follows graph of the stays, with the median time that reports lay in
// the stage before they took the way. A median of a way is of those that took it, not of all that might.
func paths(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := append(slices.Clone(moveColumns), Column{"official", figure.Text})
	var rows [][]any
	var n int64
	args, err := pathArgs(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	err = ask(ctx, q, "paths", args, func(r *sql.Rows) error {
		k, m, err := scanMove(r)
		if err != nil {
			return err
		}
		n += m.moves
		official := yesno(data.Official(data.Stage(m.from), data.Stage(m.to)))
		rows = append(rows, append(k.cells(s), m.from, m.to, m.moves, m.reports, m.median, official))
		return nil
	})
	return columns, rows, n, err
}

// pathArgs are the parameters of the question about moves. Where an answer has few groups, the reports of each are told apart
// by a bit each, several times as fast as by a table of them.
func pathArgs(ctx context.Context, q Querier, s Scope) (map[string]any, error) {
	args := s.args()
	groups := s.fewGroups() * int64(len(data.Stages()))
	if groups == 0 {
		args["helps"] = append(s.helps(), "each")
		return args, nil
	}
	name := "move_span"
	if s.From.IsZero() && s.Until.IsZero() {
		name = "highest_report"
	}
	err := addSpan(ctx, q, name, args)
	lowest, _ := args["lowest"].(int64)
	highest, _ := args["highest"].(int64)
	if groups*(highest-lowest)/8 > mostBits {
		args["helps"] = append(s.helps(), "each")
		return args, err
	}
	args["helps"] = append(s.helps(), "bits")
	return args, err
}

// aMove is how often one thing followed upon another.
type aMove struct {
	from, to       string
	moves, reports int64
	median         float64
}

// scanMove reads a row of a statement about moves.
func scanMove(r *sql.Rows) (k key, m aMove, err error) {
	err = r.Scan(&k.period, &k.group, &m.from, &m.to, &m.moves, &m.reports, &m.median)
	return k, m, err
}

// deviations lists the moves that the official flow does not have; grouped by report it names the reports that made them.
func deviations(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	var rows [][]any
	var n int64
	err := ask(ctx, q, "deviations", s.args(), func(r *sql.Rows) error {
		var k key
		var m aMove
		if err := r.Scan(&k.period, &k.group, &m.from, &m.to, &m.moves, &m.reports); err != nil {
			return err
		}
		n += m.moves
		rows = append(rows, append(k.cells(s), m.from, m.to, m.moves, m.reports))
		return nil
	})
	return moveColumns[:4:4], rows, n, err
}

// handover counts how often a unit handed a report to another one, with the median time that it had lain with the first.
// Stays one after the other with the same unit are one turn.
func handover(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := append([]Column{{"from_unit", figure.Text}, {"to_unit", figure.Text}}, moveColumns[2:]...)
	var rows [][]any
	var n int64
	args, err := spanned(ctx, q, s, "highest_report")
	if err != nil {
		return nil, nil, 0, err
	}
	seen := newReportSet(args)
	err = ask(ctx, q, "handover", args, func(r *sql.Rows) error {
		var k key
		var m aMove
		var told any
		if err := r.Scan(&k.period, &k.group, &m.from, &m.to, &m.moves, &told, &m.median); err != nil {
			return err
		}
		m.reports = seen.count(told)
		n += m.moves
		rows = append(rows, append(k.cells(s), m.from, m.to, m.moves, m.reports, m.median))
		return nil
	})
	return columns, rows, n, err
}

// drawPaths shows the moves as a grid: from the rows to the columns.
func drawPaths(a Answer, w Words) figure.Figure {
	f := figure.Figure{
		Kind: figure.Heat, CategoryAxis: w.Text("column.to"), ValueAxis: w.Text("column.moves"), Unit: figure.Count, Title: w.Text("measure.paths.nothing"),
	}
	if a.N > 0 {
		f.Title = w.Text("measure.paths.finding", "n", w.Number(a.N), "share", w.Percent(1-a.officialShare()))
	}
	if a.Scope.Grain == "" && a.Scope.By == "" {
		return a.processMap(f, w)
	}
	stages := data.Stages()
	for _, to := range stages {
		f.Categories = append(f.Categories, w.Stage(to))
	}
	for _, from := range stages {
		s := figure.Series{Name: w.Stage(from), Tone: figure.Plain, Points: missing(len(stages))}
		for row := range a.Rows {
			at := slices.Index(stages, data.Stage(a.text(row, "to")))
			if at < 0 || data.Stage(a.text(row, "from")) != from {
				continue
			}
			p := &s.Points[at]
			p.Missing = false
			p.Value += float64(a.count(row, "moves"))
			p.Low, p.High, p.Key = p.Value, p.Value, a.stageKey(from)
			p.Key[keyNext] = string(stages[at])
		}
		if slices.ContainsFunc(s.Points, func(p figure.Point) bool { return !p.Missing }) {
			f.Series = append(f.Series, s)
		}
	}
	return f
}

// officialShare is the share of the moves that the official flow has.
func (a Answer) officialShare() float64 {
	var official int64
	for row := range a.Rows {
		if a.text(row, "official") == "yes" {
			official += a.count(row, "moves")
		}
	}
	return float64(official) / float64(a.N)
}

func drawDeviations(a Answer, w Words) figure.Figure {
	return drawMoves(a, w, func(row int) string {
		way := w.Stage(data.Stage(a.text(row, "from"))) + arrow + w.Stage(data.Stage(a.text(row, "to")))
		if a.Scope.By != "" || a.Scope.Grain != "" {
			return a.label(row, w) + ": " + way
		}
		return way
	})
}

func drawHandover(a Answer, w Words) figure.Figure {
	return drawMoves(a, w, func(row int) string {
		return Label(ByUnit, a.text(row, "from_unit"), w) + arrow + Label(ByUnit, a.text(row, "to_unit"), w)
	})
}

func drawActivityPaths(a Answer, w Words) figure.Figure {
	return drawMoves(a, w, func(row int) string { return a.text(row, "activity") + arrow + a.text(row, "next_activity") })
}

// arrow stands between the names of the steps of a way.
const arrow = " › "

// moveKeys are what the columns that say from where to where are called in the key of a mark.
var moveKeys = map[string]string{
	"from": string(ByStage), "to": keyNext, "from_unit": keyFrom, "to_unit": keyTo, "activity": keyActivity, "next_activity": keyAfter,
}

// drawMoves shows the most frequent moves as lying bars under the names that way gives them.
func drawMoves(a Answer, w Words, way func(row int) string) figure.Figure {
	name := a.Question.key()
	f := figure.Figure{
		Kind: figure.Lying, CategoryAxis: w.Text("axis.way"), ValueAxis: w.Text("column.moves"), Unit: figure.Count, Title: w.Text(name + ".nothing"),
	}
	rows := a.largestFirst("moves")
	if cut := len(rows) - maxCategories; cut > 0 {
		rows = rows[:maxCategories]
		f.Notes = []string{w.Text("figure.left_out", "n", w.Number(int64(cut)))}
	}
	for _, row := range rows {
		f.Categories = append(f.Categories, way(row))
	}
	points := a.points("moves", rows)
	for i, row := range rows {
		for column, k := range moveKeys {
			if v := a.Value(row, column); v != nil {
				points[i].Key[k] = a.text(row, column)
			}
		}
	}
	f.Series = []figure.Series{{Name: w.Text("column.moves"), Tone: figure.Plain, Points: points}}
	if len(rows) > 0 {
		f.Title = w.Text(name+".finding", "n", w.Number(a.N), "way", f.Categories[0], "top", w.Number(a.count(rows[0], "moves")))
	}
	return f
}

// largestFirst returns the rows by a column of counts, the largest first.
func (a Answer) largestFirst(column string) []int {
	rows := make([]int, len(a.Rows))
	for i := range rows {
		rows[i] = i
	}
	slices.SortStableFunc(rows, func(x, y int) int { return int(a.count(y, column) - a.count(x, column)) })
	return rows
}
