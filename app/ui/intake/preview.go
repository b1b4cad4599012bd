package intake

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
	source "tuntas/data/intake"
)

const (
	previewHeight = 300 // of the two tables of a preview
	problemHeight = 190 // of the tables of what would go wrong
)

// showPreview shows the selected file as the profile sees it. While the files are looked at, what was there stays.
func (p *Page) showPreview() {
	if len(p.paths) > 0 && p.looked == nil {
		return
	}
	p.preview.Objects = []fyne.CanvasObject{p.previewOf()}
	p.preview.Refresh()
	p.arrange()
}

func (p *Page) previewOf() fyne.CanvasObject {
	l := p.language
	if len(p.paths) == 0 {
		return part.NewCard(l.Text("intake.preview"), part.AtLeast(0, 120, part.NewEmpty(assets.IconEmpty, l.Text("intake.preview.nothing"))))
	}
	if p.looked.fault != nil {
		return part.NewCard(l.Text("intake.profile"), part.NewErrorNotice(l, p.looked.fault, p.look))
	}
	if p.drafting != nil {
		return p.drafting.card
	}
	i := max(0, p.files.table.Selected())
	if i >= len(p.looked.files) {
		return container.NewStack()
	}
	f := p.looked.files[i]
	title := l.Text("intake.preview.of", "file", filepath.Base(f.path))
	switch {
	case f.err != nil:
		return part.NewCard(title, part.NewErrorNotice(l, f.err, p.look))
	case p.looked.profile == nil:
		return part.NewCard(title, part.AtLeast(0, 120, part.NewEmpty(assets.IconQuestion, l.Text("intake.profile.none"))))
	}
	return part.NewCard(title, previewBody(l, f.view))
}

func previewBody(l *i18n.Language, v source.Preview) fyne.CanvasObject {
	tables := part.Beside(0.42, columnTable(l, v.Columns), rowTable(v))
	parts := []fyne.CanvasObject{part.Flush(part.Quiet(facts(l, v))), part.AtLeastInText(0, previewHeight, tables)}
	return part.Below(append(parts, problems(l, v)...)...)
}

// facts says what form the file has.
func facts(l *i18n.Language, v source.Preview) string {
	used := 0
	for _, c := range v.Columns {
		if c.Field != "" {
			used++
		}
	}
	key, kind := "intake.preview.facts", l.Text("intake.kind."+string(v.Kind))
	if v.Format != source.Delimited {
		key, kind = "intake.preview.form", kind+" · "+l.Text("intake.form."+string(v.Format), "sheet", v.Sheet)
	}
	form := l.Text(key, "kind", kind, "delimiter", delimiter(l, v.Delimiter),
		"used", l.Number(int64(used)), "all", l.Number(int64(len(v.Columns))))
	if v.Encoding != source.UTF8 {
		form += " · " + l.Text("intake.preview.encoding", "encoding", string(v.Encoding))
	}
	if v.Tables > 1 {
		form += " · " + l.Text("intake.preview.tables", "n", l.Number(int64(v.Tables)), "name", filepath.Base(v.Path))
	}
	return form + " · " + l.Text("intake.preview.rows", "n", l.Number(int64(len(v.Rows))))
}

func delimiter(l *i18n.Language, mark string) string {
	names := map[string]string{
		",": "intake.delimiter.comma", ";": "intake.delimiter.semicolon", "\t": "intake.delimiter.tab", "|": "intake.delimiter.bar",
	}
	if key, ok := names[mark]; ok {
		return l.Text(key)
	}
	return mark
}

// columnTable says what each column of the file becomes.
func columnTable(l *i18n.Language, columns []source.Column) *part.Table {
	rows := make(lines, len(columns))
	for i, c := range columns {
		rows[i] = []part.Cell{{Text: c.Header, Strong: c.Field != "", Quiet: c.Field == ""}, becomes(l, c)}
	}
	return tableOf(rows,
		part.Column{ID: "header", Title: l.Text("intake.column.header"), Width: 140, Grow: true},
		part.Column{ID: "field", Title: l.Text("intake.column.field"), Width: 180, Grow: true})
}

