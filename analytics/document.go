package analytics

import (
	"maps"
	"slices"

	"tuntas/analytics/figure"
)

// Issue says what a document is about and who made it.
type Issue struct {
	Scope  Scope  // period, as-of instant and filters of all its questions; grouping is each question's own
	Author string // what stands as author in the properties of a file; may be empty
	Ledger string // head of the ledger at the time of asking; may be empty
}

// Frame is a document about the issue without sections.
func Frame(i Issue, w Words) figure.Document {
	return figure.Document{
		Title: w.Text("document.title"), Subtitle: Period(i.Scope, w), Language: w.Code(), Author: i.Author,
		MadeAt: i.Scope.Now.In(zoneOf(i.Scope)), Words: fixedWords(w), Facts: facts(i, w),
	}
}

func facts(i Issue, w Words) []figure.Entry {
	all := []figure.Entry{
		{Label: w.Text("card.period"), Text: Period(i.Scope, w)},
		{Label: w.Text("card.asof"), Text: w.DateTime(i.Scope.asOf())},
		{Label: w.Text("card.zone"), Text: zoneOf(i.Scope).String()},
		{Label: w.Text("document.made"), Text: w.DateTime(i.Scope.Now)},
	}
	for _, d := range slices.Sorted(maps.Keys(i.Scope.Where)) {
		for _, v := range i.Scope.Where[d] {
			all = append(all, figure.Entry{Label: w.Text("column." + string(d)), Text: Label(d, v, w)})
		}
	}
	if i.Ledger != "" {
		all = append(all, figure.Entry{Label: w.Text("document.ledger"), Text: i.Ledger})
	}
	return all
}

func fixedWords(w Words) figure.Words {
	return figure.Words{
		Contents: w.Text("document.contents"), Measures: w.Text("document.measures"), Numbers: w.Text("document.numbers"),
		Missing: w.Text("value.missing"), Small: w.Text("value.small"), Day: w.Text("unit.day"), Hour: w.Text("unit.hour"),
		Minute: w.Text("unit.minute"), Notice: w.Text("document.notice"), NoChart: w.Text("document.nochart"), NoScript: w.Text("document.noscript"),
		Skip: w.Text("document.skip"), Walk: w.Text("document.walk"), Months: w.Months(),
	}
}
