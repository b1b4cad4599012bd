package opendata

import (
	"io"
	"slices"
)

// Variable is one column in the words of the dictionary, after the fields of MS-Var (BPS 5/2020).
type Variable struct {
	File    string
	Name    string // English, lower case, never changes
	Type    string // string, integer
	Values  string // the values it can have, or their form; empty when any
	Concept string // key of its concept
	Rule    string // regular expression that each value fits; empty when there is none
}

const (
	keyRule  = "^[0-9a-f]{20}$"
	areaRule = `^31\.\d{2}(\.\d{2}(\.\d{4})?)?$`
	timeRule = `^\d{4}-\d{2}(-(W[1-4]|\d{2}))?$`
)

// Variables are all columns of the case, event and aggregate files, in their order. Their definitions are texts of the
// catalogs.
func Variables() []Variable {
	return []Variable{
		{CaseFile, "key", "string", "[0-9a-f]{20}", "key", keyRule},
		{CaseFile, "place", "string", "31.71 | 31.71.01 | 31.71.01.1001", "place", areaRule},
		{CaseFile, "place_grain", "string", "kelurahan | kecamatan | city", "place", ""},
		{CaseFile, "period", "string", "2026-03 | 2026-03-W2 | 2026-03-14", "time", timeRule},
		{CaseFile, "period_grain", "string", "day | week | month", "time", ""},
		{CaseFile, "category", "string", "", "category", ""}, {CaseFile, "channel", "string", "", "channel", ""},
		{CaseFile, "state", "string", stages, "stage", ""}, {CaseFile, "passes", "integer", "1…", "pass", ""},
		{EventFile, "key", "string", "[0-9a-f]{20}", "key", keyRule}, {EventFile, "seq", "integer", "1…", "stage", ""},
		{EventFile, "stage", "string", stages, "stage", ""}, {EventFile, "pass", "integer", "1…", "pass", ""},
		{EventFile, "hours", "integer", "0…", "duration", ""}, {EventFile, "outcome", "string", stages, "stage", ""},
		{AggregateFile, "measure", "string", received, "count", ""},
		{AggregateFile, "dimension", "string", "city | category | channel | state", "dimension", ""},
		{AggregateFile, "month", "string", "2026-03 | total", "time", `^(\d{4}-\d{2}|total)$`},
		{AggregateFile, "value", "string", "", "dimension", ""},
		{AggregateFile, "reports", "integer", "0…", "count", ""}, {AggregateFile, "reports_note", "string", Confidential, "count", ""},
	}
}

const stages = "waiting | coordination | disposition | process | follow_up | validation | done | rejected"

// required are the columns in which no cell is empty.
func (v Variable) required() bool {
	return !slices.Contains([]string{"place", "category", "channel", "hours", "outcome", "reports", "reports_note"}, v.Name)
}

// title and definition are the texts of a variable.
func (v Variable) title(w Words) string      { return w.Text("opendata.column." + v.Name) }
func (v Variable) definition(w Words) string { return w.Text("opendata.column." + v.Name + ".means") }

// dictionaryHeader names the columns of the dictionary; behind the first seven they are the other fields of MS-Var.
var dictionaryHeader = []string{
	"file", "name", "title", "definition", "type", "values", "access", "activity", "organiser", "concept", "selection_reference",
	"time_reference", "rule", "question",
}

func (v Variable) cells(p Plan) []string {
	w := p.Words
	return []string{
		v.File, v.Name, v.title(w), v.definition(w), v.Type, v.Values, w.Text("opendata.access"), w.Text("opendata.activity"), p.Publisher,
		w.Text("opendata.concept." + v.Concept), w.Text("opendata.concept." + v.Concept + ".reference"),
		w.Text("opendata.time_reference", "from", w.Date(p.From), "to", w.Date(p.Until.AddDate(0, 0, -1)), "asof", w.DateTime(p.AsOf)),
		v.Rule, w.Text("opendata.question"),
	}
}

// dictionary writes what each column is, in the reader's language and under its English name.
func (w *writer) dictionary() error {
	rows := func(write func([]string) error) error {
		for _, v := range Variables() {
			if err := write(v.cells(w.release.Plan)); err != nil {
				return err
			}
		}
		return nil
	}
	return w.put(DictionaryCSV, func(to io.Writer) (int64, error) { return table(to, dictionaryHeader, rows) })
}

// measureFields are the fields of MS-Ind (BPS 5/2020), as keys of the catalogs, in their order.
var measureFields = []string{
	"name", "concept", "definition", "interpretation", "method", "measure", "unit", "classification", "composite", "publication",
	"indicators", "activity", "code", "variables", "level", "access",
}

// measureLines describe the one measure of the aggregates: field, its heading, what it says.
func (p Plan) measureLines() [][]string {
	var lines [][]string
	for _, f := range measureFields {
		lines = append(lines, []string{received, f, p.Words.Text("opendata.measure.field." + f), p.Words.Text("opendata.measure.received." + f)})
	}
	return lines
}

func (w *writer) measures() error {
	rows := func(write func([]string) error) error {
		for _, line := range w.release.Plan.measureLines() {
			if err := write(line); err != nil {
				return err
			}
		}
		return nil
	}
	return w.put(MeasureCSV, func(to io.Writer) (int64, error) {
		return table(to, []string{"measure", "field", "title", "text"}, rows)
	})
}
