package chart

import "math"

// dotRadius is the radius of a point on a line.
const dotRadius = 3.5

// The patterns of lines by the order of the series: solid, long dashes, dots, dash and dot.
var patterns = [][]float32{nil, {9, 5}, {2.5, 3.5}, {10, 4, 2.5, 4}}

// dashes draws a line through the spots in the pattern of that series.
func dashes(spots []spot, series int, k ink) []item {
	return dashed(spots, patterns[series%len(patterns)], k, 2)
}

// dashed draws a line through the spots. Pattern holds lengths of dash and gap by turns; none gives a solid line.
func dashed(spots []spot, pattern []float32, k ink, width float32) []item {
	var items []item
	for _, run := range broken(spots, pattern) {
		for i := 1; i < len(run); i++ {
			items = append(items, stroke{run[i-1], run[i], k, width})
		}
	}
	return items
}

// broken cuts a line into its dashes.
func broken(spots []spot, pattern []float32) [][]spot {
	if len(pattern) == 0 {
		return [][]spot{spots}
	}
	var runs [][]spot
	on, left, turn := true, pattern[0], 0
	for i := 1; i < len(spots); i++ {
		from, to := spots[i-1], spots[i]
		length := float32(math.Hypot(float64(to.X-from.X), float64(to.Y-from.Y)))
		fresh := i == 1
		for done := float32(0); done < length; {
			reach := min(length, done+left)
			if on {
				runs = drawn(runs, between(from, to, done/length), between(from, to, reach/length), fresh || done > 0)
			}
			left -= reach - done
			done, fresh = reach, false
			if left < 0.01 { // a rest too short to be seen, or for the arithmetic to get past
				turn++
				on, left, fresh = !on, pattern[turn%len(pattern)], true
			}
		}
	}
	return runs
}

// drawn adds a stretch to the last dash, or as a fresh one.
func drawn(runs [][]spot, from, to spot, fresh bool) [][]spot {
	if n := len(runs) - 1; !fresh && n >= 0 && runs[n][len(runs[n])-1] == from {
		runs[n] = append(runs[n], to)
		return runs
	}
	return append(runs, []spot{from, to})
}

func between(a, b spot, share float32) spot {
	return spot{a.X + (b.X-a.X)*share, a.Y + (b.Y-a.Y)*share}
}

// hatch draws the pattern that tells the bars of one series from those of another without colour: none, rising lines,
// level lines, falling lines.
func hatch(b box, series int) []item {
	switch series % 4 {
	case 1:
		return rising(b)
	case 2:
		return level(b)
	case 3:
		return falling(b)
	}
	return nil
}

// The lines are laid through the whole window, so that they run on from bar to bar.
const hatchStep = 8

func hatchLine(from, to spot) item { return stroke{from, to, ink{Role: rolePaper}, 1.2} }

func rising(b box) []item {
	var items []item
	for c := nextStep(b.X + b.Y); c < b.right()+b.bottom(); c += hatchStep {
		left, right := max(b.X, c-b.bottom()), min(b.right(), c-b.Y)
		items = append(items, hatchLine(spot{left, c - left}, spot{right, c - right}))
	}
	return items
}

func falling(b box) []item {
	var items []item
	for c := nextStep(b.Y - b.right()); c < b.bottom()-b.X; c += hatchStep {
		left, right := max(b.X, b.Y-c), min(b.right(), b.bottom()-c)
		items = append(items, hatchLine(spot{left, c + left}, spot{right, c + right}))
	}
	return items
}

func level(b box) []item {
	var items []item
	for y := nextStep(b.Y); y < b.bottom(); y += hatchStep * 0.75 {
		items = append(items, hatchLine(spot{b.X, y}, spot{b.right(), y}))
	}
	return items
}

func nextStep(v float32) float32 {
	return float32(math.Floor(float64(v)/hatchStep)+1) * hatchStep
}
