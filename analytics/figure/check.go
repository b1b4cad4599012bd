package figure

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
)

// ErrShape is matched by each refusal of Check: a renderer that meets such a figure returns the error and draws nothing.
var ErrShape = errors.New("the figure cannot be drawn")

// kinds are the forms that every renderer draws.
var kinds = []Kind{Bars, Stacked, Lying, Lines, Dots, Heat, Steps, Funnel, Boxes, Calendar, Flow, Places, Spark}

// Kinds returns all forms in the order of their constants; the slice is the caller's own.
func Kinds() []Kind { return slices.Clone(kinds) }

// Check tells whether f can be drawn: a known kind, a point for each category in each series, finite numbers, and what its
// kind asks beyond that. The error matches ErrShape. A figure without values passes; see Empty.
func (f Figure) Check() error {
	if !slices.Contains(kinds, f.Kind) {
		return f.refuse("unknown kind %q", f.Kind)
	}
	if f.Reference != nil && !finite(f.Reference.Value) {
		return f.refuse("reference is no number")
	}
	for _, check := range []func() error{f.checkSeries, f.checkCrowd, f.checkTails, f.checkLimits, f.checkEvents, f.checkKind} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// refuse is the error of a figure that cannot be drawn.
func (f Figure) refuse(format string, about ...any) error {
	return fmt.Errorf("%w: %s: "+format, append([]any{ErrShape, f.ID}, about...)...)
}

func (f Figure) checkSeries() error {
	for _, s := range f.Series {
		if len(s.Points) != len(f.Categories) {
			return f.refuse("series %q has %d points for %d categories", s.Name, len(s.Points), len(f.Categories))
		}
		for i, p := range s.Points {
			if err := p.check(); err != nil {
				return f.refuse("series %q, point %d: %s", s.Name, i, err)
			}
		}
	}
	return nil
}

func (p Point) check() error {
	if p.Missing {
		return nil
	}
	for _, v := range []float64{p.Value, p.Low, p.High, p.X, p.Q1, p.Q3} {
		if !finite(v) {
			return errors.New("no number")
		}
	}
	return nil
}

// checkLimits looks at the curves: as many values as places, in order, and the lower curve below the upper one.
func (f Figure) checkLimits() error {
	for _, l := range f.Limits {
		n := max(1, len(l.Along))
		if len(l.Low) != n || len(l.High) != n {
			return f.refuse("limit %q has %d and %d values for %d places", l.Name, len(l.Low), len(l.High), n)
		}
		for i := range n {
			if !finite(l.Low[i]) || !finite(l.High[i]) || l.Low[i] > l.High[i] {
				return f.refuse("limit %q, place %d: no stretch between numbers", l.Name, i)
			}
		}
		if !ascending(l.Along) {
			return f.refuse("limit %q does not go along", l.Name)
		}
	}
	return nil
}

func (f Figure) checkEvents() error {
	for _, e := range f.Events {
		if e.Category < 0 || e.Category >= len(f.Categories) {
			return f.refuse("event %q stands at category %d of %d", e.Text, e.Category, len(f.Categories))
		}
	}
	return nil
}

// checkKind looks at what one kind asks beyond the others.
func (f Figure) checkKind() error {
	switch f.Kind {
	case Steps:
		return f.checkSteps()
	case Boxes:
		return f.checkBoxes()
	case Calendar:
		return f.checkDays()
	case Places:
		return f.checkShapes()
	case Flow:
		return f.checkFlow()
	case Spark:
		return f.single()
	}
	return nil
}

// single refuses a second series where a kind has room for one.
func (f Figure) single() error {
	if len(f.Series) > 1 {
		return f.refuse("%d series, one is drawn", len(f.Series))
	}
	return nil
}

func (f Figure) checkSteps() error {
	for _, s := range f.Series {
		var along []float64
		for _, p := range s.Points {
			if !p.Missing {
				along = append(along, p.X)
			}
		}
		if !ascending(along) {
			return f.refuse("series %q does not go along", s.Name)
		}
	}
	return nil
}

func (f Figure) checkBoxes() error {
	for _, s := range f.Series {
		for i, p := range s.Points {
			if !p.Missing && !slices.IsSorted([]float64{p.Low, p.Q1, p.Value, p.Q3, p.High}) {
				return f.refuse("series %q, box %d: quartiles out of order", s.Name, i)
			}
		}
	}
	return nil
}

func (f Figure) checkDays() error {
	before := time.Time{}
	for _, c := range f.Categories {
		day, err := time.Parse(time.DateOnly, c)
		if err != nil {
			return f.refuse("category %q is no day", c)
		}
		if !day.After(before) {
			return f.refuse("day %s is not after the one before it", c)
		}
		before = day
	}
	return f.single()
}

func (f Figure) checkShapes() error {
	if len(f.Shapes) != len(f.Categories) {
		return f.refuse("%d shapes for %d places", len(f.Shapes), len(f.Categories))
	}
	for i, s := range f.Shapes {
		if len(s.Rings) == 0 {
			return f.refuse("place %q has no outline", f.Categories[i])
		}
		for _, ring := range s.Rings {
			if err := checkRing(ring); err != nil {
				return f.refuse("place %q: %s", f.Categories[i], err)
			}
		}
	}
	return f.single()
}

func checkRing(ring [][2]float64) error {
	if len(ring) < 3 {
		return fmt.Errorf("a ring of %d points", len(ring))
	}
	for _, p := range ring {
		if !finite(p[0]) || !finite(p[1]) || math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 {
			return errors.New("a point that is not on the earth")
		}
	}
	return nil
}

func (f Figure) checkFlow() error {
	if len(f.Series) > 0 || len(f.Categories) > 0 {
		return f.refuse("a flow has nodes and ways, no series")
	}
	known := map[string]bool{}
	for _, n := range f.Nodes {
		if n.ID == "" || known[n.ID] {
			return f.refuse("node %q has no id of its own", n.Name)
		}
		if n.Count < 0 {
			return f.refuse("node %q has %d cases", n.ID, n.Count)
		}
		known[n.ID] = true
	}
	gone := map[[2]string]bool{}
	for _, w := range f.Ways {
		switch {
		case !known[w.From] || !known[w.To]:
			return f.refuse("the way from %q to %q has an end that is no node", w.From, w.To)
		case gone[[2]string{w.From, w.To}]:
			return f.refuse("two ways from %q to %q", w.From, w.To)
		case w.Count < 0:
			return f.refuse("the way from %q to %q has %d cases", w.From, w.To, w.Count)
		}
		gone[[2]string{w.From, w.To}] = true
	}
	return nil
}

// Empty tells whether f has no value at all: a renderer then says so in words.
func (f Figure) Empty() bool {
	if f.Kind == Flow {
		return len(f.Nodes) == 0
	}
	for _, s := range f.Series {
		for _, p := range s.Points {
			if !p.Missing {
				return false
			}
		}
	}
	return true
}

// Faint returns the categories in which a point is too small to judge, in reading order and each once.
func (f Figure) Faint() []string {
	var names []string
	for i, c := range f.Categories {
		if slices.ContainsFunc(f.Series, func(s Series) bool { return i < len(s.Points) && s.Points[i].Small }) {
			names = append(names, c)
		}
	}
	return names
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// ascending tells whether all are numbers and none is below the one before it.
func ascending(all []float64) bool {
	for i, v := range all {
		if !finite(v) || i > 0 && v < all[i-1] {
			return false
		}
	}
	return true
}
