package figure

import "slices"

// Headings are the titles of the columns of Numbers in the reader's language; an empty one gives way to the stable name.
type Headings struct {
	Series, Value, Low, High, Q1, Q3, N, Small, Along string
	Code, From, To, Odd, Remark, Event                string
}

// Numbers returns what f draws as a table, one row for each mark: what a reader sees who cannot see the picture. Columns
// that would be empty in every row are left out. Rows of points without a value are kept, with nil as their value; those
// of a flow are its nodes, whose end is empty, then its ways.
func (f Figure) Numbers(h Headings) Table {
	if f.Kind == Flow {
		return f.flowNumbers(h)
	}
	columns := f.columns(h)
	t := Table{}
	for _, c := range columns {
		t.Columns = append(t.Columns, c.Column)
	}
	for i, s := range f.Series {
		for c, p := range s.Points {
			var row []any
			for _, column := range columns {
				row = append(row, column.cell(spot{f: f, series: i, category: c, Point: p}))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// spot is a point with its place in the figure.
type spot struct {
	f                Figure
	series, category int
	Point
}

// listed is a column and how its cells are found.
type listed struct {
	Column
	cell func(spot) any
}

// columns returns those columns that say something in at least one row.
func (f Figure) columns(h Headings) []listed {
	all := []listed{
		{column("series", h.Series, Text), func(s spot) any { return words(s.f.Series[s.series].Name) }},
		{column("code", h.Code, Code), func(s spot) any { return s.code() }},
		{column("category", f.CategoryAxis, f.categoryUnit()), func(s spot) any { return words(s.f.Categories[s.category]) }},
		{column("along", h.Along, f.AlongUnit), func(s spot) any { return s.along() }},
		{column("value", first(f.ValueAxis, h.Value), f.Unit), func(s spot) any { return s.number(s.Value) }},
		{column("low", h.Low, f.Unit), func(s spot) any { return s.ranged(s.Low) }},
		{column("q1", h.Q1, f.Unit), func(s spot) any { return s.quartile(s.Q1) }},
		{column("q3", h.Q3, f.Unit), func(s spot) any { return s.quartile(s.Q3) }},
		{column("high", h.High, f.Unit), func(s spot) any { return s.ranged(s.High) }},
		{column("n", h.N, Count), func(s spot) any { return s.cases() }},
		{column("small", h.Small, Text), func(s spot) any { return s.warned(h) }},
		{column("event", h.Event, Text), func(s spot) any { return s.event() }},
	}
	return slices.DeleteFunc(all, func(c listed) bool { return !f.says(c) })
}

// says tells whether a column has a value in some row. The value itself stays, as does the category.
func (f Figure) says(c listed) bool {
	if c.Name == "value" || c.Name == "category" {
		return true
	}
	for i, s := range f.Series {
		for k, p := range s.Points {
			if v := c.cell(spot{f: f, series: i, category: k, Point: p}); v != nil && v != "" {
				return true
			}
		}
	}
	return false
}

func (f Figure) categoryUnit() Unit {
	if f.Kind == Places || f.Kind == Calendar {
		return Code // days stay as ISO wrote them
	}
	return Text
}

func (s spot) number(v float64) any {
	if s.Missing {
		return nil
	}
	return v
}

func (s spot) ranged(v float64) any {
	if s.Missing || !s.Ranged() {
		return nil
	}
	return v
}

func (s spot) quartile(v float64) any {
	if s.f.Kind != Boxes {
		return nil
	}
	return s.number(v)
}

func (s spot) along() any {
	if s.f.Kind != Steps && s.f.Kind != Funnel {
		return nil
	}
	return s.number(s.X)
}

func (s spot) cases() any {
	if s.N == 0 {
		return nil
	}
	return s.N
}

func (s spot) warned(h Headings) any {
	if !s.Small {
		return "" // nothing to say is no missing value
	}
	return first(h.Small, "small")
}

func (s spot) code() any {
	if s.f.Kind != Places || s.category >= len(s.f.Shapes) {
		return nil
	}
	return words(s.f.Shapes[s.category].Code)
}

// event is what the bureau wrote at the category, all of it.
func (s spot) event() any {
	text := ""
	for _, e := range s.f.Events {
		if e.Category != s.category {
			continue
		}
		if text != "" {
			text += "; "
		}
		text += e.Text
	}
	return text
}

// flowNumbers lists nodes, which have no end, and ways.
func (f Figure) flowNumbers(h Headings) Table {
	t := Table{Columns: []Column{
		column("from", h.From, Text), column("to", h.To, Text), column("n", h.N, Count),
		column("remark", h.Remark, Text), column("odd", h.Odd, Text),
	}}
	names := map[string]string{}
	for _, n := range f.Nodes {
		names[n.ID] = n.Name
		t.Rows = append(t.Rows, []any{n.Name, "", n.Count, n.Words, ""})
	}
	for _, w := range f.Ways {
		odd := ""
		if w.Odd {
			odd = first(h.Odd, "odd")
		}
		t.Rows = append(t.Rows, []any{names[w.From], names[w.To], w.Count, w.Words, odd})
	}
	return t
}

func column(name, title string, unit Unit) Column {
	return Column{Name: name, Title: first(title, name), Unit: unit}
}

// words is a text, or nil for none.
func words(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
