package dashboard

import (
	"context"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/analytics"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
)

// parameter is what some questions take beyond the filter that is for all.
type parameter string

// The parameters.
const (
	parameterNone  parameter = ""
	parameterSince parameter = "since" // the earlier instant, or the issue, that changes compares with
	parameterLeast parameter = "least" // the fewest reports of a cluster
)

// parameterOf is what a question takes.
func parameterOf(question string) parameter {
	switch question {
	case "changes":
		return parameterSince
	case "flood-clusters":
		return parameterLeast
	}
	return parameterNone
}

// The bounds of the fewest reports of a cluster: two make one, and beyond the other nothing is a cluster any more.
const (
	lowestLeast  = 2
	highestLeast = 1000
)

// leastOf reads the fewest reports of a cluster; ok is false for what is none.
func leastOf(text string) (n int64, ok bool) {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	return n, err == nil && n >= lowestLeast && n <= highestLeast
}

// parameters adds the parameters of the filter to a scope.
func (f filter) parameters(s *analytics.Scope, zone *time.Location) {
	s.Issue, s.Since = f.issue, dayOf(f.since, zone)
	s.Least, _ = leastOf(f.least)
}

// parameterText says in a few words what the question is asked with.
func (f filter) parameterText(of parameter, l *i18n.Language) string {
	switch {
	case of == parameterLeast && f.least != "":
		return l.Text("dashboard.least", "n", f.least)
	case of == parameterLeast:
		return l.Text("dashboard.least.own")
	case f.issue != "":
		return l.Text("dashboard.since.issue", "name", f.issue)
	case f.since != "":
		return l.Text("dashboard.since.day", "day", l.Date(dayOf(f.since, l.Zone())))
	}
	return l.Text("dashboard.since.own")
}

// onParameter offers what the question of the card can be asked with.
func (c *card) onParameter() {
	if parameterOf(c.question.Name) == parameterLeast {
		c.page.onLeast()
		return
	}
	p := c.page
	db, before := p.dash.Questions, p.dash.Now()
	if !p.filter.asOf.IsZero() {
		before = p.filter.asOf
	}
	work := func(ctx context.Context) ([]analytics.Published, error) { return analytics.Issues(ctx, db, before) }
	task.Run(c.round, p.dash.Run, work, func(all []analytics.Published, err error) {
		if err != nil {
			slog.Error("issues for the dashboard", "error", err)
			part.ShowError(p.dash.Window, p.dash.Language, err)
			return
		}
		popBelow(c.asking, p.sinceItems(all))
	})
}

// mostIssues is how many issues stand in the menu.
const mostIssues = 12

// sinceItems are the instants and issues that changes can compare with.
func (p *Page) sinceItems(all []analytics.Published) []*fyne.MenuItem {
	l := p.dash.Language
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(l.Text("dashboard.since.own"), func() { p.since("", "") }),
		fyne.NewMenuItem(l.Text("dashboard.since.choose"), p.onSince),
	}
	if len(all) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	for _, i := range all[:min(mostIssues, len(all))] {
		words := l.Text("dashboard.since.published", "name", i.Name, "date", l.Date(i.At))
		items = append(items, fyne.NewMenuItem(words, func() { p.since("", i.Name) }))
	}
	return items
}

// since compares with a day or an issue; with neither, as the question does by itself.
func (p *Page) since(day, issue string) {
	p.filter.since, p.filter.issue = day, issue
	p.onFilter()
}

func (p *Page) onSince() {
	l := p.dash.Language
	day := part.NewEntry(l.Date(p.dash.Now()))
	if at := dayOf(p.filter.since, l.Zone()); !at.IsZero() {
		day.SetText(l.Date(at))
	}
	part.ShowForm(p.dash.Window, l, part.Form{
		Title: l.Text("dashboard.since.title"), Text: l.Text("dashboard.since.hint"), Done: l.Text("dashboard.since.done"),
		Inputs: []part.Input{{Label: l.Text("dashboard.remark.day"), Widget: day, Required: true, Check: func() string {
			if at, ok := l.ReadDate(day.Text); !ok || !at.Before(p.dash.Now()) {
				return l.Text("part.date.bad")
			}
			return ""
		}}},
		OnDone: func() { p.since(stamped(day.Text, l), "") },
	})
}

func (p *Page) onLeast() {
	l := p.dash.Language
	least := part.NewEntry("")
	least.SetText(p.filter.least)
	part.ShowForm(p.dash.Window, l, part.Form{
		Title: l.Text("dashboard.least.title"), Text: l.Text("dashboard.least.hint"), Done: l.Text("dashboard.least.done"),
		Inputs: []part.Input{{Label: l.Text("dashboard.least.field"), Widget: least, Check: func() string {
			if _, ok := leastOf(least.Text); !ok && strings.TrimSpace(least.Text) != "" {
				return l.Text("dashboard.least.bad", "low", lowestLeast, "high", highestLeast)
			}
			return ""
		}}},
		OnDone: func() {
			p.filter.least = strings.TrimSpace(least.Text)
			p.onFilter()
		},
	})
}
