package analytics

import (
	"context"
	"database/sql"

	"tuntas/analytics/figure"
)

// sparse is how many numbers of reports lie between those of two decisions of a period, on average, from which on it pays to
// look at the reports of the period alone.
const sparse = 4

// decided are the parameters of a scope for statements about decisions. They choose how reports are told apart as helpStays
// does, and whether those that were decided about are looked up one by one.
func decided(ctx context.Context, q Querier, s Scope) (map[string]any, error) {
	args, width, err := dense(ctx, q, s, "decision_count", s.Rule == Left)
	if err != nil {
		return nil, err
	}
	helps, way := args["helps"].([]string), "many"
	if groups := s.fewGroups(); groups > 0 && groups*width/8 <= mostBits {
		way = "few"
	}
	args["helps"] = append(helps, way)
	return args, nil
}

// dense are the parameters of a scope with the ends between which the reports lie that a statement counts, and how many
// numbers lie between these. The help sparse is added where it may be and the count is small against that.
func dense(ctx context.Context, q Querier, s Scope, count string, helps bool) (args map[string]any, width int64, err error) {
	args = s.args()
	a, err := remembered(ctx, q, Question{Name: count, measure: spanCount(count)}, Scope{From: s.From, Until: s.Until, Rule: s.Rule, Zone: s.Zone})
	if err != nil {
		return nil, 0, err
	}
	first, last, cases := a.count(0, "first"), a.count(0, "last"), a.count(0, "cases")
	args["lowest"], args["highest"] = first, last
	if width = last - first; helps && cases*sparse < width {
		args["helps"] = append(args["helps"].([]string), "sparse")
	}
	return args, width, nil
}

// spanCount asks a statement for the ends between which reports lie, and how many there are.
func spanCount(statement string) func(context.Context, Querier, Scope) ([]Column, [][]any, int64, error) {
	return func(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
		var first, last, cases int64
		err := ask(ctx, q, statement, s.args(), func(r *sql.Rows) error { return r.Scan(&first, &last, &cases) })
		return []Column{{"first", figure.Count}, {"last", figure.Count}, {"cases", figure.Count}}, [][]any{{first, last, cases}}, 1, err
	}
}
