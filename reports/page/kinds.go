package page

import (
	"fmt"
	"slices"

	"tuntas/analytics/figure"
)

// own builds the option of a kind that the chart builder has no types for. Every text in it is data: what a tooltip says is
// written by the boot script as text, line by line.
type own struct {
	figure figure.Figure
	writer writer
	block  *block
	tree   map[string]any
}

// ownKinds are the kinds built here; the others go through the builder.
var ownKinds = map[figure.Kind]func(*own){
	figure.Steps: (*own).steps, figure.Funnel: (*own).funnel, figure.Boxes: (*own).boxes, figure.Calendar: (*own).calendar,
	figure.Flow: (*own).flow, figure.Places: (*own).places, figure.Spark: (*own).spark,
}

func (b *block) own(w writer, f figure.Figure, spoken string) {
	o := &own{figure: f, writer: w, block: b, tree: map[string]any{
		"animation": false,
		"aria":      map[string]any{"enabled": true, "label": map[string]any{"enabled": true, "description": spoken}, "decal": map[string]any{"show": false}},
		"title":     map[string]any{"show": false}, "toolbox": map[string]any{"show": false}, "color": []any{},
		"legend":  map[string]any{"show": false},
		"tooltip": map[string]any{"show": true, "trigger": "item", "confine": true, "renderMode": "html", "valueFormatter": "fmt:" + format(f.Unit)},
		"xAxis":   []any{}, "yAxis": []any{}, "series": []any{},
	}}
	ownKinds[f.Kind](o)
	b.Option = o.tree
}

// add puts in a series in the colour of its tone, with what is said of each of its data.
func (o *own) add(series map[string]any, tone string, said [][]string) {
	o.tree["series"] = append(o.tree["series"].([]any), series)
	o.block.Tones = append(o.block.Tones, tone)
	o.block.Said = append(o.block.Said, said)
}

// legend names several series.
func (o *own) legend() (top int) {
	if len(o.figure.Series) < 2 {
		return 8
	}
	o.tree["legend"] = map[string]any{
		"show": true, "type": "plain", "left": 0, "top": 0, "orient": "horizontal", "itemGap": 18, "selectedMode": false, "data": anys(names(o.figure)),
	}
	return 38
}

// grid settles the room of the plot.
func (o *own) grid(top, right int) {
	o.tree["grid"] = map[string]any{"left": 4, "right": right, "top": top, "bottom": 4, "outerBoundsMode": "same", "outerBoundsContain": "all"}
}

// valueAxis is an axis of numbers from one round number to another.
func (o *own) valueAxis(name string, unit figure.Unit, e extent) map[string]any {
	return map[string]any{
		"type": "value", "name": name, "min": e.Min, "max": e.Max, "interval": e.Step, "axisTick": map[string]any{"show": false},
		"axisLabel": map[string]any{"formatter": "fmt:" + format(unit), "fontSize": 12, "hideOverlap": true}, "axisLine": map[string]any{"show": false}, "splitLine": map[string]any{"show": true},
	}
}

// plane puts in both axes of numbers.
func (o *own) plane(y extent) {
	x := o.valueAxis(o.figure.CategoryAxis, o.figure.AlongUnit, o.along())
	x["nameLocation"], x["nameGap"], x["splitLine"] = "middle", 30, map[string]any{"show": false}
	x["axisLine"] = map[string]any{"show": true}
	x["axisLabel"].(map[string]any)["showMaxLabel"] = o.figure.Kind != figure.Funnel
	up := o.valueAxis(o.figure.ValueAxis, o.figure.Unit, y)
	up["nameTextStyle"] = map[string]any{"align": "left"}
	o.tree["xAxis"], o.tree["yAxis"] = []any{x}, []any{up}
}

func (o *own) along() extent {
	far := 0.0
	for _, s := range o.figure.Series {
		for _, p := range present(s.Points, true) {
			far = max(far, p.X)
		}
	}
	for _, l := range o.figure.Limits {
		for _, v := range l.Along {
			far = max(far, v)
		}
	}
	e := roundExtent(0, far, o.figure.AlongUnit)
	if o.figure.Kind == figure.Funnel {
		e.Max = far // the names of the limits stand behind their ends
	}
	return e
}

