package chart

import (
	"math"

	"tuntas/analytics/figure"
)

// heat draws a grid: the series are the rows, the categories the columns, the value is the shade. Every shade is a step of
// the ramp, and the value stands in its cell if all of them fit.
func (l *layout) heat() {
	names := make([]string, len(l.f.Series))
	for i, s := range l.f.Series {
		names[i] = s.Name
	}
	g := l.cells(names)
	lo, hi := heatBounds(l.f)
	high := g.plot.H / float32(len(names))
	written := l.cellWordsFit(g.band, high)
	for s, row := range l.f.Series {
		for c, p := range row.Points {
			cell := box{g.plot.X + float32(c)*g.band, g.plot.Y + float32(s)*high, g.band, high}
			cell = cell.thinned()
			if p.Missing {
				l.put(fill{Box: cell, Ink: ink{Role: roleMissing}})
				continue
			}
			l.cell(s, c, cell, shade(p.Value, lo, hi))
			if written {
				l.cellWords(p, cell, shade(p.Value, lo, hi))
			}
		}
	}
	l.events(g.mid)
}

// thinned leaves a seam around a cell, if it is large enough for one. Edges of large cells lie on whole units, so that all
// seams are equally wide on the screen.
func (b box) thinned() box {
	if min(b.W, b.H) >= 4 {
		x, y := whole(b.X), whole(b.Y)
		return box{x, y, whole(b.right()) - x - 1, whole(b.bottom()) - y - 1}
	}
	seam := min(1, b.W*0.1, b.H*0.1)
	return box{b.X + seam/2, b.Y + seam/2, b.W - seam, b.H - seam}
}

func whole(v float32) float32 { return float32(math.Round(float64(v))) }

func (l *layout) cell(series, category int, b box, shade float32) {
	l.put(fill{Box: b, Ink: ink{Role: roleHeat, Shade: shade}})
	if l.f.Series[series].Points[category].Small {
		l.put(l.corner(b, shade))
	}
	l.mark(series, category, b, false)
}

// corner is the sign in a cell whose group is too small to judge: a ring in the upper right.
func (l *layout) corner(b box, shade float32) item {
	r := min(3, b.W*0.2, b.H*0.2)
	return disc{
		At: spot{b.right() - r - 2, b.Y + r + 2}, Radius: r,
		Ink: ink{Role: roleHeat, Shade: shade}, Edge: ink{Role: roleOnHeat, Shade: shade}, Width: 1,
	}
}

// cells places the names of rows and columns and returns the grid of the columns.
func (l *layout) cells(names []string) columns {
	if l.spared < noAxisNames && l.f.ValueAxis != "" {
		l.paragraph(l.f.ValueAxis, gradeSmall, roleQuiet, 1)
		l.takeTop(gap / 2)
	}
	l.takeTop(l.eventRoom())
	left := l.nameRoom(names, 0) + gap
	g := columns{plot: box{l.area.X + left, l.area.Y, max(1, l.area.W-left), 0}}
	g.band = g.plot.W / float32(len(l.f.Categories))
	labels, hung := l.gridLabels(g)
	foot := deepest(labels) + gap/2
	if l.spared < noAxisNames && l.f.CategoryAxis != "" {
		foot += l.r.height(gradeSmall)
	}
	g.plot.H = max(0, min(l.area.H-foot, float32(highestCell*len(names))))
	l.rowNames(names, rows{plot: g.plot, band: g.plot.H / float32(len(names))})
	for _, c := range hung {
		from := spot{g.mid(c), g.plot.bottom() + 1}
		l.put(stroke{from, spot{from.X, from.Y + l.r.height(gradeSmall)}, ink{Role: roleGrid}, 1})
	}
	for _, t := range labels {
		l.put(t.moved(t.Box.X, t.Box.Y+g.plot.bottom()+gap/2))
	}
	if l.spared < noAxisNames && l.f.CategoryAxis != "" {
		t := l.r.text(l.r.shorten(l.f.CategoryAxis, gradeSmall, l.area.W), gradeSmall, ink{Role: roleQuiet})
		l.put(t.moved(max(l.area.X, g.plot.right()-t.Box.W), g.plot.bottom()+foot-t.Box.H))
	}
	l.Plot = g.plot
	return g
}

// highestCell is how high the cells of a grid become at most.
const highestCell = 60

// mostHung is up to how many columns have their names in two rows by turns where one has no room for them.
const mostHung = 12

// gridLabels writes the names of the columns. Those of a few columns are never left out for want of width: every second one
// hangs a line lower, on a thin line, so that each has the room of two. It returns which columns those are.
func (l *layout) gridLabels(g columns) (labels []text, hung []int) {
	room := 2*g.band - gap
	if l.wholeLabels(g.band-gap/2, 1) || l.wholeLabels(g.band-gap/2, 2) || len(l.f.Categories) > mostHung || !l.wholeLabels(room, 1) {
		return l.columnLabels(g), nil
	}
	for c, name := range l.f.Categories {
		t := l.r.text(name, gradeSmall, ink{Role: roleText})
		x := min(max(l.area.X, g.mid(c)-t.Box.W/2), l.area.right()-t.Box.W)
		labels = append(labels, t.moved(x, float32(c%2)*t.Box.H))
		if c%2 == 1 {
			hung = append(hung, c)
		}
	}
	return labels, hung
}

func heatBounds(f figure.Figure) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, s := range f.Series {
		for _, p := range s.Points {
			if !p.Missing {
				lo, hi = min(lo, p.Value), max(hi, p.Value)
			}
		}
	}
	return min(0, lo), max(0, hi)
}

func shade(v, lo, hi float64) float32 {
	if hi <= lo {
		return 0
	}
	return float32((v - lo) / (hi - lo))
}

// cellWordsFit tells whether every value has room in a cell and the figure stays light enough.
func (l *layout) cellWordsFit(w, h float32) bool {
	cells := len(l.f.Series) * len(l.f.Categories)
	return 2*cells+len(l.Items) < budget && h >= l.r.height(gradeSmall)+1 && w >= l.valueRoom()+gap
}

func (l *layout) cellWords(p figure.Point, b box, shade float32) {
	t := l.r.text(value(p.Value, l.f.Unit, l.w), gradeSmall, ink{Role: roleOnHeat, Shade: shade})
	mid := b.middle()
	l.put(t.moved(mid.X-t.Box.W/2, mid.Y-t.Box.H/2))
}

// rampSteps is how many shades the legend shows.
const rampSteps = 7

// ramp is the legend of the shades, from the least to the greatest value, and of cells without one.
func (l *layout) ramp() []entry {
	lo, hi := heatBounds(l.f)
	words := l.w.Text("chart.ramp", "low", value(lo, l.f.Unit, l.w), "high", value(hi, l.f.Unit, l.w))
	entries := []entry{{name: words, wide: rampSteps * 12, draw: func(b box) []item {
		var items []item
		step := b.W / rampSteps
		for i := range rampSteps {
			cell := box{b.X + float32(i)*step, b.Y, step, b.H}
			items = append(items, fill{Box: cell, Ink: ink{Role: roleHeat, Shade: float32(i) / (rampSteps - 1)}})
		}
		return items
	}}}
	if anyPoint(l.f, func(p figure.Point) bool { return p.Missing }) {
		entries = append(entries, entry{name: l.w.Text("chart.missing"), draw: func(b box) []item {
			return []item{fill{Box: b, Ink: ink{Role: roleMissing}}}
		}})
	}
	return entries
}
