package analytics

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"tuntas/data/reference"
)

// The questions that can be grouped by the weekday of their day, and those by the hour of what they count, too.
var (
	byWeekday = []string{
		"volume", "time-in-stage", "rejection", "refusal", "flood", "flood-peaks", "time-to-done", "first-response", "backlog", "paths", "deviations",
		"deadlines", "patterns", "units", "compare",
	}
	byHour = []string{"volume", "rejection", "refusal", "flood", "flood-peaks", "time-to-done", "first-response", "units", "compare"}
)

// regroupings are the dimensions that a question which knows units can be grouped by beside them.
func regroupings(question string) []Dimension {
	all := []Dimension{ByOPD}
	if slices.Contains(byWeekday, question) {
		all = append(all, ByWeekday)
	}
	if slices.Contains(byHour, question) {
		all = append(all, ByHour)
	}
	return all
}

// addAgencies adds the units and, in their order, the agencies that answer for them at the as-of instant; both lists are
// empty unless a question is grouped by agency.
func addAgencies(ctx context.Context, q Querier, args map[string]any) error {
	units, agencies := []string{}, []string{}
	if args["by"] == string(ByOPD) {
		at := args["asof"]
		err := ask(ctx, q, "unit_names", map[string]any{"asof": at}, func(r *sql.Rows) error {
			var unit string
			if err := r.Scan(&unit); err != nil {
				return err
			}
			if agency, ok := reference.OPDOf(unit, instant(at)); ok {
				units, agencies = append(units, unit), append(agencies, agency)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	args["opdunits"], args["opds"] = units, agencies
	return nil
}

// instant is a parameter as a time; zero when it is none.
func instant(parameter any) time.Time {
	at, _ := parameter.(time.Time)
	return at
}
