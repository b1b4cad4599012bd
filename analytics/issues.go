package analytics

import (
	"context"
	"database/sql"
	"time"
)

// Published is an issue that changes can compare with.
type Published struct {
	Name string
	At   time.Time // of its last revision
}

// Issues returns what was published before an instant, the latest one first.
func Issues(ctx context.Context, q Querier, before time.Time) ([]Published, error) {
	var all []Published
	err := ask(ctx, q, "issue_names", map[string]any{"asof": before.UTC()}, func(r *sql.Rows) error {
		var p Published
		if err := r.Scan(&p.Name, &p.At); err != nil {
			return err
		}
		all = append(all, p)
		return nil
	})
	return all, err
}
