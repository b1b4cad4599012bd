package chart

import "math"

// walk is how the arrows go from mark to mark.
type walk int

const (
	walkGrid walk = iota // along the categories and across the series
	walkNear             // to the nearest mark in that direction
	walkFlow             // along the ways of a flow
)

// near returns the nearest mark to the one at index from in the direction dx, dy, of which one is 1 or -1; from itself where
// there is none. What lies ahead counts as nearer than what lies aside.
func (s scene) near(from, dx, dy int) int {
	if len(s.Marks) == 0 {
		return -1
	}
	if from < 0 || from >= len(s.Marks) {
		return 0
	}
	here := s.Marks[from].middle()
	best, least := from, float32(math.Inf(1))
	for i, m := range s.Marks {
		at := m.middle()
		ahead := (at.X-here.X)*float32(dx) + (at.Y-here.Y)*float32(dy)
		aside := float32(math.Abs(float64((at.X-here.X)*float32(dy) + (at.Y-here.Y)*float32(dx))))
		if i == from || ahead < 0.01 || m.Series == noSeries {
			continue
		}
		cost := ahead + 2.5*aside
		if aside > 2*ahead {
			cost *= 8 // nearly beside: only where nothing else lies ahead
		}
		if cost < least {
			best, least = i, cost
		}
	}
	return best
}

// middle is where the mark is thought to stand.
func (m mark) middle() spot {
	if len(m.Path) > 0 {
		return m.Path[len(m.Path)/2]
	}
	return m.Box.middle()
}

// reach tells how far p is from the mark, the lower the nearer; ok is false where p does not find the mark.
func (m mark) reach(p spot) (far float32, ok bool) {
	const slack = touch / 2
	switch {
	case len(m.Path) > 0:
		d := offPath(m.Path, p)
		return d * d, d <= max(slack, m.Wide/2+2)
	case len(m.Rings) > 0:
		if holds(m.Rings, p) {
			return -touch, true
		}
		if m.Box.W > touch && m.Box.H > touch || !m.Hit.holds(p) {
			return 0, false
		}
	}
	return distance(m.Box, p), m.Hit.holds(p)
}

// offPath is the distance of p from a line.
func offPath(line []spot, p spot) float32 {
	least := float32(math.Inf(1))
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		dx, dy := b.X-a.X, b.Y-a.Y
		share := float32(0)
		if length := dx*dx + dy*dy; length > 0 {
			share = min(1, max(0, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/length))
		}
		least = min(least, float32(math.Hypot(float64(p.X-a.X-share*dx), float64(p.Y-a.Y-share*dy))))
	}
	return least
}

// along returns the mark reached in a flow by an arrow. From a node forward goes its heaviest way, and on from there to the
// node at its end; back the same way. Across are the ways that begin at the same node,
// and from a node the other nodes.
func (s scene) along(from, forward, across int) int {
	if len(s.Marks) == 0 {
		return -1
	}
	if from < 0 || from >= len(s.Marks) {
		return 0
	}
	m := s.Marks[from]
	switch {
	case forward > 0 && m.Series == seriesWays:
		return m.To
	case forward < 0 && m.Series == seriesWays:
		return m.From
	case forward != 0:
		return s.heaviest(from, forward)
	case m.Series == seriesWays:
		return s.sibling(from, across)
	}
	return s.otherNode(from, across)
}

// heaviest returns the widest way that leads away from a node, or to it.
func (s scene) heaviest(node, forward int) int {
	best, widest := node, float32(-1)
	for i, m := range s.Marks {
		end, wide := m.From, m.Wide
		if forward < 0 {
			end = m.To
		}
		if m.From == m.To { // a loop leads nowhere: only where there is no other way
			wide = 0
		}
		if m.Series == seriesWays && end == node && wide > widest {
			best, widest = i, wide
		}
	}
	return best
}

// sibling returns the next way that begins at the same node, in the order of the figure and around at its end.
func (s scene) sibling(way, across int) int {
	for n, i := 0, way; n < len(s.Marks); n++ {
		i = (i + across + len(s.Marks)) % len(s.Marks)
		if m := s.Marks[i]; m.Series == seriesWays && m.From == s.Marks[way].From {
			return i
		}
	}
	return way
}

// otherNode returns the next node in the order of the figure, around at its end.
func (s scene) otherNode(node, across int) int {
	for n, i := 0, node; n < len(s.Marks); n++ {
		i = (i + across + len(s.Marks)) % len(s.Marks)
		if s.Marks[i].Series == seriesNodes {
			return i
		}
	}
	return node
}

// last is the mark of the last value; remarks come after it.
func (s scene) last() int {
	for i := len(s.Marks) - 1; i >= 0; i-- {
		if s.Marks[i].Series != noSeries {
			return i
		}
	}
	return -1
}
