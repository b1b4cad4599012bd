package chart

import (
	"slices"
	"strings"

	"tuntas/analytics/figure"
)

// noSeries is the series of a mark that stands for a remark.
const noSeries = -1

// flagSide is how large a flag is.
const flagSide = 9

// eventRoom is the height kept above the plot for the flags.
func (l *layout) eventRoom() float32 {
	if len(l.f.Events) == 0 {
		return 0
	}
	return flagSide + 5
}

// events draws a flag above the plot and a line down through it for each category that has remarks; x says where. The words
// are shown on hover.
func (l *layout) events(x func(category int) float32) {
	var flagged []int
	for _, e := range l.f.Events {
		if e.Category >= 0 && e.Category < len(l.f.Categories) && !slices.Contains(flagged, e.Category) {
			flagged = append(flagged, e.Category)
		}
	}
	slices.Sort(flagged)
	for _, c := range flagged {
		at := x(c)
		top := l.Plot.Y - flagSide - 2
		if l.f.Kind != figure.Heat { // a line would strike out the numbers in its cells
			l.put(dashed([]spot{{at, l.Plot.Y}, {at, l.Plot.bottom()}}, []float32{1.5, 4}, ink{Role: roleQuiet}, 1)...)
		}
		l.put(stroke{spot{at, top}, spot{at, l.Plot.Y}, ink{Role: roleText}, 1.2})
		l.put(flagAt(spot{at, top}, l.Plot.right())...)
		l.Marks = append(l.Marks, mark{
			Series: noSeries, Category: c, Box: box{at - 2, top, flagSide + 2, flagSide + 2}, Hit: box{at - 5, top - 3, flagSide + 8, flagSide + 6},
			Said: func() []string { return []string{l.f.Categories[c], eventWords(l.f, c)} },
		})
	}
}

// flagAt is a flag on its pole, which flies to the left where the figure ends.
func flagAt(at spot, right float32) []item {
	side := float32(flagSide)
	if at.X+side > right {
		side = -side
	}
	return []item{area{Rings: [][]spot{{at, {at.X + side, at.Y + 3}, {at.X, at.Y + 6.5}}}, Ink: ink{Role: roleText}}}
}

// eventWords are the remarks at a category.
func eventWords(f figure.Figure, category int) string {
	var all []string
	for _, e := range f.Events {
		if e.Category == category {
			all = append(all, e.Text)
		}
	}
	return strings.Join(all, "; ")
}

func flagSwatch(b box) []item {
	mid := spot{b.middle().X - 3, b.Y}
	return append([]item{stroke{mid, spot{mid.X, b.bottom()}, ink{Role: roleText}, 1.2}}, flagAt(mid, b.right()+20)...)
}
