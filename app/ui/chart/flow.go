package chart

import (
	"cmp"
	"math"
	"slices"

	"tuntas/analytics/figure"
)

// Distances in a flow.
const (
	layerWide  = 100 // least room for a layer that stands beside others
	widestWay  = 13
	arrowLong  = 8
	laneSpace  = 6
	nodeMargin = 5
)

// flowGrid is a flow with sizes. Along runs with the layers, across beside them: to the right and down, or, where the figure
// is narrow, down and to the right.
type flowGrid struct {
	flowPlan
	down      bool
	area      box
	pitch     float32 // from layer to layer
	node      spot    // size of a node, along and across
	lane      float32 // from lane to lane
	top, high float32 // where the nodes stand across, and how much room they have
	nodes     []box
	widths    []float32 // of the ways
	gutters   map[int][]int
}

// spot turns along and across into a place.
func (g *flowGrid) spot(along, across float32) spot {
	if g.down {
		return spot{g.area.X + across, g.area.Y + along}
	}
	return spot{g.area.X + along, g.area.Y + across}
}

// flowChart draws nodes in layers and the ways between them, as wide as they are gone; ways that are not official are dashed and
// in another tone. Counts stand beside the ways where there is room.
func (l *layout) flowChart() {
	l.takeTop(gap / 2)
	l.Plot = l.area
	g := l.flowGrid()
	paths := make([][]spot, len(g.ways))
	for i := range g.ways {
		paths[i] = g.path(i)
	}
	for i, w := range l.f.Ways {
		l.put(l.wayItems(w, paths[i], g.widths[i])...)
	}
	for i := range l.f.Nodes {
		l.nodeItems(i, g)
	}
	for i, w := range l.f.Ways {
		b := hull([][]spot{paths[i]})
		l.Marks = append(l.Marks, mark{
			Series: seriesWays, Category: i, Box: b.inside(l.Plot), Path: paths[i], Wide: g.widths[i], From: g.ways[i].from, To: g.ways[i].to,
			Key: w.Key, Said: func() []string { return l.wayWords(w, g.ways[i]) },
		})
	}
	l.wayLabels(paths, g)
	l.Walk, l.Lying = walkFlow, g.down
}

func (l *layout) flowGrid() *flowGrid {
	g := &flowGrid{flowPlan: newFlowPlan(l.f), area: l.area, gutters: map[int][]int{}}
	layers := float32(len(g.rows))
	g.down = l.area.W < layers*layerWide*l.r.Text/usualText && l.area.H > layers*1.9*l.r.height(gradeSmall)
	length, breadth := l.area.W, l.area.H
	if g.down {
		length, breadth = breadth, length
	}
	l.wayWidths(g)
	l.flowSizes(g, length, breadth)
	for i, r := range g.ways {
		if r.kind == routeBefore || r.kind == routeAfter {
			g.gutters[g.leaves(i)] = append(g.gutters[g.leaves(i)], 2*i)
			g.gutters[g.enters(i)] = append(g.gutters[g.enters(i)], 2*i+1)
		}
	}
	return g
}

func (l *layout) wayWidths(g *flowGrid) {
	most := int64(1)
	for _, w := range l.f.Ways {
		most = max(most, w.Count)
	}
	for _, w := range l.f.Ways {
		g.widths = append(g.widths, max(1.4, widestWay*float32(w.Count)/float32(most)))
	}
}

