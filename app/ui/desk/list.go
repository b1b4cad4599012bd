package desk

import (
	"context"
	"encoding/csv"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// Table is rows that are written to a file, with a heading for each column. The first error ends it.
type Table struct {
	Title    string
	Headings []string
	Rows     iter.Seq2[[]string, error]
}

// summaries are rows of the list from wherever they come.
type summaries func(ctx context.Context) iter.Seq2[data.Summary, error]

// each returns rows that are here.
func each(all []data.Summary) summaries {
	return func(context.Context) iter.Seq2[data.Summary, error] {
		return func(yield func(data.Summary, error) bool) {
			for _, s := range all {
				if !yield(s, nil) {
					return
				}
			}
		}
	}
}

// rowsAtOnce is how many rows are read at once to be written.
const rowsAtOnce = 10_000

// listed returns all rows of the list as it is filtered and sorted now.
func (p *Page) listed() summaries {
	f, from := p.filter, p.desk.Reports
	return func(ctx context.Context) iter.Seq2[data.Summary, error] {
		return func(yield func(data.Summary, error) bool) {
			for offset := 0; ; offset += rowsAtOnce {
				rows, err := from.Lines(ctx, f, offset, rowsAtOnce)
				if err != nil {
					yield(data.Summary{}, err)
					return
				}
				for _, s := range rows {
					if !yield(s, nil) {
						return
					}
				}
				if len(rows) < rowsAtOnce {
					return
				}
			}
		}
	}
}

func (p *Page) onListText() { p.saveText(p.listed()) }
func (p *Page) onListBook() { p.saveBook(p.listed()) }

// saveText writes rows as a table of text.
func (p *Page) saveText(rows summaries) {
	p.desk.Many.SaveAs(p.fileName(".csv"), func(ctx context.Context, w io.Writer) error { return writeText(w, p.written(ctx, rows)) })
}

// saveBook writes rows as a workbook.
func (p *Page) saveBook(rows summaries) {
	book := p.desk.Many.Book
	p.desk.Many.SaveAs(p.fileName(".xlsx"), func(ctx context.Context, w io.Writer) error { return book(w, p.written(ctx, rows)) })
}

func (p *Page) fileName(ending string) string {
	return "laporan-" + p.desk.Today().In(p.desk.Language.Zone()).Format(time.DateOnly) + ending
}

// written returns rows in words, the private ones marked. The citizens' texts and addresses are not among them.
func (p *Page) written(ctx context.Context, rows summaries) Table {
	l := p.desk.Language
	return Table{
		Title: l.Text("desk.title"),
		Headings: []string{
			l.Text("desk.column.number"), l.Text("column.stage"), l.Text("desk.column.sent"), l.Text("column.category"), l.Text("desk.column.area"),
			l.Text("column.unit"), l.Text("column.pass"), l.Text("column.channel"), l.Text("case.private"),
		},
		Rows: func(yield func([]string, error) bool) {
			for s, err := range rows(ctx) {
				private := ""
				if s.Private {
					private = l.Text("private.report")
				}
				row := []string{
					s.Number, l.Stage(s.Stage), s.SentAt.In(l.Zone()).Format(time.DateTime), s.Category, part.AreaInWords(l, s.Area), s.Unit,
					strconv.Itoa(s.Pass), s.Channel, private,
				}
				if !yield(row, err) || err != nil {
					return
				}
			}
		},
	}
}

// writeText writes a table for a spreadsheet: with a byte order mark, and no field that it would take for a formula.
func writeText(w io.Writer, t Table) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	if err := c.Write(t.Headings); err != nil {
		return err
	}
	for row, err := range t.Rows {
		if err != nil {
			return err
		}
		for i, field := range row {
			row[i] = plainText(field)
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// plainText guards a text that a spreadsheet would take for a formula.
func plainText(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
