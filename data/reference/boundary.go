package reference

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"sync"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// The boundaries of each level as collected by Cahya DSN, simplified at their source; longitude stands first in them.
var (
	//go:embed kota_31.geojson
	cityShapes []byte
	//go:embed kecamatan_31.geojson
	kecamatanShapes []byte
	//go:embed kelurahan_31.geojson.gz
	kelurahanShapes []byte
)

// boundary is the shape of one area: islands and exclaves are polygons of their own, and none has holes.
type boundary struct {
	code, name string
	shape      orb.MultiPolygon
	bound      orb.Bound
	label      orb.Point // where the source would write the name; it may lie outside
}

// holds tells whether the point lies in the area or on its line.
func (b *boundary) holds(p orb.Point) bool {
	return b.bound.Contains(p) && planar.MultiPolygonContains(b.shape, p)
}

// boundaries are read when they are first asked for: it takes some milliseconds, and most runs never do.
var boundaries = sync.OnceValue(func() *atlas {
	kelurahan := readBoundaries(unpacked(kelurahanShapes))
	a := &atlas{byCode: map[string]*boundary{}, cells: gridOf(kelurahan)}
	for _, level := range [][]boundary{readBoundaries(cityShapes), readBoundaries(kecamatanShapes), kelurahan} {
		for i := range level {
			a.byCode[level[i].code] = &level[i]
		}
	}
	return a
})

// atlas finds boundaries by code and by place.
type atlas struct {
	byCode map[string]*boundary
	cells  grid
}

// feature is what is read of a GeoJSON feature.
type feature struct {
	Properties struct {
		Code string  `json:"kode"`
		Name string  `json:"nama"`
		Lat  float64 `json:"lat"`
		Lon  float64 `json:"lng"`
	} `json:"properties"`
	Geometry struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

// readBoundaries reads one embedded level; the files are part of the program, so a broken one is a broken program.
func readBoundaries(geojson []byte) []boundary {
	var level struct {
		Features []feature `json:"features"`
	}
	if err := json.Unmarshal(geojson, &level); err != nil {
		panic(fmt.Sprintf("embedded boundaries: %v", err))
	}
	all := make([]boundary, len(level.Features))
	for i, f := range level.Features {
		all[i] = f.boundary()
	}
	return all
}

func (f *feature) boundary() boundary {
	b := boundary{code: f.Properties.Code, name: f.Properties.Name, label: orb.Point{f.Properties.Lon, f.Properties.Lat}}
	var into any = &b.shape
	if f.Geometry.Type == "Polygon" {
		b.shape = make(orb.MultiPolygon, 1)
		into = &b.shape[0]
	}
	if err := json.Unmarshal(f.Geometry.Coordinates, into); err != nil {
		panic(fmt.Sprintf("embedded boundary %s: %v", b.code, err))
	}
	b.bound = b.shape.Bound()
	return b
}

func unpacked(packed []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(fmt.Sprintf("embedded boundaries: %v", err))
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		panic(fmt.Sprintf("embedded boundaries: %v", err))
	}
	return plain
}
