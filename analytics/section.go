package analytics

import (
	"slices"
	"strings"
	"time"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// smallest is the number of cases below which a rate or a median is shown as too small to judge.
const smallest = 30

// Section puts an answer into words: figure, table, measure card and the finding as one sentence.
func (a Answer) Section(w Words) figure.Section {
	f := a.remarked(a.onMap(a.Question.draw(a, w), w), w)
	f = f.Legible(figure.Crowd{
		Others: w.Text("figure.others"), Grouped: w.Text("figure.grouped"), Gridded: w.Text("figure.gridded"), Narrowed: w.Text("figure.narrowed"),
	})
	f.ID, f.Cut = a.Question.Name, a.cutNote(f, w)
	if f.Subtitle == "" {
		f.Subtitle = w.Text("figure.subtitle", "measure", a.Card(w).Name, "period", Period(a.Scope, w), "asof", w.DateTime(a.Scope.asOf()))
	}
	f.Alternative = f.Title + ". " + f.Subtitle
	return figure.Section{
		ID: a.Question.Name, Title: w.Text(a.Question.key() + ".name"), Figure: f, Table: a.Table(w), Card: a.Card(w).Entries(w), Finding: f.Title,
	}
}

// cutNote is the note of f that says which rows found no room.
func (a Answer) cutNote(f figure.Figure, w Words) string {
	for _, note := range []string{
		w.Text("figure.rows_cut", "n", w.Number(maxCategories)), w.Text("figure.left_out", "n", w.Number(int64(len(a.Rows)-maxCategories))),
	} {
		if slices.Contains(f.Notes, note) {
			return note
		}
	}
	return ""
}

// key is the beginning of the question's translation keys.
func (q Question) key() string { return measureKey(q.Name) }

// measureKey is the beginning of a measure's translation keys.
func measureKey(name string) string { return "measure." + strings.ReplaceAll(name, "-", "_") }

// Table returns the answer's rows with headings and names in the reader's language.
func (a Answer) Table(w Words) figure.Table {
	var t figure.Table
	for _, c := range a.Columns {
		unit := c.Unit
		if c.Name == "period" && a.Scope.Grain != Day {
			unit = figure.Text
		}
		t.Columns = append(t.Columns, figure.Column{Name: c.Name, Title: w.Text("column." + c.Name), Unit: unit})
	}
	for _, row := range a.Rows {
		cells := make([]any, len(row))
		for i, v := range row {
			cells[i] = a.cell(a.Columns[i], v, w)
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// coded are the columns whose cells are one of a few words, with keys of their own.
var coded = []string{"calendar", "change", "official", "partial", "pattern", "place", "signal", "verdict", "warning"}

// cell names what a code stands for and leaves numbers as they are.
func (a Answer) cell(c Column, v any, w Words) any {
	switch v := v.(type) {
	case time.Time:
		if c.Name == "period" && a.Scope.Grain != Day {
			return periodLabel(a.Scope.Grain, v, w)
		}
		return v
	case string:
		switch {
		case c.Name == "kind" || c.Name == "decision":
			return w.Kind(data.Kind(v))
		case c.Name == "activity" || c.Name == "next_activity":
			return v
		case c.Name == "from" || c.Name == "to":
			return w.Stage(data.Stage(v))
		case c.Name == "from_unit" || c.Name == "to_unit":
			return Label(ByUnit, v, w)
		case c.Name == "variant":
			return a.variant(v, w)
		case c.Name == "area":
			return Label(ByKelurahan, v, w)
		case c.Name == "detail":
			return detailName(v, w)
		case c.Name == "peak_hour":
			return hoursWords(v, w)
		case c.Name == "rule":
			return ruleWords(v, w)
		case c.Name == "clock":
			return w.Text("clock." + v)
		case slices.Contains(coded, c.Name):
			return w.Text("value." + v)
		}
		return Label(Dimension(c.Name), v, w)
	}
	return v
}

// Card is the measure card that goes with every number.
type Card struct {
	Name        string `json:"name"`
	Definition  string `json:"definition"`
	Numerator   string `json:"numerator"`
	Denominator string `json:"denominator"`
	Excluded    string `json:"excluded"`
	N           int64  `json:"n"`
	Rule        string `json:"period_rule"`
	Period      string `json:"period"`
	AsOf        string `json:"as_of"` // RFC 3339 in the zone
	Zone        string `json:"zone"`
	Calendar    string `json:"calendar"`
	Filter      string `json:"filter,omitempty"`        // what the scope is narrowed to
	Compared    string `json:"compared_with,omitempty"` // the issue or the instant that changes looks back to

	asOf time.Time
}

// Card returns the answer's measure card in the reader's language. A question about a measure defines itself and the
// measure, and counts what the measure counts.
func (a Answer) Card(w Words) Card {
	k := a.Question.key()
	asOf := a.Scope.asOf().In(zoneOf(a.Scope))
	c := Card{
		Name: w.Text(k + ".name"), Definition: w.Text(k + ".definition"), N: a.N,
		Rule: w.Text("rule." + string(a.Scope.Rule)), Period: Period(a.Scope, w), AsOf: asOf.Format(time.RFC3339),
		Zone: zoneOf(a.Scope).String(), Calendar: w.Text("card.calendar_days"), asOf: asOf,
		Filter: a.Scope.narrowed(w), Compared: a.lookedBack(w),
	}
	counted := k
	if a.Scope.Of != "" {
		counted = measureKey(a.Scope.Of)
		c.Name += ": " + w.Text(counted+".name")
		c.Definition += " " + w.Text(counted+".name") + ": " + w.Text(counted+".definition")
	}
	c.Numerator, c.Denominator, c.Excluded = w.Text(counted+".numerator"), w.Text(counted+".denominator"), w.Text(counted+".excluded")
	return c
}

// lookedBack is what changes compares with, as a reader sees it; empty for other questions.
func (a Answer) lookedBack(w Words) string {
	switch {
	case a.Question.Name != "changes":
		return ""
	case a.Scope.Issue != "":
		return a.Scope.Issue
	}
	return w.DateTime(a.Scope.Since.In(zoneOf(a.Scope)))
}

// Entries returns the card as labelled lines; that of the filters only where there are some.
func (c Card) Entries(w Words) []figure.Entry {
	all := []figure.Entry{
		{Label: w.Text("card.name"), Text: c.Name},
		{Label: w.Text("card.definition"), Text: c.Definition},
		{Label: w.Text("card.numerator"), Text: c.Numerator},
		{Label: w.Text("card.denominator"), Text: c.Denominator},
		{Label: w.Text("card.excluded"), Text: c.Excluded},
		{Label: w.Text("card.n"), Text: w.Number(c.N)},
		{Label: w.Text("card.period"), Text: c.Period},
		{Label: w.Text("card.rule"), Text: c.Rule},
		{Label: w.Text("card.asof"), Text: w.DateTime(c.asOf)},
		{Label: w.Text("card.zone"), Text: c.Zone},
		{Label: w.Text("card.calendar"), Text: c.Calendar},
	}
	if c.Compared != "" {
		all = append(all, figure.Entry{Label: w.Text("card.compared"), Text: c.Compared})
	}
	if c.Filter != "" {
		all = append(all, figure.Entry{Label: w.Text("card.filter"), Text: c.Filter})
	}
	return all
}
