package demo

import (
	"math"
	"math/rand/v2"
	"sort"
	"time"
)

// The size of the city: at least 18 months, and no more than a daily mean of reports as in the years with most of them.
const (
	leastDays = 548
	dailyMean = 560
	growth    = 0.04 // a year
	noise     = 0.08 // standard deviation of the logarithm of a day's volume
)

// weekdays and hours say how reports spread, in any unit; Sunday and midnight first.
var (
	weekdays = [7]float64{0.82, 1.10, 1.08, 1.05, 1.05, 1.02, 0.88}
	hours    = [24]float64{
		0.6, 0.4, 0.3, 0.3, 0.5, 1.2, 2.8, 4.8, 6.5, 7.5, 7.6, 7.0,
		6.0, 6.0, 6.0, 5.8, 5.5, 5.2, 5.0, 5.0, 4.6, 3.8, 2.6, 1.4,
	}
	hoursUpTo = runningHours()
)

// day is one local day.
type day struct {
	date    time.Time // midnight of the zone
	elapsed float64   // share of the day's reports that come before the end of the log; 1 but for the last day
	weight  float64   // expected volume, in any unit
	count   int       // reports
	surge   float64   // probability that a report of this day is one that the flood added
	flood   *flood    // nil on an ordinary day
	load    []float64 // by city: how much longer water units take for what comes in today; nil: no longer
}

// newCalendar returns the days of the log in order, with how many reports each has; they sum to p.Reports.
func newCalendar(rng *rand.Rand, p Plan, villages []village, cities int) []day {
	days := emptyDays(p)
	for i := range days {
		d := &days[i]
		d.weight = weekdays[d.date.Weekday()] * season(d.date.Month()) * d.elapsed *
			math.Exp(growth*float64(i)/365+noise*rng.NormFloat64())
	}
	addFloods(rng, days, villages, cities)
	share(days, p.Reports)
	return days
}

// emptyDays returns the days that end with the one in which the log ends.
func emptyDays(p Plan) []day {
	n := max(leastDays, (p.Reports+dailyMean-1)/dailyMean)
	last := p.Until.Add(-time.Nanosecond).In(p.Zone)
	days := make([]day, n)
	for i := range days {
		y, m, d := last.Date()
		days[i] = day{date: time.Date(y, m, d-(n-1-i), 0, 0, 0, 0, p.Zone), elapsed: 1}
	}
	days[n-1].elapsed = shareBefore(p.Until.Sub(days[n-1].date))
	return days
}

// season makes the wet months somewhat fuller.
func season(m time.Month) float64 {
	if wet(m) {
		return 1.06
	}
	return 1
}

// wet tells whether m lies in the wet season, November to March.
func wet(m time.Month) bool { return m >= time.November || m <= time.March }

// share deals out reports to the days by weight.
func share(days []day, reports int) {
	total, sum, given := 0.0, 0.0, 0
	for _, d := range days {
		total += d.weight
	}
	for i := range days {
		sum += days[i].weight
		upTo := min(int(sum/total*float64(reports)+0.5), reports)
		days[i].count, given = upTo-given, upTo
	}
	days[len(days)-1].count += reports - given
}

func runningHours() (upTo [25]float64) {
	for i, h := range hours {
		upTo[i+1] = upTo[i] + h
	}
	for i := range upTo {
		upTo[i] /= upTo[24]
	}
	return upTo
}

// shareBefore is the share of a day's reports that come before the given time of day.
func shareBefore(t time.Duration) float64 {
	h := min(int(t/time.Hour), 23)
	part := min((t - time.Duration(h)*time.Hour).Hours(), 1)
	return hoursUpTo[h] + part*(hoursUpTo[h+1]-hoursUpTo[h])
}

// secondOf returns the second of the day before which the share u of the reports comes.
func secondOf(u float64) int64 {
	h := sort.Search(24, func(i int) bool { return hoursUpTo[i+1] > u })
	h = min(h, 23)
	return int64(3600 * (float64(h) + (u-hoursUpTo[h])/(hoursUpTo[h+1]-hoursUpTo[h])))
}
