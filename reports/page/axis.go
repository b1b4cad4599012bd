package page

import (
	"github.com/go-echarts/go-echarts/v2/opts"

	"tuntas/analytics/figure"
)

// crowded is the number of categories from which on labels may be left out where they would touch.
const crowded = 16

// side is one axis before it is known to be upright or lying.
type side struct {
	kind   string // "category" or "value"
	name   string
	data   []string
	label  opts.AxisLabel
	upside bool // the first category is at the top
}

// axis describes the axis of the categories or that of the values. What the builder's types lack is patched in later.
func axis(f figure.Figure, categories bool) side {
	label := opts.AxisLabel{Show: opts.Bool(true), FontSize: 12, ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true)}
	switch {
	case !categories && f.Kind == figure.Heat:
		label.Interval = "0"
		return side{kind: "category", label: label, data: names(f), upside: true}
	case !categories:
		return side{kind: "value", name: f.ValueAxis, label: label}
	case len(f.Categories) < crowded || lies(f.Kind):
		label.Interval = "0"
	default:
		label.HideOverlap = opts.Bool(true)
	}
	return side{kind: "category", name: f.CategoryAxis, label: label, data: f.Categories, upside: lies(f.Kind)}
}

func names(f figure.Figure) []string {
	all := make([]string, len(f.Series))
	for i, s := range f.Series {
		all[i] = s.Name
	}
	return all
}

func (s side) x() opts.XAxis {
	return opts.XAxis{
		Type: s.kind, Name: s.name, NameLocation: "middle", NameGap: 30, Position: "bottom", AxisLabel: &s.label,
		SplitLine: &opts.SplitLine{Show: opts.Bool(s.kind == "value")},
		AxisTick:  &opts.AxisTick{Show: opts.Bool(false)},
		AxisLine:  &opts.AxisLine{Show: opts.Bool(s.kind == "category")},
	}
}

func (s side) y() opts.YAxis {
	y := opts.YAxis{
		Type: s.kind, Name: s.name, NameLocation: "end", NameGap: 14, Position: "left", AxisLabel: &s.label,
		SplitLine: &opts.SplitLine{Show: opts.Bool(s.kind == "value")},
		AxisLine:  &opts.AxisLine{Show: opts.Bool(s.kind == "category")},
		Inverse:   opts.Bool(s.upside),
	}
	if s.kind == "category" {
		y.Data = s.data
		y.NameLocation = "start" // turned upside down: the start is at the top
	}
	return y
}