// flowSizes parts the room between gutters, nodes and lanes.
func (l *layout) flowSizes(g *flowGrid, length, breadth float32) {
	h := l.r.height(gradeSmall)
	layers, most := float32(len(g.rows)), 1
	for _, row := range g.rows {
		most = max(most, len(row))
	}
	g.pitch = length / layers
	g.lane = h + laneSpace
	if lanes := float32(g.before + g.after); lanes > 0 {
		g.lane = min(g.lane, breadth*0.5/lanes)
	}
	g.top = float32(g.before) * g.lane
	g.high = max(1, breadth-float32(g.before+g.after)*g.lane)
	share := g.high / float32(most)
	if g.down {
		g.node = spot{min(g.pitch*0.62, 3*h+8), min(share-2*gap, 220)}
	} else {
		g.node = spot{min(g.pitch*0.64, 150), min(share-3*gap, 5*h)}
	}
	g.node = spot{max(2, g.node.X), max(2, g.node.Y)}
	g.nodes = make([]box, len(l.f.Nodes))
	for n, row := range g.rows {
		for i, node := range row {
			along := (float32(n)+0.5)*g.pitch - g.node.X/2
			across := g.top + g.high*(float32(i)+0.5)/float32(len(row)) - g.node.Y/2
			a, b := g.spot(along, across), g.spot(along+g.node.X, across+g.node.Y)
			g.nodes[node] = box{a.X, a.Y, b.X - a.X, b.Y - a.Y}
		}
	}
}

// ends returns where a way leaves its first node and enters its last one, along and across.
func (g *flowGrid) ends(way int) (from, to spot) {
	r := g.ways[way]
	a := spot{(float32(g.layer[r.from])+0.5)*g.pitch + g.node.X/2, g.port(way, true)}
	b := spot{(float32(g.layer[r.to])+0.5)*g.pitch - g.node.X/2, g.port(way, false)}
	return a, b
}

// port is where a way meets the side of its node, across: ways stand side by side in the order in which they go on.
func (g *flowGrid) port(way int, leaving bool) float32 {
	node := g.ways[way].to
	if leaving {
		node = g.ways[way].from
	}
	var all []int
	total := float32(0)
	for i, r := range g.ways {
		if r.kind != routeItself && (leaving && r.from == node || !leaving && r.to == node) {
			all = append(all, i)
			total += g.widths[i]
		}
	}
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(g.heading(a, leaving), g.heading(b, leaving)) })
	space := max(1, min(9, (g.node.Y*0.86-total)/float32(len(all)+1)))
	squeeze := min(1, g.node.Y*0.9/(total+space*float32(len(all)-1)))
	at := g.middle(node) - (total+space*float32(len(all)-1))*squeeze/2
	for _, i := range all {
		if i == way {
			return at + g.widths[i]*squeeze/2
		}
		at += (g.widths[i] + space) * squeeze
	}
	return g.middle(node)
}

// middle is that of a node, across.
func (g *flowGrid) middle(node int) float32 {
	row := g.rows[g.layer[node]]
	return g.top + g.high*(float32(slices.Index(row, node))+0.5)/float32(len(row))
}

// heading is how far across a way goes on from a node: lanes before come first, lanes behind last.
func (g *flowGrid) heading(way int, leaving bool) float32 {
	r := g.ways[way]
	switch r.kind {
	case routeBefore:
		return -1000 - float32(r.lane)
	case routeAfter:
		return 10000 + float32(r.lane)
	}
	if leaving {
		return g.middle(r.to)
	}
	return g.middle(r.from)
}

// path is the line of a way.
func (g *flowGrid) path(way int) []spot {
	r := g.ways[way]
	if r.kind == routeItself {
		return g.loop(r.from)
	}
	a, b := g.ends(way)
	b.X -= arrowLong
	var line []spot
	switch r.kind {
	case routeNext:
		line = curved(a, b)
	default:
		lane := g.laneAt(r)
		out, in := g.gutterAt(g.leaves(way), 2*way), g.gutterAt(g.enters(way), 2*way+1)
		line = rounded([]spot{a, {out, a.Y}, {out, lane}, {in, lane}, {in, b.Y}, b}, 7)
	}
	for i, p := range line {
		line[i] = g.spot(p.X, p.Y)
	}
	return line
}

