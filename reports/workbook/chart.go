package workbook

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"tuntas/analytics/figure"
)

// The size of a chart in pixels, and how many bars give it more.
const (
	chartWidth  = 640
	chartHeight = 380
)

// types are the library's kinds of charts for ours. Dots stand on the ends of floating bars, for the library draws no
// intervals of its own.
var types = map[figure.Kind]excelize.ChartType{
	figure.Bars: excelize.Col, figure.Stacked: excelize.ColStacked, figure.Lying: excelize.Bar,
	figure.Lines: excelize.Line, figure.Dots: excelize.ColStacked, figure.Spark: excelize.Line,
}

// picture puts the figure beside the table: a chart, or a grid of shades.
func (p *sheetPlan) picture() error {
	f := p.section.Figure
	if draw := p.own(f.Kind); draw != nil {
		return draw(f)
	}
	found, err := p.sources(wants(f))
	if err != nil {
		return err
	}
	drawn := deal(f, found)
	c, combo := p.base(f), []*excelize.Chart(nil)
	switch f.Kind {
	case figure.Dots:
		combo = p.dots(c, f, drawn)
	case figure.Lines, figure.Spark:
		p.lines(c, f, drawn)
	default:
		combo = p.bars(c, f, drawn)
	}
	if f.Reference != nil && f.Kind != figure.Dots {
		combo = p.across(c, combo, drawn)
	}
	return p.book.file.AddChart(p.cells.sheet, p.place().String(), c, combo...)
}

// own is how a kind is put on the sheet that is more than a chart over categories; nil for the others.
func (p *sheetPlan) own(k figure.Kind) func(figure.Figure) error {
	switch k {
	case figure.Heat:
		return p.heat
	case figure.Steps:
		return p.steps
	case figure.Funnel:
		return p.funnel
	case figure.Boxes:
		return p.boxes
	case figure.Calendar, figure.Places, figure.Flow:
		return p.coloured
	}
	return nil
}

// place is the cell of the figure's upper left corner: right of the table and below the frozen rows.
func (p *sheetPlan) place() at { return at{len(p.widths) + 2, headerRow + 1} }

// base is what all charts have in common.
func (p *sheetPlan) base(f figure.Figure) *excelize.Chart {
	axis := excelize.Font{Size: 9, Color: quiet, Family: family}
	c := &excelize.Chart{
		Type:         types[f.Kind],
		Title:        excelize.ChartTitle{Paragraph: p.title(f)},
		Legend:       excelize.ChartLegend{Position: "none"},
		Dimension:    excelize.ChartDimension{Width: chartWidth, Height: chartHeight},
		Format:       excelize.GraphicOptions{AltText: clean(f.Alternative), Name: clean(f.Title)},
		ShowBlanksAs: "gap",
		GapWidth:     new(uint(60)),
		XAxis:        excelize.ChartAxis{Font: axis, Title: axisTitle(f.CategoryAxis)},
		YAxis: excelize.ChartAxis{
			Font: axis, MajorGridLines: true, Title: axisTitle(f.ValueAxis),
			NumFmt: excelize.ChartNumFmt{CustomNumFmt: p.tick(f.Unit)},
		},
		Border: excelize.LineOptions{Type: excelize.LineNone},
	}
	if len(f.Series) > 1 {
		c.Legend.Position = "top"
	}
	if f.Kind == figure.Lying {
		c.XAxis.ReverseOrder = true
		c.YAxis.TickLabelPosition = excelize.ChartTickLabelHigh // turned over with the names: this is below
		c.Dimension.Height = uint(max(300, 120+len(f.Categories)*max(26, 20*len(f.Series))))
	}
	return c
}

// tick is the number format of the value axis, without needless decimals.
func (p *sheetPlan) tick(u figure.Unit) string {
	switch u {
	case figure.Share:
		return "0%"
	case figure.Duration:
		return "#,##0.##" + literal(" "+p.book.document.Words.Day)
	}
	return "#,##0.##"
}

func (p *sheetPlan) title(f figure.Figure) []excelize.RichTextRun {
	runs := []excelize.RichTextRun{{Text: clean(f.Title), Font: font(13, ink, true)}}
	second := f.Subtitle
	if f.Reference != nil {
		second = strings.TrimSpace(second + "   – – " + f.Reference.Name + " " + p.words(f.Reference.Value, f.Unit))
	}
	if second != "" {
		runs = append(runs, excelize.RichTextRun{Text: "\n" + clean(second), Font: font(10, quiet, false)})
	}
	return runs
}

// words writes a value for a title, where no number format reaches.
func (p *sheetPlan) words(v float64, u figure.Unit) string {
	digits, unit := 1, ""
	switch u {
	case figure.Share:
		v, unit = v*100, "%"
	case figure.Duration:
		v, unit = scaled(v, u), " "+p.book.document.Words.Day
	case figure.Count:
		if v == float64(int64(v)) {
			digits = 0
		}
	}
	text := strconv.FormatFloat(v, 'f', digits, 64)
	if p.book.document.Language != "en" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text + unit
}

func axisTitle(text string) excelize.ChartTitle {
	if text == "" {
		return excelize.ChartTitle{}
	}
	return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: clean(text), Font: font(9, quiet, false)}}}
}

