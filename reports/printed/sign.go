package printed

import "tuntas/analytics/figure"

// Sizes of the room for a signature, in millimetres.
const (
	signWidth = 78.0
	signRoom  = 22.0 // for the hand
	signLine  = 5.0
)

// dotted stands where a name is to be written by hand.
const dotted = "(………………………………)"

// sign leaves room for the signatures, two beside each other, the last at the right edge.
func (p *paper) sign(all []figure.Signer) {
	for len(all) > 0 {
		n := min(2, len(all))
		if len(all)%2 == 1 {
			n = 1
		}
		p.signRow(all[:n])
		all = all[n:]
	}
}

func (p *paper) signRow(row []figure.Signer) {
	p.font("", 10, dark)
	most := 0
	lines := make([][]string, len(row))
	for i, s := range row {
		for _, line := range s.Above {
			lines[i] = append(lines[i], p.lines(line, signWidth)...)
		}
		most = max(most, len(lines[i]))
	}
	height := float64(most+2)*signLine + signRoom
	p.need(height + 8)
	p.gap(8)
	y := p.pdf.GetY()
	for i, s := range row {
		x := margin
		if i == len(row)-1 {
			x = pageWidth - margin - signWidth
		}
		p.signer(s, lines[i], x, y, y+float64(most)*signLine+signRoom)
	}
	p.pdf.SetY(y + height)
}

// signer sets the lines above the room for the hand, and name and number below it.
func (p *paper) signer(s figure.Signer, above []string, x, y, name float64) {
	p.font("", 10, dark)
	for i, words := range above {
		p.pdf.SetXY(x, y+float64(i)*signLine)
		p.pdf.CellFormat(signWidth, signLine, words, "", 0, "L", false, 0, "")
	}
	who := dotted
	if s.Name != "" {
		p.font("B", 10, dark)
		who = p.fit(s.Name, signWidth)
	}
	p.pdf.SetXY(x, name)
	p.pdf.CellFormat(signWidth, signLine, who, "", 0, "L", false, 0, "")
	p.font("", 10, dark)
	p.pdf.SetXY(x, name+signLine)
	p.pdf.CellFormat(signWidth, signLine, p.fit(s.Number, signWidth), "", 0, "L", false, 0, "")
}
