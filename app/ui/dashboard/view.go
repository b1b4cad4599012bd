package dashboard

import (
	"maps"
	"slices"
	"strings"
	"time"

	"tuntas/analytics"
	"tuntas/app/i18n"
)

// view is a question as one card asks it. Its name is unique and never changes: it stands in shared texts.
type view struct {
	name     string
	question string
	of       string              // the measure that the question is about; empty takes its own
	by       analytics.Dimension // empty takes the question's own
	grain    analytics.Grain     // empty takes the reader's where the question is divided into periods
	fixed    bool                // the reader's grain does not replace grain
	flood    bool                // floods only
	years    bool                // all years, whatever the period
}

// pageOf is one page of the dashboard: its views in reading order. On the first one all measures stand above them.
type pageOf struct {
	name  string
	views []view
}

// pagesOf returns the pages in their order, with the views whose questions exist; questions without a view of their own are
// on the page of patterns.
func pagesOf(questions []analytics.Question) []pageOf {
	known := map[string]analytics.Question{}
	for _, q := range questions {
		known[q.Name] = q
	}
	seen := map[string]bool{"compare": true} // stands on every tile
	all := planned()
	patterns := -1
	for i := range all {
		all[i].views = slices.DeleteFunc(all[i].views, func(v view) bool { return !v.fits(known[v.question]) })
		for _, v := range all[i].views {
			seen[v.question] = true
		}
		if all[i].name == patternsPage {
			patterns = i
		}
	}
	for _, q := range questions {
		if !seen[q.Name] {
			all[patterns].views = append(all[patterns].views, view{name: q.Name, question: q.Name})
		}
	}
	return slices.DeleteFunc(all, func(p pageOf) bool { return len(p.views) == 0 })
}

// fits tells whether the question, a zero one when it does not exist, can be asked as the view asks it.
func (v view) fits(q analytics.Question) bool {
	return q.Name != "" && (v.by == "" || v.by == analytics.None || slices.Contains(q.By, v.by))
}

// The pages that are spoken of by name.
const (
	overviewPage = "overview"
	patternsPage = "patterns"
	trendPage    = "trend"
)

func planned() []pageOf {
	const none = analytics.None
	return []pageOf{
		{overviewPage, []view{
			{name: "volume", question: "volume"}, {name: "time-in-stage", question: "time-in-stage"},
			{name: "rejection", question: "rejection"}, {name: "refusal", question: "refusal"}, {name: "flood", question: "flood"},
			{name: "volume-places", question: "volume", by: analytics.ByKecamatan, grain: none, fixed: true},
		}},
		{"stages", []view{
			{name: "stages", question: "time-in-stage"}, {name: "stages-periods", question: "time-in-stage", grain: analytics.Month},
			{name: "stages-units", question: "time-in-stage", by: analytics.ByUnit}, {name: "time-to-done", question: "time-to-done"},
			{name: "first-response", question: "first-response"}, {name: "stages-passes", question: "time-in-stage", by: analytics.ByPass},
			{name: "throughput", question: "throughput", grain: analytics.Month},
		}},
		{"refusal", []view{
			{name: "refusal-periods", question: "refusal", by: none, grain: analytics.Month}, {name: "refusal-units", question: "refusal"},
			{name: "refusal-reasons", question: "refusal", by: analytics.ByReason, grain: none, fixed: true},
			{name: "rejection-periods", question: "rejection"},
			{name: "rejection-reasons", question: "rejection", by: analytics.ByReason, grain: none, fixed: true},
			{name: "first-pass", question: "first-pass"},
			{name: "refusal-places", question: "refusal", by: analytics.ByKecamatan, grain: none, fixed: true},
			{name: "rejection-places", question: "rejection", by: analytics.ByKecamatan, grain: none, fixed: true},
		}},
		{"backlog", []view{
			{name: "backlog", question: "backlog"}, {name: "deadlines", question: "deadlines"},
			{name: "deadlines-units", question: "deadlines", by: analytics.ByUnit}, {name: "flow", question: "flow"},
		}},
		{"flood", []view{
			{name: "flood-places", question: "flood", by: analytics.ByKelurahan, grain: none, fixed: true},
			{name: "flood-periods", question: "flood"},
			{name: "flood-days", question: "flood", by: none, grain: analytics.Day, fixed: true},
			{name: "flood-hours", question: "flood", by: byHour, grain: none, fixed: true},
			{name: "flood-peaks", question: "flood-peaks"}, {name: "flood-warnings", question: "flood-warnings"},
			{name: "flood-clusters", question: "flood-clusters"},
			{name: "flood-response", question: "first-response", flood: true},
			{name: "flood-deadlines", question: "deadlines", flood: true},
			{name: "flood-years", question: "flood", by: analytics.ByKelurahan, grain: analytics.Year, fixed: true, years: true},
		}},
		{"units", []view{
			{name: "units-refusal", question: "units", of: "refusal"}, {name: "units-rejection", question: "units", of: "rejection"},
			{name: "units-first-pass", question: "units", of: "first-pass"}, {name: "units-done", question: "units", of: "done"},
			{name: "handover", question: "handover"},
			{name: "units-volume", question: "volume", by: analytics.ByUnit, grain: none, fixed: true},
		}},
		{"process", []view{
			{name: "paths", question: "paths"}, {name: "variants", question: "variants"}, {name: "deviations", question: "deviations"},
			{name: "passes", question: "passes"}, {name: "activities", question: "activities"}, {name: "activity-paths", question: "activity-paths"},
		}},
		{patternsPage, []view{
			{name: "patterns", question: "patterns"}, {name: "patterns-units", question: "patterns", by: analytics.ByUnit},
			{name: "changes", question: "changes"}, {name: "deviations-units", question: "deviations", by: analytics.ByUnit},
			{name: "activity-variants", question: "activity-variants"},
		}},
		{trendPage, trends()},
	}
}

