package figure

import "slices"

// Layers says for each node of a flow how many official steps forward it lies from a beginning: ways forward lead to higher
// layers. Nodes from which nothing leads on stand in the last layer. The order of the nodes says which way is forward; where
// no way is official all count.
func (f Figure) Layers() []int {
	index := map[string]int{}
	for i, n := range f.Nodes {
		index[n.ID] = i
	}
	official := slices.ContainsFunc(f.Ways, func(w Way) bool { return !w.Odd })
	layer := make([]int, len(f.Nodes))
	goesOn, reached := make([]bool, len(layer)), make([]bool, len(layer))
	for range f.Nodes { // as often as a longest way has steps
		for _, w := range f.Ways {
			from, to := index[w.From], index[w.To]
			if from < to && (!w.Odd || !official) {
				layer[to] = max(layer[to], layer[from]+1)
				goesOn[from], reached[to] = true, true
			}
		}
	}
	for i := range layer {
		if reached[i] && !goesOn[i] {
			layer[i] = slices.Max(layer)
		}
	}
	return layer
}
