package analytics

import (
	"slices"
	"strings"
	"sync"

	"tuntas/analytics/figure"
	"tuntas/data/reference"
)

// areaLevels are the dimensions that are places, from the largest to the smallest.
var areaLevels = []Dimension{ByCity, ByKecamatan, ByKelurahan}

// outlineParts is how many parts wide the simplified outlines of a level are: finer than a large window shows them.
const outlineParts = 1200

// outlined are the simplified outlines of each level, worked out when they are first asked for.
var outlined = map[Dimension]func() []figure.Shape{
	ByCity:      sync.OnceValue(func() []figure.Shape { return outlines(ByCity) }),
	ByKecamatan: sync.OnceValue(func() []figure.Shape { return outlines(ByKecamatan) }),
	ByKelurahan: sync.OnceValue(func() []figure.Shape { return outlines(ByKelurahan) }),
}

func outlines(level Dimension) []figure.Shape {
	var shapes []figure.Shape
	add := func(code string) {
		if rings, ok := reference.Outline(code); ok {
			shapes = append(shapes, figure.Shape{Code: code, Rings: rings})
		}
	}
	for city := range reference.Cities() {
		if level == ByCity {
			add(city.Code)
			continue
		}
		for kecamatan := range reference.KecamatanOf(city.Code) {
			if level == ByKecamatan {
				add(kecamatan.Code)
				continue
			}
			for kelurahan := range reference.KelurahanOf(kecamatan.Code) {
				add(kelurahan.Code)
			}
		}
	}
	return figure.Simplify(shapes, outlineParts)
}

// mapped tells whether the rows are places and nothing else, so that a map has room for all of them.
func (a Answer) mapped() bool {
	return a.Scope.Grain == "" && len(a.Question.Of) == 0 && slices.Contains(areaLevels, a.Scope.By)
}

// onMap turns one bar or dot for each area into a map. Areas of the scope in which nothing came are zeros for counts and
// have no value else; what has no place on the map is said in a note. A figure in which an area comes twice stays as it is.
func (a Answer) onMap(f figure.Figure, w Words) figure.Figure {
	if !a.mapped() || len(f.Series) != 1 || (f.Kind != figure.Lying && f.Kind != figure.Dots) {
		return f
	}
	points := map[string]figure.Point{}
	for _, p := range f.Series[0].Points {
		code, ok := p.Key[string(a.Scope.By)]
		if _, twice := points[code]; twice || !ok {
			return f
		}
		points[code] = p
	}
	shapes := a.shapes()
	if len(shapes) < 2 {
		return f
	}
	s := f.Series[0]
	f.Kind, f.Shapes, f.Categories, s.Points = figure.Places, shapes, nil, nil
	for _, shape := range shapes {
		p, ok := points[shape.Code]
		if !ok {
			p = figure.Point{Missing: f.Unit != figure.Count, Key: a.placeKey(shape.Code)}
		}
		delete(points, shape.Code)
		f.Categories, s.Points = append(f.Categories, Label(a.Scope.By, shape.Code, w)), append(s.Points, p)
	}
	f.Series = []figure.Series{s}
	if n := cases(points, f.Unit); n > 0 {
		f.Notes = append(slices.Clone(f.Notes), w.Text("figure.without_place", "n", w.Number(n)))
	}
	return f
}

// placeKey leads to the area itself, in which nothing came.
func (a Answer) placeKey(code string) figure.Key {
	return figure.Key{string(a.Scope.By): code}
}

// shapes are the outlines of the areas that the scope can hold.
func (a Answer) shapes() []figure.Shape {
	chosen := a.Scope.areas()
	if len(chosen) == 0 {
		return slices.Clone(outlined[a.Scope.By]())
	}
	return slices.DeleteFunc(slices.Clone(outlined[a.Scope.By]()), func(s figure.Shape) bool {
		return !slices.ContainsFunc(chosen, func(area string) bool { return liesIn(s.Code, area) })
	})
}

// noArea is the code of no area.
const noArea = "\x00"

// areas are the areas that the filters leave; none where everything is chosen. Filters on
// several levels hold together, those on one level give way to each other.
func (s Scope) areas() []string {
	all := []string{}
	for _, d := range areaLevels {
		switch chosen := s.Where[d]; {
		case len(chosen) == 0:
		case len(all) == 0:
			all = slices.Clone(chosen)
		default:
			all = common(all, chosen)
		}
	}
	return all
}

// common are the areas that lie in one of each list; noArea where there are none.
func common(some, others []string) (all []string) {
	for _, a := range some {
		for _, b := range others {
			switch {
			case liesIn(b, a):
				all = append(all, b)
			case liesIn(a, b):
				all = append(all, a)
			}
		}
	}
	if len(all) == 0 {
		return []string{noArea}
	}
	return all
}

// liesIn tells whether an area is the other one or, by its code, lies in it.
func liesIn(area, other string) bool {
	return area == other || strings.HasPrefix(other, "31.") && strings.HasPrefix(area, other+".")
}

// cases is how many cases points rest on.
func cases(points map[string]figure.Point, unit figure.Unit) (n int64) {
	for _, p := range points {
		switch {
		case p.N > 0:
			n += p.N
		case unit == figure.Count && !p.Missing:
			n += int64(p.Value)
		}
	}
	return n
}
