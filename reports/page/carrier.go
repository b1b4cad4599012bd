package page

import (
	"strconv"

	"tuntas/analytics/figure"
)

// carriers draws the intervals. The library has bars of error only through functions, which no page of ours may hold, so a
// silent series without data carries each interval as a marked line. It stands on an axis of numbers laid over that of the
// categories: there a place beside the middle of a category can be named.
func (p patch) carriers() {
	if p.figure.Kind == figure.Heat || p.figure.Kind == figure.Stacked {
		return
	}
	if p.figure.Kind != figure.Dots && !ranged(p.figure) {
		return
	}
	if banded(p.figure) {
		for j := range p.figure.Series {
			p.bands(j)
		}
		return
	}
	p.overlay()
	for j, s := range p.figure.Series {
		lines := p.intervals(s.Points, place(p.figure, j))
		if len(lines) == 0 {
			continue
		}
		colour := "ink"
		if p.figure.Kind == figure.Dots || p.figure.Kind == figure.Lines {
			colour = tone(s.Tone)
		}
		p.carry(colour, map[string]any{
			"silent": true, "animation": false, "symbol": []any{"none", "none"}, "label": map[string]any{"show": false},
			"lineStyle": map[string]any{"type": "solid", "width": 1.8}, "data": lines,
		})
	}
}

// manyPoints is from how many points on a line has a band in place of whiskers, as in the window.
const manyPoints = 10

// banded tells whether intervals along the categories are soft bands.
func banded(f figure.Figure) bool {
	return f.Kind == figure.Lines && len(f.Categories) >= manyPoints && ranged(f)
}

// bands puts the stretch of the intervals behind a line: its lower end, which is not seen, and on it the rest. Where a value
// or its interval is missing there is a gap.
func (p patch) bands(j int) {
	var foot, rest []any
	for _, point := range p.figure.Series[j].Points {
		if point.Missing || !point.Ranged() {
			foot, rest = append(foot, "-"), append(rest, "-")
			continue
		}
		foot, rest = append(foot, point.Low), append(rest, point.High-point.Low)
	}
	for i, data := range [][]any{foot, rest} {
		p.tree["series"] = append(p.tree["series"].([]any), map[string]any{
			"type": "line", "data": data, "stack": "band" + strconv.Itoa(j), "stackStrategy": "all", "symbol": "none", "silent": true, "z": 1, "connectNulls": false, "clip": false,
			"tooltip": map[string]any{"show": false}, "lineStyle": map[string]any{"opacity": 0}, "areaStyle": map[string]any{"opacity": 0.2 * float64(i)},
		})
		p.block.Tones = append(p.block.Tones, tone(p.figure.Series[j].Tone))
	}
}

// overlay adds the hidden axis of numbers, once: category i spans i - 0.5 to i + 0.5.
func (p patch) overlay() {
	name := "xAxis"
	if lies(p.figure.Kind) {
		name = "yAxis"
	}
	if len(p.tree[name].([]any)) > 1 {
		return
	}
	hidden := map[string]any{"type": "value", "show": false, "min": -0.5, "max": float64(len(p.figure.Categories)) - 0.5}
	if lies(p.figure.Kind) {
		hidden["inverse"] = true
	}
	p.tree[name] = append(p.tree[name].([]any), hidden)
}

func (p patch) intervals(points []figure.Point, at float64) []any {
	var lines []any
	for i, point := range points {
		if point.Missing || !point.Ranged() {
			continue
		}
		from, to := p.coord(float64(i)+at, point.Low), p.coord(float64(i)+at, point.High)
		if point.Small {
			from["lineStyle"] = map[string]any{"opacity": 0.45}
		}
		lines = append(lines, []any{from, to})
	}
	return lines
}

func (p patch) coord(category, value float64) map[string]any {
	if lies(p.figure.Kind) {
		return map[string]any{"coord": []any{value, category}}
	}
	return map[string]any{"coord": []any{category, value}}
}

// carry adds a series that has nothing but marked lines.
func (p patch) carry(colour string, lines map[string]any) {
	s := map[string]any{"type": "scatter", "data": []any{}, "silent": true, "tooltip": map[string]any{"show": false}, "markLine": lines}
	if name := "xAxis"; len(p.tree[name].([]any)) > 1 {
		s["xAxisIndex"] = 1
	}
	if name := "yAxis"; len(p.tree[name].([]any)) > 1 {
		s["yAxisIndex"] = 1
	}
	p.tree["series"] = append(p.tree["series"].([]any), s)
	p.block.Tones = append(p.block.Tones, colour)
}

