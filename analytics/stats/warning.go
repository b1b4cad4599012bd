package stats

import "math"

// Baseline says which days before the one that is judged a warning compares it with.
type Baseline struct {
	Days int // how many
	Gap  int // how many days directly before are left out, so that a rise does not raise its own limit
}

// The baselines of the early warnings C1 and C2.
var (
	C1 = Baseline{Days: 7}
	C2 = Baseline{Days: 7, Gap: 2}
)

// Warning is how a day's count compares with the days before. It is a flag with a reason, no finding.
type Warning struct {
	Mean  float64 // of the baseline
	SD    float64 // of the baseline, n-1
	Score float64 // how many standard deviations the count lies above the mean
	Limit float64 // the count above which there is an alarm
	Alarm bool
}

// Warn judges the count of day at, an index into the counts of consecutive days: an alarm when it exceeds the mean of the
// baseline by more than the normal deviate of 1-alpha, 3.09 for 0.001, standard deviations. A standard deviation below
// least counts as least: where nearly nothing comes, one report is no alarm. ok is false while there are fewer days than
// the baseline needs.
//
// Source: Early Aberration Reporting System; R, surveillance::earsC.
func (b Baseline) Warn(counts []float64, at int, alpha, least float64) (w Warning, ok bool) {
	first := at - b.Gap - b.Days
	if first < 0 || at >= len(counts) || b.Days < 2 || !(alpha > 0 && alpha < 1) {
		return Warning{Mean: math.NaN(), SD: math.NaN(), Score: math.NaN(), Limit: math.NaN()}, false
	}
	days := counts[first : first+b.Days]
	w.Mean = mean(days)
	sum := 0.0
	for _, v := range days {
		sum += (v - w.Mean) * (v - w.Mean)
	}
	w.SD = math.Sqrt(sum / float64(b.Days-1))
	sd := math.Max(w.SD, least)
	w.Limit = w.Mean + normalQuantile(1-alpha)*sd
	w.Score = (counts[at] - w.Mean) / sd
	w.Alarm = counts[at] > w.Limit
	return w, true
}
