package analytics

import (
	"slices"
	"strings"
	"time"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// ruleName is the code with the day from which it holds: the two together name a rule.
func ruleName(r data.Rule) string { return r.Code + " " + r.From.Format(time.DateOnly) }

// readRule parts what ruleName has written; ok is false for anything else.
func readRule(name string) (code string, from time.Time, ok bool) {
	at := strings.LastIndexByte(name, ' ')
	if at < 0 {
		return "", time.Time{}, false
	}
	from, err := time.Parse(time.DateOnly, name[at+1:])
	return name[:at], from, err == nil
}

// ruleWords writes a rule as a reader knows it, with its day in his language; what is no rule stays.
func ruleWords(name string, w Words) string {
	code, from, ok := readRule(name)
	if !ok {
		return name
	}
	return code + figure.TailMark + w.Date(from)
}

// ruleTails returns what stands for the rule of a row in a figure: the code alone, or with its day where the answer has
// several rules of that code.
func (a Answer) ruleTails(column string, w Words) (tail func(row int) string) {
	rules := map[string][]string{} // by code
	for row := range a.Rows {
		name := a.text(row, column)
		if code, _, ok := readRule(name); ok && !slices.Contains(rules[code], name) {
			rules[code] = append(rules[code], name)
		}
	}
	return func(row int) string {
		code, _, ok := readRule(a.text(row, column))
		if ok && len(rules[code]) == 1 {
			return code
		}
		return ruleWords(a.text(row, column), w)
	}
}

// ruleNotes say of the rules in those rows, each once, from when they hold, their clock and their allowance; in a figure of
// many names one note says from when alone.
func (a Answer) ruleNotes(rows []int, w Words) (notes []string) {
	if a.Scope.By != "" {
		return a.rulesSince("rule", rows, w)
	}
	var named []string
	for _, row := range rows {
		name := a.text(row, "rule")
		code, from, ok := readRule(name)
		if !ok || slices.Contains(named, name) {
			continue
		}
		allowed, _ := a.number(row, "allowed_s")
		named = append(named, name)
		notes = append(notes, w.Text("figure.rule", "rule", code, "date", w.Date(from), "clock", w.Text("clock."+a.text(row, "clock")),
			"time", w.Duration(seconds(allowed)), "calendar", w.Text("value."+a.text(row, "calendar"))))
	}
	return notes
}

// rulesSince says in one note from when the rules in a column of those rows hold.
func (a Answer) rulesSince(column string, rows []int, w Words) []string {
	var named []string
	for _, row := range rows {
		name := a.text(row, column)
		if _, _, ok := readRule(name); ok && !slices.Contains(named, name) {
			named = append(named, name)
		}
	}
	if len(named) == 0 {
		return nil
	}
	for i, name := range named {
		code, from, _ := readRule(name)
		named[i] = w.Text("figure.rule_from", "rule", code, "date", w.Date(from))
	}
	return []string{w.Text("figure.rules_from", "rules", strings.Join(named, " · "))}
}
