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
	open   float64    // share still open from here on
	share  []float64  // ended by now, by cause
	spread []variance // of these shares, by cause
}

// variance holds the sums from which the variance of a share is made without going through all steps again: with
// F the share at each step and a, b and c its terms, the sums of a, aF, aF², b, c and cF.
type variance struct{ a, af, aff, b, c, cf float64 }

// add adds the terms of a step at which d of n ended, dk by the cause, share being what had ended by it from there on and
// before what was open just before. A step at which the last case ends adds nothing to the sums of a: the weight of its
// infinite term is 0 for good.
func (v *variance) add(n, d, dk, share, before float64) {
	if d < n {
		a := d / n / (n - d)
		v.a += a
		v.af += a * share
		v.aff += a * share * share
	}
	v.b += before * before * dk * (n - dk) / (n * n * n)
	c := before * dk / (n * n)
	v.c += c
	v.cf += c * share
}

// of returns the variance of a share: the sum over the steps of a(share-F)² + b - 2c(share-F).
func (v variance) of(share float64) float64 {
	return math.Max(0, share*share*v.a-2*share*v.af+v.aff+v.b-2*share*v.c+2*v.cf)
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
	open, atRisk := 1.0, in.N
	share, spread, of := make([]float64, len(in.Ended)), make([]variance, len(in.Ended)), make([]float64, len(in.Ended))
	shares, spreads := make([]float64, 0, len(sorted)*len(share)), make([]variance, 0, len(sorted)*len(share)) // of all steps
	in.steps = make([]incidenceStep, 0, len(sorted))
	for i := 0; i < len(sorted); {
		at, left, ended := sorted[i].Time, int64(0), 0.0
		clear(of)
		for ; i < len(sorted) && sorted[i].Time == at; i++ {
			left += sorted[i].Weight
			if c := sorted[i].Cause; c > 0 {
				of[c-1] += float64(sorted[i].Weight)
				ended += float64(sorted[i].Weight)
				in.Ended[c-1] += sorted[i].Weight
			}
		}
		if n := float64(atRisk); ended > 0 {
			for c := range share {
				share[c] += open * of[c] / n
				spread[c].add(n, ended, of[c], share[c], open)
			}
			open *= (n - ended) / n
			shares, spreads = append(shares, share...), append(spreads, spread...)
			in.steps = append(in.steps, incidenceStep{at, open, shares[len(shares)-len(share):], spreads[len(spreads)-len(share):]})
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
// ln(-ln): it stays within 0 and 1. Without an end by that cause all is 0; where all have ended by it Low is what the step
// before says, 0 without one, as in Curve.ShareWithin. It is NaN throughout where nobody was watched so long, and for a cause
// that there is not.
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
	e := in.steps[i].estimate(cause, deviate(level))
	if math.IsNaN(e.Low) {
		e.Low = 0
		if i > 0 {
			e.Low = in.steps[i-1].estimate(cause, deviate(level)).Low
		}
	}
	return e
}

// estimate is the share that has ended by cause from the step on.
func (s incidenceStep) estimate(cause int, z float64) Estimate {
	share := s.share[cause-1]
	return around(share, math.Sqrt(s.spread[cause-1].of(share)), z)
}

// below tells in a few steps that the upper end of the interval lies below p, or that it must be looked at. With x the half
// width by the share, the upper end is at most share·exp(x), which is at most share/(1-x).
func (s incidenceStep) below(p float64, cause int, z float64) bool {
	share := s.share[cause-1]
	x := z * math.Sqrt(s.spread[cause-1].of(share)) / share
	return x < 1 && share < (p-flatTolerance)*(1-x)
}

// around is the interval of a share on the scale of ln(-ln); Low is NaN where all have ended so, rounding aside: the scale has
// no place for it.
func around(share, se, z float64) Estimate {
	switch {
	case share <= 0:
		return Estimate{}
	case share >= 1-flatTolerance:
		return Estimate{Value: 1, SE: se, Low: math.NaN(), High: 1}
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
	for _, s := range in.steps {
		share := s.share[cause-1]
		if share < p-flatTolerance && (!math.IsInf(e.Low, 1) || s.below(p-flatTolerance, cause, z)) {
			continue // neither the share nor the end that is looked for can have come so far
		}
		now := s.estimate(cause, z)
		if share >= p-flatTolerance {
			e.Value = math.Min(e.Value, s.time)
		}
		if now.High >= p-flatTolerance {
			e.Low = math.Min(e.Low, s.time)
		}
		if now.Low >= p-flatTolerance {
			e.High = s.time
			break
		}
	}
	return e
}
