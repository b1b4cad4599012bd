package analytics_test

import (
	"fmt"
	"regexp"
	"testing"
	"time"
	"unicode/utf8"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/data/datatest"
)

// aKey is what stands in a text that no catalog has.
var aKey = regexp.MustCompile(`\b(measure|column|axis|value|rule|figure|against|reason|stage)\.[a-z]|\{[a-z]+\}`)

// TestEveryQuestionInWords asks each question in many ways and puts the answers into words: each figure can be drawn, each
// cell fits its column, and no text is missing in either language.
func TestEveryQuestionInWords(t *testing.T) {
	full, _ := sampleCity(t, 1200, 5)
	datatest.Add(t, full, judged(t)...) // with ways that the official flow does not have
	empty := datatest.Open(t, nil)
	for _, q := range analytics.Questions() {
		for _, s := range manyScopes(q) {
			for _, db := range []analytics.Querier{full, empty} {
				a, err := q.Ask(t.Context(), db, s)
				if err != nil {
					t.Fatalf("%s of %s by %s: %v", q.Name, s.Of, s.By, err)
				}
				for _, code := range []string{"id", "en"} {
					checkWords(t, fmt.Sprintf("%s of %q by %q, grain %q, %s", q.Name, s.Of, s.By, s.Grain, code), a, i18n.For(code, datatest.Jakarta))
				}
			}
		}
	}
}

// manyScopes are ways in which a question can be asked.
func manyScopes(q analytics.Question) []analytics.Scope {
	base := analytics.Scope{Now: time.Date(2026, 6, 1, 0, 0, 0, 0, datatest.Jakarta), Zone: datatest.Jakarta}
	all := []analytics.Scope{base}
	add := func(change func(s *analytics.Scope)) {
		s := base
		change(&s)
		all = append(all, s)
	}
	if !q.Whole {
		add(func(s *analytics.Scope) { s.Grain = analytics.Week })
		if q.Name != "trend" {
			add(func(s *analytics.Scope) { s.Grain, s.By = analytics.None, analytics.None })
		}
	}
	if len(q.By) > 0 {
		last := q.By[len(q.By)-1]
		if q.Of == nil {
			add(func(s *analytics.Scope) { s.By = last })
		}
		add(func(s *analytics.Scope) { s.By = analytics.ByCity })
	}
	for _, of := range q.Of {
		add(func(s *analytics.Scope) { s.Of = of })
		if q.Name == "compare" {
			add(func(s *analytics.Scope) { s.Of, s.Against, s.Target = of, analytics.Target, .1 })
			add(func(s *analytics.Scope) { s.Of, s.Against = of, analytics.LastYear })
		}
	}
	return all
}

func checkWords(t *testing.T, name string, a analytics.Answer, w *i18n.Language) {
	t.Helper()
	s := a.Section(w)
	if err := s.Figure.Check(); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	texts := []string{s.Title, s.Finding, s.Figure.Subtitle, s.Figure.CategoryAxis, s.Figure.ValueAxis, s.Figure.Alternative}
	texts = append(append(texts, s.Figure.Notes...), s.Figure.Categories...)
	for _, series := range s.Figure.Series {
		texts = append(texts, series.Name)
	}
	for _, e := range s.Card {
		texts = append(texts, e.Label, e.Text)
	}
	for _, c := range s.Table.Columns {
		texts = append(texts, c.Title)
	}
	for _, row := range s.Table.Rows {
		if len(row) != len(s.Table.Columns) {
			t.Fatalf("%s: %d cells in %d columns", name, len(row), len(s.Table.Columns))
		}
		for i, v := range row {
			texts = append(texts, analytics.Cell(s.Table.Columns[i].Unit, v, w))
			checkUnit(t, name, s.Table.Columns[i], v)
		}
	}
	for _, text := range texts {
		if aKey.MatchString(text) {
			t.Errorf("%s: no text: %q", name, text)
		}
	}
	if n := utf8.RuneCountInString(s.Title); n == 0 || n > 31 {
		t.Errorf("%s: %q does not fit on the tab of a sheet", name, s.Title)
	}
}

// checkUnit tells whether a cell is what its column says.
func checkUnit(t *testing.T, name string, c figure.Column, v any) {
	t.Helper()
	ok := false
	switch v.(type) {
	case string:
		ok = c.Unit == figure.Text
	case int64:
		ok = c.Unit == figure.Count
	case float64:
		ok = c.Unit == figure.Share || c.Unit == figure.Duration || c.Unit == figure.Count
	case time.Time:
		ok = c.Unit == figure.Date
	}
	if !ok && v != nil {
		t.Errorf("%s: column %s (%s) holds %T %v", name, c.Name, c.Unit, v, v)
	}
}
