package chart

import (
	"fmt"
	"time"
)

// leaf is a day of a calendar figure.
type leaf struct {
	category int
	day      time.Time
	block    int // its year, counted from the first one; 0 where all years stand in one row
	week     int // column in its block
}

// row is 0 on Monday.
func (d leaf) row() int { return (int(d.day.Weekday()) + 6) % 7 }

// mostWeeks is up to how many weeks stand in one row; more are set year by year.
const mostWeeks = 60

// leaves sorts the days into weeks. Categories that are no days are left out.
func leaves(categories []string) (days []leaf, weeks, blocks int) {
	for c, name := range categories {
		if day, err := time.Parse(time.DateOnly, name); err == nil {
			days = append(days, leaf{category: c, day: day})
		}
	}
	if len(days) == 0 {
		return nil, 0, 0
	}
	first, last := days[0].day, days[len(days)-1].day
	yearly := weeksBetween(first, last) >= mostWeeks
	for i := range days {
		d, from := &days[i], first
		if yearly {
			d.block = d.day.Year() - first.Year()
			from = time.Date(d.day.Year(), time.January, 1, 0, 0, 0, 0, time.UTC)
		}
		d.week = weeksBetween(from, d.day)
		weeks, blocks = max(weeks, d.week+1), max(blocks, d.block+1)
	}
	return days, weeks, blocks
}

// weeksBetween counts the Mondays after from, up to and with until.
func weeksBetween(from, until time.Time) int {
	monday := func(t time.Time) time.Time { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }
	return int(monday(until).Sub(monday(from)).Hours()+1) / (7 * 24)
}

// pages is the grid of a calendar: blocks below each other, each seven days high.
type pages struct {
	plot  box
	cell  spot // width and height of a day
	block float32
}

func (g pages) box(d leaf) box {
	return box{g.plot.X + float32(d.week)*g.cell.X, g.plot.Y + float32(d.block)*g.block + float32(d.row())*g.cell.Y, g.cell.X, g.cell.Y}
}

// calendar draws a field for each day: weeks run to the right, weekdays downwards, months are parted by a line, long spans are
// set year by year.
func (l *layout) calendar() {
	days, weeks, blocks := leaves(l.f.Categories)
	g := l.pages(weeks, blocks, days)
	c := newClasses(l.f, l.w)
	written := l.cellWordsFit(g.cell.X, g.cell.Y)
	for _, d := range days {
		p, b := l.f.Series[0].Points[d.category], g.box(d).thinned()
		if p.Missing {
			l.put(area{Rings: [][]spot{b.ring()}, Ink: ink{Role: roleMissing}, Pattern: patternRising, PatternInk: ink{Role: roleQuiet}})
			continue
		}
		l.cell(0, d.category, b, c.shade(p.Value))
		if written {
			l.cellWords(p, b, c.shade(p.Value))
		}
	}
	l.monthLines(days, g)
	l.calendarEvents(days, g)
	l.Walk = walkNear
}

// pages places the names of weekdays, months and years, and returns the grid of the days.
func (l *layout) pages(weeks, blocks int, days []leaf) pages {
	h := l.r.height(gradeSmall)
	above := blocks == 1 && l.area.H > 12*h // room for the year in a line of its own
	if above {
		l.takeTop(h)
	}
	names := l.weekdays()
	left := max(l.r.widest(names, gradeSmall), l.r.width("2026", gradeSmall)) + gap
	const widest, highest = 46, 30
	g := pages{plot: box{l.area.X + left, l.area.Y + h + 2, max(1, l.area.W-left), 0}}
	g.cell.X = min(widest, g.plot.W/float32(weeks))
	head := h + 4 // of a block: its months
	room := max(0, l.area.H-2) / float32(blocks)
	tight := room < head+7*1.5 // many years in a low figure: their names stand at the left, months have none
	if tight {
		g.plot.Y, head = l.area.Y, min(2, room/8)
	}
	g.cell.Y = max(0, min(highest, g.cell.X*1.7, (room-head)/7))
	g.block = 7*g.cell.Y + head
	g.plot.W = g.cell.X * float32(weeks)
	g.plot.H = g.block*float32(blocks) - head
	l.Plot = g.plot
	if tight {
		l.yearNames(days, g)
		return g
	}
	for b := range blocks {
		l.weekdayNames(names, g, b)
	}
	if above {
		l.yearLine(days, g)
	}
	l.monthNames(days, g, !above)
	return g
}

