package analytics

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"tuntas/analytics/figure"
)

// reportwise asks a question that can name reports for each of them, and keeps the rows that the mark counts.
func (q Question) reportwise(ctx context.Context, db Querier, s Scope, key figure.Key) (Cases, error) {
	s.By = ByReport
	columns, rows, _, err := q.measure(ctx, db, s)
	if err != nil {
		return Cases{}, err
	}
	a := Answer{Question: q, Scope: s, Columns: append(keyColumns(s), columns...), Rows: rows}
	a.Rows = slices.DeleteFunc(a.Rows, func(row []any) bool { return !a.counts(row, key) })
	c := Cases{Answer: Answer{N: int64(len(a.Rows))}}
	for _, column := range casesOf[q.Name] {
		at := slices.IndexFunc(a.Columns, func(c Column) bool { return c.Name == column })
		c.Columns = append(c.Columns, a.Columns[at])
		for i, row := range a.Rows[:min(mostCases, len(a.Rows))] {
			if len(c.Rows) <= i {
				c.Rows = append(c.Rows, nil)
			}
			c.Rows[i] = append(c.Rows[i], row[at])
		}
	}
	return c, c.identify(ctx, db, zoneOf(s))
}

// casesOf are the columns of each question that names reports which a list of its cases shows.
var casesOf = map[string][]string{
	"deadlines": {"report", "rule", "kept", "late", "running", "overdue"},
	"patterns":  {"report", "pattern", "detail", "found"},
	"changes":   {"report", "change", "from", "to", "events", "late_events"},
}

// counts tells whether the mark of that key counts a row.
func (a Answer) counts(row []any, key figure.Key) bool {
	for k, column := range map[string]string{keyRule: "rule", keyPattern: "pattern", keyDetail: "detail", keyChange: "change"} {
		want, asked := key[k]
		at := slices.IndexFunc(a.Columns, func(c Column) bool { return c.Name == column })
		if asked && at >= 0 && row[at] != want {
			return false
		}
	}
	return a.Question.Name != "deadlines" || a.known(row) > 0
}

// known is how many clocks of a row have an outcome; those that run within their allowance have none yet.
func (a Answer) known(row []any) (n int64) {
	for i, c := range a.Columns {
		if v, ok := row[i].(int64); ok && (c.Name == "kept" || c.Name == "late" || c.Name == "overdue") {
			n += v
		}
	}
	return n
}

// identify finds out how the store knows the reports of the rows, and adds where they are now. Rows of reports that are gone
// are left out.
func (c *Cases) identify(ctx context.Context, db Querier, zone *time.Location) error {
	numbers := []string{}
	for _, row := range c.Rows {
		number, _ := row[0].(string)
		numbers = append(numbers, number)
	}
	type place struct {
		id          int64
		stage, unit string
		sent        time.Time
	}
	places := map[string]place{}
	err := ask(ctx, db, "cases_numbers", map[string]any{"numbers": numbers, "none": ""}, func(r *sql.Rows) error {
		var number string
		var p place
		if err := r.Scan(&p.id, &number, &p.stage, &p.unit, &p.sent); err != nil {
			return err
		}
		places[number] = p
		return nil
	})
	c.Columns = append(slices.Clone(c.Columns), Column{"stage", figure.Text}, Column{"unit", figure.Text}, Column{"sent", figure.Text})
	rows := c.Rows
	c.Rows = nil
	for i, row := range rows {
		if p, ok := places[numbers[i]]; ok {
			c.Reports, c.Rows = append(c.Reports, p.id), append(c.Rows, append(row, p.stage, p.unit, p.sent.In(zone).Format(minute)))
		}
	}
	return err
}
