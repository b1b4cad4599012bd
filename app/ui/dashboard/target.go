package dashboard

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
)

// targets are the values that measures are held against, by measure, in the unit of each: shares from 0 to 1, durations in
// seconds.
type targets map[string]float64

// readTargets reads what text wrote; ok is false for what it would not have written.
func readTargets(text string) (all targets, ok bool) {
	all = targets{}
	if text == "" {
		return all, true
	}
	for pair := range strings.SplitSeq(text, ",") {
		name, number, _ := strings.Cut(pair, ":")
		v, err := strconv.ParseFloat(number, 64)
		known := slices.ContainsFunc(analytics.Measures(), func(m analytics.Measure) bool { return m.Name == name })
		if err != nil || !known || v < 0 || math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, false
		}
		all[name] = v
	}
	return all, true
}

// text writes the targets in the order of the measures.
func (t targets) text() string {
	var parts []string
	for _, m := range analytics.Measures() {
		if v, ok := t[m.Name]; ok {
			parts = append(parts, m.Name+":"+strconv.FormatFloat(v, 'g', -1, 64))
		}
	}
	return strings.Join(parts, ",")
}

// perUnit is how much of a measure's unit one of what the reader types is: per cent, days, or as many.
func perUnit(u figure.Unit) float64 {
	switch u {
	case figure.Share:
		return 0.01
	case figure.Duration:
		return (24 * time.Hour).Seconds()
	}
	return 1
}

// targetOf reads what the reader typed for a measure; ok is false for what is no number of it.
func targetOf(text string, m analytics.Measure) (v float64, ok bool) {
	text = strings.TrimSuffix(strings.TrimSpace(text), "%")
	v, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
	v *= perUnit(m.Unit)
	return v, err == nil && v >= 0 && !math.IsInf(v, 0) && !(m.Unit == figure.Share && v > 1)
}

// typed is a target as the reader types it.
func typed(v float64, m analytics.Measure, l *i18n.Language) string {
	text := strconv.FormatFloat(math.Round(v/perUnit(m.Unit)*1000)/1000, 'f', -1, 64)
	if l.Code() == "id" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

// onAgainst offers what the measures can be compared with.
func (p *Page) onAgainst() {
	l := p.dash.Language
	popBelow(p.sheet.against, []*fyne.MenuItem{
		fyne.NewMenuItem(l.Text("dashboard.against.last_year"), func() { p.compareWith("") }),
		fyne.NewMenuItem(l.Text("dashboard.against.before"), func() { p.compareWith(analytics.Before) }),
		fyne.NewMenuItem(l.Text("dashboard.against.targets"), p.onTargets),
	})
}

// compareWith holds the measures against another period or their targets; empty is the same days of last year.
func (p *Page) compareWith(against analytics.Against) {
	p.filter.against = against
	p.showAgainst()
	p.onFilter()
}

// onTargets asks for a target of each measure; those left blank have none.
func (p *Page) onTargets() {
	l := p.dash.Language
	all, _ := readTargets(p.filter.targets)
	form := part.Form{Title: l.Text("dashboard.target.title"), Text: l.Text("dashboard.target.hint"), Done: l.Text("dashboard.target.done")}
	entries := map[string]*part.Entry{}
	for _, m := range analytics.Measures() {
		e := part.NewEntry("")
		if v, ok := all[m.Name]; ok {
			e.SetText(typed(v, m, l))
		}
		entries[m.Name] = e
		label := l.Text("dashboard.target.field", "measure", measureName(l, m.Name), "unit", l.Text("dashboard.target."+string(m.Unit)))
		form.Inputs = append(form.Inputs, part.Input{Label: label, Widget: e, Check: func() string {
			if _, ok := targetOf(e.Text, m); !ok && strings.TrimSpace(e.Text) != "" {
				return l.Text("dashboard.target.bad")
			}
			return ""
		}})
	}
	form.OnDone = func() {
		chosen := targets{}
		for _, m := range analytics.Measures() {
			if v, ok := targetOf(entries[m.Name].Text, m); ok {
				chosen[m.Name] = v
			}
		}
		p.filter.targets = chosen.text()
		p.compareWith(analytics.Target)
	}
	part.ShowForm(p.dash.Window, l, form)
}
