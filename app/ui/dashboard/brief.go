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
	if f.Kind == figure.Heat {
		return shortGrid(f, l)
	}
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
	f.Notes = append(slices.Clone(f.Notes), l.Text("dashboard.largest", "n", l.Number(roomOnCard)))
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

// shortGrid keeps the rows of a grid that a card has room for: the first of counts, which stand in the order of their size,
// the last of periods, and else those that rest on the most cases.
func shortGrid(f figure.Figure, l *i18n.Language) figure.Figure {
	cut := len(f.Series) - roomOnCard
	if cut <= 0 {
		return f
	}
	series := slices.Clone(f.Series)
	switch {
	case f.Unit == figure.Count:
		series = series[:roomOnCard]
	case periodical(series):
		series = series[cut:]
	default:
		slices.SortStableFunc(series, func(a, b figure.Series) int { return cmp.Compare(resting(b), resting(a)) })
		series = series[:roomOnCard]
	}
	f.Series = series
	f.Notes = append(slices.Clone(f.Notes), l.Text("dashboard.cut", "n", l.Number(roomOnCard)))
	return f
}

// periodical tells whether the rows are periods: they lead to days of their own.
func periodical(rows []figure.Series) bool {
	first, last := daysOf(rows[0]), daysOf(rows[len(rows)-1])
	return first != "" && first != last
}

func daysOf(row figure.Series) string {
	for _, p := range row.Points {
		if d := p.Key["from"]; d != "" {
			return d
		}
	}
	return ""
}

func resting(row figure.Series) (n int64) {
	for _, p := range row.Points {
		n += p.N
	}
	return n
}

// inOrder puts the categories of a figure into the order of what they lead to under that name: hours of the day are read one
// after the other, whatever came in them.
func inOrder(f figure.Figure, name string) figure.Figure {
	if len(f.Series) == 0 || f.Kind != figure.Lying {
		return f
	}
	order := make([]int, len(f.Categories))
	for i := range order {
		order[i] = i
	}
	lead := f.Series[0].Points
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(lead[a].Key[name], lead[b].Key[name]) })
	names, series := make([]string, len(order)), slices.Clone(f.Series)
	for i, at := range order {
		names[i] = f.Categories[at]
	}
	for k, s := range series {
		series[k].Points = make([]figure.Point, len(order))
		for i, at := range order {
			series[k].Points[i] = s.Points[at]
		}
	}
	f.Kind, f.Categories, f.Series = figure.Bars, names, series
	return f
}
