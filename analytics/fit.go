package analytics

import "slices"

// Fit returns s as the question can be asked in it, and the dimensions of its filters that the question cannot be narrowed
// by, sorted: they are left away, and whoever shows the answer says so. A rule that the question does not know, and a
// division that it does not make, give way to its own.
func (q Question) Fit(s Scope) (fitting Scope, left []Dimension) {
	known, err := q.about(&s)
	if err != nil {
		return s, nil // asking tells what is wrong
	}
	if !slices.Contains(known.Rules, s.Rule) {
		s.Rule = ""
	}
	if known.Whole {
		s.Grain = ""
	}
	if s.By != None && !slices.Contains(known.By, s.By) {
		s.By = ""
	}
	where := map[Dimension][]string{}
	for d, values := range s.Where {
		switch {
		case len(values) == 0:
		case slices.Contains(known.Where, d):
			where[d] = values
		default:
			left = append(left, d)
		}
	}
	s.Where = where
	slices.Sort(left)
	return s, left
}
