package analytics_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/datatest"
)

// oddCases are reports at the edges of the calendar: a leap day, the 53rd week of 2020 and the new year within it.
func oddCases(t *testing.T) []datatest.Case {
	t.Helper()
	judged := []data.Kind{data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted, data.Refused, data.FollowedUp, data.Submitted, data.Accepted}
	cases := []datatest.Case{
		datatest.Walk(t, 1, "2024-02-29 23:30", judged...), datatest.Walk(t, 2, "2020-12-31 22:00", judged...),
		datatest.Walk(t, 3, "2021-01-03 23:59", data.Received, data.RejectedIt), datatest.Walk(t, 4, "2024-03-01 00:00", data.Received),
	}
	for i := range cases {
		cases[i].Report.Category = "Banjir"
	}
	return cases
}

// oddScopes are scopes in which hardly anything, or nothing, is to be found.
func oddScopes(t *testing.T) map[string]analytics.Scope {
	t.Helper()
	span := func(from, until string) analytics.Scope {
		return analytics.Scope{From: on(t, from), Until: on(t, until), Zone: datatest.Jakarta, Now: datatest.At(t, "2026-01-01")}
	}
	all := map[string]analytics.Scope{
		"everything": {Zone: datatest.Jakarta, Now: datatest.At(t, "2026-01-01")}, "nothing yet": span("2020-12-01", "2021-01-01"),
		"the future": span("2030-01-01", "2031-01-01"), "long ago": span("0003-01-01", "0004-01-01"), "leap day": span("2024-02-29", "2024-03-01"),
		"from a leap day": span("2024-02-29", "2024-03-11"), "until a leap day": span("2024-02-01", "2024-02-29"),
		"53rd week": span("2020-12-28", "2021-01-04"), "all of time": span("0002-01-01", "9998-01-01"),
	}
	s := all["nothing yet"]
	s.AsOf = datatest.At(t, "2001-01-01")
	all["nothing yet"] = s
	s = all["leap day"]
	s.AsOf, s.Against = datatest.At(t, "2024-02-29 23:45"), analytics.LastYear
	all["within a leap day, against last year"] = s
	s.Against, s.Target = analytics.Target, math.Inf(1)
	all["against an endless target"] = s
	return all
}

// TestAbsurdScopes: whatever is asked for, in whatever grouping, there is one answer or one reason why not: never a number
// that is none, a row of the wrong width, or a figure that cannot be drawn.
func TestAbsurdScopes(t *testing.T) {
	for name, cases := range map[string][]datatest.Case{"no report": nil, "one report": oddCases(t)[:1], "odd days": oddCases(t)} {
		db := datatest.Open(t, nil)
		datatest.Add(t, db, cases...)
		for scope, s := range oddScopes(t) {
			for _, q := range analytics.Questions() {
				for _, by := range append([]analytics.Dimension{"", analytics.None}, q.By...) {
					if by != "" && (name != "odd days" || scope != "53rd week") {
						continue
					}
					s.By = by
					a, err := q.Ask(t.Context(), db, s)
					if errors.Is(err, data.ErrUnknownDimension) {
						continue
					}
					if err != nil {
						t.Errorf("%s, %s: %s by %q: %v", name, scope, q.Name, by, err)
						continue
					}
					if said := malformed(a); said != "" {
						t.Errorf("%s, %s: %s by %q: %s", name, scope, q.Name, by, said)
					}
				}
			}
		}
	}
}

// malformed says what is wrong with the form of an answer; empty when nothing is.
func malformed(a analytics.Answer) string {
	for _, row := range a.Rows {
		if len(row) != len(a.Columns) {
			return fmt.Sprintf("%d cells in %d columns: %v", len(row), len(a.Columns), row)
		}
		for i, v := range row {
			if f, ok := v.(float64); ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
				return fmt.Sprintf("%s is %v", a.Columns[i].Name, f)
			}
		}
	}
	for _, code := range []string{"id", "en"} {
		section := a.Section(i18n.For(code, datatest.Jakarta))
		if err := section.Figure.Check(); err != nil {
			return err.Error()
		}
		text := fmt.Sprint(section)
		for _, bad := range []string{"NaN", "Inf", "%!", "{n}", "measure.", "column.", "9223372036854775807", "-9223372036854775808"} {
			if strings.Contains(text, bad) {
				return fmt.Sprintf("%s says %s: %.200s", code, bad, text[max(0, strings.Index(text, bad)-60):])
			}
		}
	}
	return ""
}

// TestLastYearOfALeapDay: the day before 1 March, a year ago, is 28 February.
func TestLastYearOfALeapDay(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, datatest.Walk(t, 1, "2023-02-28 10:00", data.Received), datatest.Walk(t, 2, "2024-02-29 10:00", data.Received),
		datatest.Walk(t, 3, "2023-03-01 10:00", data.Received))
	s := analytics.Scope{From: on(t, "2024-02-29"), Until: on(t, "2024-03-01"), Zone: datatest.Jakarta, Against: analytics.LastYear, Of: "received"}
	a := ask(t, db, "compare", s)
	day := time.Date(2023, 2, 28, 0, 0, 0, 0, time.UTC)
	if cell(t, a, "base") != int64(1) || cell(t, a, "base_from") != day || cell(t, a, "base_last") != day {
		t.Errorf("%v", a.Rows)
	}
}
