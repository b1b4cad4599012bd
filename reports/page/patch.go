package page

import (
	"strings"

	"tuntas/analytics/figure"
)

// patch completes the tree that the builder made: what its types lack, what it always writes by itself, and what the library
// changed between its versions.
type patch struct {
	tree   map[string]any
	figure figure.Figure
	writer writer
	block  *block
}

func (p patch) apply() {
	p.title()
	p.valueAxis()
	p.series()
	p.carriers()
	p.reference()
	p.limits()
	p.ends()
	if p.figure.Kind == figure.Heat {
		p.heat()
	}
	p.events()
}

// title settles the parts around the plot. The title is a heading of the page; the chart has none.
func (p patch) title() {
	several := len(p.figure.Series) > 1 && p.figure.Kind != figure.Heat
	top := 8
	if several {
		top = 38
	}
	if p.figure.Kind == figure.Heat {
		top = 8
	}
	if (p.figure.Reference != nil && lies(p.figure.Kind)) || (len(p.figure.Events) > 0 && p.figure.Kind == figure.Heat) {
		top += 18 // the name of the line, and the numbers of remarks, stand above the plot
	}
	p.tree["title"] = map[string]any{"show": false}
	p.tree["toolbox"] = map[string]any{"show": false}
	p.tree["color"] = []any{}
	p.tree["legend"] = map[string]any{
		"show": several, "type": "plain", "left": 0, "top": 0, "orient": "horizontal",
		"itemGap": 18, "selectedMode": false, "data": anys(names(p.figure)),
	}
	p.tree["grid"] = map[string]any{
		"left": 4, "right": 28, "top": top, "bottom": 4, "outerBoundsMode": "same", "outerBoundsContain": "all",
	}
	tip := p.tree["tooltip"].(map[string]any)
	tip["confine"], tip["renderMode"], tip["valueFormatter"] = true, "html", "fmt:"+p.format()
}

// format is the name of the number format, a key of the boot script's table.
func (p patch) format() string { return format(p.figure.Unit) }

func format(u figure.Unit) string {
	switch u {
	case figure.Share:
		return "share"
	case figure.Duration:
		return "duration"
	case figure.Count:
		return "count"
	}
	return "decimal"
}

// axes returns the axis of the categories and that of the values.
func (p patch) axes() (categories, values map[string]any) {
	x := p.tree["xAxis"].([]any)[0].(map[string]any)
	y := p.tree["yAxis"].([]any)[0].(map[string]any)
	if lies(p.figure.Kind) {
		return y, x
	}
	return x, y
}

func (p patch) valueAxis() {
	categories, values := p.axes()
	categories["axisTick"] = map[string]any{"show": false}
	categories["data"] = anys(p.figure.Categories)
	wholeLabels(categories)
	wholeLabels(values)
	if p.figure.Kind == figure.Heat {
		values["axisTick"] = map[string]any{"show": false}
		values["axisLine"], categories["axisLine"] = map[string]any{"show": false}, map[string]any{"show": false}
		return
	}
	e := newExtent(p.figure)
	values["min"], values["max"], values["interval"] = e.Min, e.Max, e.Step
	values["axisTick"] = map[string]any{"show": false}
	values["axisLabel"].(map[string]any)["formatter"] = "fmt:" + p.format()
	values["axisLine"] = map[string]any{"show": false, "onZero": false}
	categories["axisLine"] = map[string]any{"show": true, "onZero": e.Min < 0}
	if !lies(p.figure.Kind) {
		values["nameTextStyle"] = map[string]any{"align": "left"}
	}
	if lies(p.figure.Kind) {
		categories["nameTextStyle"] = map[string]any{"align": "right"}
		if p.figure.Reference != nil {
			categories["name"] = "" // its place belongs to the name of the reference
		}
	}
}

// wholeLabels says "no label is left out" as a number: the builder knows only text, which the library reads as "every other".
func wholeLabels(axis map[string]any) {
	if label, ok := axis["axisLabel"].(map[string]any); ok && label["interval"] == "0" {
		label["interval"] = 0
	}
}

// series gives each series its tone, its data their faintness, and the tooltip what it says beyond the value.
func (p patch) series() {
	if p.figure.Kind == figure.Heat {
		return
	}
	for j, raw := range p.tree["series"].([]any) {
		s := raw.(map[string]any)
		f := p.figure.Series[j]
		p.block.Tones = append(p.block.Tones, tone(f.Tone))
		var marks []mark
		data := s["data"].([]any)
		kept := present(f.Points, p.figure.Kind == figure.Dots)
		for i, point := range kept {
			item := data[i].(map[string]any)
			marks = append(marks, newMark(point))
			if point.Small {
				item["itemStyle"] = map[string]any{"opacity": 0.4}
			}
			if text := p.label(point); text != "" {
				item["label"] = map[string]any{"show": true, "position": p.labelSide(), "formatter": text}
			}
		}
		p.block.Marks = append(p.block.Marks, marks)
		p.shape(s)
	}
}

// shape sets what the library's versions differ in.
func (p patch) shape(s map[string]any) {
	switch p.figure.Kind {
	case figure.Dots:
		s["encode"] = map[string]any{"x": 0, "y": 1, "tooltip": 0}
		s["itemStyle"] = map[string]any{"opacity": 1}
		s["clip"] = false
	case figure.Lines:
		s["clip"] = false
	case figure.Bars, figure.Lying, figure.Stacked:
		s["barMaxWidth"] = 56
	}
}

func present(points []figure.Point, skip bool) []figure.Point {
	if !skip {
		return points
	}
	var kept []figure.Point
	for _, p := range points {
		if !p.Missing {
			kept = append(kept, p)
		}
	}
	return kept
}

func newMark(p figure.Point) mark {
	m := mark{N: p.N, Small: p.Small}
	if p.Ranged() && !p.Missing {
		m.Low, m.High = &p.Low, &p.High
	}
	return m
}

// label is the value beside a mark: only where nothing else stands there.
func (p patch) label(point figure.Point) string {
	if !labelled(p.figure) || point.Missing {
		return ""
	}
	return p.writer.value(point.Value, p.figure.Unit)
}

// labelled tells whether the marks have their values written beside them.
func labelled(f figure.Figure) bool {
	direct := f.Kind == figure.Lying || f.Kind == figure.Bars && len(f.Categories) <= 12
	return direct && len(f.Series) == 1 && !ranged(f)
}

func (p patch) labelSide() string {
	if p.figure.Kind == figure.Lying {
		return "right"
	}
	return "top"
}

func ranged(f figure.Figure) bool {
	for _, s := range f.Series {
		for _, p := range s.Points {
			if p.Ranged() && !p.Missing {
				return true
			}
		}
	}
	return false
}

// tones are the names that the style sheet has a colour for.
var tones = []figure.Tone{
	figure.Plain, figure.Second, figure.Third, figure.Good, figure.Bad, figure.Pending, figure.Water,
}

// tone returns the name of a known colour; an unknown tone is plain.
func tone(t figure.Tone) string {
	for _, known := range tones {
		if t == known {
			return string(known)
		}
	}
	return string(figure.Plain)
}

func anys(texts []string) []any {
	all := make([]any, len(texts))
	for i, t := range texts {
		all[i] = strings.ToValidUTF8(t, "\ufffd")
	}
	return all
}
