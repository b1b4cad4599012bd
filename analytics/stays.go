package analytics

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"tuntas/analytics/stats"
	"tuntas/data"
)

// Stays are asked for part by part of the reports, so that what the engine holds at once is bounded whatever the scope.

// mostReports is how many numbers of reports a part has at most, mostBits the memory in bytes that the reports of all groups
// may take at a bit each.
const (
	mostReports = 1 << 17
	mostBits    = 16 << 20
)

// stageAt is a row's key with the place of its stage in the official order, the first is 1.
type stageAt struct {
	key
	nth int
}

// compareStages orders keys by period, group and stage.
func compareStages(a, b stageAt) int {
	return cmp.Or(a.period.Time.Compare(b.period.Time), strings.Compare(a.group, b.group), cmp.Compare(a.nth, b.nth))
}

// stageStays are the stays of one key. In Done and Rejected they have no lengths: nobody waits there.
type stageStays struct {
	reports, stays, waiting int64 // waiting are stays that had not ended
	ended, open             lengths
}

// observations are the stays as the estimators take them.
func (g *stageStays) observations() []stats.Observation {
	all := make([]stats.Observation, 0, len(g.ended)+len(g.open))
	g.ended.each(func(length float64, n int64) {
		all = append(all, stats.Observation{Time: length, Weight: n, Ended: true})
	})
	g.open.each(func(length float64, n int64) { all = append(all, stats.Observation{Time: length, Weight: n}) })
	return all
}

// staysOf are the stays of a scope by key.
func staysOf(ctx context.Context, q Querier, s Scope) (map[stageAt]*stageStays, error) {
	span := "stay_span"
	if s.From.IsZero() && s.Until.IsZero() {
		span = "highest_report"
	}
	args, err := spanned(ctx, q, s, span)
	if err != nil {
		return nil, err
	}
	args["order"], args["waits"] = stageOrder(), len(openStages())
	s.helpStays(args)
	t := stayTally{groups: map[stageAt]*stageStays{}}
	first, last := args["lowest"].(int64), args["highest"].(int64)
	for from := first; from <= last; from += mostReports {
		args["lowest"], args["highest"] = from, min(from+mostReports-1, last)
		t.seen = newReportSet(args)
		if err := ask(ctx, q, "time_in_stage", args, t.scan); err != nil {
			return nil, err
		}
	}
	return t.groups, nil
}

// stageOrder is the official order of the stages.
func stageOrder() (names []string) {
	for _, s := range data.Stages() {
		names = append(names, string(s))
	}
	return names
}

// dayHelps are the helps with the way in which days are put into periods.
func (s Scope) dayHelps() []string {
	if s.Grain == Month {
		return append(s.helps(), "monthly")
	}
	return append(s.helps(), "otherwise")
}

// helpStays chooses how reports are told apart. Where an answer has few groups, a bit for each report of each costs the least;
// else the engine lists them.
func (s Scope) helpStays(args map[string]any) {
	helps := append(s.dayHelps(), "many")
	if groups := s.fewGroups(); groups > 0 && groups*mostReports/8 <= mostBits {
		helps[len(helps)-1] = "few"
	}
	args["helps"] = helps
}

// fewGroups is how many groups of stays an answer has at most where these are few; 0 where nobody can tell.
func (s Scope) fewGroups() int64 {
	groups, of := int64(len(data.Stages())), map[Dimension]int64{"": 1, ByWeekday: 7, ByPass: 16}[s.By]
	if s.Grain != "" && (s.From.IsZero() || s.Until.IsZero()) {
		return 0
	}
	return groups * of * int64(len(s.span(s.From)))
}

// stayTally adds up the parts of an answer.
type stayTally struct {
	groups map[stageAt]*stageStays
	sort   classifier
	seen   reportSet
}

func (t *stayTally) scan(r *sql.Rows) error {
	var k stageAt
	var stays, waiting int64
	var reports, ended, open any
	if err := r.Scan(&k.period, &k.group, &k.nth, &stays, &reports, &waiting, &ended, &open); err != nil {
		return err
	}
	g := t.groups[k]
	if g == nil {
		g = &stageStays{}
		t.groups[k] = g
	}
	g.stays, g.waiting = g.stays+stays, g.waiting+waiting
	g.reports += t.seen.count(reports)
	g.ended, g.open = g.ended.and(t.sort.lengths(ended)), g.open.and(t.sort.lengths(open))
	return nil
}

// stageKey is a row's key with its stage.
type stageKey struct {
	key
	stage string
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
