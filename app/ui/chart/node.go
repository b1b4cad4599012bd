package chart

import (
	"slices"

	"tuntas/analytics/figure"
)

// nodeItems draws a node: a card with a bar in its tone, its name, its count and its words, as many lines as it has room for.
func (l *layout) nodeItems(i int, g *flowGrid) {
	n, b := l.f.Nodes[i], g.nodes[i]
	tone := ink{Role: roleTone, Tone: n.Tone}
	l.put(fill{Box: b, Ink: ink{Role: rolePaper}, Edge: tone, Width: 1.4})
	bar := box{b.X, b.Y, min(5, b.W/4), b.H}
	l.put(fill{Box: bar, Ink: tone})
	room := box{bar.right() + nodeMargin, b.Y + 2, b.W - bar.W - 2*nodeMargin, b.H - 4}
	lines := l.nodeLines(n, room)
	var high float32
	for _, t := range lines {
		high += t.Box.H
	}
	y := room.Y + (room.H-high)/2
	for _, t := range lines {
		l.put(t.moved(room.X, y))
		y += t.Box.H
	}
	l.Marks = append(l.Marks, mark{Series: seriesNodes, Category: i, Box: b.inside(l.Plot), Hit: b.grown(touch), Key: n.Key, Said: func() []string { return l.nodeWords(n) }})
}

// nodeLines are the words on a node: what gives way first is the second line of the name, then the words; then name and
// count share a line.
func (l *layout) nodeLines(n figure.Node, room box) []text {
	count := l.w.Number(n.Count)
	if l.r.width(count, gradeStrong) > room.W {
		count = ""
	}
	words := n.Words
	if l.r.width(words, gradeSmall) > room.W { // half a time says nothing
		words = ""
	}
	for _, most := range []struct {
		name         int
		count, words bool
	}{{2, true, true}, {1, true, true}, {2, true, false}, {1, true, false}} {
		var lines []text
		for _, line := range l.r.wrap(n.Name, gradeSmall, room.W, most.name) {
			lines = append(lines, l.r.text(line, gradeSmall, ink{Role: roleText}))
		}
		if most.count && count != "" {
			lines = append(lines, l.r.text(count, gradeStrong, ink{Role: roleText}))
		}
		if most.words && words != "" {
			lines = append(lines, l.r.text(words, gradeSmall, ink{Role: roleQuiet}))
		}
		var high float32
		for _, t := range lines {
			high += t.Box.H
		}
		if high <= room.H {
			return lines
		}
	}
	line := joined(n.Name, l.w.Number(n.Count))
	if l.r.width(line, gradeSmall) > room.W { // half a number would be another one
		line = l.r.shorten(n.Name, gradeSmall, room.W)
	}
	one := l.r.text(line, gradeSmall, ink{Role: roleText})
	if one.Box.H <= room.H+4 && one.Words != "" {
		return []text{one}
	}
	return nil
}

// nodeWords is what the tool tip says of a node.
func (l *layout) nodeWords(n figure.Node) []string {
	return kept([]string{n.Name, l.w.Number(n.Count)}, n.Words)
}

// wayWords is what the tool tip says of a way.
func (l *layout) wayWords(w figure.Way, r route) []string {
	title := l.w.Text("chart.way", "from", l.f.Nodes[r.from].Name, "to", l.f.Nodes[r.to].Name)
	lines := kept([]string{title, l.w.Number(w.Count)}, w.Words)
	if w.Odd {
		lines = append(lines, l.w.Text("chart.odd"))
	}
	return lines
}

// labelPlaces are where along a way its words are tried.
var labelPlaces = []float32{0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78}

// wayLabels writes count and words beside each way, the widest first, or the count alone, where they meet nothing else. Best
// is a place where no other way runs through, even for the count alone: a label in a bundle of ways could be anyone's.
func (l *layout) wayLabels(paths [][]spot, g *flowGrid) {
	taken := slices.Clone(g.nodes)
	order := make([]int, len(paths))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compare(g.widths[b], g.widths[a]) })
	for _, i := range order {
		w := l.f.Ways[i]
		count := l.w.Number(w.Count)
		both := slices.Compact([]string{joined(count, w.Words), count})
		if g.ways[i].kind == routeItself {
			taken = l.besideWay(both, paths[i], taken)
			continue
		}
		free := slices.Concat(taken, others(paths, i))
		for n, words := range slices.Concat(both, both) {
			full := free
			if n >= len(both) {
				full = taken
			}
			if t, ok := l.onPath(l.r.text(words, gradeSmall, ink{Role: roleText}), paths[i], full); ok {
				l.over(t, true)
				taken = append(taken, t.Box)
				break
			}
		}
	}
}

// besideWay writes the first of the words that has room beside a way that leads back at once, and returns what is taken then.
func (l *layout) besideWay(all []string, line []spot, taken []box) []box {
	for _, words := range all {
		t := l.r.text(words, gradeSmall, ink{Role: roleText})
		if t, ok := beside(t, hull([][]spot{line}), l.Plot, taken); ok {
			l.over(t, true)
			return append(taken, t.Box)
		}
	}
	return taken
}

// others are the stretches of all ways but one.
func others(paths [][]spot, but int) []box {
	var all []box
	for i, line := range paths {
		for k := 1; k < len(line) && i != but; k++ {
			all = append(all, hull([][]spot{line[k-1 : k+1]}).grown(1))
		}
	}
	return all
}

func joined(count, words string) string {
	if words == "" {
		return count
	}
	return count + " · " + words
}

// onPath finds a free place for t in the middle of a line.
func (l *layout) onPath(t text, line []spot, taken []box) (text, bool) {
	var whole float32
	for i := 1; i < len(line); i++ {
		whole += gapTo(line[i-1], line[i])
	}
	for _, share := range labelPlaces {
		at := alongLine(line, whole*share)
		t = t.moved(at.X-t.Box.W/2, at.Y-t.Box.H/2)
		room := box{t.Box.X - 3, t.Box.Y, t.Box.W + 6, t.Box.H}
		if t.Box.within(l.Plot) && !slices.ContainsFunc(taken, room.meets) {
			return t, true
		}
	}
	return t, false
}

// alongLine is the place on a line so far from its beginning.
func alongLine(line []spot, far float32) spot {
	for i := 1; i < len(line); i++ {
		d := gapTo(line[i-1], line[i])
		if d > 0 && far <= d {
			return between(line[i-1], line[i], far/d)
		}
		far -= d
	}
	return line[len(line)-1]
}