// byHour divides by the hour of the day, which stays in its own order.
const byHour analytics.Dimension = "hour"

// trends are the courses of all measures.
func trends() (all []view) {
	for _, m := range analytics.Measures() {
		all = append(all, view{name: "trend-" + m.Name, question: "trend", of: m.Name})
	}
	return all
}

// scope is what the view asks under the filter s: time axes have the reader's grain, areas are grouped below the area that
// was chosen, so that a figure never has one place only. Left are the filters that its question does not know.
func (v view) scope(q analytics.Question, s analytics.Scope) (fitting analytics.Scope, left []analytics.Dimension) {
	s.Where = maps.Clone(s.Where)
	s.Of, s.By = v.of, v.by
	switch {
	case v.fixed || (v.grain != "" && s.Grain == ""):
		s.Grain = v.grain
	case v.grain == "" && q.Grain == "":
		s.Grain = ""
	}
	if v.years {
		s.From, s.Until = time.Time{}, time.Time{}
	}
	if v.flood && len(s.Where[analytics.ByCategory]) == 0 {
		s.Where[analytics.ByCategory] = analytics.FloodCategories()
	}
	by := s.By
	if by == "" {
		by = q.Group
	}
	if at := slices.Index(areas, by); at >= 0 {
		s.By = areas[min(max(at, below(s)), len(areas)-1)]
	}
	return q.Fit(s)
}

// areas are the levels of areas, the largest first.
var areas = []analytics.Dimension{analytics.ByCity, analytics.ByKecamatan, analytics.ByKelurahan}

// below is the level below the area that the scope is narrowed to; the largest one where it is not.
func below(s analytics.Scope) (level int) {
	for i, d := range areas {
		if len(s.Where[d]) > 0 {
			level = i + 1
		}
	}
	return level
}

// title names the view: its measure, and by what it is divided where that is not the question's own.
func (v view) title(l *i18n.Language) string {
	name := measureName(l, v.question)
	if v.of != "" {
		name = measureName(l, v.of)
	}
	switch {
	case v.flood:
		name = l.Text("dashboard.floods_only", "name", name)
	case v.years:
		name = l.Text("dashboard.by_years", "name", name)
	case v.grain == analytics.Day:
		name = l.Text("dashboard.by_day", "name", name)
	case v.by == analytics.ByKecamatan || v.by == analytics.ByKelurahan:
		name = l.Text("dashboard.by_place", "name", name)
	case v.by != "" && v.by != analytics.None:
		name = l.Text("dashboard.by", "name", name, "what", l.Text("dashboard.by."+string(v.by)))
	case v.grain != "" && v.grain != analytics.None:
		name = l.Text("dashboard.by_period", "name", name)
	}
	return name
}

func measureName(l *i18n.Language, name string) string {
	return l.Text("measure." + strings.ReplaceAll(name, "-", "_") + ".name")
}

// notes say what the reader would not expect from the filter above.
func (v view) notes(l *i18n.Language, left []analytics.Dimension) (notes []string) {
	if v.years {
		notes = append(notes, l.Text("dashboard.all_years"))
	}
	for _, d := range left {
		notes = append(notes, l.Text("dashboard.not_narrowed", "what", l.Text("dashboard.by."+string(d))))
	}
	return notes
}
