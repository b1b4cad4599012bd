package desk

import (
	"context"
	"log/slog"
	"time"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// columnDue is the column of the earliest running deadline.
const columnDue = "due"

// askDue asks for the deadlines of rows that are here; they come after the rows, and only while their column is shown.
func (p *Page) askDue(rows []data.Summary) {
	if p.desk.Due == nil || !p.shows(columnDue) || len(rows) == 0 || !p.live() {
		return
	}
	var ids []int64
	for _, s := range rows {
		if s.Stage.Open() {
			ids = append(ids, s.ID)
		}
	}
	number, due := p.asked.number, p.desk.Due
	work := func(ctx context.Context) (map[int64]data.DueTime, error) { return due(ctx, ids...) }
	task.Run(p.asked.ctx, p.desk.Run, work, func(found map[int64]data.DueTime, err error) {
		if number != p.asked.number {
			return
		}
		if err != nil { // the list works without
			slog.Warn("deadlines of the desk", "error", err)
			return
		}
		for _, id := range ids {
			p.due[id] = found[id]
		}
		p.table.Refresh()
	})
}

// askBeside asks for what columns show that comes after the rows.
func (p *Page) askBeside(rows []data.Summary) {
	p.askDue(rows)
	p.askTexts(rows)
}

// askTexts asks for the citizens' texts of rows that are here, only while their column is shown: reading them takes longest.
func (p *Page) askTexts(rows []data.Summary) {
	if p.desk.Texts == nil || !p.shows(columnText) || len(rows) == 0 || !p.live() {
		return
	}
	ids := make([]int64, len(rows))
	for i, s := range rows {
		ids[i] = s.ID
	}
	number, texts := p.asked.number, p.desk.Texts
	work := func(ctx context.Context) (map[int64]string, error) { return texts(ctx, ids...) }
	task.Run(p.asked.ctx, p.desk.Run, work, func(found map[int64]string, err error) {
		if number != p.asked.number {
			return
		}
		if err != nil { // the list works without
			slog.Warn("texts of the desk", "error", err)
			return
		}
		for id, text := range found {
			p.texts[id] = excerpt(text)
		}
		p.table.Refresh()
	})
}

// shows tells whether a column is shown.
func (p *Page) shows(column string) bool {
	for _, c := range p.table.Columns() {
		if c.ID == column {
			return !c.Hidden
		}
	}
	return false
}

// dueCell writes the deadline of a report: how long it has left, or for how long it is over.
func (p *Page) dueCell(s data.Summary) part.Cell {
	l := p.desk.Language
	d := p.due[s.ID]
	if !s.Stage.Open() || d.At.IsZero() {
		return part.Cell{Text: l.Text("value.missing"), Quiet: true}
	}
	now := p.desk.Today()
	left := d.At.Sub(now)
	switch {
	case left <= 0:
		return part.Cell{Text: l.Text("desk.due.over", "time", l.Duration(-left)), Tone: figure.Bad, Strong: true}
	case sameDay(l, d.At, now):
		return part.Cell{Text: l.Text("desk.due.today", "time", l.Duration(left)), Tone: figure.Second, Strong: true}
	}
	return part.Cell{Text: l.Text("desk.due.left", "time", l.Duration(left))}
}

func sameDay(l *i18n.Language, a, b time.Time) bool {
	return a.In(l.Zone()).Format(time.DateOnly) == b.In(l.Zone()).Format(time.DateOnly)
}
