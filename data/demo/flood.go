package demo

import (
	"math/rand/v2"
	"slices"
	"time"
)

// The floods of one wet season.
const (
	floodsASeason             = 12
	leastFlood, greatestFlood = 0.35, 1.60 // reports that a flood adds to a day, as a share of its usual ones
)

// floodMonths say in which months floods fall, in any unit, from November on.
var floodMonths = [5]float64{1, 2, 4, 4, 1}

// floodLoad is how much longer water units take for what comes in on the day of a flood and the two days after.
var floodLoad = [3]float64{1.8, 1.6, 1.3}

// flood is one day on which water stands in some kelurahan.
type flood struct {
	villages []int // indexes
	added    float64
	reports  int // realised: reports of flood categories on the day
}

// addFloods puts floods on days of each wet season that the days touch.
func addFloods(rng *rand.Rand, days []day, villages []village, cities int) {
	index := map[string]int{}
	for i, v := range villages {
		index[v.name] = i
	}
	first, last := days[0].date, days[len(days)-1].date
	for year := first.Year() - 1; year <= last.Year(); year++ {
		for _, date := range floodDates(rng, year, first.Location()) {
			f := newFlood(rng, index)
			if i, ok := slices.BinarySearchFunc(days, date, func(d day, t time.Time) int { return d.date.Compare(t) }); ok {
				strike(days[i:], f, villages, cities)
			}
		}
	}
}

// floodDates draws the different days of the wet season that begins in November of year.
func floodDates(rng *rand.Rand, year int, zone *time.Location) []time.Time {
	months := newChoice(floodMonths[:])
	var dates []time.Time
	for len(dates) < floodsASeason {
		month := time.November + time.Month(months.draw(rng))
		date := time.Date(year, month, 1+rng.IntN(28), 0, 0, 0, 0, zone)
		if !slices.ContainsFunc(dates, date.Equal) {
			dates = append(dates, date)
		}
	}
	return dates
}

// newFlood draws a flood along one or two rivers; great ones are rare.
func newFlood(rng *rand.Rand, index map[string]int) *flood {
	u := rng.Float64()
	f := &flood{added: round3(leastFlood + (greatestFlood-leastFlood)*u*u)}
	first := rng.IntN(len(rivers))
	for i := range 1 + rng.IntN(2) {
		for _, name := range rivers[(first+i)%len(rivers)] {
			f.villages = append(f.villages, index[name])
		}
	}
	return f
}

// strike lets f fall on the first of days and weigh upon that and the next ones.
func strike(days []day, f *flood, villages []village, cities int) {
	days[0].flood, days[0].surge = f, f.added/(1+f.added)
	days[0].weight *= 1 + f.added
	for i := range min(len(floodLoad), len(days)) {
		d := &days[i]
		if d.load == nil {
			d.load = slices.Repeat([]float64{1}, cities)
		}
		for _, v := range f.villages {
			c := villages[v].city
			d.load[c] = max(d.load[c], floodLoad[i])
		}
	}
}
