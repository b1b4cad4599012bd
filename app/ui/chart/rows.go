package chart

import (
	"math"

	"tuntas/analytics/figure"
)

// rows is the grid of a figure whose categories run downwards.
type rows struct {
	plot box
	axis axis
	band float32 // height of a category
	tail float32 // width of the ends of the names, left of the plot, with the gap before them
}

func (g rows) mid(category int) float32 { return g.plot.Y + (float32(category)+0.5)*g.band }
func (g rows) x(v float64) float32      { return g.plot.X + g.axis.at(v)*g.plot.W }

// Limits of what stands at the sides of rows, as shares of the width, and of the height of one row.
const (
	nameShare  = 0.42
	wideShare  = 0.5 // the same where the figure is wide
	wideFigure = 600
	tailShare  = 0.3
	valueShare = 0.3
	highestRow = 64

	mostNameLines = 3
)

// rows places the names at the left, their ends in a column of their own, the axis at the foot, and leaves a margin at the
// right.
func (l *layout) rows(right float32) rows {
	l.Lying = true
	h := l.r.height(gradeSmall)
	names, tails := l.f.Parts()
	tail := l.r.widest(tails, gradeSmall)
	if tail = min(tail, l.area.W*tailShare); tail > 0 {
		tail += gap
	}
	left := l.nameRoom(names, tail) + gap
	l.head(left)
	foot := h + gap/2
	if l.spared < noAxisNames && l.f.ValueAxis != "" {
		foot += h
	}
	lo, hi := bounds(l.f)
	g := rows{plot: box{l.area.X + left, l.area.Y, max(1, l.area.W-left-right), 0}, tail: tail}
	g.axis = valueAxis(l.f, lo, hi, l.tickCount(lo, hi, g.plot.W), l.w)
	high := highestRow * l.r.Text / usualText * float32(len(names))
	g.plot.H = max(0, min(l.area.H-foot, high))
	g.band = g.plot.H / float32(len(names))
	l.Plot = g.plot
	l.rowNames(names, g)
	l.rowTails(tails, g)
	l.rowGrid(g)
	return g
}

// nameRoom is the width of the names at the left with their tails: what they need, the names at most nameShare of all.
func (l *layout) nameRoom(names []string, tail float32) float32 {
	share := float32(nameShare)
	if l.area.W >= wideFigure {
		share = wideShare
	}
	return min(l.r.widest(names, gradeSmall), l.area.W*share-tail/2) + tail
}

// rowTails writes the ends of the names beside the plot, each beside its name.
func (l *layout) rowTails(tails []string, g rows) {
	if g.tail == 0 {
		return
	}
	h := l.r.height(gradeSmall)
	for i := l.firstRow(g); i < len(tails); i += l.everyRow(g) {
		t := l.r.text(l.r.shorten(tails[i], gradeSmall, g.tail-gap+0.5), gradeSmall, ink{Role: roleText})
		if y := g.mid(i) - h/2; y >= g.plot.Y-1 && y+h <= g.plot.bottom()+1 {
			l.put(t.moved(g.plot.X-g.tail, y))
		}
	}
}

// everyRow is which rows are named: all, or every second, third and so on where they are too low.
func (l *layout) everyRow(g rows) int {
	return max(1, int(math.Ceil(float64(l.r.height(gradeSmall)/max(g.band, 0.1)))))
}

func (l *layout) firstRow(g rows) int { return l.everyRow(g) / 2 }

// tickCount is how many steps stand side by side below the plot without meeting.
func (l *layout) tickCount(lo, hi float64, width float32) int {
	for n := 8; n > 1; n-- {
		a := valueAxis(l.f, lo, hi, n, l.w)
		if float32(len(a.Ticks))*(l.tickWidth(a)+3*gap) < width {
			return n
		}
	}
	return 1
}

