package analytics

import (
	"context"
	"database/sql"
)

// sparse is how many numbers of reports lie between those of two decisions of a period, on average, from which on it pays to
// look at the reports of the period alone.
const sparse = 4

// decided are the parameters of a scope for statements about decisions, with the ends between which the reports lie. It
// chooses how reports are told apart as helpStays does, and whether those that were decided about are looked up one by one.
func decided(ctx context.Context, q Querier, s Scope) (map[string]any, error) {
	args := s.args()
	var first, last, decisions int64
	err := ask(ctx, q, "decision_count", args, func(r *sql.Rows) error { return r.Scan(&first, &last, &decisions) })
	args["lowest"], args["highest"] = first, last
	helps := append(s.helps(), "many")
	if groups := s.fewGroups(); groups > 0 && groups*(last-first)/8 <= mostBits {
		helps[len(helps)-1] = "few"
	}
	if s.Rule == Left && decisions*sparse < last-first {
		helps = append(helps, "sparse")
	}
	args["helps"] = helps
	return args, err
}
