package printed

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"tuntas/analytics/figure"
)

// Letter is a sheet to somebody outside the bureau: what it is about as pairs, then what is said, and a place to sign.
type Letter struct {
	Language string
	Title    string
	Subtitle string
	Author   string
	MadeAt   time.Time
	Facts    []figure.Entry
	Parts    []Part
	Closing  string // a sentence before the place to sign
	Sign     []figure.Signer
	Foot     string // at the foot of each page
}

// Part is a heading with paragraphs, or with points.
type Part struct {
	Heading string
	Lines   []string
	Points  bool
}

// Sizes of a letter, in millimetres.
const (
	textHeight  = 5.2
	indent      = 5.0
	closingRoom = 60.0 // the last sentence and the signatures stay together
)

// WriteLetter writes l as PDF to w. The same letter gives the same bytes.
func WriteLetter(w io.Writer, l Letter, o Options) error {
	if len(o.Regular) == 0 || len(o.Bold) == 0 || o.Words == nil {
		return fmt.Errorf("write letter: %w", ErrFont)
	}
	d := figure.Document{Title: l.Title, Subtitle: l.Subtitle, Author: l.Author, Language: l.Language, MadeAt: l.MadeAt}
	d.Words.Notice = l.Foot
	p := newPaper(d, o)
	p.letterHead(l)
	for _, part := range l.Parts {
		p.part(part)
	}
	p.need(closingRoom)
	p.font("", 10.5, dark)
	p.paragraph(l.Closing, textHeight)
	p.sign(l.Sign)
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return fmt.Errorf("write letter: %w", err)
	}
	if _, err := out.WriteTo(w); err != nil {
		return fmt.Errorf("write letter: %w", err)
	}
	return nil
}

func (p *paper) letterHead(l Letter) {
	p.pdf.AddPage()
	p.pdf.SetFillColor(accent[0], accent[1], accent[2])
	p.pdf.Rect(0, 0, pageWidth, 6, "F")
	p.pdf.SetY(20)
	p.font("B", 19, dark)
	p.paragraph(l.Title, 9)
	p.font("", 11, quiet)
	p.paragraph(l.Subtitle, 6)
	p.gap(5)
	p.entries(l.Facts)
	p.gap(2)
	p.rule()
}

// rule draws a fine line over the whole width.
func (p *paper) rule() {
	p.pdf.SetDrawColor(line[0], line[1], line[2])
	y := p.pdf.GetY()
	p.pdf.Line(margin, y, margin+width, y)
	p.gap(4)
}

func (p *paper) part(part Part) {
	if len(part.Lines) == 0 {
		return
	}
	p.need(3 * textHeight)
	p.font("B", 11, accent)
	p.paragraph(part.Heading, 6)
	p.gap(1)
	p.font("", 10.5, dark)
	for _, text := range part.Lines {
		if part.Points {
			p.point(text)
		} else {
			p.paragraph(text, textHeight)
		}
	}
	p.gap(4)
}

// point sets a paragraph behind a dot.
func (p *paper) point(text string) {
	for i, words := range p.lines(text, width-indent) {
		p.need(textHeight)
		p.pdf.SetX(margin)
		dot := ""
		if i == 0 {
			dot = "•"
		}
		p.pdf.CellFormat(indent, textHeight, dot, "", 0, "L", false, 0, "")
		p.pdf.CellFormat(width-indent, textHeight, words, "", 1, "L", false, 0, "")
	}
	p.gap(1)
}
