package dashboard

import (
	"cmp"
	"slices"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
)

// roomOnCard is how many lines a lying figure has on a card; the large figure has all.
const roomOnCard = 12

// onCard returns the figure as a card has room for it. Its subtitle is left out: measure and period stand above the
// figures already. Of many lines those that rest on the most cases are kept, the largest first, and a note says so.
func onCard(f figure.Figure, l *i18n.Language) figure.Figure {
	f.Subtitle = ""
	if (f.Kind != figure.Dots && f.Kind != figure.Lying) || len(f.Categories) <= roomOnCard {
		return f
	}
	order := make([]int, len(f.Categories))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight(f, b), weight(f, a)) })
	order = order[:roomOnCard]
	names := make([]string, len(order))
	for i, at := range order {
		names[i] = f.Categories[at]
	}
	series := make([]figure.Series, len(f.Series))
	for k, s := range f.Series {
		points := make([]figure.Point, len(order))
		for i, at := range order {
			points[i] = s.Points[at]
		}
		s.Points = points
		series[k] = s
	}
	f.Categories, f.Series = names, series
	f.Notes = []string{l.Text("dashboard.largest", "n", l.Number(roomOnCard))}
	return f
}

// weight is on how many cases a line of a figure rests: what its points tell, else their values.
func weight(f figure.Figure, category int) (sum float64) {
	for _, s := range f.Series {
		p := s.Points[category]
		switch {
		case p.N > 0:
			sum += float64(p.N)
		case !p.Missing && f.Unit == figure.Count:
			sum += p.Value
		}
	}
	return sum
}
