package stats

import (
	"math"
	"slices"
	"sort"
)

// Observation is Weight equal cases. Time is how long they lasted, or have lasted so far when they have not Ended.
type Observation struct {
	Time   float64 // zero or more
	Weight int64   // how many equal ones; one or more
	Ended  bool    // false: still open when it was last looked at (censored)
}

// usable tells whether o counts. NaN fails the comparison.
func (o Observation) usable() bool {
	return o.Time >= 0 && !math.IsInf(o.Time, 1) && o.Weight > 0
}

// Step is one time at which something ended. The curve keeps its height from here up to, not including, the next step.
type Step struct {
	Time      float64
	AtRisk    int64   // cases that had lasted at least this long
	Ended     int64   // cases that ended here; never 0
	Survival  float64 // share that lasts longer than Time, 0 to 1
	Greenwood float64 // sum of d/(n(n-d)) up to and with this step; +Inf when nothing is left
}

// Curve is the share of cases that last longer than a time, as a function of that time.
type Curve struct {
	Steps   []Step  // ascending by Time
	N       int64   // cases, weights counted
	Ended   int64   // cases that ended; N-Ended were open
	Skipped int     // observations left out: time negative or no number, or weight below one
	Last    float64 // longest time observed, ended or open; 0 without observations
}

// KaplanMeier returns the product-limit curve of observations, which stay as they are. Of cases with the same time those
// that ended come before those still open. Without usable observations the curve has no steps and N is 0.
//
// Source: Kaplan and Meier 1958, J Am Stat Assoc 53:457; variance by Greenwood 1926.
func KaplanMeier(observations []Observation) Curve {
	sorted := make([]Observation, 0, len(observations))
	for _, o := range observations {
		if o.usable() {
			sorted = append(sorted, o)
		}
	}
	slices.SortFunc(sorted, byTime)
	c := Curve{Skipped: len(observations) - len(sorted)}
	for _, o := range sorted {
		c.N += o.Weight
	}
	if len(sorted) > 0 {
		c.Last = sorted[len(sorted)-1].Time
	}
	c.build(sorted)
	return c
}

// byTime orders usable observations; cmp.Compare would look for NaN each time.
func byTime(a, b Observation) int {
	switch {
	case a.Time < b.Time:
		return -1
	case a.Time > b.Time:
		return 1
	}
	return 0
}

// build adds the steps of sorted observations to c.
func (c *Curve) build(sorted []Observation) {
	c.Steps = make([]Step, 0, ends(sorted))
	atRisk, survival, greenwood := c.N, 1.0, 0.0
	for i := 0; i < len(sorted); {
		var ended, left int64
		at := sorted[i].Time
		for ; i < len(sorted) && sorted[i].Time == at; i++ {
			left += sorted[i].Weight
			if sorted[i].Ended {
				ended += sorted[i].Weight
			}
		}
		if ended > 0 {
			n, d := float64(atRisk), float64(ended)
			survival *= (n - d) / n
			greenwood += d / n / (n - d) // +Inf when nothing is left
			c.Steps = append(c.Steps, Step{at, atRisk, ended, survival, greenwood})
			c.Ended += ended
		}
		atRisk -= left
	}
}

// ends counts the different times at which something ended.
func ends(sorted []Observation) int {
	count, last := 0, -1.0
	for _, o := range sorted {
		if o.Ended && o.Time != last {
			count, last = count+1, o.Time
		}
	}
	return count
}

// At returns the share that lasts longer than t: 1 before the first step. It is NaN without observations, and where t lies
// beyond Last while the curve has not come down to 0: nobody was watched that long.
func (c Curve) At(t float64) float64 {
	i, ok := c.find(t)
	switch {
	case !ok:
		return math.NaN()
	case i < 0:
		return 1
	}
	return c.Steps[i].Survival
}

// find returns the index of the step that holds at t, -1 before the first; ok is false where the curve says nothing.
func (c Curve) find(t float64) (i int, ok bool) {
	i = sort.Search(len(c.Steps), func(i int) bool { return c.Steps[i].Time > t }) - 1
	switch {
	case c.N == 0 || math.IsNaN(t):
		return i, false
	case t <= c.Last:
		return i, true
	}
	return i, i >= 0 && c.Steps[i].Survival == 0
}