// becomes is fieldCell, which says aloud that who sent the report is left out.
func becomes(l *i18n.Language, c source.Column) part.Cell {
	if c.Personal && c.Field == "" {
		return part.Cell{Text: l.Text("intake.column.personal"), Quiet: true}
	}
	return fieldCell(l, c.Field)
}

// fieldCell names what a column becomes; a column may become several things.
func fieldCell(l *i18n.Language, field string) part.Cell {
	if field == "" {
		return part.Cell{Text: l.Text("intake.column.unused"), Quiet: true}
	}
	names := strings.Split(field, ", ")
	for i, name := range names {
		key := "intake.field." + name
		if text := l.Text(key); text != key {
			names[i] = text
		}
	}
	return part.Cell{Text: strings.Join(names, ", ")}
}

// rowTable shows the first rows as they stand in the file; it scrolls sideways when the columns need more room.
func rowTable(v source.Preview) fyne.CanvasObject {
	columns := make([]part.Column, len(v.Columns))
	wide := float32(0)
	for i, c := range v.Columns {
		columns[i] = part.Column{ID: c.Header, Title: c.Header, Width: columnWidth(v, i), Grow: i == len(v.Columns)-1}
		wide += columns[i].Width
	}
	rows := make(lines, len(v.Rows))
	for i, row := range v.Rows {
		for k, text := range row {
			unused := k < len(v.Columns) && v.Columns[k].Field == ""
			rows[i] = append(rows[i], part.Cell{Text: text, Quiet: unused})
		}
	}
	return part.Settled(container.NewHScroll(part.AtLeast(wide+10, 0, tableOf(rows, columns...))))
}

// columnWidth is wide enough for the heading and most of the first texts of column i.
func columnWidth(v source.Preview, i int) float32 {
	letters := utf8.RuneCountInString(v.Columns[i].Header)
	for _, row := range v.Rows[:min(len(v.Rows), 20)] {
		if i < len(row) {
			letters = max(letters, utf8.RuneCountInString(row[i]))
		}
	}
	return float32(min(max(letters, 6), 26))*8 + 26
}

// problems shows what would be refused, and which activities have no line in the profile.
func problems(l *i18n.Language, v source.Preview) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	if len(v.Unmapped) > 0 {
		all = append(all, unmappedTable(l, v))
	}
	if len(v.Refused) > 0 {
		all = append(all, titled(l.Text("intake.refused.ahead"), refusedTable(l, v.Refused, false)))
	}
	if len(all) == 2 {
		return []fyne.CanvasObject{part.Beside(0.36, all[0], all[1])}
	}
	return all
}

func unmappedTable(l *i18n.Language, v source.Preview) fyne.CanvasObject {
	rows := make(lines, len(v.Unmapped))
	for i, u := range v.Unmapped {
		name := part.Cell{Text: u.Activity, Strong: true}
		if u.Activity == "" {
			name = part.Cell{Text: l.Text("intake.unmapped.empty"), Quiet: true}
		}
		rows[i] = []part.Cell{name, {Text: l.Number(u.Rows)}}
	}
	title := "intake.unmapped.kept"
	if slices.ContainsFunc(v.Refused, func(r data.RefusedRow) bool { return r.Reason == data.RefusedActivity }) {
		title = "intake.unmapped.refused"
	}
	return titled(l.Text(title), tableOf(rows,
		part.Column{ID: "activity", Title: l.Text("intake.unmapped.activity"), Width: 200, Grow: true},
		part.Column{ID: "rows", Title: l.Text("intake.unmapped.rows"), Width: 80, Align: fyne.TextAlignTrailing}))
}

// titled puts a line above a table of what goes wrong.
func titled(title string, table *part.Table) fyne.CanvasObject {
	return part.Below(part.Flush(part.Words(title)), part.AtLeastInText(0, problemHeight, table))
}