// bars adds bars, and the ends of intervals as dashes where a single series has them.
func (p *sheetPlan) bars(c *excelize.Chart, f figure.Figure, drawn plot) []*excelize.Chart {
	for i, s := range f.Series {
		c.Series = append(c.Series, series(drawn.categories, drawn.series[i].value, fill(tone(s.Tone))))
	}
	if len(f.Series) != 1 || !banded(f, f.Series[0]) {
		return nil
	}
	ends := over(c)
	for _, end := range []source{drawn.series[0].low, drawn.series[0].high} {
		ends.Series = append(ends.Series, marker(drawn.categories, end, "dash", ink))
	}
	return []*excelize.Chart{ends}
}

// dashes tell lines apart without colour.
var dashes = []excelize.LineDashType{excelize.LineDashSolid, excelize.LineDashDash, excelize.LineDashSysDot}

// symbols tell lines and dots apart without colour.
var symbols = []string{"circle", "square", "triangle", "diamond"}

// lines adds a line for each series and thin ones for the ends of its intervals.
func (p *sheetPlan) lines(c *excelize.Chart, f figure.Figure, drawn plot) {
	for i, s := range f.Series {
		l := series(drawn.categories, drawn.series[i].value, fill(tone(s.Tone)))
		l.Line = excelize.LineOptions{Type: excelize.LineSolid, Width: 2.25, Dash: dashes[i%len(dashes)], Fill: fill(tone(s.Tone))}
		l.Marker = excelize.ChartMarker{Symbol: symbols[i%len(symbols)], Size: 6, Fill: fill(tone(s.Tone)), Border: l.Line}
		l.Marker.Border.Dash, l.Marker.Border.Width = excelize.LineDashSolid, 0.75
		c.Series = append(c.Series, l)
	}
	for i, s := range f.Series {
		for _, end := range []source{drawn.series[i].low, drawn.series[i].high} {
			if end.values == "" {
				continue
			}
			c.Series = append(c.Series, marker(drawn.categories, end, "dash", tone(s.Tone)))
		}
	}
}

// dots adds floating bars from the lower to the upper end, and on them a dot for the value and a line for the reference.
func (p *sheetPlan) dots(c *excelize.Chart, f figure.Figure, drawn plot) []*excelize.Chart {
	top := over(c)
	for i, s := range f.Series {
		top.Series = append(top.Series, marker(drawn.categories, drawn.series[i].value, symbols[i%len(symbols)], tone(s.Tone)))
	}
	if drawn.reference.values != "" {
		top.Series = append(top.Series, dashed(drawn.categories, drawn.reference))
	}
	first := drawn.series[0]
	if len(f.Series) > 1 || first.spread.values == "" {
		return p.dotsAlone(c, f, drawn, top)
	}
	hidden := series(drawn.categories, first.low, excelize.Fill{Type: "pattern"})
	hidden.Line = excelize.LineOptions{Type: excelize.LineNone}
	span := series(drawn.categories, first.spread, fill("C4D3D4"))
	c.Series = []excelize.ChartSeries{hidden, span}
	c.GapWidth = new(uint(320))
	return []*excelize.Chart{top}
}

// dotsAlone draws dots without bars beneath them, the ends of intervals as dashes.
func (p *sheetPlan) dotsAlone(c *excelize.Chart, f figure.Figure, drawn plot, top *excelize.Chart) []*excelize.Chart {
	c.Type, c.Series = excelize.Line, top.Series
	for i, s := range f.Series {
		for _, end := range []source{drawn.series[i].low, drawn.series[i].high} {
			if end.values != "" {
				c.Series = append(c.Series, marker(drawn.categories, end, "dash", tone(s.Tone)))
			}
		}
	}
	return nil
}

// across adds the reference as a dashed line.
func (p *sheetPlan) across(c *excelize.Chart, combo []*excelize.Chart, drawn plot) []*excelize.Chart {
	line := dashed(drawn.categories, drawn.reference)
	switch {
	case c.Type == excelize.Line:
		c.Series = append(c.Series, line)
	case len(combo) > 0:
		combo[0].Series = append(combo[0].Series, line)
	case c.Type != excelize.Bar: // a line cannot lie across lying bars: the title names the value
		top := over(c)
		top.Series = []excelize.ChartSeries{line}
		combo = []*excelize.Chart{top}
	}
	return combo
}

// over is an empty chart of lines on the axes of c.
func over(c *excelize.Chart) *excelize.Chart {
	return &excelize.Chart{Type: excelize.Line, Legend: c.Legend, XAxis: c.XAxis, YAxis: c.YAxis}
}

func series(categories, values source, colour excelize.Fill) excelize.ChartSeries {
	return excelize.ChartSeries{Name: values.header, Categories: categories.values, Values: values.values, Fill: colour}
}

func marker(categories, values source, symbol, colour string) excelize.ChartSeries {
	s := series(categories, values, fill(colour))
	s.Line = excelize.LineOptions{Type: excelize.LineNone}
	edge := excelize.LineOptions{Type: excelize.LineSolid, Width: 0.75, Fill: fill(colour)}
	s.Marker = excelize.ChartMarker{Symbol: symbol, Size: 9, Fill: fill(colour), Border: edge}
	return s
}

func dashed(categories, values source) excelize.ChartSeries {
	s := series(categories, values, fill(ink))
	s.Line = excelize.LineOptions{Type: excelize.LineSolid, Width: 1.25, Dash: excelize.LineDashDash, Fill: fill(ink)}
	s.Marker = excelize.ChartMarker{Symbol: "none"}
	return s
}
