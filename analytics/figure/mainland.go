package figure

import (
	"math"
	"slices"
)

// Region is a stretch of the earth in degrees.
type Region struct{ West, South, East, North float64 }

// RegionOf is the smallest region around the shapes at those places of the list.
func RegionOf(shapes []Shape, places []int) Region {
	r := Region{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, i := range places {
		for _, ring := range shapes[i].Rings {
			for _, p := range ring {
				r = r.with(Region{p[0], p[1], p[0], p[1]})
			}
		}
	}
	return r
}

func (r Region) with(o Region) Region {
	return Region{min(r.West, o.West), min(r.South, o.South), max(r.East, o.East), max(r.North, o.North)}
}

func (r Region) size() float64 { return (r.East - r.West) * (r.North - r.South) }

// near tells whether two regions touch, give or take a kilometre.
func (r Region) near(o Region) bool {
	const slack = 0.01
	return r.West <= o.East+slack && o.West <= r.East+slack && r.South <= o.North+slack && o.South <= r.North+slack
}

// Mainland parts the shapes into those that belong together and those that lie so far off that a picture of all would show the
// others at less than half their size: such are better drawn as an inset. Off is empty where none does.
func Mainland(shapes []Shape) (main, off []int) {
	groups := grouped(shapes)
	var all []int
	for _, g := range groups {
		all = append(all, g...)
		if len(g) > len(main) || len(g) == len(main) && RegionOf(shapes, g).size() > RegionOf(shapes, main).size() {
			main = g
		}
	}
	slices.Sort(all)
	if RegionOf(shapes, all).size() < 2.5*RegionOf(shapes, main).size() || len(main) == len(all) {
		return all, nil
	}
	for _, i := range all {
		if !slices.Contains(main, i) {
			off = append(off, i)
		}
	}
	return main, off
}

// grouped puts shapes whose regions touch into one group, in the order of the shapes.
func grouped(shapes []Shape) [][]int {
	regions := make([]Region, len(shapes))
	for i := range shapes {
		regions[i] = RegionOf(shapes, []int{i})
	}
	var groups [][]int
	done := make([]bool, len(shapes))
	for i := range shapes {
		if done[i] {
			continue
		}
		done[i] = true
		group := []int{i}
		for n := 0; n < len(group); n++ {
			for k := range shapes {
				if !done[k] && regions[group[n]].near(regions[k]) {
					done[k] = true
					group = append(group, k)
				}
			}
		}
		slices.Sort(group)
		groups = append(groups, group)
	}
	return groups
}

// Polygons parts the rings of a shape into polygons: an outer ring, then the holes in it.
func (s Shape) Polygons() [][][][2]float64 {
	depth := make([]int, len(s.Rings))
	for i, ring := range s.Rings {
		for k, other := range s.Rings {
			if i != k && inRing(other, ring[0]) {
				depth[i]++
			}
		}
	}
	var polygons [][][][2]float64
	for i, ring := range s.Rings {
		if depth[i]%2 == 1 {
			continue
		}
		polygon := [][][2]float64{ring}
		for k, hole := range s.Rings {
			if depth[k] == depth[i]+1 && inRing(ring, hole[0]) {
				polygon = append(polygon, hole)
			}
		}
		polygons = append(polygons, polygon)
	}
	return polygons
}

func inRing(ring [][2]float64, p [2]float64) bool {
	inside := false
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if a[1] <= p[1] != (b[1] <= p[1]) && p[0] < a[0]+(p[1]-a[1])*(b[0]-a[0])/(b[1]-a[1]) {
			inside = !inside
		}
	}
	return inside
}