func (g *flowGrid) laneAt(r route) float32 {
	if r.kind == routeBefore {
		return g.top - (float32(r.lane)+0.5)*g.lane
	}
	return g.top + g.high + (float32(r.lane)+0.5)*g.lane
}

// gutterAt is where a way runs through a gutter: beside the others that do.
func (g *flowGrid) gutterAt(gutter, end int) float32 {
	all := g.gutters[gutter]
	from := (float32(gutter)-0.5)*g.pitch + g.node.X/2
	wide := g.pitch - g.node.X
	if gutter == 0 || gutter == len(g.rows) { // half as wide: the figure ends there
		wide /= 2
	}
	if gutter == 0 {
		from = 0
	}
	wide -= arrowLong + 3
	return from + 2 + wide*(float32(slices.Index(all, end))+0.7)/(float32(len(all))+0.4)
}

// loop leaves a node and comes back to it: at its upper side, or at its right one where the layers run downwards.
func (g *flowGrid) loop(node int) []spot {
	b := g.nodes[node]
	const out, half = 13, 12
	if g.down {
		y := b.middle().Y
		return rounded([]spot{{b.right(), y - half}, {b.right() + 2*out, y - half}, {b.right() + 2*out, y + half}, {b.right() + arrowLong, y + half}}, 6)
	}
	x := b.X + b.W*0.3
	return rounded([]spot{{x - half, b.Y}, {x - half, b.Y - 2*out}, {x + half, b.Y - 2*out}, {x + half, b.Y - arrowLong}}, 6)
}

// curved is a line from a to b that leaves and comes in level.
func curved(a, b spot) []spot {
	const pieces = 18
	line := make([]spot, pieces+1)
	for i := range line {
		t := float32(i) / pieces
		s := 1 - t
		mid := (a.X + b.X) / 2
		line[i] = spot{
			s*s*s*a.X + 3*s*s*t*mid + 3*s*t*t*mid + t*t*t*b.X,
			s*s*s*a.Y + 3*s*s*t*a.Y + 3*s*t*t*b.Y + t*t*t*b.Y,
		}
	}
	return line
}

// rounded bends a line at its corners instead of breaking it.
func rounded(corners []spot, radius float32) []spot {
	line := []spot{corners[0]}
	for i := 1; i+1 < len(corners); i++ {
		before, at, next := corners[i-1], corners[i], corners[i+1]
		in, out := gapTo(before, at), gapTo(at, next)
		r := min(radius, in/2, out/2)
		if r < 0.5 {
			line = append(line, at)
			continue
		}
		a, b := between(at, before, r/in), between(at, next, r/out)
		for n := range 5 {
			t := float32(n) / 4
			line = append(line, between(between(a, at, t), between(at, b, t), t))
		}
	}
	return append(line, corners[len(corners)-1])
}

func gapTo(a, b spot) float32 { return float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y))) }

// wayInk is the colour of a way.
func wayInk(w figure.Way) ink {
	if w.Odd {
		return ink{Role: roleTone, Tone: figure.Second}
	}
	return ink{Role: roleFlow, Tone: figure.Plain}
}

// wayItems are the line of a way and the head of its arrow.
func (l *layout) wayItems(w figure.Way, line []spot, width float32) []item {
	p := path{Points: line, Ink: wayInk(w), Width: width}
	if w.Odd {
		p.Dash = []float32{max(5, width*0.9), 4}
	}
	end, before := line[len(line)-1], line[len(line)-2]
	long := gapTo(before, end)
	if long == 0 {
		return []item{p}
	}
	dx, dy := (end.X-before.X)/long, (end.Y-before.Y)/long
	half := max(4.5, width/2+2.5)
	return []item{p, area{Ink: wayInk(w), Rings: [][]spot{{
		{end.X - dy*half, end.Y + dx*half}, {end.X + dy*half, end.Y - dx*half}, {end.X + dx*arrowLong, end.Y + dy*arrowLong},
	}}}}
}
