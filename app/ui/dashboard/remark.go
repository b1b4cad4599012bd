package dashboard

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
)

// longestRemark is how many letters a remark has room for on an axis.
const longestRemark = 60

// onRemarks offers the remarks that were written, to take them back, and to write another.
func (p *Page) onRemarks() {
	l := p.dash.Language
	items := []*fyne.MenuItem{fyne.NewMenuItem(l.Text("dashboard.remark.add"), p.onAddRemark)}
	for i, r := range p.dash.Kept().Remarks {
		if i == 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		items = append(items, fyne.NewMenuItem(p.remarkLine(r), func() { p.onRemoveRemark(r) }))
	}
	popBelow(p.head.notes, items)
}

func (p *Page) remarkLine(r Remark) string {
	l := p.dash.Language
	return l.Text("dashboard.remark.line", "date", l.Date(dayOf(r.Day, l.Zone())), "text", r.Text)
}

func (p *Page) onAddRemark() {
	l := p.dash.Language
	day, text := part.NewEntry(""), part.NewEntry("")
	day.SetPlaceHolder(l.Date(p.dash.Now()))
	part.ShowForm(p.dash.Window, l, part.Form{
		Title: l.Text("dashboard.remark.title"), Text: l.Text("dashboard.remark.hint"), Done: l.Text("dashboard.remark.done"),
		Inputs: []part.Input{
			{Label: l.Text("dashboard.remark.day"), Widget: day, Required: true, Check: func() string {
				if _, ok := l.ReadDate(day.Text); !ok {
					return l.Text("part.date.bad")
				}
				return ""
			}},
			{Label: l.Text("dashboard.remark.text"), Widget: text, Required: true, Check: func() string {
				if len([]rune(strings.TrimSpace(text.Text))) > longestRemark {
					return l.Text("dashboard.remark.long", "n", longestRemark)
				}
				return ""
			}},
		},
		OnDone: func() { p.addRemark(Remark{Day: stamped(day.Text, l), Text: strings.TrimSpace(text.Text)}) },
	})
}

// stamped writes a day that the reader typed as it is kept: 2026-03-31; empty for what is no day.
func stamped(text string, l *i18n.Language) string {
	day, ok := l.ReadDate(text)
	if !ok {
		return ""
	}
	return day.Format(time.DateOnly)
}

func (p *Page) addRemark(r Remark) {
	kept := p.dash.Kept()
	if slices.Contains(kept.Remarks, r) {
		return
	}
	kept.Remarks = append(slices.Clone(kept.Remarks), r)
	slices.SortStableFunc(kept.Remarks, func(a, b Remark) int { return strings.Compare(a.Day, b.Day) })
	p.keepRemarks(kept)
}

func (p *Page) onRemoveRemark(r Remark) {
	l := p.dash.Language
	part.Confirm(p.dash.Window, l, part.Question{
		Title: l.Text("dashboard.remark.remove"), Text: p.remarkLine(r), Yes: l.Text("dashboard.remark.remove_yes"), Danger: true,
	}, func() { p.removeRemark(r) })
}

func (p *Page) removeRemark(r Remark) {
	kept := p.dash.Kept()
	kept.Remarks = slices.DeleteFunc(slices.Clone(kept.Remarks), func(o Remark) bool { return o == r })
	p.keepRemarks(kept)
}

// keepRemarks keeps them and draws every figure anew.
func (p *Page) keepRemarks(kept Kept) {
	p.dash.Keep(kept)
	p.loads++ // what was answered lacks them
	p.ask()
}
