package workbook

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"tuntas/analytics/figure"
	"tuntas/reports/sheet"
)

// Words are the texts of a publication in the reader's language.
type Words interface {
	Text(key string, pairs ...any) string
}

// WritePublication writes d as a workbook for publication to w, after the rules for statistics in spreadsheets: cover,
// contents, notes and shorthand, one table on a sheet, and the measure cards. Nothing is frozen, filtered, merged or drawn;
// a cell without a value says so in shorthand. Errors are those of Write.
func WritePublication(w io.Writer, d figure.Document, words Words) error {
	file, err := sheet.New(sheet.Properties{Title: d.Title, Subject: d.Subtitle, Author: d.Author, Language: d.Language, At: d.MadeAt})
	if err != nil {
		return fmt.Errorf("write publication: %w", err)
	}
	p := &publication{file: file, document: d, words: words}
	if err := p.fill(); err != nil {
		return fmt.Errorf("write publication: %w", errors.Join(err, file.Drop()))
	}
	return file.Write(w)
}

// publication is a workbook for publication in the making.
type publication struct {
	file     *sheet.Book
	document figure.Document
	words    Words
	listed   [][]string // sheet, title, finding
	notes    [][]string // mark and text of each note
}

func (p *publication) text(key string, pairs ...any) string {
	return p.words.Text("sheet."+key, pairs...)
}

func (p *publication) fill() error {
	cover, err := p.table(p.text("cover"), p.document.Title, []string{p.document.Subtitle}, p.pair()...)
	if err != nil {
		return err
	}
	contents, err := p.table(p.text("contents"), p.text("contents.title"), nil,
		sheet.Column{Title: p.text("contents.sheet"), Width: 34}, sheet.Column{Title: p.text("contents.says"), Width: 44},
		sheet.Column{Title: p.text("contents.finding"), Width: 70})
	if err != nil {
		return err
	}
	notes, err := p.table(p.text("notes"), p.text("notes.title"), []string{p.text("notes.what")}, p.pair()...)
	if err != nil {
		return err
	}
	for i, s := range p.document.Sections {
		if err := p.section(s); err != nil {
			return fmt.Errorf("section %d: %w", i+1, err)
		}
	}
	if err := p.cards(); err != nil {
		return err
	}
	for _, s := range sheet.Shorthands() {
		p.notes = append(p.notes, []string{string(s), p.text("shorthand." + strings.Trim(string(s), "[]"))})
	}
	return errors.Join(cover.Texts(p.coverLines()), contents.Texts(p.listed), notes.Texts(p.notes))
}

func (p *publication) pair() []sheet.Column {
	return []sheet.Column{{Title: p.text("item"), Width: labelWidth}, {Title: p.text("says"), Width: textWidth}}
}

func (p *publication) coverLines() [][]string {
	var lines [][]string
	for _, f := range p.document.Facts {
		lines = append(lines, []string{f.Label, f.Text})
	}
	return append(lines, []string{p.text("notice"), p.document.Words.Notice})
}

func (p *publication) table(name, title string, lines []string, columns ...sheet.Column) (*sheet.Table, error) {
	t, err := p.file.Table(sheet.Head{
		Name: name, Title: title, Lines: lines, Columns: columns,
		Goes: func(part int) string { return p.text("goes", "part", part) },
	})
	if err == nil {
		p.listed = append(p.listed, []string{t.Sheets()[0], title, ""})
	}
	return t, err
}

// section writes the table of a section under its finding. Its notes stand on the sheet of notes; a section without a table
// is one of texts.
func (p *publication) section(s figure.Section) error {
	if s.Figure.Kind != "" {
		if err := s.Figure.Check(); err != nil {
			return err
		}
	}
	lines := []string{s.Finding}
	if s.Figure.Subtitle != "" {
		lines = append(lines, s.Figure.Subtitle)
	}
	if marks := p.note(s); marks != "" {
		lines = append(lines, marks)
	}
	columns, rows := s.Table.Columns, s.Table.Rows
	if len(columns) == 0 {
		columns, rows = []figure.Column{{Title: p.text("says"), Unit: figure.Text}}, [][]any{{s.Finding}}
	}
	t, err := p.table(s.Title, s.Title, lines, p.columns(columns, rows)...)
	if err != nil {
		return err
	}
	p.listed[len(p.listed)-1][2] = s.Finding
	for i, row := range rows {
		cells, err := cellsOf(row, columns)
		if err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
		if err := t.Row(cells...); err != nil {
			return err
		}
	}
	return t.End()
}

