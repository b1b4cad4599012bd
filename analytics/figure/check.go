package figure

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// ErrShape is matched by each refusal of Check: a renderer that meets such a figure returns the error and draws nothing.
var ErrShape = errors.New("the figure cannot be drawn")

// kinds are the forms that every renderer draws.
var kinds = []Kind{Bars, Stacked, Lying, Lines, Dots, Heat}

// Check tells whether f can be drawn: a known kind, a point for each category in each series, and finite numbers. The
// error matches ErrShape. A figure without values passes; see Empty.
func (f Figure) Check() error {
	if !slices.Contains(kinds, f.Kind) {
		return fmt.Errorf("%w: %s: unknown kind %q", ErrShape, f.ID, f.Kind)
	}
	if f.Reference != nil && !finite(f.Reference.Value) {
		return fmt.Errorf("%w: %s: reference is no number", ErrShape, f.ID)
	}
	for _, s := range f.Series {
		if len(s.Points) != len(f.Categories) {
			return fmt.Errorf("%w: %s: series %q has %d points for %d categories", ErrShape, f.ID, s.Name, len(s.Points), len(f.Categories))
		}
		for i, p := range s.Points {
			if err := p.check(); err != nil {
				return fmt.Errorf("%w: %s: series %q, point %d: %s", ErrShape, f.ID, s.Name, i, err)
			}
		}
	}
	return nil
}

func (p Point) check() error {
	if p.Missing {
		return nil
	}
	if !finite(p.Value) || !finite(p.Low) || !finite(p.High) {
		return errors.New("no number")
	}
	return nil
}

// Empty tells whether f has no value at all: a renderer then says so in words.
func (f Figure) Empty() bool {
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
