package analytics

import (
	"context"
	"database/sql"
	"time"

	"tuntas/analytics/figure"
)

// firstDayAsked is no question of its own: several must know when the data begin, and what it finds is remembered.
var firstDayAsked = Question{Name: "first-day", measure: func(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	var first sql.NullTime
	err := ask(ctx, q, "first_day", s.args(), func(r *sql.Rows) error { return r.Scan(&first) })
	return []Column{{"day", figure.Date}}, [][]any{{first.Time}}, 0, err
}}

// beginning is the day of the first report that is known, whatever the scope is narrowed to: days before it are no days without
// reports. It is zero where there are none.
func beginning(ctx context.Context, q Querier, s Scope) (time.Time, error) {
	a, err := remembered(ctx, q, firstDayAsked, Scope{AsOf: s.AsOf, Now: s.Now, Zone: s.Zone})
	if err != nil || len(a.Rows) == 0 {
		return time.Time{}, err
	}
	began, _ := a.Rows[0][0].(time.Time)
	return day(began, time.Time{}), nil
}
