package workbook

import (
	"github.com/xuri/excelize/v2"

	"tuntas/analytics/figure"
	"tuntas/reports/sheet"
)

// The widths of the columns of cover and cards, in characters.
const (
	labelWidth = 34
	textWidth  = 88
)

// writeCover writes title, facts, the list of sheets and the notice.
func (b *book) writeCover() error {
	d, c := b.document, b.cells(b.cover)
	c.text(at{1, 1}, d.Title, b.styles.title)
	c.text(at{1, 2}, d.Subtitle, b.styles.subtitle)
	row := 4
	for _, e := range d.Facts {
		row = b.entry(c, row, e)
	}
	if len(d.Facts) > 0 {
		row++
	}
	c.text(at{1, row}, d.Words.Contents, b.styles.group)
	c.text(at{2, row}, "", b.styles.group)
	row++
	for i, s := range d.Sections {
		c.link(at{1, row}, s.Title, b.sheets[i], b.styles.link)
		c.text(at{2, row}, s.Finding, b.styles.fact)
		c.height(row, max(linesOf(s.Title, labelWidth), linesOf(s.Finding, textWidth)))
		row++
	}
	if b.cards != "" {
		c.link(at{1, row}, d.Words.Measures, b.cards, b.styles.link)
		row++
	}
	c.text(at{1, row + 1}, d.Words.Notice, b.styles.notice)
	return b.paper(c, []float64{labelWidth, textWidth}, 0)
}

// entry writes a label and its text and returns the next row.
func (b *book) entry(c *cells, row int, e figure.Entry) int {
	c.text(at{1, row}, e.Label, b.styles.label)
	c.text(at{2, row}, e.Text, b.styles.fact)
	c.height(row, max(linesOf(e.Label, labelWidth), linesOf(e.Text, textWidth)))
	return row + 1
}

func linesOf(text string, width float64) int { return sheet.LinesOf(text, width) }
func height(lines int) float64               { return sheet.Height(lines) }

// height gives a row the room for so many lines.
func (c *cells) height(row, lines int) {
	if c.err == nil {
		c.err = c.file.SetRowHeight(c.sheet, row, height(lines))
	}
}

// writeCards writes the measure cards of all sections under each other.
func (b *book) writeCards() error {
	if b.cards == "" {
		return nil
	}
	c := b.cells(b.cards)
	c.text(at{1, 1}, b.document.Words.Measures, b.styles.title)
	c.link(at{1, 2}, "← "+b.document.Words.Contents, b.cover, b.styles.link)
	row := 4
	for i, s := range b.document.Sections {
		if len(s.Card) == 0 {
			continue
		}
		c.link(at{1, row}, s.Title, b.sheets[i], b.styles.group)
		c.text(at{2, row}, "", b.styles.group)
		row++
		for _, e := range s.Card {
			row = b.entry(c, row, e)
		}
		row++
	}
	return b.paper(c, []float64{labelWidth, textWidth}, 0)
}

// link writes words that lead to another sheet of this workbook.
func (c *cells) link(p at, text, sheet string, style int) {
	c.text(p, text, style)
	if c.err == nil {
		c.err = c.file.SetCellHyperLink(c.sheet, p.String(), quoted(sheet)+"!A1", "Location")
	}
}

func (b *book) cells(sheet string) *cells {
	return &cells{file: b.file, sheet: sheet, zone: b.document.MadeAt.Location()}
}

// paper sets the widths of the columns and how the sheet is printed: lying, as wide as the paper, with the header row on each
// page. It returns the first error of the sheet, for it is the last thing that is done to one.
func (b *book) paper(c *cells, widths []float64, header int) error {
	steps := []func() error{
		func() error { return c.err },
		func() error { return b.file.SetRowHeight(c.sheet, 1, 30) },
		func() error { return b.file.SetRowHeight(c.sheet, 2, 19) },
		func() error { return b.widths(c.sheet, widths) },
		func() error {
			return b.file.SetPageLayout(c.sheet, &excelize.PageLayoutOptions{
				Size: new(9), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: new(0), // 9 is A4
			})
		},
		func() error {
			return b.file.SetSheetProps(c.sheet, &excelize.SheetPropsOptions{FitToPage: new(true)})
		},
		func() error {
			return b.file.SetPageMargins(c.sheet, &excelize.PageLayoutMarginsOptions{
				Left: new(0.5), Right: new(0.5), Top: new(0.6), Bottom: new(0.7),
			})
		},
		func() error {
			return b.file.SetHeaderFooter(c.sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"})
		},
		func() error {
			return b.file.SetSheetView(c.sheet, 0, &excelize.ViewOptions{ShowGridLines: new(false)})
		},
		func() error { return b.repeat(c.sheet, header) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// repeat freezes the rows down to header and prints header on each page; 0 does neither.
func (b *book) repeat(sheet string, header int) error {
	if header == 0 {
		return nil
	}
	below := at{1, header + 1}.String()
	err := b.file.SetPanes(sheet, &excelize.Panes{
		Freeze: true, YSplit: header, TopLeftCell: below, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: below, ActiveCell: below, Pane: "bottomLeft"}},
	})
	if err != nil {
		return err
	}
	return b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: rows(sheet, header),
	})
}

func (b *book) widths(sheet string, widths []float64) error {
	for i, w := range widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := b.file.SetColWidth(sheet, name, name, w); err != nil {
			return err
		}
	}
	return nil
}
