package dashboard

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
)

// numbers gives the table of an answer its rows.
type numbers struct {
	language *i18n.Language
	table    figure.Table
}

// Row writes one row as a reader sees it.
func (n *numbers) Row(i int) ([]part.Cell, bool) {
	if i < 0 || i >= len(n.table.Rows) {
		return nil, false
	}
	cells := make([]part.Cell, len(n.table.Columns))
	for k, c := range n.table.Columns {
		cells[k] = part.Cell{Text: shown(n.table.Rows[i][k], c.Unit, n.language)}
		cells[k].Quiet = n.table.Rows[i][k] == nil
	}
	return cells, true
}

// Room for a heading beside its words, and the least widths.
const (
	headingRoom   = 24
	numberWidth   = 84
	durationWidth = 122
	wordsWidth    = 120
)

// columns describes the table: words left, taking the room that is left over, numbers right, each as wide as its heading.
func (n *numbers) columns() []part.Column {
	size := theme.Size(theme.SizeNameCaptionText)
	var all []part.Column
	for k, c := range n.table.Columns {
		heading := fyne.MeasureText(c.Title, size, fyne.TextStyle{Bold: true}).Width/part.InText(1) + headingRoom
		column := part.Column{ID: c.Name, Title: c.Title, Width: max(numberWidth, heading), Align: fyne.TextAlignTrailing}
		switch c.Unit {
		case figure.Text, figure.Code, figure.Date:
			column.Align, column.Width, column.Grow, column.Middle = fyne.TextAlignLeading, max(wordsWidth, heading), true, true
			if wide := n.wide(k); wide < slimWidth {
				column.Width, column.Grow = max(heading, wide+headingRoom), false
			}
		case figure.Duration:
			column.Width = max(durationWidth, heading)
		}
		all = append(all, column)
	}
	return all
}

// How many rows tell how wide a column of words is, and up to which width it keeps its own.
const (
	measuredRows = 40
	slimWidth    = 180
)

// wide is the width of the longest words in the first rows of a column, at the usual size of text.
func (n *numbers) wide(column int) (most float32) {
	size := theme.Size(theme.SizeNameText)
	for _, row := range n.table.Rows[:min(measuredRows, len(n.table.Rows))] {
		words := shown(row[column], n.table.Columns[column].Unit, n.language)
		most = max(most, fyne.MeasureText(words, size, fyne.TextStyle{}).Width/part.InText(1))
	}
	return most
}

// shown writes a value as a reader sees it.
func shown(v any, unit figure.Unit, l *i18n.Language) string {
	switch v := v.(type) {
	case nil:
		return l.Text("value.missing")
	case int64:
		return l.Number(v)
	case float64:
		switch unit {
		case figure.Share:
			return l.Percent(v)
		case figure.Duration:
			return l.Duration(seconds(v))
		}
		return l.Decimal(v, 1)
	case time.Time:
		return l.Date(v)
	case string:
		return moment(v, l)
	}
	return fmt.Sprint(v)
}

// moment writes a local minute, 2026-03-01 14:05 in tables for programs, as a reader does; other text stays.
func moment(text string, l *i18n.Language) string {
	at, err := time.ParseInLocation("2006-01-02 15:04", text, l.Zone())
	if err != nil {
		return text
	}
	return l.DateTime(at)
}

func seconds(v float64) time.Duration { return time.Duration(v * float64(time.Second)) }

// tabbed writes a table for a spreadsheet: cells between tabs, headings first, numbers as the reader's spreadsheet takes
// them: shares in per cent, durations in hours, nothing where there is no value.
func tabbed(t figure.Table, l *i18n.Language) string {
	var b strings.Builder
	for i, c := range t.Columns {
		title := c.Title
		if c.Unit == figure.Duration {
			title = l.Text("dashboard.in_hours", "column", title)
		}
		b.WriteString(between(i) + plain(title))
	}
	for _, row := range t.Rows {
		b.WriteByte('\n')
		for i, v := range row {
			b.WriteString(between(i) + copied(v, t.Columns[i].Unit, l))
		}
	}
	b.WriteByte('\n')
	return b.String()
}

func between(column int) string {
	if column == 0 {
		return ""
	}
	return "\t"
}

// copied writes a value as a spreadsheet takes it.
func copied(v any, unit figure.Unit, l *i18n.Language) string {
	switch v := v.(type) {
	case nil:
		return ""
	case int64:
		return fmt.Sprint(v)
	case float64:
		switch unit {
		case figure.Share:
			return l.Decimal(v*100, 2) + "%"
		case figure.Duration:
			return l.Decimal(v/time.Hour.Seconds(), 2)
		}
		return l.Decimal(v, 2)
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return plain(fmt.Sprint(v))
}

// plain makes text one cell, and nothing that a spreadsheet would work out.
func plain(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if text != "" && strings.ContainsRune("=+-@", rune(text[0])) {
		return "'" + text
	}
	return text
}
