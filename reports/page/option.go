package page

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"tuntas/analytics/figure"
)

// block is the data of one chart in the page: the option for the library and what the boot script puts into it. No string in
// it is ever run; formats and colours are names that the boot script looks up in its own closed tables.
type block struct {
	Option any               `json:"option"`
	Tones  []string          `json:"tones"`          // one for each series of the option
	Marks  [][]mark          `json:"marks"`          // of each series that has a tooltip, in the order of its data
	Words  map[string]string `json:"words"`          // units of durations and what is said of small groups
	Locale string            `json:"locale"`         // "ID" or "EN"
	Lying  bool              `json:"lying"`          // the categories run down the side
	Said   [][][]string      `json:"said,omitempty"` // of each series and each of its data, the lines of the tooltip
	Maps   []any             `json:"maps,omitempty"` // outlines of the places of each series
}

// mark is what a tooltip says beyond the value.
type mark struct {
	Low   *float64 `json:"low,omitempty"`
	High  *float64 `json:"high,omitempty"`
	N     int64    `json:"n,omitempty"`
	Small bool     `json:"small,omitempty"`
}

// chart is what the builders have in common: options that can be checked and read as a tree.
type chart interface {
	Validate()
	JSON() map[string]any
}

// newBlock builds the option of f. spoken is what a screen reader says.
func newBlock(w writer, f figure.Figure, spoken string) (*block, error) {
	b := &block{Locale: "ID", Lying: lies(f.Kind), Words: map[string]string{
		"day": w.words.Day, "hour": w.words.Hour, "minute": w.words.Minute, "small": w.words.Small, "missing": w.words.Missing,
	}}
	if !w.indonesian {
		b.Locale = "EN"
	}
	if _, ok := ownKinds[f.Kind]; ok {
		b.own(w, f, spoken)
		return b, nil
	}
	tree, err := options(build(w, f, spoken))
	if err != nil {
		return nil, err
	}
	p := patch{tree: tree, figure: f, writer: w, block: b}
	p.apply()
	b.Option = tree
	return b, nil
}

// lies tells whether the categories of the kind run down the side.
func lies(k figure.Kind) bool { return k == figure.Lying || k == figure.Dots || k == figure.Boxes }

// options reads the finished option as a tree, through the encoder that escapes.
func options(c chart) (map[string]any, error) {
	c.Validate()
	text, err := json.Marshal(c.JSON())
	if err != nil {
		return nil, err
	}
	var tree map[string]any
	err = json.Unmarshal(text, &tree)
	return tree, err
}

func build(w writer, f figure.Figure, spoken string) chart {
	global := []charts.GlobalOpts{
		charts.WithAnimation(false),
		charts.WithAriaOpts(&opts.Aria{
			Enabled: opts.Bool(true),
			Label:   &opts.AriaLabel{Enabled: opts.Bool(true), Description: spoken},
			Decal:   &opts.AriaDecal{Show: opts.Bool(patterned(f))},
		}),
		charts.WithTooltipOpts(tooltip(f.Kind)),
		charts.WithXAxisOpts(axis(f, !lies(f.Kind)).x()),
		charts.WithYAxisOpts(axis(f, lies(f.Kind)).y()),
	}
	switch f.Kind {
	case figure.Lines:
		return buildLines(f, global)
	case figure.Dots:
		return buildDots(f, global)
	case figure.Heat:
		return buildHeat(w, f, global)
	}
	return buildBars(f, global)
}

// patterned tells whether the bars get patterns beside their colours: where there are several, and few enough to tell apart.
func patterned(f figure.Figure) bool {
	barred := f.Kind == figure.Bars || f.Kind == figure.Stacked || f.Kind == figure.Lying
	return barred && len(f.Series) > 1 && len(f.Series) <= 6
}

func tooltip(k figure.Kind) opts.Tooltip {
	t := opts.Tooltip{Show: opts.Bool(true), Trigger: "axis", AxisPointer: &opts.AxisPointer{Type: "shadow"}}
	switch k {
	case figure.Lines:
		t.AxisPointer.Type = "line"
	case figure.Dots, figure.Heat:
		t.Trigger, t.AxisPointer.Type = "item", "none"
	}
	return t
}