// note collects the notes of a section and returns their marks.
func (p *publication) note(s figure.Section) string {
	texts := s.Figure.Notes
	if faint := s.Figure.Faint(); len(faint) > 0 && p.document.Words.Small != "" {
		texts = append(texts[:len(texts):len(texts)], p.document.Words.Small+": "+strings.Join(faint, ", "))
	}
	var marks []string
	for _, text := range texts {
		mark := fmt.Sprintf("[note %d]", len(p.notes)+1)
		p.notes = append(p.notes, []string{mark, text})
		marks = append(marks, mark)
	}
	return strings.Join(marks, " ")
}

// columns are those of a table with their units; the unit of lengths of time stands in the heading.
func (p *publication) columns(columns []figure.Column, rows [][]any) []sheet.Column {
	all := make([]sheet.Column, len(columns))
	for i, c := range columns {
		unit := decimals(c.Unit, rows, i)
		title := c.Title
		if title == "" {
			title = c.Name
		}
		if unit == figure.Duration {
			title += " (" + p.document.Words.Day + ")"
		}
		all[i] = sheet.Column{Title: title, Unit: sheetUnits[unit], Width: widthOf(title, unit, rows, i)}
	}
	return all
}

var sheetUnits = map[figure.Unit]sheet.Unit{
	figure.Count: sheet.Count, decimal: sheet.Decimal, figure.Share: sheet.Share, figure.Duration: sheet.Days, figure.Date: sheet.Date,
	figure.Text: sheet.Words, figure.Code: sheet.Verbatim,
}

// widthOf is the width of a column, in characters.
func widthOf(title string, unit figure.Unit, rows [][]any, column int) float64 {
	longest := min(unitsOf(title)+3, 24)
	for _, row := range rows {
		if column < len(row) {
			longest = max(longest, shown(row[column], unit))
		}
	}
	return min(float64(longest)*1.08+2, maxWidth)
}

func cellsOf(row []any, columns []figure.Column) ([]sheet.Cell, error) {
	if len(row) != len(columns) {
		return nil, fmt.Errorf("%w: %d cells for %d columns", figure.ErrShape, len(row), len(columns))
	}
	cells := make([]sheet.Cell, len(row))
	for i, v := range row {
		var err error
		if cells[i], err = cellOf(v, columns[i].Unit); err != nil {
			return nil, err
		}
	}
	return cells, nil
}

// cellOf is a value under the unit of its column, as the working workbook has it.
func cellOf(v any, unit figure.Unit) (sheet.Cell, error) {
	switch v := v.(type) {
	case nil:
		return sheet.Mark(sheet.NotAvailable), nil
	case string:
		return sheet.Text(v), nil
	case bool:
		return sheet.Text(fmt.Sprint(v)), nil
	case int64:
		switch unit {
		case figure.Code, figure.Text:
			return sheet.Text(fmt.Sprint(v)), nil
		case figure.Duration:
			return sheet.Number(scaled(float64(v), unit)), nil
		}
		return sheet.Integer(v), nil
	case float64:
		return sheet.Number(scaled(v, unit)), nil
	case time.Time:
		return sheet.Day(v), nil
	}
	return sheet.Cell{}, fmt.Errorf("%w: a value of type %T", ErrCell, v)
}

// cards writes the measure cards of all sections as one table.
func (p *publication) cards() error {
	var rows [][]string
	for _, s := range p.document.Sections {
		for _, e := range s.Card {
			rows = append(rows, []string{s.Title, e.Label, e.Text})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	words := p.document.Words
	t, err := p.table(words.Measures, words.Measures, nil, sheet.Column{Title: p.text("measure"), Width: labelWidth},
		sheet.Column{Title: p.text("item"), Width: 24}, sheet.Column{Title: p.text("says"), Width: 80})
	if err != nil {
		return err
	}
	return t.Texts(rows)
}

// decimals is the unit of a column; counts that are no whole numbers get a decimal.
func decimals(unit figure.Unit, rows [][]any, column int) figure.Unit {
	if unit != figure.Count {
		return unit
	}
	for _, row := range rows {
		if v, ok := row[column].(float64); ok && v != math.Trunc(v) {
			return decimal
		}
	}
	return unit
}