// said are the lines of the tooltip of a point.
func (o *own) said(series, category int) []string {
	s := o.figure.Series[series]
	p := s.Points[category]
	text := o.writer.words.Missing
	if !p.Missing {
		text = o.number(p)
	}
	if s.Name != "" {
		text = s.Name + ": " + text
	}
	lines := []string{o.category(category), text}
	for _, e := range o.figure.Events {
		if e.Category == category {
			lines = append(lines, e.Text)
		}
	}
	return clean(lines)
}

// number is the value of a point with its interval and the number of cases.
func (o *own) number(p figure.Point) string {
	unit, w := o.figure.Unit, o.writer
	text := w.value(p.Value, unit)
	switch {
	case o.figure.Kind == figure.Boxes:
		text += fmt.Sprintf(" (%s – %s; %s – %s)", w.value(p.Q1, unit), w.value(p.Q3, unit), w.value(p.Low, unit), w.value(p.High, unit))
	case p.Ranged():
		text += fmt.Sprintf(" (%s – %s)", w.value(p.Low, unit), w.value(p.High, unit))
	}
	if p.N > 0 {
		text += ", n" + nbsp + "=" + nbsp + w.decimal(float64(p.N), 0)
	}
	if p.Small {
		text += ", " + w.words.Small
	}
	return text
}

func (o *own) category(i int) string {
	if o.figure.Kind != figure.Calendar {
		return o.figure.Categories[i]
	}
	return o.writer.day(o.figure.Categories[i])
}

// reference is the line across, with its name, on a series that has nothing else.
func (o *own) reference(across string) {
	r := o.figure.Reference
	if r == nil {
		return
	}
	line := acrossLine(r, across, o.writer, o.figure)
	o.add(map[string]any{"type": "scatter", "data": []any{}, "silent": true, "tooltip": map[string]any{"show": false}, "markLine": line}, "ink", nil)
}

func clean(lines []string) []string {
	all := make([]string, 0, len(lines))
	for _, t := range anys(lines) {
		all = append(all, t.(string))
	}
	return all
}

// steps draws stairs and, behind them, the stretch of the interval: its lower end, which is not seen, and on it the rest.
func (o *own) steps() {
	o.grid(o.legend(), 28)
	o.plane(newExtent(o.figure))
	for j, s := range o.figure.Series {
		var data []any
		var said [][]string
		for i, p := range s.Points {
			if !p.Missing {
				data, said = append(data, []any{p.X, p.Value}), append(said, o.said(j, i))
			}
		}
		series := map[string]any{
			"type": "line", "name": s.Name, "step": "end", "data": data, "symbol": symbols[j%len(symbols)], "symbolSize": 6, "showSymbol": len(data) <= 60, "z": 3,
			"lineStyle": map[string]any{"width": 2.5, "type": dashes[j%len(dashes)]},
		}
		o.add(series, tone(s.Tone), said)
	}
	o.reference("yAxis")
	for j, s := range o.figure.Series {
		if slices.ContainsFunc(s.Points, func(p figure.Point) bool { return !p.Missing && p.Ranged() }) {
			o.band(j)
		}
	}
	o.ends()
}

func (o *own) band(j int) {
	var foot, rest []any
	for _, p := range present(o.figure.Series[j].Points, true) {
		foot, rest = append(foot, []any{p.X, p.Low}), append(rest, []any{p.X, p.High - p.Low})
	}
	for i, data := range [][]any{foot, rest} {
		o.add(map[string]any{
			"type": "line", "step": "end", "data": data, "stack": fmt.Sprintf("band%d", j), "symbol": "none", "silent": true, "z": 1,
			"tooltip": map[string]any{"show": false}, "lineStyle": map[string]any{"opacity": 0}, "areaStyle": map[string]any{"opacity": 0.2 * float64(i)},
		}, tone(o.figure.Series[j].Tone), nil)
	}
}

