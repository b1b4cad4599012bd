package imports

import (
	"context"
	"log/slog"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// rows is what a topic holds, as far as it is shown.
type rows struct {
	topic   topic
	found   []data.Finding
	refused []data.RefusedRow
	unknown []data.UnknownValue
	table   *part.Table
}

// loadRows asks for the rows of the selected topic.
func (p *Page) loadRows() {
	t, ok := p.chosen()
	record, known := p.record()
	if !ok || !known {
		return
	}
	p.inside++
	request, from, unknown := p.inside, p.imports.Records, p.unknown
	work := func(ctx context.Context) (r rows, err error) {
		r.topic = t
		switch {
		case t.unmapped:
			r.unknown = unknown
		case t.refused:
			r.refused, err = from.RefusedRows(ctx, record.ID, shownRows, 0)
		default:
			r.found, err = from.Findings(ctx, data.FindingFilter{Import: record.ID, Kind: t.kind}, shownRows, 0)
		}
		return r, err
	}
	task.Run(p.ctx, p.imports.Run, work, func(r rows, err error) {
		if request == p.inside {
			p.showRows(r, err)
		}
	})
}

func (p *Page) showRows(r rows, err error) {
	if err != nil {
		slog.Error("list findings", "err", err)
		p.showRight(part.NewErrorNotice(p.imports.Language, err, p.loadRows))
		return
	}
	p.rows = r
	p.rows.table = p.tableOf(r)
	l := p.imports.Language
	rule := p.rule(r.topic)
	if shown := int64(r.length()); !r.topic.unmapped && shown == shownRows {
		rule += " " + l.Text("imports.first", "n", l.Number(shown))
	}
	head := []fyne.CanvasObject{part.Flush(part.Quiet(rule))}
	content := part.Fill(1, head[0], p.rows.table)
	if r.topic.unmapped {
		mapping := part.NewButton(l.Text("imports.map"), theme.ConfirmIcon(), p.onMap)
		p.rows.table.OnOpen = func(int) { p.onMap() }
		own := part.NewButton(l.Text("imports.own"), theme.ContentAddIcon(), p.onList)
		content = part.Fill(1, container.NewBorder(nil, nil, nil, part.Row(own, mapping), head[0]), p.rows.table)
		p.rows.table.Select(0)
	}
	if r.topic.refused {
		content = part.Fill(1, head[0], p.rows.table, p.refusedDetail(r.refused, p.rows.table))
	}
	p.showRight(part.NewCard(p.title(r.topic), content))
}

// refusedDetail shows the selected row of a table of refused rows as it stands in its file, and why it was refused: both are often
// longer than a column.
func (p *Page) refusedDetail(refused []data.RefusedRow, t *part.Table) fyne.CanvasObject {
	l := p.imports.Language
	why, raw := part.NewField(l.Text("intake.refused.reason"), ""), part.NewField(l.Text("intake.refused.raw"), "")
	both := part.Beside(0.4, why, raw)
	t.OnSelected = func(i int) {
		if i < len(refused) {
			why.SetText(l.Refusal(refused[i].Reason))
			raw.SetText(part.Excerpt(refused[i].Raw, longestRaw))
			p.right.Refresh()
		}
	}
	t.Select(0)
	return both
}

// longestRaw is how much of a refused row is shown; the list that is saved has all of it.
const longestRaw = 400

func (r rows) length() int { return max(len(r.found), len(r.refused), len(r.unknown)) }

// showNothing says that all went well.
func (p *Page) showNothing() {
	p.rows = rows{}
	p.lower.Objects = []fyne.CanvasObject{p.right}
	p.lower.Refresh()
	p.showRight(part.NewCard("", part.NewEmpty(assets.IconIntake, p.imports.Language.Text("imports.nothing"))))
}

func (p *Page) showRight(o fyne.CanvasObject) {
	p.right.Objects = []fyne.CanvasObject{o}
	p.right.Refresh()
}

// cells are the lines of a table that is there as a whole.
type cells [][]part.Cell

// Row returns line i.
func (c cells) Row(i int) ([]part.Cell, bool) {
	if i < 0 || i >= len(c) {
		return nil, false
	}
	return c[i], true
}

func (p *Page) tableOf(r rows) *part.Table {
	switch {
	case r.topic.unmapped:
		return p.unknownTable(r.unknown)
	case r.topic.refused:
		return p.refusedTable(r.refused)
	}
	return p.foundTable(r.found)
}

// foundTable leaves away the columns in which nothing stands.
func (p *Page) foundTable(found []data.Finding) *part.Table {
	l := p.imports.Language
	all := make(cells, len(found))
	var number, field, was, told, line, many bool
	for i, f := range found {
		at := filepath.Base(f.Path)
		if f.Line > 0 {
			at += ":" + l.Number(f.Line)
		}
		number, field, was, told = number || f.Number != "", field || f.Field != "", was || f.Was != "", told || f.Told != ""
		line, many = line || f.Path != "", many || f.Rows > 1
		all[i] = []part.Cell{
			{Text: f.Number, Strong: true}, {Text: f.Field}, {Text: p.value(f.Was)}, {Text: p.value(f.Told)},
			{Text: l.Number(f.Rows), Quiet: f.Rows == 1}, {Text: at, Quiet: true},
		}
	}
	return filled(all,
		part.Column{ID: "number", Title: l.Text("imports.number"), Width: 110, Hidden: !number},
		part.Column{ID: "field", Title: l.Text("imports.field"), Width: 140, Hidden: !field},
		part.Column{ID: "was", Title: l.Text("imports.was"), Width: 100, Grow: true, Hidden: !was},
		part.Column{ID: "told", Title: l.Text("imports.told"), Width: 130, Grow: true, Hidden: !told},
		part.Column{ID: "rows", Title: l.Text("imports.rows"), Width: 70, Align: fyne.TextAlignTrailing, Hidden: !many},
		part.Column{ID: "at", Title: l.Text("imports.at"), Width: 100, Grow: true, Middle: true, Hidden: !line})
}

// value writes a stage by its name, an instant in the reader's zone, and anything else as it stands.
func (p *Page) value(text string) string {
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return p.imports.Language.DateTime(at)
	}
	if s := data.Stage(text); s.Valid() {
		return p.imports.Language.Stage(s)
	}
	return text
}

