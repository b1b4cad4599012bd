package chart

import "tuntas/analytics/figure"

// boxes draws for each category the stretch from Low to High as a line, the middle half of the values as a box on it, and the
// median as a thick stroke, with its value at the right if there is room.
func (l *layout) boxes() {
	column := l.dotWords()
	right := l.r.widest(column, gradeSmall)
	if right > 0 {
		right += 2 * gap
	}
	g := l.rows(right)
	l.referenceDown(g)
	group := min(g.band*0.72, 20*float32(len(l.f.Series)))
	high := group / float32(len(l.f.Series))
	for s, row := range l.f.Series {
		for c, p := range row.Points {
			if p.Missing {
				continue
			}
			l.box(s, c, g, g.mid(c)-group/2+(float32(s)+0.5)*high, max(1, high*0.8))
		}
	}
	l.dotColumn(column, g)
}

// box draws the box of a point, high units high about y.
func (l *layout) box(series, category int, g rows, y, high float32) {
	p := l.f.Series[series].Points[category]
	l.span(figure.Point{Low: p.Low, High: p.Q1}, g, y)
	l.span(figure.Point{Low: p.Q3, High: p.High}, g, y)
	b := box{g.x(p.Q1), y - high/2, max(1.5, g.x(p.Q3)-g.x(p.Q1)), high}
	ground := ink{Role: roleFaint, Tone: l.f.Series[series].Tone}
	if p.Small {
		ground = ink{Role: rolePaper}
	}
	l.put(fill{Box: b, Ink: ground, Edge: l.solid(series), Width: 1.4})
	for _, it := range hatch(b, series) {
		line := it.(stroke)
		line.Ink, line.Width = l.solid(series), 0.8
		l.put(line)
	}
	x := g.x(p.Value)
	l.put(stroke{spot{x, b.Y}, spot{x, b.bottom()}, ink{Role: roleText}, 3})
	l.mark(series, category, b.inside(g.plot), false)
}
