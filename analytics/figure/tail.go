package figure

import (
	"slices"
	"strings"
)

// TailMark parts a category from its tail.
const TailMark = ", "

// Tailed adds a category with the end that must stay whole where names are cut, for example the rule that a unit is judged
// by. An empty name leaves the tail to stand for itself; all categories of a figure are added this way or none.
func (f *Figure) Tailed(name, tail string) {
	whole := name + TailMark + tail
	if name == "" || tail == "" {
		whole = name + tail
	}
	f.Categories, f.Tails = append(f.Categories, whole), append(f.Tails, tail)
}

// Parts returns the categories without their tails, and the tails; all of them are empty in a figure without tails.
func (f Figure) Parts() (names, tails []string) {
	names, tails = slices.Clone(f.Categories), make([]string, len(f.Categories))
	if len(f.Tails) != len(names) {
		return names, tails
	}
	for i, tail := range f.Tails {
		if name, ok := strings.CutSuffix(names[i], TailMark+tail); ok && tail != "" {
			names[i], tails[i] = name, tail
		}
	}
	return names, tails
}

// Picked returns f with those of its categories, in the order given.
func (f Figure) Picked(order []int) Figure {
	f.Categories, f.Tails = picked(f.Categories, order), picked(f.Tails, order)
	f.Series = slices.Clone(f.Series)
	for i := range f.Series {
		f.Series[i].Points = picked(f.Series[i].Points, order)
	}
	return f
}

func picked[T any](all []T, order []int) []T {
	if len(all) == 0 {
		return nil
	}
	chosen := make([]T, len(order))
	for i, at := range order {
		chosen[i] = all[at]
	}
	return chosen
}

// checkTails refuses tails that are not the ends of the categories.
func (f Figure) checkTails() error {
	if len(f.Tails) == 0 {
		return nil
	}
	if len(f.Tails) != len(f.Categories) {
		return f.refuse("%d tails for %d categories", len(f.Tails), len(f.Categories))
	}
	for i, tail := range f.Tails {
		if !strings.HasSuffix(f.Categories[i], tail) {
			return f.refuse("category %q does not end in %q", f.Categories[i], tail)
		}
	}
	return nil
}
