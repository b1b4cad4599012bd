package chart

import "time"

// columns is the grid of a figure whose categories run to the right.
type columns struct {
	plot box
	axis axis
	band float32 // width of a category
}

func (g columns) mid(category int) float32 { return g.plot.X + (float32(category)+0.5)*g.band }
func (g columns) y(v float64) float32      { return g.plot.bottom() - g.axis.at(v)*g.plot.H }

// tickRoom is the height that a step of the axis has at least.
const tickRoom = 30

// columns places axis, grid lines and category labels for values from lo to hi, and leaves a margin at the right and above
// the highest value, both as wide as asked.
func (l *layout) columns(lo, hi float64, right, above float32) columns {
	small := l.r.height(gradeSmall)
	if l.spared < noAxisNames && l.f.ValueAxis != "" {
		l.takeTop(gap / 2)
		l.paragraph(l.f.ValueAxis, gradeSmall, roleQuiet, 1)
	}
	l.takeTop(max(small/2, above, l.eventRoom()))
	a := valueAxis(l.f, lo, hi, max(3, int((l.area.H-2*small)/tickRoom)), l.w)
	left := l.tickWidth(a) + gap
	g := columns{axis: a}
	g.plot = box{l.area.X + left, l.area.Y, max(1, l.area.W-left-right), 0}
	g.band = g.plot.W / float32(len(l.f.Categories))
	labels := l.columnLabels(g)
	if l.spared < noAxisNames && l.f.CategoryAxis != "" {
		t := l.r.text(l.r.shorten(l.f.CategoryAxis, gradeSmall, l.area.W), gradeSmall, ink{Role: roleQuiet})
		l.takeBottom(t.Box.H)
		l.put(t.moved(max(l.area.X, g.plot.right()-t.Box.W), l.area.bottom()))
	}
	drop := small/2 + 1 // below the words of the lowest tick
	l.takeBottom(deepest(labels) + drop)
	g.plot.H = l.area.H
	for _, t := range labels {
		l.put(t.moved(t.Box.X, t.Box.Y+g.plot.bottom()+drop))
	}
	l.valueGrid(g)
	l.Plot = g.plot
	return g
}

func (l *layout) tickWidth(a axis) float32 {
	var w float32
	for _, t := range a.Ticks {
		w = max(w, l.r.width(t.Words, gradeSmall))
	}
	return w
}

func deepest(labels []text) float32 {
	var h float32
	for _, t := range labels {
		h = max(h, t.Box.bottom())
	}
	return h
}

func (l *layout) valueGrid(g columns) {
	h := l.r.height(gradeSmall)
	every := 1
	for g.plot.H/float32(len(g.axis.Ticks)-1)*float32(every) < h && every < len(g.axis.Ticks) {
		every++
	}
	for i, t := range g.axis.Ticks {
		y := g.y(t.Value)
		k := ink{Role: roleGrid}
		if t.Value == 0 {
			k.Role = roleAxis
		}
		l.put(stroke{spot{g.plot.X, y}, spot{g.plot.right(), y}, k, 1})
		if i%every == 0 {
			words := l.r.text(t.Words, gradeSmall, ink{Role: roleQuiet})
			l.put(words.moved(g.plot.X-gap-words.Box.W, y-h/2))
		}
	}
}

// columnLabels writes the categories below their bands, measured from the foot of the plot: all of them in one line or in
// two if they fit, otherwise every second, every third and so on in one line.
func (l *layout) columnLabels(g columns) []text {
	room := g.band - gap/2
	if l.wholeLabels(room, 1) || l.wholeLabels(room, 2) {
		return l.wrappedLabels(g, l.evenRoom(room))
	}
	for every := 1; every <= len(l.f.Categories); every++ {
		if ts := l.everyLabel(g, every); parted(ts, gap) {
			return ts
		}
	}
	return nil
}

// wholeLabels tells whether all labels stand in so many lines of that width.
func (l *layout) wholeLabels(room float32, lines int) bool {
	for _, name := range l.f.Categories {
		if !l.r.whole(name, gradeSmall, room, lines) {
			return false
		}
	}
	return true
}

// evenRoom narrows room where labels need two lines, as far as all stay whole: then labels alike break alike.
func (l *layout) evenRoom(room float32) float32 {
	if l.wholeLabels(room, 1) {
		return room
	}
	for narrow := room - 2; narrow > 0 && l.wholeLabels(narrow, 2); narrow -= 2 {
		room = narrow
	}
	return room
}

func (l *layout) wrappedLabels(g columns, room float32) []text {
	var ts []text
	h := l.r.height(gradeSmall)
	foot := ""
	for c, name := range l.f.Categories {
		lines := l.r.wrap(name, gradeSmall, room, 2)
		lines, foot = sparing(lines, foot)
		for i, line := range lines {
			t := l.r.text(line, gradeSmall, ink{Role: roleText})
			ts = append(ts, t.moved(g.mid(c)-t.Box.W/2, float32(i)*h))
		}
	}
	return ts
}

// sparing leaves away a year in the second line that stands there in the label before too. It returns the second line as it
// was.
func sparing(lines []string, before string) (kept []string, foot string) {
	if len(lines) < 2 {
		return lines, ""
	}
	foot = lines[1]
	if _, err := time.Parse("2006", foot); err == nil && foot == before {
		lines = lines[:1]
	}
	return lines, foot
}

// everyLabel writes every every-th label; one that would leave the figure is pushed back into it.
func (l *layout) everyLabel(g columns, every int) []text {
	var ts []text
	for c := 0; c < len(l.f.Categories); c += every {
		name := l.r.shorten(l.f.Categories[c], gradeSmall, l.area.W*0.4)
		t := l.r.text(name, gradeSmall, ink{Role: roleText})
		x := min(max(l.area.X, g.mid(c)-t.Box.W/2), l.area.right()-t.Box.W)
		ts = append(ts, t.moved(x, 0))
	}
	return ts
}
