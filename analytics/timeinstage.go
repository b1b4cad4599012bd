package analytics

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"time"

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
	stays, err := observations(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	rules, err := rulesOf(ctx, q)
	if err != nil {
		return nil, nil, 0, err
	}
	statement, args, err := reach(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	var rows [][]any
	var n int64
	err = ask(ctx, q, statement, args, func(r *sql.Rows) error {
		var k stageKey
		var reports, count, open int64
		if err := r.Scan(&k.period, &k.group, &k.stage, &reports, &count, &open); err != nil {
			return err
		}
		n += count
		row := append(k.cells(s), k.stage, reports, count, any(open))
		if !data.Stage(k.stage).Open() {
			row[len(row)-1] = nil // nobody waits there
		}
		row = append(row, percentiles(stays[k.text()])...)
		rows = append(rows, append(row, s.within(rules, data.Stage(k.stage), stays[k.text()])...))
		return nil
	})
	sortByStage(rows, len(keyColumns(s)))
	return columns, rows, n, err
}

// mostBits is the memory in bytes that the bits of all groups may take.
const mostBits = 32 << 20

// reach is the statement that counts reports and stays. Where an answer has few groups, the reports of each can be told apart
// by a bit each, several times as fast as by a table of them.
func reach(ctx context.Context, q Querier, s Scope) (statement string, args map[string]any, err error) {
	span := "stay_span"
	if s.From.IsZero() && s.Until.IsZero() {
		span = "highest_report"
	}
	groups := s.fewGroups()
	if groups == 0 {
		return "stage_reach", s.args(), nil
	}
	args, err = spanned(ctx, q, s, span)
	lowest, _ := args["lowest"].(int64)
	highest, _ := args["highest"].(int64)
	if groups*(highest-lowest)/8 > mostBits {
		return "stage_reach", args, err
	}
	return "stage_reach_bits", args, err
}

// fewGroups is how many groups of stays an answer has at most where these are few; 0 where nobody can tell.
func (s Scope) fewGroups() int64 {
	groups, of := int64(len(data.Stages())), map[Dimension]int64{"": 1, ByWeekday: 7, ByPass: 16}[s.By]
	if s.Grain != "" && (s.From.IsZero() || s.Until.IsZero()) {
		return 0
	}
	return groups * of * int64(len(s.span(s.From)))
}

// stageKey is a row's key with its stage.
type stageKey struct {
	key
	stage string
}

// text is the key as a map can hold it.
func (k stageKey) text() [3]string {
	return [3]string{k.period.Time.Format(time.DateOnly), k.group, k.stage}
}

// observations are the stays of each key, by class of their length. The classes of a key come as two lists side by side:
// a row for each would cost more to fetch than the engine takes to count them.
func observations(ctx context.Context, q Querier, s Scope) (map[[3]string][]stats.Observation, error) {
	all := map[[3]string][]stats.Observation{}
	err := ask(ctx, q, "time_in_stage", s.args(), func(r *sql.Rows) error {
		var k stageKey
		var ended bool
		var seconds, stays any
		if err := r.Scan(&k.period, &k.group, &k.stage, &ended, &seconds, &stays); err != nil {
			return err
		}
		held := all[k.text()]
		err := classes(seconds, stays, func(length float64, n int64) {
			held = append(held, stats.Observation{Time: length, Weight: n, Ended: ended})
		})
		all[k.text()] = held
		return err
	})
	return all, err
}

// classes gives each length of one list with its count in the other.
func classes(seconds, cases any, each func(length float64, n int64)) error {
	lengths, _ := seconds.([]any)
	counts, _ := cases.([]any)
	if len(lengths) != len(counts) {
		return fmt.Errorf("%d lengths and %d counts", len(lengths), len(counts))
	}
	for i := range lengths {
		length, _ := lengths[i].(float64)
		n, _ := counts[i].(int64)
		each(length, n)
	}
	return nil
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

// sortByStage brings the rows of each key into the official order of the stages.
func sortByStage(rows [][]any, keys int) {
	order := map[string]int{}
	for i, s := range data.Stages() {
		order[string(s)] = i
	}
	slices.SortStableFunc(rows, func(a, b []any) int {
		for i := range keys {
			if a[i] != b[i] {
				return 0 // the statement has ordered the keys
			}
		}
		return order[a[keys].(string)] - order[b[keys].(string)]
	})
}
