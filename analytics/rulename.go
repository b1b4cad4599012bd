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
// several rules of that code. Notes say what the codes mean, each rule once.
func (a Answer) ruleTails(column string, w Words) (tail func(row int) string, notes []string) {
	var named []string
	rules := map[string]int{} // by code
	for row := range a.Rows {
		name := a.text(row, column)
		code, _, ok := readRule(name)
		if !ok || slices.Contains(named, name) {
			continue
		}
		named = append(named, name)
		rules[code]++
		notes = append(notes, a.ruleNote(row, name, w))
	}
	return func(row int) string {
		code, _, ok := readRule(a.text(row, column))
		if ok && rules[code] == 1 {
			return code
		}
		return ruleWords(a.text(row, column), w)
	}, notes
}

// ruleNote says from when a rule holds and, where the answer knows them, its clock and its allowance.
func (a Answer) ruleNote(row int, name string, w Words) string {
	code, from, _ := readRule(name)
	allowed, ok := a.number(row, "allowed_s")
	if !ok {
		return w.Text("figure.rule_from", "rule", code, "date", w.Date(from))
	}
	return w.Text("figure.rule", "rule", code, "date", w.Date(from), "clock", w.Text("clock."+a.text(row, "clock")),
		"time", w.Duration(seconds(allowed)), "calendar", w.Text("value."+a.text(row, "calendar")))
}
