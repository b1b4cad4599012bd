package figure

import (
	"cmp"
	"slices"
)

// MostSeries is how many series one picture tells apart; Check refuses more where each has a colour of its own.
const MostSeries = 4

// Crowd is what is said where a figure had too many series, in the reader's language.
type Crowd struct {
	Others   string // name of the rest in one series
	Grouped  string // note: the rest stands under that name
	Gridded  string // note: the series are the rows of a grid
	Narrowed string // note: the others are in the table only
}

// coloured are the kinds whose series are told apart by colour, line or order. The others have one series, or rows.
var coloured = []Kind{Bars, Stacked, Lying, Lines, Dots, Steps, Funnel, Boxes}

// Crowded tells whether f has more series than are told apart in its kind.
func (f Figure) Crowded() bool {
	return len(f.Series) > MostSeries && slices.Contains(coloured, f.Kind)
}

func (f Figure) checkCrowd() error {
	if f.Crowded() {
		return f.refuse("%d series, %d are told apart", len(f.Series), MostSeries)
	}
	return nil
}

// Legible returns f so that its series can be told apart. Of piled counts the small ones become one series; bars, lines and
// dots beside each other become a grid, which has no limits and no line across; of curves and boxes those stay that rest on
// the most cases. A note says which. A figure with few series stays as it is.
func (f Figure) Legible(c Crowd) Figure {
	if !f.Crowded() {
		return f
	}
	said := c.Gridded
	switch f.Kind {
	case Stacked:
		f, said = f.grouped(c.Others), c.Grouped
	case Bars, Lines:
		f = f.gridded()
	case Lying, Dots:
		f = f.turned().gridded()
	default:
		f.Series, said = picked(f.Series, f.heaviest(MostSeries)), c.Narrowed
	}
	if said != "" {
		f.Notes = append(slices.Clone(f.Notes), said)
	}
	return f
}

// gridded shows each series as a row of shades.
func (f Figure) gridded() Figure {
	f.Kind, f.Limits, f.Reference, f.Tails = Heat, nil, nil, nil
	return f
}

// turned makes the categories series and the series categories.
func (f Figure) turned() Figure {
	rows := make([]Series, len(f.Categories))
	names := make([]string, len(f.Series))
	for c, name := range f.Categories {
		rows[c] = Series{Name: name, Tone: Plain}
		for _, s := range f.Series {
			rows[c].Points = append(rows[c].Points, s.Points[c])
		}
	}
	for i, s := range f.Series {
		names[i] = s.Name
	}
	f.Categories, f.Series, f.Events = names, rows, nil
	return f
}

// heaviest are the places of the series that rest on the most cases, in the order in which they stand.
func (f Figure) heaviest(n int) []int {
	order := make([]int, len(f.Series))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(f.Series[b].weight(), f.Series[a].weight()) })
	order = order[:n]
	slices.Sort(order)
	return order
}

// weight is on how many cases a series rests; where its points do not tell, the sum of its values.
func (s Series) weight() (sum float64) {
	for _, p := range s.Points {
		switch {
		case p.N > 0:
			sum += float64(p.N)
		case !p.Missing:
			sum += max(p.Value, -p.Value)
		}
	}
	return sum
}

// grouped adds up the series that are not among the heaviest.
func (f Figure) grouped(name string) Figure {
	heaviest := f.heaviest(MostSeries - 1)
	kept := picked(f.Series, heaviest)
	rest := Series{Name: name, Tone: unused(kept), Points: make([]Point, len(f.Categories))}
	for i := range rest.Points {
		rest.Points[i].Missing = true
	}
	for i, s := range f.Series {
		if slices.Contains(heaviest, i) {
			continue
		}
		for c, p := range s.Points {
			rest.Points[c] = rest.Points[c].plus(p)
		}
	}
	f.Series = append(kept, rest)
	return f
}

// unused is a quiet tone that none of the series has.
func unused(all []Series) Tone {
	for _, tone := range []Tone{Pending, Third, Second} {
		if !slices.ContainsFunc(all, func(s Series) bool { return s.Tone == tone }) {
			return tone
		}
	}
	return Plain
}

// plus is the sum of two points: it leads nowhere, for no key names the rows behind both.
func (p Point) plus(o Point) Point {
	if o.Missing {
		return p
	}
	v := o.Value
	if !p.Missing {
		v += p.Value
	}
	return Point{Value: v, Low: v, High: v, N: p.N + o.N, Small: p.Small || o.Small}
}
