package printed

import (
	"fmt"
	"slices"
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
	chapter := ""
	for i, s := range d.Sections {
		if s.Chapter != "" && s.Chapter != chapter {
			p.need(14)
			p.gap(1.5)
			p.font("B", 8, quiet)
			p.paragraph(strings.ToUpper(s.Chapter), 5)
		}
		chapter = s.Chapter
		p.findingLine(i, s)
	}
}

// findingLine is a line of the contents: name, finding as far as it goes, the page, and a link to the section.
func (p *paper) findingLine(i int, s figure.Section) {
	const height, most = 5.2, 62.0
	p.need(height)
	y := p.pdf.GetY()
	p.font("B", 9, accent)
	p.pdf.SetX(margin)
	p.pdf.CellFormat(most, height, p.fit(fmt.Sprintf("%d  %s", i+1, s.Title), most-2), "", 0, "L", false, p.links[i], "")
	p.font("", 9, dark)
	p.pdf.SetXY(margin+most, y)
	p.pdf.CellFormat(width-most-10, height, p.fit(s.Finding, width-most-12), "", 0, "L", false, p.links[i], "")
	p.pdf.SetXY(pageWidth-margin-10, y)
	p.pdf.CellFormat(10, height, fmt.Sprintf("{page%d}", i), "", 1, "R", false, p.links[i], "")
}

// section sets one question: finding, figure, numbers. A chapter begins on a new page, and so does a section whose figure and
// first rows would not stand together.
func (p *paper) section(i int, s figure.Section, chapter string) error {
	height, err := p.picture(fmt.Sprintf("figure%d", i), s.Figure)
	if err != nil {
		return err
	}
	const heading, firstRows = 26.0, 30.0
	if s.Chapter != chapter || s.Chapter == "" || p.room() < heading+height+firstRows+10 {
		p.pdf.AddPage()
	} else {
		p.gap(10)
	}
	p.heading(i, s, chapter)
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
	p.gap(3)
	if err := p.table(s.Table); err != nil {
		return err
	}
	return p.pdf.Error()
}

func (p *paper) heading(i int, s figure.Section, chapter string) {
	p.pdf.SetLink(p.links[i], p.pdf.GetY(), -1)
	p.pages[i] = p.pdf.PageNo()
	p.pdf.Bookmark(plain(s.Title), 0, -1)
	if s.Chapter != "" && s.Chapter != chapter && s.Chapter != s.Title {
		p.font("B", 9, quiet)
		p.paragraph(strings.ToUpper(s.Chapter), 5.5)
	}
	p.font("B", 15, accent)
	p.paragraph(fmt.Sprintf("%d  %s", i+1, s.Title), 7.5)
	p.gap(1)
	p.font("B", 10.5, dark)
	p.paragraph(s.Finding, 5.5)
	p.gap(3)
}

// cards sets the measure cards behind all sections; sections whose cards say the same share one.
func (p *paper) cards() {
	type shared struct {
		sections []string
		card     []figure.Entry
	}
	var all []*shared
	for i, s := range p.document.Sections {
		if len(s.Card) == 0 {
			continue
		}
		at := slices.IndexFunc(all, func(c *shared) bool { return slices.Equal(c.card, s.Card) })
		if at < 0 {
			all, at = append(all, &shared{card: s.Card}), len(all)
		}
		all[at].sections = append(all[at].sections, fmt.Sprintf("%d %s", i+1, s.Title))
	}
	if len(all) == 0 {
		return
	}
	p.pdf.AddPage()
	p.pdf.Bookmark(plain(p.document.Words.Measures), 0, -1)
	p.font("B", 15, accent)
	p.paragraph(p.document.Words.Measures, 7.5)
	for _, c := range all {
		p.gap(4)
		p.need(36)
		p.font("B", 10, dark)
		p.paragraph(strings.Join(c.sections, " · "), 5.5)
		p.gap(1)
		p.entries(c.card)
	}
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
