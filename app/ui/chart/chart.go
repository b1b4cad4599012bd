// Package chart draws a figure as a widget of the window, or as a picture for print. It knows how bars, lines, dots,
// shades, places and ways are laid out, hovered, walked by keyboard and tapped. It refuses to know where the numbers come from, what a tap
// leads to, and any word that the figure or the language does not give it.
package chart

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
)

// Chart is a figure in the window. Every mark can be reached by mouse and by keyboard.
type Chart struct {
	widget.BaseWidget

	// OnTapped is called with the series, the category and the key of a mark that was clicked, or chosen with Enter or
	// Space. In a flow, series 0 are its nodes and 1 its ways, and the category counts them. It may be nil: then marks only
	// show their values.
	OnTapped func(series, category int, key figure.Key)

	// OnTyped is called with each letter that is typed while the chart has the focus. It may be nil.
	OnTyped func(letter rune)

	// OnMenu is called on a right click anywhere on the figure, with the place for a menu. It may be nil.
	OnMenu func(at *fyne.PointEvent)

	// Unfolded makes the rows of a lying figure high enough for names that need two lines. It is for a chart that scrolls.
	Unfolded bool

	// OnReached is called with the part of the height that the keyboard has come to, for what scrolls the figure. It may be nil.
	OnReached func(top, height float32)

	// OnKey is called with each key that the figure does not know while it has the focus. It may be nil.
	OnKey func(k *fyne.KeyEvent)

	language *i18n.Language
	figure   figure.Figure
	drawn    figure.Figure // the same, made ready for all sizes
	scene    scene
	laid     fyne.Size       // the size that scene is for
	overlay  *fyne.Container // ring and tool tip; nil before the first drawing
	marked   int             // index of the mark that is hovered or chosen, or -1
	focused  bool
	inside   bool // the mouse is over the widget
}

// New returns a chart without a figure, with its values written in l.
func New(l *i18n.Language) *Chart {
	c := &Chart{language: l, marked: -1}
	c.ExtendBaseWidget(c)
	return c
}

// Draw shows f in place of what was shown. A figure without any value becomes a sentence, as does a kind that nobody
// knows; series with fewer points than categories are filled up with missing ones.
func (c *Chart) Draw(f figure.Figure) {
	c.figure, c.drawn = f, prepared(f)
	c.marked = -1
	c.Refresh()
}

// Figure returns what is shown.
func (c *Chart) Figure() figure.Figure { return c.figure }

// The least size of a chart, and how many rows it makes room for in a lying one.
const (
	leastWidth  = 280
	leastHeight = 240
	mostRows    = 60
)

// MinSize is what the chart needs to be read: lying figures need a line of words for each row, up to 60 rows.
func (c *Chart) MinSize() fyne.Size {
	c.ExtendBaseWidget(c)
	n := 0
	switch c.figure.Kind {
	case figure.Lying, figure.Dots, figure.Boxes:
		n = len(c.figure.Categories)
		if c.Unfolded && c.folds() {
			return fyne.NewSize(leastWidth, c.RoomFor(n)+float32(min(n, mostRows))*(c.ruler().height(gradeSmall)+2))
		}
	case figure.Heat:
		n = len(c.figure.Series)
	case figure.Flow:
		n = 2 * len(c.figure.Nodes)
	case figure.Places:
		n = 10
	}
	return fyne.NewSize(leastWidth, c.RoomFor(n))
}

// folds tells whether a name of a lying figure has no room on one line at the width that the chart has.
func (c *Chart) folds() bool {
	names, tails := c.drawn.Parts()
	r := c.ruler()
	room := (c.Size().Width-2*pad)*wideShare - r.widest(tails, gradeSmall)/2
	return room > 0 && r.widest(names, gradeSmall) > room
}

// RoomFor is the least height of a chart with so many lines of words, up to 60 of them.
func (c *Chart) RoomFor(lines int) float32 {
	line := c.ruler().height(gradeSmall)
	return max(leastHeight, 12*line+float32(min(lines, mostRows))*(line+2))
}

// CreateRenderer is called by the toolkit.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	c.overlay = container.NewWithoutLayout()
	r := &renderer{chart: c, marks: container.NewWithoutLayout()}
	r.build(c.Size())
	return r
}

// AccessibilityLabel says the figure in words.
func (c *Chart) AccessibilityLabel() string { return Alternative(c.figure, c.language) }

// AccessibilityRole says that the chart is read, not pressed: its marks have no roles of their own.
func (c *Chart) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (c *Chart) ruler() ruler {
	return ruler{Text: c.Theme().Size(theme.SizeNameText), Measure: measure}
}

func measure(words string, size float32, bold bool) (w, h float32) {
	s := fyne.MeasureText(words, size, fyne.TextStyle{Bold: bold})
	return s.Width, s.Height
}

func (c *Chart) palette() palette {
	return palette{c.Theme(), fyne.CurrentApp().Settings().ThemeVariant()}
}
