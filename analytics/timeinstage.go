package analytics

import (
	"context"
	"maps"
	"math"
	"slices"

	"tuntas/analytics/figure"
	"tuntas/analytics/stats"
	"tuntas/data"
)

// timeInStage estimates how long stays last: one stay is one observation, a stay that had not ended as of the instant is
// open and counts as such (Kaplan and Meier 1958). Durations are in seconds; a percentile that so few stays have reached
// that it cannot be told is empty. Done and Rejected have counts only: nobody waits there.
func timeInStage(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{
		{"stage", figure.Text}, {"reports", figure.Count}, {"stays", figure.Count}, {"open", figure.Count},
		{"median_s", figure.Duration}, {"median_low_s", figure.Duration}, {"median_high_s", figure.Duration},
		{"p75_s", figure.Duration}, {"p90_s", figure.Duration},
		{"p75_low_s", figure.Duration}, {"p75_high_s", figure.Duration}, {"p90_low_s", figure.Duration}, {"p90_high_s", figure.Duration},
		{"mean_30d_s", figure.Duration}, {"mean_30d_low_s", figure.Duration}, {"mean_30d_high_s", figure.Duration},
		{"deadline", figure.Text}, {"within", figure.Share}, {"within_low", figure.Share}, {"within_high", figure.Share},
	}
	rules, err := rulesOf(ctx, q)
	if err != nil {
		return nil, nil, 0, err
	}
	groups, err := staysOf(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	var rows [][]any
	var n int64
	for _, k := range slices.SortedFunc(maps.Keys(groups), compareStages) {
		g, stage := groups[k], data.Stages()[k.nth-1]
		n += g.stays
		row := append(k.cells(s), string(stage), g.reports, g.stays, whereOpen(stage, g.waiting))
		stays := g.observations()
		row = append(row, percentiles(stays)...)
		rows = append(rows, append(row, s.within(rules, stage, stays)...))
	}
	return columns, rows, n, nil
}

// percentiles returns median with its interval, P75, P90, the intervals of these two, and the restricted mean as cells.
func percentiles(stays []stats.Observation) []any {
	if len(stays) == 0 {
		return make([]any, 12)
	}
	curve := stats.KaplanMeier(stays)
	p75, p90 := curve.Quantile(0.75, level, stats.LogLog), curve.Quantile(0.9, level, stats.LogLog)
	cells := estimated(curve.Quantile(0.5, level, stats.LogLog))
	cells = append(cells, known(p75.Value), known(p90.Value), known(p75.Low), known(p75.High), known(p90.Low), known(p90.High))
	return append(cells, estimated(curve.RestrictedMean(horizon, level))...)
}

// stageClocks are the clocks that run in one stage and nowhere else.
var stageClocks = map[data.Stage]data.Clock{data.Waiting: data.ClockCoordinate, data.Validation: data.ClockValidation}

// within is the rule that sets the deadline of a stage, and the share of stays that end before it, as cells; nothing where no
// rule in calendar days speaks of that stage alone. Of several the last one that held at the as-of instant counts.
func (s Scope) within(rules []data.Rule, stage data.Stage, stays []stats.Observation) []any {
	var found *data.Rule
	for i, r := range rules {
		on := s.lastSeen()
		holds := !on.Before(r.From) && (r.Until.IsZero() || on.Before(r.Until))
		if holds && !r.Working && r.Clock == stageClocks[stage] && (found == nil || !r.From.Before(found.From)) {
			found = &rules[i]
		}
	}
	if found == nil || len(stays) == 0 {
		return make([]any, 4)
	}
	before := math.Nextafter(allowance(*found).Seconds(), 0) // the instant itself is too late
	return append([]any{ruleName(*found)}, estimated(stats.KaplanMeier(stays).ShareWithin(before, level, stats.LogLog))...)
}
