package chart

import (
	"strings"

	"tuntas/analytics/figure"
)

// Alternative says f in words: its title and its text alternative, or, where it has none, how many values there are, the
// greatest and the least of them, and what was noted. It is what a screen reader reads and a person without the picture.
func Alternative(f figure.Figure, l words) string {
	if f.Alternative != "" {
		return sentences(f.Title, f.Alternative)
	}
	f = tidy(f)
	switch {
	case f.Empty():
		return sentences(f.Title, l.Text("chart.empty"))
	case f.Kind == figure.Flow:
		return sentences(append([]string{f.Title}, flowSaid(f, l)...)...)
	}
	return sentences(append([]string{f.Title, f.Subtitle}, extremes(f, l)...)...)
}

// extremes says the number of values, the greatest and the least, and for a line its last.
func extremes(f figure.Figure, l words) []string {
	count := 0
	var low, high, last [2]int
	at := func(i [2]int) float64 { return f.Series[i[0]].Points[i[1]].Value }
	for s, row := range f.Series {
		for c, p := range row.Points {
			if p.Missing {
				continue
			}
			here := [2]int{s, c}
			if count == 0 {
				low, high = here, here
			}
			if p.Value < at(low) {
				low = here
			}
			if p.Value > at(high) {
				high = here
			}
			last = here
			count++
		}
	}
	name := func(i [2]int) string {
		return strings.Join(said(f, i[0], i[1], l)[:2], ": ")
	}
	said := []string{l.Text("chart.said.count", "n", l.Number(int64(count))), l.Text("chart.said.high", "mark", name(high))}
	if count > 1 {
		said = append(said, l.Text("chart.said.low", "mark", name(low)))
	}
	if f.Kind == figure.Spark || f.Kind == figure.Lines && len(f.Series) == 1 {
		said = append(said, l.Text("chart.said.last", "mark", name(last)))
	}
	return said
}

// flowSaid says the stages and the way that is gone most, and how many are not official.
func flowSaid(f figure.Figure, l words) []string {
	names := map[string]string{}
	for _, n := range f.Nodes {
		names[n.ID] = n.Name
	}
	said := []string{l.Text("chart.said.flow", "n", l.Number(int64(len(f.Nodes))), "ways", l.Number(int64(len(f.Ways))))}
	most, odd := -1, int64(0)
	for i, w := range f.Ways {
		if most < 0 || w.Count > f.Ways[most].Count {
			most = i
		}
		if w.Odd {
			odd++
		}
	}
	if most >= 0 {
		w := f.Ways[most]
		way := l.Text("chart.way", "from", names[w.From], "to", names[w.To])
		said = append(said, l.Text("chart.said.high", "mark", l.Text("chart.value", "series", way, "value", l.Number(w.Count))))
	}
	if odd > 0 {
		said = append(said, l.Text("chart.said.odd", "n", l.Number(odd)))
	}
	return said
}

// sentences joins texts, with a full stop between them.
func sentences(texts ...string) string {
	joined := ""
	for _, t := range texts {
		if t == "" {
			continue
		}
		if joined != "" {
			joined = strings.TrimRight(joined, ".") + ". "
		}
		joined += t
	}
	return joined
}

// Headings are the titles of the columns of figure.Figure.Numbers in the reader's language.
func Headings(l words) figure.Headings {
	text := func(key string) string { return l.Text("chart.column." + key) }
	return figure.Headings{
		Series: text("series"), Value: text("value"), Low: text("low"), High: text("high"), Q1: text("q1"), Q3: text("q3"),
		N: "n", Small: l.Text("chart.small"), Along: text("along"), Code: text("code"), From: text("from"), To: text("to"),
		Odd: l.Text("chart.odd"), Remark: text("remark"), Event: l.Text("chart.event"),
	}
}
