package analytics

import (
	"context"
	"database/sql"
)

// sparse is how many numbers of reports lie between those of two decisions of a period, on average, from which on it pays to
// look at the reports of the period alone.
const sparse = 4

// decided are the parameters of a scope for statements about decisions. They choose how reports are told apart as helpStays
// does, and whether those that were decided about are looked up one by one.
func decided(ctx context.Context, q Querier, s Scope) (map[string]any, error) {
	args, width, err := dense(ctx, q, s, "decision_count", s.Rule == Left)
	helps, way := args["helps"].([]string), "many"
	if groups := s.fewGroups(); groups > 0 && groups*width/8 <= mostBits {
		way = "few"
	}
	args["helps"] = append(helps, way)
	return args, err
}

// dense are the parameters of a scope with the ends between which the reports lie that a statement counts, and how many
// numbers lie between these. The help sparse is added where it may be and the count is small against that.
func dense(ctx context.Context, q Querier, s Scope, count string, helps bool) (args map[string]any, width int64, err error) {
	args = s.args()
	var first, last, cases int64
	err = ask(ctx, q, count, args, func(r *sql.Rows) error { return r.Scan(&first, &last, &cases) })
	args["lowest"], args["highest"] = first, last
	if width = last - first; helps && cases*sparse < width {
		args["helps"] = append(args["helps"].([]string), "sparse")
	}
	return args, width, err
}
