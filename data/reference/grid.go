package reference

import (
	"math"

	"github.com/paulmach/orb"
)

// cellSize is the edge of a cell of the grid in degrees, about 550 metres: few cells are touched by more than four kelurahan.
const cellSize = 0.005

// grid says for each cell which kelurahan may lie in it, so that a place is held against these alone.
type grid struct {
	bound orb.Bound
	wide  int           // cells from west to east
	cells [][]*boundary // row by row from the south-west
}

func gridOf(level []boundary) grid {
	g := grid{bound: level[0].bound}
	for i := range level {
		g.bound = g.bound.Union(level[i].bound)
	}
	g.wide = cellsIn(g.bound.Left(), g.bound.Right())
	g.cells = make([][]*boundary, g.wide*cellsIn(g.bound.Bottom(), g.bound.Top()))
	for i := range level {
		for _, polygon := range level[i].shape {
			g.add(&level[i], polygon.Bound())
		}
	}
	return g
}

func cellsIn(from, to float64) int { return int((to-from)/cellSize) + 1 }

// add puts an area into each cell that the bound of one of its polygons touches.
func (g *grid) add(b *boundary, bound orb.Bound) {
	for y := g.row(bound.Bottom()); y <= g.row(bound.Top()); y++ {
		for x := g.column(bound.Left()); x <= g.column(bound.Right()); x++ {
			at := y*g.wide + x
			if n := len(g.cells[at]); n == 0 || g.cells[at][n-1] != b {
				g.cells[at] = append(g.cells[at], b)
			}
		}
	}
}

func (g *grid) column(lon float64) int { return int((lon - g.bound.Left()) / cellSize) }
func (g *grid) row(lat float64) int    { return int((lat - g.bound.Bottom()) / cellSize) }

// at returns the area that holds the point; on a common line the one that the list names first, nil outside all.
func (g *grid) at(p orb.Point) *boundary {
	if math.IsNaN(p.Lat()) || math.IsNaN(p.Lon()) || !g.bound.Contains(p) {
		return nil
	}
	for _, b := range g.cells[g.row(p.Lat())*g.wide+g.column(p.Lon())] {
		if b.holds(p) {
			return b
		}
	}
	return nil
}
