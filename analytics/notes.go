package analytics

import (
	"slices"
	"strings"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// restsOn are the columns that say on how many cases a row of a question rests, where a few are too few to judge.
var restsOn = map[string]string{
	"refusal": "decisions", "rejection": "decided", "first-pass": "reports", "passes": "judged", "time-in-stage": "stays", "time-to-done": "reports",
	"first-response": "reports", "second-look": "looked", "trend": "n", "compare": "n",
}

// waits are the columns of questions about time in which those that have not ended stand, and all.
var waits = map[string][2]string{"time-in-stage": {"open", "stays"}, "time-to-done": {"open", "reports"}, "first-response": {"open", "reports"}}

// Notes says what a reader of the rows must know beside the card: rows that rest on few cases, cases that have not ended, a
// last period that was not over, holidays that are not known.
func (a Answer) Notes(w Words) []string {
	notes := a.provisional(w)
	if few := a.few(); few > 0 {
		notes = append(notes, w.Text("note.small", "n", w.Number(few), "of", w.Number(int64(len(a.Rows))), "least", smallest))
	}
	if columns, ok := waits[a.Question.Name]; ok {
		if open, all := a.waiting(columns); open > 0 {
			notes = append(notes, w.Text("note.open", "n", w.Number(open), "of", w.Number(all)))
		}
	}
	if a.Question.Name == "deadlines" {
		if years := unknownYears(a); years != "" {
			notes = append(notes, w.Text("figure.holidays_unknown", "years", years))
		}
	}
	return notes
}

// few is how many rows rest on too few cases to judge; counts need none.
func (a Answer) few() (n int64) {
	column, ok := restsOn[a.Question.Name]
	if !ok || a.Scope.Of != "" && measureNamed(a.Scope.Of).Unit == figure.Count {
		return 0
	}
	for row := range a.Rows {
		ends := a.Question.Name == "time-in-stage" && !data.Stage(a.text(row, "stage")).Open()
		n += one(!ends && a.count(row, column) < smallest)
	}
	return n
}

// waiting is how many have not ended, and of how many; nobody waits in Done and Rejected.
func (a Answer) waiting(columns [2]string) (open, all int64) {
	for row := range a.Rows {
		if n, waits := a.number(row, columns[0]); waits {
			open, all = open+int64(n), all+a.count(row, columns[1])
		}
	}
	return open, all
}

// narrowed names what the filters of the scope let pass; empty without one.
func (s Scope) narrowed(w Words) string {
	var parts []string
	for d, values := range s.Where {
		if len(values) == 0 {
			continue
		}
		names := make([]string, len(values))
		for i, v := range values {
			names[i] = Label(d, v, w)
		}
		parts = append(parts, w.Text("column."+string(d))+": "+strings.Join(names, ", "))
	}
	slices.Sort(parts)
	return strings.Join(parts, "; ")
}
