package chart

import (
	"cmp"
	"slices"

	"tuntas/analytics/figure"
)

// The series of the marks of a flow: nodes and ways have none of their own.
const (
	seriesNodes = 0
	seriesWays  = 1
)

// flowPlan says in which layer each node stands and how each way goes, before anything has a size.
type flowPlan struct {
	layer  []int   // of each node
	rows   [][]int // the nodes of each layer, in the order of the figure
	ways   []route // of each way
	before int     // lanes on the side before the nodes: for most ways that leave layers out
	after  int     // lanes on the side behind them: for ways back, and to nodes on that side
}

// route is how a way goes.
type route struct {
	from, to int // nodes
	kind     routeKind
	lane     int // counted from the nodes outwards
}

type routeKind int

const (
	routeNext   routeKind = iota // to the next layer: straight across
	routeBefore                  // along a lane before the nodes
	routeAfter                   // along a lane behind them
	routeItself                  // a loop
)

// newFlowPlan sorts the nodes into layers: each stands one after the last of those that lead to it on official ways. The
// order of the nodes says which way is forward.
func newFlowPlan(f figure.Figure) flowPlan {
	index := map[string]int{}
	for i, n := range f.Nodes {
		index[n.ID] = i
	}
	p := flowPlan{layer: f.Layers()}
	deepest := 0
	for _, n := range p.layer {
		deepest = max(deepest, n)
	}
	p.rows = make([][]int, deepest+1)
	for i, n := range p.layer {
		p.rows[n] = append(p.rows[n], i)
	}
	for _, w := range f.Ways {
		p.ways = append(p.ways, p.route(index[w.From], index[w.To]))
	}
	p.before = p.lanes(routeBefore)
	p.after = p.lanes(routeAfter)
	return p
}

func (p flowPlan) route(from, to int) route {
	r := route{from: from, to: to}
	switch a, b := p.layer[from], p.layer[to]; {
	case from == to:
		r.kind = routeItself
	case b == a+1:
		r.kind = routeNext
	case b > a && !p.behind(to):
		r.kind = routeBefore
	default:
		r.kind = routeAfter
	}
	return r
}

// behind tells whether a node stands in the second half of several in its layer.
func (p flowPlan) behind(node int) bool {
	row := p.rows[p.layer[node]]
	return 2*slices.Index(row, node) > len(row)-1
}

// lanes gives each way of that kind a lane of its own where it would lie over another, the shortest nearest to the nodes, and
// returns how many lanes there are.
func (p flowPlan) lanes(kind routeKind) int {
	var order []int
	for i, r := range p.ways {
		if r.kind == kind {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.length(a), p.length(b)) })
	var taken [][][2]int
	for _, i := range order {
		from, to := p.span(i)
		lane := 0
		for lane < len(taken) && slices.ContainsFunc(taken[lane], func(s [2]int) bool { return s[0] <= to && from <= s[1] }) {
			lane++
		}
		if lane == len(taken) {
			taken = append(taken, nil)
		}
		taken[lane] = append(taken[lane], [2]int{from, to})
		p.ways[i].lane = lane
	}
	return len(taken)
}

// span is from which to which gutter a way runs along its lane; gutter i lies before layer i.
func (p flowPlan) span(way int) (from, to int) {
	a, b := p.leaves(way), p.enters(way)
	return min(a, b), max(a, b)
}

func (p flowPlan) length(way int) int {
	from, to := p.span(way)
	return to - from
}

// leaves is the gutter behind the node at which a way begins, enters the one before the node at its end.
func (p flowPlan) leaves(way int) int { return p.layer[p.ways[way].from] + 1 }
func (p flowPlan) enters(way int) int { return p.layer[p.ways[way].to] }
