package stats

import (
	"math"
	"slices"
	"sort"
)

// Outcome is Weight equal cases that can end in more than one way. Cause numbers the way in which they ended, from 1; 0
// means still open at Time (censored).
type Outcome struct {
	Time   float64 // zero or more
	Cause  int     // 0: open; 1 to the number of causes
	Weight int64   // how many equal ones; one or more
}

// Incidence is the share of cases that have ended in each way by a time, as a function of that time.
type Incidence struct {
	N       int64   // cases, weights counted
	Ended   []int64 // cases that ended by each cause; [0] is cause 1
	Skipped int     // outcomes left out: time negative or no number, weight below one, or a cause that is not known
	Last    float64 // longest time observed, ended or open; 0 without cases
	steps   []incidenceStep
}

// incidenceStep is one time at which something ended.
type incidenceStep struct {
	time   float64
	atRisk float64
	ended  float64   // of any cause
	of     []float64 // ended, by cause
	before float64   // share still open just before
	open   float64   // share still open from here on
	share  []float64 // ended by now, by cause
}

// AalenJohansen returns the cumulative incidence of each of a number of causes: what a report that is still open may yet
// come to is left to the others, and a report that ended in another way does not count as if it could still end in this
// one. At each time all incidences and the share still open make 1. Of cases with the same time those that ended come
// before those still open.
//
// Source: Aalen and Johansen 1978, Scand J Stat 5:141.
func AalenJohansen(outcomes []Outcome, causes int) Incidence {
	sorted := make([]Outcome, 0, len(outcomes))
	for _, o := range outcomes {
		if o.Time >= 0 && !math.IsInf(o.Time, 1) && o.Weight > 0 && o.Cause >= 0 && o.Cause <= causes {
			sorted = append(sorted, o)
		}
	}
	slices.SortFunc(sorted, func(a, b Outcome) int {
		return byTime(Observation{Time: a.Time}, Observation{Time: b.Time})
	})
	in := Incidence{Skipped: len(outcomes) - len(sorted), Ended: make([]int64, causes)}
	for _, o := range sorted {
		in.N += o.Weight
	}
	if len(sorted) > 0 {
		in.Last = sorted[len(sorted)-1].Time
	}
	in.build(sorted)
	return in
}

// build adds the steps of sorted outcomes.
func (in *Incidence) build(sorted []Outcome) {
	open, atRisk, share := 1.0, in.N, make([]float64, len(in.Ended))
	for i := 0; i < len(sorted); {
		at, left, of, ended := sorted[i].Time, int64(0), make([]float64, len(in.Ended)), 0.0
		for ; i < len(sorted) && sorted[i].Time == at; i++ {
			left += sorted[i].Weight
			if c := sorted[i].Cause; c > 0 {
				of[c-1] += float64(sorted[i].Weight)
				ended += float64(sorted[i].Weight)
				in.Ended[c-1] += sorted[i].Weight
			}
		}
		if ended > 0 {
			n := float64(atRisk)
			s := incidenceStep{time: at, atRisk: n, ended: ended, of: of, before: open, open: open * (n - ended) / n}
			for c := range share {
				share[c] += open * of[c] / n
			}
			s.share, open = slices.Clone(share), s.open
			in.steps = append(in.steps, s)
		}
		atRisk -= left
	}
}

// find returns the index of the step that holds at t, -1 before the first; ok is false where nothing is known about t.
func (in Incidence) find(t float64) (i int, ok bool) {
	i = sort.Search(len(in.steps), func(i int) bool { return in.steps[i].time > t }) - 1
	switch {
	case in.N == 0 || math.IsNaN(t):
		return i, false
	case t <= in.Last:
		return i, true
	}
	return i, i >= 0 && in.steps[i].open == 0
}

// Open returns the share still open after t: 1 before the first end, NaN where nobody was watched so long.
func (in Incidence) Open(t float64) float64 {
	i, ok := in.find(t)
	switch {
	case !ok:
		return math.NaN()
	case i < 0:
		return 1
	}
	return in.steps[i].open
}

// Share returns the share that has ended by cause by t, t included, with standard error and an interval on the scale of
// ln(-ln): it stays within 0 and 1. Without an end by that cause all is 0. It is NaN throughout where nobody was watched so
// long, and for a cause that there is not.
//
// Source: variance by the delta method, Marubini and Valsecchi 1995, Analysing Survival Data from Clinical Trials, 10.2.
func (in Incidence) Share(t float64, cause int, level float64) Estimate {
	i, ok := in.find(t)
	if !ok || cause < 1 || cause > len(in.Ended) || math.IsNaN(deviate(level)) {
		return unknown()
	}
	if i < 0 {
		return Estimate{}
	}
	return around(in.steps[i].share[cause-1], math.Sqrt(in.variance(i, cause-1)), deviate(level))
}

// variance is that of the share of a cause from step last on. A step at which the last case ends adds nothing to the first
// two sums: the weight of its infinite term is 0.
func (in Incidence) variance(last, cause int) float64 {
	sum, now := 0.0, in.steps[last].share[cause]
	for _, s := range in.steps[:last+1] {
		rest := now - s.share[cause]
		n, d, dk := s.atRisk, s.ended, s.of[cause]
		if d < n {
			sum += rest * rest * d / n / (n - d)
		}
		sum += s.before * s.before * dk * (n - dk) / (n * n * n)
		sum -= 2 * rest * s.before * dk / (n * n)
	}
	return math.Max(0, sum)
}

// around is the interval of a share on the scale of ln(-ln).
func around(share, se, z float64) Estimate {
	if share <= 0 || share >= 1 {
		return Estimate{Value: share, SE: se, Low: share, High: share}
	}
	power := z * se / (share * math.Log(share)) // negative
	return Estimate{share, se, math.Pow(share, math.Exp(-power)), math.Pow(share, math.Exp(power))}
}

// Quantile returns the first time by which the share p of all cases has ended by cause, with the times at which the upper
// and the lower end of the interval reach p. What is not reached is +Inf: some cases never end in this way.
func (in Incidence) Quantile(p float64, cause int, level float64) Estimate {
	z := deviate(level)
	if !(p > 0 && p < 1) || in.N == 0 || cause < 1 || cause > len(in.Ended) || math.IsNaN(z) {
		return unknown()
	}
	e := Estimate{Value: math.Inf(1), SE: math.NaN(), Low: math.Inf(1), High: math.Inf(1)}
	at := sort.Search(len(in.steps), func(i int) bool { return in.steps[i].share[cause-1] >= p-flatTolerance })
	if at < len(in.steps) {
		e.Value = in.steps[at].time
	}
	end := func(i int) Estimate {
		return around(in.steps[i].share[cause-1], math.Sqrt(in.variance(i, cause-1)), z)
	}
	if i := in.search(at, func(i int) bool { return end(i).High >= p-flatTolerance }); i < len(in.steps) {
		e.Low = in.steps[i].time
	}
	rest := len(in.steps) - at
	if i := sort.Search(rest, func(i int) bool { return end(at+i).Low >= p-flatTolerance }); i < rest {
		e.High = in.steps[at+i].time
	}
	return e
}

// search finds the first of the steps up to most for which is holds, the number of steps when none does.
func (in Incidence) search(most int, is func(i int) bool) int {
	if most < len(in.steps) {
		most++
	}
	if i := sort.Search(most, is); i < most {
		return i
	}
	return len(in.steps)
}
