package chart

import (
	"tuntas/analytics/figure"
)

// Distances in the figure, in Fyne's units.
const (
	pad    = 10 // between the figure and its edge
	gap    = 6  // between a label and what it belongs to
	touch  = 12 // smallest side of what the pointer can find
	budget = 1000
)

// What gives way, one after the other, when the plot would become too low to be read.
const (
	keepAll = iota
	noAxisNames
	shortSubtitle
	noNotes
	noSubtitle
	noLegend
)

// layout is a figure being laid out: what is placed so far, and the area that is left.
type layout struct {
	f      figure.Figure
	r      ruler
	w      words
	area   box
	spared int
	scene
}

// arrange lays f out in a room of that width and height. It is a pure function of its arguments: nothing here knows the
// toolkit. A figure without values becomes a sentence.
func arrange(f figure.Figure, width, height float32, r ruler, w words) scene {
	f = tidy(f)
	lowest := lowestPlot(f) * r.height(gradeSmall)
	for spared := keepAll; ; spared++ {
		l := &layout{f: f, r: r, w: w, spared: spared}
		l.area = box{pad, pad, max(0, width-2*pad), max(0, height-2*pad)}
		l.frame()
		if l.area.H >= lowest || spared == noLegend {
			l.plot()
			return l.scene
		}
	}
}

// lowestPlot is how high the plot with its labels wants to be, in lines of words.
func lowestPlot(f figure.Figure) float32 {
	const least, most = 8, 20
	switch f.Kind {
	case figure.Lying, figure.Dots, figure.Boxes:
		return float32(min(most, max(least, len(f.Categories)+4)))
	case figure.Heat:
		return float32(min(most, max(least, len(f.Series)+3)))
	case figure.Places:
		return 9
	case figure.Flow:
		return 14
	}
	return least
}

// frame places title, subtitle and legend at the top and the notes at the bottom, and leaves the area between.
func (l *layout) frame() {
	l.paragraph(l.f.Title, gradeTitle, roleText, 2)
	switch {
	case l.spared < shortSubtitle:
		l.paragraph(l.f.Subtitle, gradeBody, roleQuiet, 2)
	case l.spared < noSubtitle:
		l.paragraph(l.f.Subtitle, gradeBody, roleQuiet, 1)
	}
	if l.spared < noNotes {
		l.notes()
	}
	if l.spared < noLegend && !l.f.Empty() && l.f.Check() == nil {
		l.legend()
	}
}

// paragraph places words at the top of the area, in at most most lines.
func (l *layout) paragraph(words string, g grade, k role, most int) {
	for _, line := range l.r.wrap(words, g, l.area.W, most) {
		t := l.r.text(line, g, ink{Role: k})
		l.put(t.moved(l.area.X, l.area.Y))
		l.takeTop(t.Box.H)
	}
}

func (l *layout) notes() {
	var lines []string
	for _, n := range l.f.Notes {
		lines = append(lines, l.r.wrap(n, gradeSmall, l.area.W, 3)...)
	}
	h := l.r.height(gradeSmall)
	l.takeBottom(float32(len(lines)) * h)
	y := l.area.bottom()
	for i, line := range lines {
		l.put(l.r.text(line, gradeSmall, ink{Role: roleQuiet}).moved(l.area.X, y+float32(i)*h))
	}
	if len(lines) > 0 {
		l.takeBottom(gap)
	}
}

// plot fills what is left of the area according to the kind.
func (l *layout) plot() {
	draw := map[figure.Kind]func(){
		figure.Bars: l.bars, figure.Stacked: l.stacked, figure.Lying: l.lying,
		figure.Lines: l.lines, figure.Dots: l.dots, figure.Heat: l.heat,
		figure.Steps: l.steps, figure.Funnel: l.funnel, figure.Boxes: l.boxes, figure.Calendar: l.calendar,
		figure.Flow: l.flowChart, figure.Places: l.places, figure.Spark: l.spark,
	}[l.f.Kind]
	switch {
	case l.f.Empty():
		l.sentence("chart.empty")
	case draw == nil || l.f.Check() != nil:
		l.sentence("chart.unknown_kind")
	default:
		draw()
	}
}

// sentence stands in the middle of the area in place of marks.
func (l *layout) sentence(key string) {
	lines := l.r.wrap(l.w.Text(key), gradeBody, l.area.W, 3)
	h := l.r.height(gradeBody)
	y := l.area.Y + max(0, l.area.H-float32(len(lines))*h)/2
	for i, line := range lines {
		t := l.r.text(line, gradeBody, ink{Role: roleQuiet})
		l.put(t.moved(l.area.X+(l.area.W-t.Box.W)/2, y+float32(i)*h))
	}
}

func (l *layout) put(items ...item) { l.Items = append(l.Items, items...) }

func (l *layout) takeTop(h float32) {
	h = min(h, l.area.H)
	l.area.Y += h
	l.area.H -= h
}

func (l *layout) takeBottom(h float32) { l.area.H -= min(h, l.area.H) }

// mark notes that the point of that series and category is drawn in b.
func (l *layout) mark(series, category int, b box, round bool) {
	l.Marks = append(l.Marks, mark{
		Series: series, Category: category, Box: b, Hit: b.grown(touch), Round: round,
		Key: l.f.Series[series].Points[category].Key, Said: func() []string { return said(l.f, series, category, l.w) },
	})
}

// tone is the colour of a series' mark, faint where the group is too small.
func (l *layout) tone(series int, small bool) ink {
	k := ink{Role: roleTone, Tone: l.f.Series[series].Tone}
	if small {
		k.Role = roleFaint
	}
	return k
}

// solid is the colour of a series' edge and lines.
func (l *layout) solid(series int) ink { return l.tone(series, false) }
