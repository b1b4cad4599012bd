package dashboard

import (
	"cmp"
	"slices"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
)

// roomOnCard is how many lines a lying figure has on a card; the large figure has all.
const roomOnCard = 10

// gridOnCard is how many rows a grid has on a card: its names take the columns' room too.
const gridOnCard = 9

// monthsOnCard is how many periods a grid has on a card: short names, and a year of them.
const monthsOnCard = 12

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
	f = f.Picked(order[:roomOnCard])
	f.Notes = briefly(f, l.Text("dashboard.largest", "n", l.Number(roomOnCard)))
	return f
}

// briefly are the notes of f with what the card leaves out in place of what the figure leaves out already: the one sentence
// says where the others are.
func briefly(f figure.Figure, said string) []string {
	notes := slices.DeleteFunc(slices.Clone(f.Notes), func(note string) bool { return note == f.Cut })
	return append(notes, said)
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
	room := gridOnCard
	if periodical(f.Series) {
		room = monthsOnCard
	}
	cut := len(f.Series) - room
	if cut <= 0 {
		return f
	}
	series := slices.Clone(f.Series)
	switch {
	case f.Unit == figure.Count:
		series = series[:room]
	case periodical(series):
		series = series[cut:]
	default:
		slices.SortStableFunc(series, func(a, b figure.Series) int { return cmp.Compare(resting(b), resting(a)) })
		series = series[:room]
	}
	f.Series = series
	f.Notes = briefly(f, l.Text("dashboard.cut", "n", l.Number(int64(room))))
	return f
}

// periodical tells whether the rows are periods: they lead to days of their own.
func periodical(rows []figure.Series) bool {
	if len(rows) == 0 {
		return false
	}
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
	f = f.Picked(order)
	f.Kind = figure.Bars
	return f
}
