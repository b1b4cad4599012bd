package demo

import (
	"math"
	"math/rand/v2"
	"slices"
	"sort"
)

// stream separates this generator's numbers from those of anybody else who uses the same seed.
const stream = 0x74756e746173

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, stream)) }

// choice draws an index in proportion to weights.
type choice struct {
	upTo   []float64 // running sums, the last is 1
	shares []float64 // weights divided by their sum
}

func newChoice(weights []float64) choice {
	c := choice{upTo: make([]float64, len(weights)), shares: make([]float64, len(weights))}
	total := 0.0
	for _, w := range weights {
		total += w
	}
	sum := 0.0
	for i, w := range weights {
		sum += w
		c.upTo[i], c.shares[i] = sum/total, w/total
	}
	return c
}

// draw returns an index; indexes of weight 0 are never drawn.
func (c choice) draw(rng *rand.Rand) int {
	u := rng.Float64()
	i := sort.Search(len(c.upTo), func(i int) bool { return c.upTo[i] > u })
	return min(i, len(c.upTo)-1)
}

// pick returns one of the texts, each as likely as the others.
func pick(rng *rand.Rand, texts []string) string { return texts[rng.IntN(len(texts))] }

// ladder returns n values that climb from low to high, more of them low when bend is above 1, in random order.
func ladder(rng *rand.Rand, n int, low, high, bend float64) []float64 {
	values := make([]float64, n)
	for i := range values {
		x := float64(i) / float64(max(n-1, 1))
		values[i] = round3(low + (high-low)*math.Pow(x, bend))
	}
	rng.Shuffle(n, func(i, j int) { values[i], values[j] = values[j], values[i] })
	return slices.Clip(values)
}

// round3 keeps planted values readable.
func round3(x float64) float64 { return math.Round(x*1000) / 1000 }
