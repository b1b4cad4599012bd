package reference_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tuntas/data/reference"
)

// shared finds a file of the shared test data, which lies beside the project; the test is skipped when it does not.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no shared test data beside the project: %v", err)
	}
	return path
}

func everyArea() []reference.Area {
	return slices.Concat(slices.Collect(reference.Cities()), slices.Collect(reference.KecamatanOf(reference.Province)),
		slices.Collect(reference.KelurahanOf(reference.Province)))
}

// The counts of outer rings and of points are those of the source.
func TestOutlines(t *testing.T) {
	rings, points := map[int]int{}, map[int]int{}
	for _, a := range everyArea() {
		outline, ok := reference.Outline(a.Code)
		if !ok || len(outline) == 0 {
			t.Fatalf("%s: no outline", a.Code)
		}
		level := strings.Count(a.Code, ".")
		rings[level] += len(outline)
		for _, ring := range outline {
			points[level] += len(ring)
			if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
				t.Errorf("%s: a ring of %d points that is not closed", a.Code, len(ring))
			}
		}
	}
	for level, want := range map[int][2]int{1: {127, 768}, 2: {164, 980}, 3: {384, 13_976}} {
		if got := [2]int{rings[level], points[level]}; got != want {
			t.Errorf("level %d: got %d rings and points, want %d", level, got, want)
		}
	}
	if _, ok := reference.Outline("31"); ok {
		t.Error("the province has an outline of its own")
	}
}

func TestOutlineIsTheCallersOwn(t *testing.T) {
	first, _ := reference.Outline("31.71.01.1001")
	first[0][0] = [2]float64{0, 0}
	if again, _ := reference.Outline("31.71.01.1001"); again[0][0] == first[0][0] {
		t.Error("what the caller wrote is seen by the next")
	}
}

// Each area's centre lies in it, and so it does by Locate where that can be told.
func TestCentre(t *testing.T) {
	for _, a := range everyArea() {
		lat, lon, ok := reference.Centre(a.Code)
		if !ok || !reference.Bounds().Holds(lat, lon) {
			t.Errorf("%s: got %v, %v, %t", a.Code, lat, lon, ok)
		}
		if got, _ := reference.Locate(lat, lon); strings.Count(a.Code, ".") == 3 && got != a.Code {
			t.Errorf("centre of %s lies in %q", a.Code, got)
		}
	}
	if _, _, ok := reference.Centre("31.71.01.1099"); ok {
		t.Error("a code without an area has a centre")
	}
}

// A point close to a corner of a ring, on its inner side, is given to that kelurahan or to a neighbour that holds it too: the
// lines were simplified one by one and overlap here and there.
func TestLocateNearTheLine(t *testing.T) {
	asked, neighbour := 0, 0
	for a := range reference.KelurahanOf(reference.Province) {
		lat, lon, _ := reference.Centre(a.Code)
		outline, _ := reference.Outline(a.Code)
		for _, p := range slices.Concat(outline...) {
			near := [2]float64{p[0] + (lon-p[0])*1e-6, p[1] + (lat-p[1])*1e-6}
			if !holds(outline, near) {
				continue
			}
			asked++
			got, _ := reference.Locate(near[1], near[0])
			if got == a.Code {
				continue
			}
			neighbour++
			if other, _ := reference.Outline(got); !holds(other, near) {
				t.Errorf("%v in %s: got %q", near, a.Code, got)
			}
		}
	}
	if asked < 5_000 || neighbour*10 > asked {
		t.Errorf("%d of %d points near the line were given to a neighbour", neighbour, asked)
	}
}

func holds(rings [][][2]float64, p [2]float64) bool {
	return slices.ContainsFunc(rings, func(r [][2]float64) bool { return evenOdd(r, p) })
}

// evenOdd is the plain test for a point in a ring, apart from the one that is used.
func evenOdd(ring [][2]float64, p [2]float64) bool {
	in := false
	for i, j := 0, len(ring)-1; i < len(ring); j, i = i, i+1 {
		a, b := ring[i], ring[j]
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < (b[0]-a[0])*(p[1]-a[1])/(b[1]-a[1])+a[0] {
			in = !in
		}
	}
	return in
}

