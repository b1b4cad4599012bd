package demo

import (
	_ "embed"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"tuntas/data/reference"
)

// village is one kelurahan with a disc that lies inside it.
type village struct {
	code, name string
	city       int     // index in the order of reference.Cities
	lat, lon   float64 // degrees, middle of the disc
	radius     float64 // metres
	unit       *unit
}

//go:embed points.csv
var points string

// cityWeights follow the published counts of March 2021, by city code; Kepulauan Seribu is an estimate.
var cityWeights = map[string]float64{
	"31.01": 8, "31.71": 363, "31.72": 218, "31.73": 402, "31.74": 638, "31.75": 689,
}

// spread is how much the weights of kelurahan in one city differ: the standard deviation of their logarithm.
const spread = 0.45

// listVillages returns all kelurahan and what draws one.
func listVillages(rng *rand.Rand, cities []string) ([]village, choice) {
	var vs []village
	var weights []float64
	_, rows, _ := strings.Cut(points, "\n")
	place := readPoints(rows)
	for i, city := range cities {
		first, sum := len(weights), 0.0
		for k := range reference.KelurahanOf(city) {
			v := place[k.Code]
			v.code, v.name, v.city = k.Code, k.Name, i
			w := math.Exp(spread * rng.NormFloat64())
			vs, weights, sum = append(vs, v), append(weights, w), sum+w
		}
		for j := first; j < len(weights); j++ {
			weights[j] *= cityWeights[city] / sum
		}
	}
	return vs, newChoice(weights)
}

// readPoints reads code, latitude, longitude and radius a line.
func readPoints(rows string) map[string]village {
	place := map[string]village{}
	for row := range strings.Lines(rows) {
		f := strings.Split(strings.TrimSpace(row), ",")
		var v village
		for i, to := range []*float64{&v.lat, &v.lon, &v.radius} {
			*to, _ = strconv.ParseFloat(f[i+1], 64) // the file is ours; a test reads every point
		}
		place[f[0]] = v
	}
	return place
}

// metresPerDegree is the length of a degree of latitude near Jakarta; a degree of longitude is 0.1 % longer there.
const metresPerDegree = 110_574

// somewhere returns a point inside the kelurahan, at most 600 m from its middle.
func (v *village) somewhere(rng *rand.Rand) (lat, lon float64) {
	r := min(v.radius, 600) * 0.95 * math.Sqrt(rng.Float64()) / metresPerDegree
	sin, cos := math.Sincos(2 * math.Pi * rng.Float64())
	return round5(v.lat + r*sin), round5(v.lon + r*cos)
}

// round5 gives about one metre.
func round5(x float64) float64 { return math.Round(x*1e5) / 1e5 }

// rivers are kelurahan along the same water; a flood takes one or two of them.
var rivers = [][]string{
	{"Kampung Melayu", "Bidara Cina", "Bukit Duri", "Manggarai", "Kebon Baru", "Cawang", "Cililitan", "Rawajati", "Pejaten Timur", "Pengadegan"},
	{"Ulujami", "Bintaro", "Petukangan Selatan", "Cipulir", "Kedoya Selatan", "Kembangan Utara", "Pesanggrahan", "Lebak Bulus"},
	{"Petogogan", "Pela Mampang", "Cipete Utara", "Bangka", "Karet Tengsin", "Petamburan", "Bendungan Hilir"},
	{"Cipinang Melayu", "Makasar", "Pondok Bambu", "Kelapa Gading Barat", "Pegangsaan Dua", "Sunter Jaya"},
	{"Rawa Buaya", "Duri Kosambi", "Kedaung Kali Angke", "Kapuk", "Kapuk Muara", "Tegal Alur", "Semanan", "Cengkareng Barat"},
	{"Penjaringan", "Pluit", "Kamal Muara", "Ancol", "Marunda", "Kalibaru", "Cilincing"},
}