// rowNames writes the names in as many lines as the rows are high enough for, three at most; in short, and without their middle,
// where that is still too little; where the rows are too low, every second name, third and so on.
func (l *layout) rowNames(names []string, g rows) {
	h := l.r.height(gradeSmall)
	right := g.plot.X - gap - g.tail
	most := min(max(1, int((g.band-2)/h)), mostNameLines)
	for i := l.firstRow(g); i < len(names); i += l.everyRow(g) {
		lines := l.r.wrapName(names[i], gradeSmall, right-l.area.X+0.5, most)
		y := g.mid(i) - float32(len(lines))*h/2
		if y < g.plot.Y-1 || y+float32(len(lines))*h > g.plot.bottom()+1 {
			continue
		}
		for n, line := range lines {
			t := l.r.text(line, gradeSmall, ink{Role: roleText})
			l.put(t.moved(right-t.Box.W, y+float32(n)*h))
		}
	}
}

func (l *layout) rowGrid(g rows) {
	h, y := l.r.height(gradeSmall), g.plot.bottom()
	free := l.area.X
	for _, t := range g.axis.Ticks {
		x := g.x(t.Value)
		k := ink{Role: roleGrid}
		if t.Value == 0 {
			k.Role = roleAxis
		}
		l.put(stroke{spot{x, g.plot.Y}, spot{x, y}, k, 1})
		words := l.r.text(t.Words, gradeSmall, ink{Role: roleQuiet})
		left := min(max(l.area.X, x-words.Box.W/2), l.area.right()-words.Box.W)
		if left >= free {
			l.put(words.moved(left, y+gap/2))
			free = left + words.Box.W + gap
		}
	}
	if l.spared < noAxisNames && l.f.ValueAxis != "" {
		t := l.r.text(l.r.shorten(l.f.ValueAxis, gradeSmall, l.area.W), gradeSmall, ink{Role: roleQuiet})
		l.put(t.moved(max(l.area.X, g.plot.right()-t.Box.W), y+gap/2+h))
	}
}

// lying draws horizontal bars with their values behind them.
func (l *layout) lying() {
	n := float32(len(l.f.Series))
	before := *l
	g := l.rows(min(l.area.W*valueShare, l.valueRoom()+gap))
	group := min(g.band*0.74, 26*n)
	high := group / n
	if high < l.r.height(gradeSmall) { // no room for values: the bars take theirs
		*l = before
		g = l.rows(2 * gap)
	}
	for s := range l.f.Series {
		for c, p := range l.f.Series[s].Points {
			if p.Missing {
				continue
			}
			y := g.mid(c) - group/2 + float32(s)*high
			zero, end := g.x(0), g.x(p.Value)
			l.bar(s, c, box{min(zero, end), y, max(zero, end) - min(zero, end), max(high*0.6, high-1)})
			l.span(p, g, y+high/2)
		}
	}
	l.hatchMarks()
	l.referenceDown(g)
	l.lyingValues(g, high)
}

// valueRoom is the width of the widest value.
func (l *layout) valueRoom() float32 {
	var w float32
	for _, s := range l.f.Series {
		for _, p := range s.Points {
			if !p.Missing {
				w = max(w, l.r.width(value(p.Value, l.f.Unit, l.w), gradeSmall))
			}
		}
	}
	return w
}

// span draws the interval of a point as a line with two ends at the height y.
func (l *layout) span(p figure.Point, g rows, y float32) {
	if !p.Ranged() {
		return
	}
	left, right := g.x(p.Low), g.x(p.High)
	k := ink{Role: roleText}
	l.put(stroke{spot{left, y}, spot{right, y}, k, 1.2})
	for _, x := range []float32{left, right} {
		l.put(stroke{spot{x, y - 3}, spot{x, y + 3}, k, 1.2})
	}
}

// lyingValues writes the values behind their bars, or none where the bars are too thin for them.
func (l *layout) lyingValues(g rows, high float32) {
	h := l.r.height(gradeSmall)
	if high < h {
		return
	}
	for _, m := range l.Marks {
		p := l.f.Series[m.Series].Points[m.Category]
		t := l.r.text(value(p.Value, l.f.Unit, l.w), gradeSmall, ink{Role: roleText})
		x := m.Box.right() + gap/2
		if p.Ranged() {
			x = max(x, g.x(p.High)+gap)
		}
		t = t.moved(x, m.Box.middle().Y-t.Box.H/2)
		if p.Value >= 0 && t.Box.right() <= l.area.right()+0.5 {
			l.over(t, l.struck(t.Box, g))
		}
	}
}

