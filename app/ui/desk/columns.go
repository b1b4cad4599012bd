package desk

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// newestFirst is the order of a list that nobody has sorted.
var newestFirst = data.Order{By: data.OrderSent, Descending: true}

// columnText is the one column that cannot be sorted by.
const columnText = "text"

// columns are those of the list; the others are named as the orders they sort by. All but the narrow ones share what a
// wide window leaves over.
func columns(l *i18n.Language) []part.Column {
	sortable := func(by data.OrderBy, key string, width float32) part.Column {
		return part.Column{ID: string(by), Title: l.Text(key), Width: width, Sortable: true}
	}
	all := []part.Column{
		sortable(data.OrderNumber, "desk.column.number", 112),
		sortable(data.OrderStage, "column.stage", 132),
		sortable(data.OrderSince, "desk.column.since", 112),
		{ID: columnDue, Title: l.Text("desk.column.due.left"), Width: 116},
		sortable(data.OrderSent, "desk.column.sent", 98),
		sortable(data.OrderCategory, "column.category", 118),
		sortable(data.OrderArea, "desk.column.area", 114),
		sortable(data.OrderUnit, "column.unit", 152),
		sortable(data.OrderPass, "column.pass", 68),
		sortable(data.OrderChannel, "column.channel", 108),
		{ID: columnText, Title: l.Text("desk.column.text"), Width: 160, Hidden: true},
	}
	for i := range all {
		switch c := &all[i]; c.ID {
		case string(data.OrderUnit), string(data.OrderArea):
			c.Grow, c.Middle = true, true
		case string(data.OrderCategory), columnText:
			c.Grow = true
		case string(data.OrderPass):
			c.Align = fyne.TextAlignTrailing
		case string(data.OrderChannel):
			c.Hidden = true // nearly all come through one; the filter is there
		}
	}
	return all
}

// written writes the order, the choice and the widths of columns, for kept to read.
func written(all []part.Column) string {
	var parts []string
	for _, c := range all {
		width := int(c.Width)
		if c.Hidden {
			width = -width
		}
		parts = append(parts, c.ID+"="+strconv.Itoa(width))
	}
	return strings.Join(parts, ",")
}

// kept gives columns the order, the choice and the widths that written wrote. What it says of a column that is no more is
// passed over; one whose width makes no sense keeps its own, and one that it does not name stays behind the one it was behind.
func kept(all []part.Column, text string) []part.Column {
	var named []string
	for _, one := range strings.Split(text, ",") {
		id, value, _ := strings.Cut(one, "=")
		i := slices.IndexFunc(all, func(c part.Column) bool { return c.ID == id })
		if i < 0 || slices.Contains(named, id) {
			continue
		}
		named = append(named, id)
		width, err := strconv.Atoi(value)
		if err != nil || max(width, -width) < leastWidth || max(width, -width) > mostWidth {
			continue
		}
		all[i].Width, all[i].Hidden = float32(max(width, -width)), width < 0
	}
	return ordered(all, named)
}

// ordered sorts columns in the order in which they are named.
func ordered(all []part.Column, named []string) []part.Column {
	var sorted []part.Column
	for _, id := range named {
		sorted = append(sorted, all[slices.IndexFunc(all, func(c part.Column) bool { return c.ID == id })])
	}
	for i, c := range all {
		if slices.Contains(named, c.ID) {
			continue
		}
		at := 0
		if i > 0 {
			at = 1 + slices.IndexFunc(sorted, func(other part.Column) bool { return other.ID == all[i-1].ID })
		}
		sorted = slices.Insert(sorted, at, c)
	}
	return sorted
}

// Widths of columns that make sense.
const (
	leastWidth = 40
	mostWidth  = 2000
)

// orderOf returns the order for an arrow at a column. The time in a stage grows as its beginning lies further back.
func orderOf(column string, descending bool) data.Order {
	by := data.OrderBy(column)
	return data.Order{By: by, Descending: descending != (by == data.OrderSince)}
}

// arrowOf returns the column and the direction of the arrow that show an order.
func arrowOf(o data.Order) (column string, descending bool) {
	if o.By == "" {
		o.By = data.OrderSent
	}
	return string(o.By), o.Descending != (o.By == data.OrderSince)
}

// source gives the table its rows.
type source struct{ page *Page }

// Row returns the cells of row i, and has its chunk asked for where it is not here.
func (s source) Row(i int) ([]part.Cell, bool) {
	p := s.page
	if !p.rows.holds(i) {
		p.want(i / chunkRows)
		return nil, false
	}
	line, ok := p.rows.at(i)
	if !ok { // the list has become shorter since it was counted
		return nil, true
	}
	return p.cells(line), true
}

// cells writes a line in the order of columns, wherever the reader has moved them.
func (p *Page) cells(s data.Summary) []part.Cell {
	l := p.desk.Language
	stage := part.Cell{Text: l.Stage(s.Stage), Stage: s.Stage}
	if s.Stage == "" {
		stage = part.Cell{Text: l.Text("value.none"), Quiet: true}
	}
	return []part.Cell{
		{Text: s.Number, Strong: true},
		stage,
		{Text: p.stay(s), Quiet: !s.Stage.Open()},
		p.dueCell(s),
		{Text: l.Date(s.SentAt)},
		{Text: s.Category},
		{Text: part.AreaName(l, s.Area)},
		{Text: s.Unit},
		{Text: l.Number(int64(s.Pass)), Quiet: s.Pass <= 1, Strong: s.Pass > 1},
		{Text: s.Channel},
		p.textCell(s),
	}
}

// textCell shows how the citizen's text begins; what a private report says is for its own page alone.
func (p *Page) textCell(s data.Summary) part.Cell {
	if s.Private {
		return part.Cell{Text: p.desk.Language.Text("private.report"), Locked: true}
	}
	return part.Cell{Text: p.texts[s.ID], Quiet: true}
}

// stay writes how long a report has been in its stage.
func (p *Page) stay(s data.Summary) string {
	l := p.desk.Language
	if s.Since.IsZero() || !s.Stage.Open() { // nobody waits in Done and Rejected
		return l.Text("value.missing")
	}
	return l.Duration(max(0, p.desk.Today().Sub(s.Since)))
}

const longestExcerpt = 160 // letters; more never fit

// excerpt returns the beginning of text on one line.
func excerpt(text string) string {
	if len(text) > 4*longestExcerpt {
		text = text[:4*longestExcerpt]
	}
	letters := []rune(strings.ToValidUTF8(strings.Join(strings.Fields(text), " "), ""))
	return string(letters[:min(len(letters), longestExcerpt)])
}