// funnel draws dots between the curves of the limits; those beyond the outermost are diamonds, whose names the boot script
// puts where they cover nothing.
func (o *own) funnel() {
	o.grid(o.legend(), 60)
	o.plane(newExtent(o.figure))
	for j, s := range o.figure.Series {
		var data []any
		var said [][]string
		for i, p := range s.Points {
			if p.Missing {
				continue
			}
			item := map[string]any{"name": anys([]string{o.figure.Categories[i]})[0], "value": []any{p.X, p.Value}}
			if p.Small {
				item["itemStyle"] = map[string]any{"opacity": 0.4}
			}
			if p.Outside(outermost(o.figure.Limits)) != "" {
				item["symbol"], item["symbolSize"], item["outside"] = "diamond", 16, true
			}
			data, said = append(data, item), append(said, o.said(j, i))
		}
		series := map[string]any{
			"type": "scatter", "name": s.Name, "data": data, "symbol": symbols[j%len(symbols)], "symbolSize": 9, "z": 3, "clip": false, "dots": true, "label": map[string]any{"show": false},
		}
		o.add(series, tone(s.Tone), said)
	}
	o.reference("yAxis")
	for i, l := range o.figure.Limits {
		o.curve(i, l, l.Low)
		o.curve(i, l, l.High)
	}
	o.ends()
}

// outermost is the first of the limits alone: only beyond it a value stands out.
func outermost(limits []figure.Limit) []figure.Limit { return limits[:min(1, len(limits))] }

func (o *own) curve(order int, l figure.Limit, values []float64) {
	e := newExtent(o.figure)
	var data []any
	for i, v := range values {
		if len(l.Along) > 0 && v <= e.Max && v >= e.Min {
			data = append(data, []any{l.Along[i], v})
		}
	}
	if len(l.Along) == 0 {
		data = []any{[]any{0, values[0]}, []any{o.along().Max, values[0]}}
	}
	o.add(map[string]any{
		"type": "line", "name": l.Name, "data": data, "symbol": "none", "silent": true, "z": 1, "tooltip": map[string]any{"show": false},
		"lineStyle": map[string]any{"width": 1.4, "type": []string{"dotted", "dashed"}[order%2]},
	}, "quiet", nil)
}

// boxes draws the middle half of the values as a box and the rest as whiskers.
func (o *own) boxes() {
	top := o.legend()
	o.grid(top, 28)
	x := o.valueAxis(o.figure.ValueAxis, o.figure.Unit, newExtent(o.figure))
	x["nameLocation"], x["nameGap"] = "middle", 30
	y := map[string]any{
		"type": "category", "inverse": true, "name": o.figure.CategoryAxis, "nameLocation": "start", "data": anys(o.figure.Categories), "nameTextStyle": map[string]any{"align": "right"},
		"axisTick": map[string]any{"show": false}, "axisLabel": map[string]any{"interval": 0, "fontSize": 12}, "axisLine": map[string]any{"show": true},
	}
	o.tree["xAxis"], o.tree["yAxis"] = []any{x}, []any{y}
	for j, s := range o.figure.Series {
		var data []any
		var said [][]string
		for i, p := range s.Points {
			item := map[string]any{"name": anys([]string{o.figure.Categories[i]})[0], "value": []any{p.Low, p.Q1, p.Value, p.Q3, p.High}}
			if p.Missing {
				item["value"] = "-"
			}
			data, said = append(data, item), append(said, o.said(j, i))
		}
		o.add(map[string]any{"type": "boxplot", "name": s.Name, "data": data, "boxWidth": []any{8, 26}}, tone(s.Tone), said)
	}
	o.reference("xAxis")
}

// spark draws a small line without axes, its last value written.
func (o *own) spark() {
	o.tree["grid"] = map[string]any{"left": 8, "right": 90, "top": 12, "bottom": 12}
	o.tree["xAxis"] = []any{map[string]any{"type": "category", "show": false, "boundaryGap": false, "data": anys(o.figure.Categories)}}
	o.tree["yAxis"] = []any{map[string]any{"type": "value", "show": false, "scale": true}}
	for j, s := range o.figure.Series {
		var data []any
		var said [][]string
		last := -1
		for i, p := range s.Points {
			data, said = append(data, map[string]any{"value": number(p), "symbol": "circle", "symbolSize": 4}), append(said, o.said(j, i))
			if !p.Missing {
				last = i
			}
		}
		if last >= 0 {
			item := data[last].(map[string]any)
			item["symbolSize"] = 10
			item["label"] = map[string]any{"show": true, "position": "right", "formatter": o.writer.value(s.Points[last].Value, o.figure.Unit), "fontSize": 14, "fontWeight": 600}
		}
		o.add(map[string]any{
			"type": "line", "name": s.Name, "data": data, "showSymbol": true, "showAllSymbol": true, "connectNulls": false, "clip": false, "lineStyle": map[string]any{"width": 2.5},
		}, tone(s.Tone), said)
	}
}
