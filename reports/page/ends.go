package page

import "tuntas/analytics/figure"

// end is a name behind the right end of a line across a chart, where it covers no mark.
type end struct {
	name  string
	at    float64
	quiet bool
}

// endsOf are the names of the lines that run from left to right: the reference with its value, and the limits.
func endsOf(w writer, f figure.Figure) (all []end) {
	if lies(f.Kind) || f.Kind == figure.Heat {
		return nil
	}
	if r := f.Reference; r != nil {
		all = append(all, end{name: r.Name + "\n" + w.value(r.Value, f.Unit), at: r.Value})
	}
	e := newExtent(f)
	for _, l := range f.Limits {
		for _, values := range [][]float64{l.Low, l.High} {
			if v := values[len(values)-1]; v >= e.Min && v <= e.Max {
				all = append(all, end{name: l.Name, at: v, quiet: true})
			}
		}
	}
	return all
}

// endSeries writes the names at the place x of the axis along; the boot script moves those apart that would touch.
func endSeries(ends []end, x float64) map[string]any {
	var data []any
	for _, e := range ends {
		tone := "ink"
		if e.quiet {
			tone = "quiet"
		}
		label := map[string]any{"formatter": clean([]string{e.name})[0]}
		data = append(data, map[string]any{"value": []any{x, e.at}, "tone": tone, "label": label})
	}
	return map[string]any{
		"type": "scatter", "data": data, "symbolSize": 1, "silent": true, "clip": false, "z": 4, "tooltip": map[string]any{"show": false},
		"label": map[string]any{"show": true, "position": "right", "distance": 6, "fontSize": 12, "lineHeight": 14, "align": "left"},
	}
}

func (o *own) ends() {
	if all := endsOf(o.writer, o.figure); len(all) > 0 {
		o.add(endSeries(all, o.along().Max), "ends", nil)
	}
}

// ends stands on the hidden axis of numbers, at the edge of the last category.
func (p patch) ends() {
	all := endsOf(p.writer, p.figure)
	if len(all) == 0 {
		return
	}
	p.overlay()
	s := endSeries(all, float64(len(p.figure.Categories))-0.5)
	s["xAxisIndex"] = 1
	p.tree["series"] = append(p.tree["series"].([]any), s)
	p.block.Tones = append(p.block.Tones, "ends")
}
