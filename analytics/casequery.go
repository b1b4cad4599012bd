package analytics

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"time"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// mostCases is how many cases are listed; how many there are in all is counted.
const mostCases = 1000

// caseColumns are the columns of each statement about cases behind the report's identity and the total.
var caseColumns = map[string][]Column{
	"cases_stays": {
		{"report", figure.Text}, {"stage", figure.Text}, {"unit", figure.Text}, {"pass", figure.Text}, {"sent", figure.Text}, {"began", figure.Text},
		{"ended", figure.Text}, {"lasted_s", figure.Duration}, {"to", figure.Text},
	},
	"cases_decisions": {
		{"report", figure.Text}, {"decision", figure.Text}, {"unit", figure.Text}, {"validator", figure.Text}, {"reason", figure.Text}, {"pass", figure.Text},
		{"decided_on", figure.Text},
	},
	"cases_looks": {
		{"report", figure.Text}, {"decision", figure.Text}, {"unit", figure.Text}, {"validator", figure.Text}, {"pass", figure.Text}, {"decided_on", figure.Text},
		{"answered_on", figure.Text},
	},
	"cases_variant":    {{"report", figure.Text}, {"stage", figure.Text}, {"sent", figure.Text}},
	"cases_sequence":   {{"report", figure.Text}, {"stage", figure.Text}, {"began", figure.Text}},
	"cases_activities": {{"report", figure.Text}, {"activity", figure.Text}, {"unit", figure.Text}, {"happened", figure.Text}, {"next_activity", figure.Text}},
	"cases_handover":   {{"report", figure.Text}, {"from_unit", figure.Text}, {"to_unit", figure.Text}, {"happened", figure.Text}, {"lasted_s", figure.Duration}},
}

// askCases runs a statement about cases.
func askCases(ctx context.Context, q Querier, statement string, args map[string]any, s Scope) (c Cases, err error) {
	c.Columns = caseColumns[statement]
	err = ask(ctx, q, statement, args, func(r *sql.Rows) error {
		var id int64
		cells := make([]any, len(c.Columns))
		targets := []any{&id, &c.N}
		for i := range cells {
			targets = append(targets, &cells[i])
		}
		if err := r.Scan(targets...); err != nil {
			return err
		}
		for i, v := range cells {
			cells[i] = caseCell(v, zoneOf(s))
		}
		c.Reports, c.Rows = append(c.Reports, id), append(c.Rows, cells)
		return nil
	})
	c.dropEmpty()
	return c, err
}

// dropEmpty leaves out the columns in which no row has anything.
func (c *Cases) dropEmpty() {
	for k := len(c.Columns) - 1; k > 0; k-- {
		if slices.ContainsFunc(c.Rows, func(row []any) bool { return row[k] != nil }) {
			continue
		}
		c.Columns = slices.Delete(slices.Clone(c.Columns), k, k+1)
		for i := range c.Rows {
			c.Rows[i] = slices.Delete(c.Rows[i], k, k+1)
		}
	}
}

// caseCell is a value of the engine as a cell: instants are written in the zone.
func caseCell(v any, zone *time.Location) any {
	switch v := v.(type) {
	case time.Time:
		return v.In(zone).Format(minute)
	case int32:
		return int64(v)
	case nil, string, int64, float64:
		return v
	}
	return fmt.Sprint(v)
}

// caseArgs are the parameters of all statements about cases as they take everything; narrowing fills some in.
func caseArgs(s Scope) map[string]any {
	args := floodArgs(s)
	for _, name := range []string{"among", "nexts", "kinds", "validators", "reasons", "weekdays", "hours", "times", "afters"} {
		args[name] = []string{}
	}
	args["standing"], args["ended"], args["floods"], args["firsts"] = false, false, false, false
	args["agefrom"], args["ageuntil"] = -math.MaxFloat64, math.MaxFloat64
	args["sentsince"], args["sentupto"] = firstDay, lastDay
	args["most"], args["nobody"], args["chance"] = mostCases, 0, string(data.DrawnByChance)
	return args
}