func (p *Page) refusedTable(refused []data.RefusedRow) *part.Table {
	l := p.imports.Language
	all := make(cells, len(refused))
	for i, r := range refused {
		all[i] = []part.Cell{
			{Text: l.Number(r.Line)}, {Text: l.Refusal(r.Reason), Strong: true}, {Text: r.Column}, {Text: r.Value},
		}
	}
	return filled(all,
		part.Column{ID: "line", Title: l.Text("intake.refused.line"), Width: 60, Align: fyne.TextAlignTrailing},
		part.Column{ID: "reason", Title: l.Text("intake.refused.reason"), Width: 220, Grow: true},
		part.Column{ID: "column", Title: l.Text("intake.refused.column"), Width: 84},
		part.Column{ID: "value", Title: l.Text("intake.refused.value"), Width: 100, Grow: true})
}

func (p *Page) unknownTable(unknown []data.UnknownValue) *part.Table {
	l := p.imports.Language
	all := make(cells, len(unknown))
	for i, u := range unknown {
		all[i] = []part.Cell{
			{Text: l.Text("list." + string(u.List))}, {Text: u.Told, Strong: true}, {Text: l.Number(u.Rows)},
		}
	}
	return filled(all,
		part.Column{ID: "list", Title: l.Text("imports.list"), Width: 120},
		part.Column{ID: "told", Title: l.Text("imports.told"), Width: 200, Grow: true},
		part.Column{ID: "rows", Title: l.Text("imports.rows"), Width: 80, Align: fyne.TextAlignTrailing})
}

func filled(all cells, columns ...part.Column) *part.Table {
	t := part.NewTable(all, columns...)
	t.SetLength(len(all))
	return t
}
