package printed

import (
	"strings"
	"unicode/utf8"
)

// room is how much of the page is left.
func (p *paper) room() float64 { return pageHeight - foot - p.pdf.GetY() }

// need begins a new page unless so much is left.
func (p *paper) need(height float64) {
	if p.room() < height {
		p.pdf.AddPage()
	}
}

// gap leaves room, but none at the top of a page.
func (p *paper) gap(height float64) {
	if p.pdf.GetY() > margin+1 {
		p.pdf.SetY(p.pdf.GetY() + min(height, max(0, p.room())))
	}
}

// paragraph sets text over the whole width and goes on over the page.
func (p *paper) paragraph(text string, height float64) {
	for _, words := range p.lines(text, width) {
		p.need(height)
		p.pdf.SetX(margin)
		p.pdf.CellFormat(width, height, words, "", 1, "L", false, 0, "")
	}
}

// longText is how many bytes of a text go on paper; what is longer says that it was cut.
const longText = 4000

// lines breaks text into lines of at most this width, in the present font. A word that is wider than a line is broken.
func (p *paper) lines(text string, width float64) []string {
	if len(text) > longText {
		text = strings.ToValidUTF8(text[:longText], "") + "… " + p.options.Words.Text("printed.cut")
	}
	var lines []string
	for part := range strings.Lines(plain(text)) {
		lines = append(lines, p.wrapped(strings.Fields(part), width)...)
	}
	return lines
}

// longWord is more than any line has letters.
const longWord = 2000

func (p *paper) wrapped(words []string, width float64) (lines []string) {
	line := ""
	for len(words) > 0 {
		next := strings.TrimSpace(line + " " + words[0])
		switch {
		case len(next) < longWord && p.pdf.GetStringWidth(next) <= width:
			line, words = next, words[1:]
		case line != "":
			lines, line = append(lines, line), ""
		default:
			head := p.head(words[0], width)
			lines, words[0] = append(lines, head), words[0][len(head):]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// head is as much of a word as fits into the width, at least one letter.
func (p *paper) head(word string, width float64) string {
	taken := 0.0
	for i, r := range word {
		if taken += p.pdf.GetStringWidth(string(r)); i > 0 && taken > width {
			return word[:i]
		}
	}
	return word
}

// fit shortens text to the width, with an ellipsis.
func (p *paper) fit(text string, width float64) string {
	text = strings.Join(strings.Fields(plain(text)), " ")
	if p.pdf.GetStringWidth(text) <= width {
		return text
	}
	return strings.TrimRight(p.head(text, width-p.pdf.GetStringWidth("…")), " ") + "…"
}

// plain takes away what no font has and what turns the direction of reading: control characters, marks of direction, and
// letters beyond the first plane, which the writer of PDF cannot set.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == ' ':
			return r
		case r == '\t' || r == '\r':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r == 0xfeff:
			return -1
		case r > 0xffff || r == utf8.RuneError:
			return '□'
		}
		return r
	}, text)
}
