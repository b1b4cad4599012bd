package opendata

import "io"

// Variable is one column in the words of the dictionary, after the fields of MS-Var (BPS 5/2020).
type Variable struct {
	File   string
	Name   string // English, lower case, never changes
	Type   string // string, integer
	Values string // the values it can have, or their form; empty when any
}

// Variables are all columns of all files, in their order. Their definitions are texts of the catalogs.
func Variables() []Variable {
	return []Variable{
		{CaseFile, "key", "string", "[0-9a-f]{20}"}, {CaseFile, "place", "string", "31.71 | 31.71.01 | 31.71.01.1001"},
		{CaseFile, "place_grain", "string", "kelurahan | kecamatan | city"},
		{CaseFile, "period", "string", "2026-03 | 2026-03-W2 | 2026-03-14"}, {CaseFile, "period_grain", "string", "day | week | month"},
		{CaseFile, "category", "string", ""}, {CaseFile, "channel", "string", ""}, {CaseFile, "state", "string", stages},
		{CaseFile, "passes", "integer", "1…"},
		{EventFile, "key", "string", "[0-9a-f]{20}"}, {EventFile, "seq", "integer", "1…"}, {EventFile, "stage", "string", stages},
		{EventFile, "pass", "integer", "1…"}, {EventFile, "hours", "integer", "0…"}, {EventFile, "outcome", "string", stages},
		{AggregateFile, "measure", "string", "received"}, {AggregateFile, "dimension", "string", "city | category | channel | state"},
		{AggregateFile, "month", "string", "2026-03 | total"}, {AggregateFile, "value", "string", ""},
		{AggregateFile, "reports", "integer", "0…"}, {AggregateFile, "reports_note", "string", "c"},
	}
}

const stages = "waiting | coordination | disposition | process | follow_up | validation | done | rejected"

// title and definition are the texts of a variable.
func (v Variable) title(w Words) string      { return w.Text("opendata.column." + v.Name) }
func (v Variable) definition(w Words) string { return w.Text("opendata.column." + v.Name + ".means") }

// dictionary writes what each column is, in the reader's language and under its English name.
func (w *writer) dictionary() error {
	header := []string{"file", "name", "title", "definition", "type", "values", "access"}
	words := w.release.Plan.Words
	rows := func(write func([]string) error) error {
		for _, v := range Variables() {
			err := write([]string{v.File, v.Name, v.title(words), v.definition(words), v.Type, v.Values, words.Text("opendata.access")})
			if err != nil {
				return err
			}
		}
		return nil
	}
	return w.put(DictionaryCSV, func(to io.Writer) (int64, error) { return table(to, header, rows) })
}