// The grid finds what a look at each kelurahan finds, in and around the city.
func TestLocateAgreesWithAllOutlines(t *testing.T) {
	outlines := map[string][][][2]float64{}
	for a := range reference.KelurahanOf(reference.Province) {
		outlines[a.Code], _ = reference.Outline(a.Code)
	}
	found := 0
	for lat := -6.40; lat < -6.05; lat += 0.0173 {
		for lon := 106.65; lon < 107.0; lon += 0.0171 {
			got, ok := reference.Locate(lat, lon)
			var holders []string
			for code, rings := range outlines {
				if holds(rings, [2]float64{lon, lat}) {
					holders = append(holders, code)
				}
			}
			if ok {
				found++
			}
			if ok != (len(holders) > 0) || ok && !slices.Contains(holders, got) {
				t.Errorf("%v, %v: got %q, want one of %v", lat, lon, got, holders)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d places lay in Jakarta", found)
	}
}

func TestLocateOutside(t *testing.T) {
	for _, p := range [][2]float64{
		{-6.9175, 107.6191}, {106.8, -6.2}, {0, 0}, {-6.2, 0}, {math.NaN(), 106.8}, {-6.2, math.Inf(1)}, {-6_208_763, 106_845_599},
	} {
		if got, ok := reference.Locate(p[0], p[1]); ok {
			t.Errorf("%v: got %s", p, got)
		}
	}
}

func TestBounds(t *testing.T) {
	b := reference.Bounds()
	want := reference.Box{South: -6.373, West: 106.390, North: -5.202, East: 106.973}
	for name, v := range map[string][2]float64{
		"south": {b.South, want.South}, "west": {b.West, want.West}, "north": {b.North, want.North}, "east": {b.East, want.East},
	} {
		if math.Abs(v[0]-v[1]) > 0.001 {
			t.Errorf("%s: got %v, want %v", name, v[0], v[1])
		}
	}
}

// The counts are those of the source's description of the flood reports of 20 February 2017.
func TestLocateFloodReports(t *testing.T) {
	text, err := os.ReadFile(shared(t, "11-petabencana-2017-02-20/reports_2017-02-20.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	var reports struct {
		Features []struct {
			Geometry struct {
				Coordinates [2]float64 `json:"coordinates"`
			} `json:"geometry"`
		} `json:"features"`
	}
	if err := json.Unmarshal(text, &reports); err != nil {
		t.Fatal(err)
	}
	cities, kelurahan := map[string]int{}, map[string]int{}
	for _, f := range reports.Features {
		code, ok := reference.Locate(f.Geometry.Coordinates[1], f.Geometry.Coordinates[0])
		cities[reference.Parent(reference.Parent(code))]++
		if ok {
			kelurahan[code]++
		}
	}
	for city, want := range map[string]int{"31.75": 23, "31.71": 9, "31.72": 8, "31.73": 6, "31.74": 4, "": 19} {
		if cities[city] != want {
			t.Errorf("city %q: got %d, want %d", city, cities[city], want)
		}
	}
	if len(kelurahan) != 29 || kelurahan["31.75.06.1004"] != 4 || kelurahan["31.71.02.1001"] != 4 {
		t.Errorf("got %d kelurahan: %v", len(kelurahan), kelurahan)
	}
}

func BenchmarkLocate(b *testing.B) {
	places := make([][2]float64, 0, 10_000)
	box := reference.Bounds()
	for i := range cap(places) { // all over the mainland, within and without
		places = append(places, [2]float64{-6.37 + 0.29*float64(i%100)/100, 106.68 + (box.East-106.68)*float64(i/100)/100})
	}
	reference.Locate(0, 0)
	b.ResetTimer()
	for i := range b.N {
		p := places[i%len(places)]
		reference.Locate(p[0], p[1])
	}
}