func buildBars(f figure.Figure, global []charts.GlobalOpts) chart {
	c := charts.NewBar()
	c.SetGlobalOptions(global...)
	c.SetXAxis(f.Categories)
	if f.Kind == figure.Lying {
		c.XYReversal()
	}
	for _, s := range f.Series {
		var data []opts.BarData
		for _, p := range s.Points {
			data = append(data, opts.BarData{Value: number(p)})
		}
		shape := opts.BarChart{BarCategoryGap: "32%", BarGap: "8%"}
		if f.Kind == figure.Stacked {
			shape.Stack = "all"
		}
		c.AddSeries(s.Name, data, charts.WithBarChartOpts(shape))
	}
	return c
}

// dashes and symbols tell lines and dots apart without colour.
var (
	dashes  = []string{"solid", "dashed", "dotted"}
	symbols = []string{"circle", "rect", "triangle", "diamond"}
)

func buildLines(f figure.Figure, global []charts.GlobalOpts) chart {
	c := charts.NewLine()
	c.SetGlobalOptions(global...)
	c.SetXAxis(f.Categories)
	for i, s := range f.Series {
		var data []opts.LineData
		for _, p := range s.Points {
			data = append(data, opts.LineData{Value: number(p)})
		}
		c.AddSeries(s.Name, data,
			charts.WithLineChartOpts(opts.LineChart{
				Symbol: symbols[i%len(symbols)], SymbolSize: 7, ShowSymbol: opts.Bool(true), ConnectNulls: opts.Bool(false),
			}),
			charts.WithLineStyleOpts(opts.LineStyle{Width: 2.5, Type: dashes[i%len(dashes)]}))
	}
	return c
}

func buildDots(f figure.Figure, global []charts.GlobalOpts) chart {
	c := charts.NewScatter()
	c.SetGlobalOptions(global...)
	for j, s := range f.Series {
		var data []opts.ScatterData
		for i, p := range s.Points {
			if !p.Missing {
				data = append(data, opts.ScatterData{Name: f.Categories[i], Value: []any{p.Value, float64(i) + place(f, j)}})
			}
		}
		c.AddSeries(s.Name, data, charts.WithScatterChartOpts(opts.ScatterChart{
			Symbol: symbols[j%len(symbols)], SymbolSize: 11, YAxisIndex: 1,
		}))
	}
	return c
}

func buildHeat(w writer, f figure.Figure, global []charts.GlobalOpts) chart {
	c := charts.NewHeatMap()
	c.SetGlobalOptions(append(global, charts.WithVisualMapOpts(opts.VisualMap{
		Type: "continuous", Calculable: opts.Bool(false), Show: opts.Bool(false),
	}))...)
	c.SetXAxis(f.Categories)
	var data []opts.HeatMapData
	for j, s := range f.Series {
		for i, p := range s.Points {
			if !p.Missing {
				data = append(data, opts.HeatMapData{Name: s.Name + " · " + f.Categories[i], Value: []any{i, j, p.Value}})
			}
		}
	}
	c.AddSeries(f.ValueAxis, data, charts.WithLabelOpts(opts.Label{Show: opts.Bool(true)}))
	return c
}

// number is the library's way to say a value or a gap.
func number(p figure.Point) any {
	if p.Missing {
		return "-"
	}
	return p.Value
}

// place is where series j stands inside its category, in parts of the category's width from its middle.
func place(f figure.Figure, j int) float64 {
	k := float64(len(f.Series))
	switch f.Kind {
	case figure.Lines, figure.Stacked:
		return 0
	case figure.Dots:
		return (float64(j) - (k-1)/2) * 0.24
	}
	return (float64(j) - (k-1)/2) * barWidth(k) * 1.08
}

// barWidth is the width of one of k bars under the gaps that buildBars sets, in parts of the category's width.
func barWidth(k float64) float64 { return 0.68 / (k + 0.08*(k-1)) }