// exact is how many decimals of a value keep their place on a line across: the library rounds to two unless told otherwise.
const exact = 20

// reference draws the line across the chart, with its name and value beside it.
func (p patch) reference() {
	r := p.figure.Reference
	if r == nil || p.figure.Kind == figure.Heat {
		return
	}
	across := "yAxis"
	if lies(p.figure.Kind) {
		across = "xAxis"
	}
	p.carry("ink", acrossLine(r, across, p.writer, p.figure))
}

// acrossLine is the line of a reference. One that stands upright has its name above it, turned to the middle so that it is
// not cut off; that of a lying one stands behind its end, see ends.
func acrossLine(r *figure.Line, across string, w writer, f figure.Figure) map[string]any {
	label := map[string]any{"show": across == "xAxis", "position": "start", "formatter": "{b}", "fontSize": 12, "align": "center"}
	switch e := newExtent(f); {
	case r.Value > e.Min+(e.Max-e.Min)*0.7:
		label["align"] = "right"
	case r.Value < e.Min+(e.Max-e.Min)*0.3:
		label["align"] = "left"
	}
	return map[string]any{
		"silent": true, "animation": false, "symbol": []any{"none", "none"}, "precision": exact, "label": label,
		"lineStyle": map[string]any{"type": "dashed", "width": 1.5},
		"data":      []any{map[string]any{"name": r.Name + nbsp + nbsp + w.value(r.Value, f.Unit), across: r.Value}},
	}
}

// heat sets the shades and writes each value into its cell.
func (p patch) heat() {
	shades := p.tree["visualMap"].([]any)[0].(map[string]any)
	shades["min"], shades["max"] = heatExtent(p.figure)
	shades["show"], shades["dimension"] = false, 2
	s := p.tree["series"].([]any)[0].(map[string]any)
	s["encode"] = map[string]any{"x": 0, "y": 1, "value": 2, "tooltip": 2}
	data, k := s["data"].([]any), 0
	var marks []mark
	for _, row := range p.figure.Series {
		for _, point := range present(row.Points, true) {
			item := data[k].(map[string]any)
			item["label"] = map[string]any{"formatter": p.writer.value(point.Value, p.figure.Unit)}
			if point.Small {
				item["itemStyle"] = map[string]any{"opacity": 0.4}
			}
			marks = append(marks, newMark(point))
			k++
		}
	}
	p.block.Marks = append(p.block.Marks, marks)
	p.block.Tones = append(p.block.Tones, "heat")
}

// limits draws the limits of a run across the chart, with their names.
func (p patch) limits() {
	if lies(p.figure.Kind) || p.figure.Kind == figure.Heat {
		return
	}
	for i, l := range p.figure.Limits {
		var lines []any
		for _, v := range []float64{l.Low[0], l.High[0]} {
			lines = append(lines, map[string]any{"name": l.Name, "yAxis": v})
		}
		p.carry("quiet", map[string]any{
			"silent": true, "animation": false, "symbol": []any{"none", "none"}, "precision": exact, "label": map[string]any{"show": false},
			"lineStyle": map[string]any{"type": []string{"dotted", "dashed"}[i%2], "width": 1.4}, "data": lines,
		})
	}
}

// events draws a line with a number at each category that has a remark; the remarks stand below the chart under their numbers.
func (p patch) events() {
	if lies(p.figure.Kind) || len(p.figure.Events) == 0 {
		return
	}
	side, width := "end", 1.2
	if p.figure.Kind == figure.Heat {
		side, width = "start", 0.0 // its rows run downwards, and a line would strike out the numbers in its cells
	}
	var lines []any
	for i, e := range p.figure.Events {
		lines = append(lines, map[string]any{"name": strconv.Itoa(i + 1), "xAxis": e.Category})
	}
	p.carry("ink", map[string]any{
		"silent": true, "animation": false, "symbol": []any{"none", "none"}, "label": map[string]any{"show": true, "position": side, "formatter": "{b}", "fontSize": 11},
		"lineStyle": map[string]any{"type": "dotted", "width": width}, "data": lines,
	})
}
