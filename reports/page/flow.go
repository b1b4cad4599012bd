package page

import (
	"fmt"

	"tuntas/analytics/figure"
)

// Distances in a flow, in CSS pixels, and the half of a node's width in parts of the distance between two layers.
const (
	nodeHigh = 56
	rowHigh  = 100
	laneHigh = 26
	nodeHalf = 0.31
)

// flowPlan says where the nodes of a flow stand: layers to the right, counted in layers, and pixels downwards.
type flowPlan struct {
	layer, row    []int
	rows          []int // how many nodes each layer has
	index         map[string]int
	before, after []int // ways that run above and below the nodes, each in a lane of its own
	top, high     float64
}

func newFlowPlan(f figure.Figure) flowPlan {
	p := flowPlan{layer: f.Layers(), row: make([]int, len(f.Nodes)), index: map[string]int{}, rows: make([]int, len(f.Nodes)+1)}
	most := 1
	for i, n := range f.Nodes {
		p.index[n.ID], p.row[i] = i, p.rows[p.layer[i]]
		p.rows[p.layer[i]]++
		most = max(most, p.rows[p.layer[i]])
	}
	for i, w := range f.Ways {
		from, to := p.index[w.From], p.index[w.To]
		switch span := p.layer[to] - p.layer[from]; {
		case from == to || span == 1:
		case span > 1 && 2*p.row[to] <= p.rows[p.layer[to]]-1:
			p.before = append(p.before, i)
		default:
			p.after = append(p.after, i)
		}
	}
	p.top, p.high = float64(len(p.before)*laneHigh)+12, float64(most*rowHigh)
	return p
}

// height is that of the whole figure.
func (p flowPlan) height() int { return int(p.top+p.high) + len(p.after)*laneHigh + 12 }

// layers is how many there are.
func (p flowPlan) layers() int {
	n := 0
	for _, l := range p.layer {
		n = max(n, l+1)
	}
	return n
}

// at is the middle of a node.
func (p flowPlan) at(node int) (x, y float64) {
	return float64(p.layer[node]) + 0.5, p.top + p.high*(float64(p.row[node])+0.5)/float64(p.rows[p.layer[node]])
}

// path is the line of a way, and where its words stand.
func (p flowPlan) path(way int, w figure.Way) (line [][2]float64, middle [2]float64) {
	x0, y0 := p.at(p.index[w.From])
	x1, y1 := p.at(p.index[w.To])
	x0, x1 = x0+nodeHalf, x1-nodeHalf
	for side, lanes := range [][]int{p.before, p.after} {
		for k, i := range lanes {
			if i != way {
				continue
			}
			off := float64(2*side-1) * min(20, 6+3*float64(k)) // above the middle of the node, or below
			lane := p.top - (float64(k)+0.5)*laneHigh
			if side == 1 {
				lane = p.top + p.high + (float64(k)+0.5)*laneHigh
			}
			out, in := x0+0.06+0.02*float64(k%8), x1-0.09-0.02*float64(k%8)
			return [][2]float64{{x0, y0 + off}, {out, y0 + off}, {out, lane}, {in, lane}, {in, y1 + off}, {x1, y1 + off}}, [2]float64{(out + in) / 2, lane}
		}
	}
	const pieces = 16
	for i := range pieces + 1 {
		t := float64(i) / pieces
		line = append(line, [2]float64{x0 + (x1-x0)*t, y0 + (y1-y0)*t*t*(3-2*t)})
	}
	return line, [2]float64{(x0 + x1) / 2, (y0 + y1) / 2}
}

// flow draws nodes in their layers and the ways between them, as wide as they are gone; odd ways are dashed and in another tone.
// Loops are told on their node.
func (o *own) flow() {
	p := newFlowPlan(o.figure)
	hidden := func(most float64, inverse bool) []any {
		return []any{map[string]any{"type": "value", "show": false, "min": 0, "max": most, "inverse": inverse}}
	}
	o.tree["grid"] = map[string]any{"left": 0, "right": 0, "top": 0, "bottom": 0, "outerBoundsMode": "none"}
	o.tree["xAxis"], o.tree["yAxis"] = hidden(float64(p.layers()), false), hidden(float64(p.height()), true)
	loops := o.ways(p)
	o.nodes(p, loops)
}

// ways draws the lines, their arrows and, above all, their counts. It returns what is told on nodes with a loop.
func (o *own) ways(p flowPlan) (loops map[int]string) {
	loops = map[int]string{}
	most := int64(1)
	for _, w := range o.figure.Ways {
		most = max(most, w.Count)
	}
	var lines, arrows, labels []any
	var said [][]string
	for i, w := range o.figure.Ways {
		from, count, tone := p.index[w.From], o.writer.decimal(float64(w.Count), 0), "plain"
		if w.From == w.To {
			loops[from] = "\n↻ " + count
			continue
		}
		line, middle := p.path(i, w)
		end := line[len(line)-1]
		style := map[string]any{"width": 1.2 + 10*float64(w.Count)/float64(most), "type": "solid", "opacity": 0.6, "join": "round"}
		if w.Odd {
			style["type"], style["opacity"], tone = "dashed", 1, "second"
		}
		lines = append(lines, map[string]any{"coords": line, "lineStyle": style, "tone": tone})
		arrows = append(arrows, map[string]any{"value": end, "tone": tone, "symbolSize": 9 + 6*float64(w.Count)/float64(most)})
		next := p.layer[p.index[w.To]] == p.layer[from]+1 // beside which there is little room
		labels = append(labels, map[string]any{"value": middle, "next": next, "label": map[string]any{"formatter": count}})
		said = append(said, clean([]string{o.figure.Nodes[from].Name + " → " + o.figure.Nodes[p.index[w.To]].Name, count, w.Words}))
	}
	o.add(map[string]any{"type": "lines", "coordinateSystem": "cartesian2d", "polyline": true, "data": lines, "z": 1, "clip": false}, "ways", said)
	o.add(map[string]any{"type": "scatter", "symbol": "triangle", "symbolRotate": -90, "symbolOffset": []any{"-40%", 0}, "data": arrows, "silent": true, "z": 2}, "arrows", nil)
	o.add(map[string]any{
		"type": "scatter", "symbolSize": 1, "data": labels, "z": 4, "label": map[string]any{"show": true, "fontSize": 12, "padding": []any{1, 3}}, "labelLayout": map[string]any{"hideOverlap": true},
	}, "counts", said)
	return loops
}

func (o *own) nodes(p flowPlan, loops map[int]string) {
	var nodes []any
	var said [][]string
	for i, n := range o.figure.Nodes {
		count := o.writer.decimal(float64(n.Count), 0)
		x, y := p.at(i)
		nodes = append(nodes, map[string]any{
			"value": []any{x, y}, "tone": tone(n.Tone), "label": map[string]any{"formatter": clean([]string{n.Name})[0] + "\n" + count + loops[i]},
		})
		said = append(said, clean([]string{n.Name, fmt.Sprint(count), n.Words}))
	}
	o.add(map[string]any{
		"type": "scatter", "symbol": "rect", "data": nodes, "z": 3, "high": nodeHigh, "label": map[string]any{"show": true, "fontSize": 12, "lineHeight": 16},
	}, "nodes", said)
}
