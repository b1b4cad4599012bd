package printed

import (
	"fmt"
	"strings"

	"github.com/go-pdf/fpdf"

	"tuntas/analytics/figure"
)

// cover is the first page: title, facts, and the findings with the page on which each is explained.
func (p *paper) cover() {
	d := p.document
	p.pdf.AddPage()
	p.pdf.SetFillColor(accent[0], accent[1], accent[2])
	p.pdf.Rect(0, 0, pageWidth, 6, "F")
	p.pdf.SetY(40)
	p.font("B", 24, dark)
	p.paragraph(d.Title, 11)
	p.gap(2)
	p.font("", 13, quiet)
	p.paragraph(d.Subtitle, 7)
	p.gap(10)
	p.entries(d.Facts)
	p.gap(2)
	p.font("", 8.5, quiet)
	p.paragraph(p.options.Words.Text("printed.accessible"), 4.5)
	p.gap(8)
	p.font("B", 13, dark)
	p.paragraph(d.Words.Contents, 7)
	p.gap(2)
	for i, s := range d.Sections {
		p.findingLine(i, s)
	}
}

// findingLine is a line of the contents: name, finding, and a link to the section.
func (p *paper) findingLine(i int, s figure.Section) {
	p.need(16)
	p.font("B", 10, accent)
	p.pdf.SetX(margin)
	p.pdf.CellFormat(width, 5.5, p.fit(fmt.Sprintf("%d  %s", i+1, s.Title), width), "", 1, "L", false, p.links[i], "")
	p.font("", 10, dark)
	p.paragraph(s.Finding, 5)
	p.gap(2)
}

// section sets one question on a page of its own: finding, figure, numbers, measure card.
func (p *paper) section(i int, s figure.Section) error {
	height, err := p.picture(fmt.Sprintf("figure%d", i), s.Figure)
	if err != nil {
		return err
	}
	p.pdf.AddPage()
	p.pdf.SetLink(p.links[i], 0, -1)
	p.pdf.Bookmark(plain(s.Title), 0, -1)
	p.font("B", 16, accent)
	p.paragraph(fmt.Sprintf("%d  %s", i+1, s.Title), 8)
	p.gap(1)
	p.font("B", 11, dark)
	p.paragraph(s.Finding, 6)
	p.gap(3)
	if height > 0 {
		p.need(height)
		options := fpdf.ImageOptions{ImageType: "PNG"}
		p.pdf.ImageOptions(fmt.Sprintf("figure%d", i), margin, p.pdf.GetY(), width, 0, false, options, 0, "")
		p.pdf.SetY(p.pdf.GetY() + height)
		p.gap(2)
	}
	if height == 0 { // a picture carries its own notes
		p.font("", 8.5, quiet)
		p.paragraph(strings.Join(s.Figure.Notes, " "), 4.5)
	}
	p.gap(4)
	if err := p.table(s.Table); err != nil {
		return err
	}
	p.gap(6)
	p.card(s.Card)
	return p.pdf.Error()
}

// card is the measure card.
func (p *paper) card(card []figure.Entry) {
	if len(card) == 0 {
		return
	}
	p.need(24)
	p.font("B", 10, dark)
	p.paragraph(p.document.Words.Measures, 6)
	p.gap(1)
	p.entries(card)
}

// labelWidth is what the names of entries take.
const labelWidth = 44.0

// entries sets names beside what they say.
func (p *paper) entries(entries []figure.Entry) {
	const height = 4.8
	for _, e := range entries {
		p.font("", 9, dark)
		told := p.lines(e.Text, width-labelWidth)
		p.need(height * float64(max(1, len(told))))
		y := p.pdf.GetY()
		p.font("", 9, quiet)
		p.pdf.SetX(margin)
		p.pdf.CellFormat(labelWidth, height, p.fit(e.Label, labelWidth-2), "", 0, "L", false, 0, "")
		p.font("", 9, dark)
		p.pdf.SetY(y)
		for _, words := range told {
			p.need(height)
			p.pdf.SetX(margin + labelWidth)
			p.pdf.CellFormat(width-labelWidth, height, words, "", 1, "L", false, 0, "")
		}
		if len(told) == 0 {
			p.pdf.SetY(y + height)
		}
	}
}