// yearNames writes each year at the left of its block, or every second, third and so on.
func (l *layout) yearNames(days []leaf, g pages) {
	free := l.area.Y - l.r.height(gradeSmall)
	for _, d := range days {
		t := l.r.text(fmt.Sprint(d.day.Year()), gradeSmall, ink{Role: roleQuiet})
		y := g.plot.Y + float32(d.block)*g.block + 3.5*g.cell.Y - t.Box.H/2
		if y >= max(free, l.area.Y) && y+t.Box.H <= l.area.bottom() {
			l.put(t.moved(max(l.area.X, g.plot.X-gap-t.Box.W), y))
			free = y + t.Box.H + 2
		}
	}
}

func (l *layout) weekdays() []string {
	names := make([]string, 7)
	for i := range names {
		names[i] = l.w.Text(fmt.Sprintf("chart.weekday.%d", i+1))
	}
	return names
}

// weekdayNames writes every weekday, or every second where the rows are low.
func (l *layout) weekdayNames(names []string, g pages, block int) {
	h := l.r.height(gradeSmall)
	every := 1
	for g.cell.Y*float32(every) < h {
		every++
	}
	if every > 4 {
		return
	}
	top := g.plot.Y + float32(block)*g.block
	for i := 0; i < 7; i += every {
		t := l.r.text(names[i], gradeSmall, ink{Role: roleQuiet})
		y := top + (float32(i)+0.5)*g.cell.Y - t.Box.H/2
		if y >= top-h/2 && (i == 0 || y+t.Box.H <= top+7*g.cell.Y+h/2) {
			l.put(t.moved(g.plot.X-gap-t.Box.W, y))
		}
	}
}

// monthNames writes each month above its first week, in January and at the beginning of a block with the year where that
// has no line of its own.
func (l *layout) monthNames(days []leaf, g pages, dated bool) {
	free, block := float32(0), -1
	before := time.Month(0)
	for _, d := range days {
		if d.block == block && d.day.Month() == before {
			continue
		}
		name := l.w.Months()[d.day.Month()-1]
		if dated && (d.block != block || d.day.Month() == time.January) {
			name += fmt.Sprintf(" %d", d.day.Year())
		}
		if d.block != block {
			free = 0
		}
		block, before = d.block, d.day.Month()
		t := l.r.text(name, gradeSmall, ink{Role: roleText})
		b := g.box(d)
		x := min(b.X, l.area.right()-t.Box.W)
		if x >= free {
			l.put(t.moved(x, g.plot.Y+float32(d.block)*g.block-t.Box.H-2))
			free = x + t.Box.W + gap/2
		}
	}
}

// yearLine writes the years of a single block above its months. Of two that would meet the later one stays: it has more
// days.
func (l *layout) yearLine(days []leaf, g pages) {
	var ts []text
	before := 0
	for _, d := range days {
		if d.day.Year() == before {
			continue
		}
		before = d.day.Year()
		t := l.r.text(fmt.Sprint(before), gradeSmall, ink{Role: roleText})
		t = t.moved(min(g.box(d).X, l.area.right()-t.Box.W), g.plot.Y-2*t.Box.H-2)
		if n := len(ts); n > 0 && ts[n-1].Box.right()+gap > t.Box.X {
			ts = ts[:n-1]
		}
		ts = append(ts, t)
	}
	for _, t := range ts {
		l.put(t)
	}
}

// monthLines parts the months: a stair between the last days of one and the first of the next.
func (l *layout) monthLines(days []leaf, g pages) {
	months := map[[3]int]time.Month{}
	for _, d := range days {
		months[[3]int{d.block, d.week, d.row()}] = d.day.Month()
	}
	line := func(from, to spot) { l.put(stroke{from, to, ink{Role: roleText}, 1.2}) }
	for _, d := range days {
		b := g.box(d)
		if m, ok := months[[3]int{d.block, d.week + 1, d.row()}]; ok && m != d.day.Month() {
			line(spot{b.right(), b.Y}, spot{b.right(), b.bottom()})
		}
		if m, ok := months[[3]int{d.block, d.week, d.row() + 1}]; ok && m != d.day.Month() {
			line(spot{b.X, b.bottom()}, spot{b.right(), b.bottom()})
		}
	}
}

// calendarEvents puts a dark corner on each day that has a remark; its words are in the tool tip of the day.
func (l *layout) calendarEvents(days []leaf, g pages) {
	for _, d := range days {
		if eventWords(l.f, d.category) == "" {
			continue
		}
		b := g.box(d).thinned()
		side := min(b.W, b.H) * 0.55
		l.put(area{Rings: [][]spot{{{b.X, b.Y}, {b.X + side, b.Y}, {b.X, b.Y + side}}}, Ink: ink{Role: roleText}, Edge: ink{Role: rolePaper}, Width: 0.8})
	}
}
