package chart

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
)

// highestSpark is how high a small line gets at most: higher it would look like a chart whose axes were lost.
const highestSpark = 140

// spark draws one series as a small line, its last value marked and written, the least and the greatest as rings.
func (l *layout) spark() {
	l.takeTop(gap)
	l.area.H = min(l.area.H, highestSpark)
	words := ""
	if last := lastOf(l.f.Series[0].Points); last >= 0 {
		words = value(l.f.Series[0].Points[last].Value, l.f.Unit, l.w)
	}
	t := l.r.text(words, gradeStrong, ink{Role: roleText})
	if t.Box.W > l.area.W*0.45 {
		t = text{}
	}
	g := l.sparkLine(box{l.area.X, l.area.Y, l.area.W - t.Box.W - gap, l.area.H})
	if t.Words != "" && len(l.Marks) > 0 {
		last := l.Marks[len(l.Marks)-1].Box.middle()
		y := min(max(l.area.Y, last.Y-t.Box.H/2), l.area.bottom()-t.Box.H)
		l.put(t.moved(g.plot.right()+gap, y))
	}
}

// sparkLine draws the line into b.
func (l *layout) sparkLine(b box) columns {
	const rim = dotRadius + 1
	lo, hi := bounds(l.f)
	if lo == hi {
		lo, hi = lo-1, hi+1
	}
	g := columns{plot: box{b.X + rim, b.Y + rim, max(1, b.W-2*rim), max(1, b.H-2*rim)}, axis: axis{Lo: lo, Hi: hi}}
	g.band = g.plot.W / float32(max(1, len(l.f.Categories)-1))
	g.plot.X -= g.band / 2 // the first value stands at the edge
	l.Plot = b
	last := lastOf(l.f.Series[0].Points)
	l.put(l.lineOf(0, g)...)
	for c, p := range l.f.Series[0].Points {
		if p.Missing {
			continue
		}
		at := spot{g.mid(c), g.y(p.Value)}
		switch {
		case c == last:
			l.put(l.dotOf(at, dotRadius, 0, p.Small))
		case p.Value == lo || p.Value == hi:
			l.put(disc{At: at, Radius: 2.2, Ink: ink{Role: rolePaper}, Edge: l.solid(0), Width: 1.2})
		}
		l.mark(0, c, around(at, dotRadius).inside(b), true)
	}
	g.plot.X += g.band / 2
	return g
}

func lastOf(points []figure.Point) int {
	for c := len(points) - 1; c >= 0; c-- {
		if !points[c].Missing {
			return c
		}
	}
	return -1
}

// Spark is a figure as a small line for a card or the row of a table: no title, no axes, no words. It takes part in no focus;
// what it shows is told by AccessibilityLabel and stands as a number beside it.
type Spark struct {
	widget.BaseWidget

	language *i18n.Language
	figure   figure.Figure
}

// NewSpark returns a small line without a figure, with its values written in l.
func NewSpark(l *i18n.Language) *Spark {
	s := &Spark{language: l}
	s.ExtendBaseWidget(s)
	return s
}

// Draw shows the first series of f in place of what was shown; a figure without values leaves the room empty.
func (s *Spark) Draw(f figure.Figure) {
	s.figure = f
	s.Refresh()
}

// MinSize is a line of words high and wide enough to show a turn.
func (s *Spark) MinSize() fyne.Size {
	s.ExtendBaseWidget(s)
	h := s.Theme().Size(theme.SizeNameText)
	return fyne.NewSize(5*h, float32(math.Round(float64(1.6*h))))
}

// AccessibilityLabel says the figure in words.
func (s *Spark) AccessibilityLabel() string { return Alternative(s.figure, s.language) }

// AccessibilityRole says that the line is read, not pressed.
func (s *Spark) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer is called by the toolkit.
func (s *Spark) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	r := &sparkRenderer{spark: s, marks: container.NewWithoutLayout()}
	r.Refresh()
	return r
}

type sparkRenderer struct {
	spark *Spark
	marks *fyne.Container
	laid  fyne.Size
}

// Layout draws the line anew when the size is a new one.
func (r *sparkRenderer) Layout(size fyne.Size) {
	if size != r.laid {
		r.Refresh()
	}
}

// MinSize is that of the widget.
func (r *sparkRenderer) MinSize() fyne.Size { return r.spark.MinSize() }

// Refresh draws the line anew.
func (r *sparkRenderer) Refresh() {
	s := r.spark
	r.laid = s.Size()
	p := palette{s.Theme(), fyne.CurrentApp().Settings().ThemeVariant()}
	r.marks.Objects = p.objects(sparkItems(s.figure, r.laid.Width, r.laid.Height, s.language), box{0, 0, r.laid.Width, r.laid.Height})
	r.marks.Resize(r.laid)
	r.marks.Refresh()
}

// Objects are the line and its dots.
func (r *sparkRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.marks} }

// Destroy has nothing to give back.
func (r *sparkRenderer) Destroy() {}

// sparkItems lays out the first series of f without any words.
func sparkItems(f figure.Figure, width, height float32, w words) []item {
	f = tidy(f)
	if f.Empty() || len(f.Series) == 0 || width <= 0 || height <= 0 {
		return nil
	}
	f.Series = f.Series[:1]
	f.Reference, f.Limits = nil, nil
	if f.Empty() {
		return nil
	}
	l := &layout{f: f, w: w}
	l.sparkLine(box{0, 0, width, height})
	return l.Items
}