// struck tells whether the reference line runs through b.
func (l *layout) struck(b box, g rows) bool {
	if l.f.Reference == nil {
		return false
	}
	x := g.x(l.f.Reference.Value)
	return b.X < x && x < b.right()
}

// head places the name of the categories above their names, which are left wide, in the line of words that the name of the
// reference stands in too.
func (l *layout) head(left float32) {
	named := l.spared < noAxisNames && l.f.CategoryAxis != ""
	if named {
		l.takeTop(gap / 2)
		l.put(l.headName(left).moved(l.area.X, l.area.Y))
	}
	if named || l.f.Reference != nil {
		l.takeTop(l.r.height(gradeSmall) + 2)
	}
}

func (l *layout) headName(left float32) text {
	if l.spared >= noAxisNames {
		return text{}
	}
	room := l.area.W
	if l.f.Reference != nil { // its name stands in the same line
		room = max(left, l.area.W*nameShare)
	}
	return l.r.text(l.r.shorten(l.f.CategoryAxis, gradeSmall, room), gradeSmall, ink{Role: roleQuiet})
}

// referenceDown draws the reference line down the plot, with its name above.
func (l *layout) referenceDown(g rows) {
	if l.f.Reference == nil {
		return
	}
	x := g.x(l.f.Reference.Value)
	from := l.area.X
	if name := l.headName(g.plot.X - l.area.X); name.Box.W > 0 {
		from += name.Box.W + gap
	}
	t := l.r.text(l.r.shorten(l.referenceWords(), gradeSmall, l.area.right()-from), gradeSmall, ink{Role: roleText})
	left := min(max(from, x-t.Box.W/2), l.area.right()-t.Box.W)
	l.put(t.moved(left, l.area.Y-t.Box.H-2))
	l.put(dashed([]spot{{x, g.plot.Y}, {x, g.plot.bottom()}}, []float32{4, 3}, ink{Role: roleText}, 1.25)...)
}

// dots draws a dot with its interval for each category, and the value with its n at the right if there is room.
func (l *layout) dots() {
	column := l.dotWords()
	right := l.r.widest(column, gradeSmall)
	if right > 0 {
		right += 2 * gap
	}
	g := l.rows(right)
	l.referenceDown(g)
	apart := min(g.band*0.7, 14*float32(len(l.f.Series))) / float32(len(l.f.Series))
	radius := min(dotRadius+1, max(1.5, apart*0.45))
	for s, row := range l.f.Series {
		for c, p := range row.Points {
			if p.Missing {
				continue
			}
			y := g.mid(c) + (float32(s)-float32(len(l.f.Series)-1)/2)*apart
			l.span(p, g, y)
			at := spot{g.x(p.Value), y}
			l.put(l.dotOf(at, radius, s, p.Small))
			l.mark(s, c, around(at, radius).inside(g.plot), true)
		}
	}
	l.dotColumn(column, g)
}

// narrowDots is the width below which a figure of dots has no room for values beside them, at the usual size of text.
const narrowDots = 440

// dotWords returns what is written at the right of each row: value and n of a single series. Nothing in a narrow figure
// and for several series.
func (l *layout) dotWords() []string {
	if len(l.f.Series) != 1 || l.area.W < narrowDots*l.r.Text/usualText {
		return nil
	}
	column := make([]string, len(l.f.Categories))
	for c, p := range l.f.Series[0].Points {
		switch {
		case p.Missing:
			column[c] = l.w.Text("chart.missing")
		case p.N > 0:
			column[c] = value(p.Value, l.f.Unit, l.w) + "   " + l.w.Text("chart.n", "n", l.w.Number(p.N))
		default:
			column[c] = value(p.Value, l.f.Unit, l.w)
		}
	}
	return column
}

func (l *layout) dotColumn(column []string, g rows) {
	if g.band < l.r.height(gradeSmall) {
		return
	}
	for c, words := range column {
		t := l.r.text(words, gradeSmall, ink{Role: roleQuiet})
		l.put(t.moved(l.area.right()-t.Box.W, g.mid(c)-t.Box.H/2))
	}
}
