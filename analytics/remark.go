package analytics

import (
	"slices"
	"time"

	"tuntas/analytics/figure"
)

// Remark is what the bureau wrote about a day: a feast, a storm, a new category. It stands on every time axis and changes
// no number.
type Remark struct {
	Day  time.Time // only year, month and day count
	Text string
}

// remarked puts the remarks of the scope on a time axis: where a category is the period in which the day lies. What lies on
// no period of the figure is left out.
func (a Answer) remarked(f figure.Figure, w Words) figure.Figure {
	if a.Scope.Grain == "" {
		return f
	}
	events := slices.Clone(f.Events)
	for _, r := range a.Scope.Remarks {
		at := a.Scope.Grain.begin(day(r.Day, firstDay))
		label := periodLabel(a.Scope.Grain, at, w)
		if f.Kind == figure.Calendar {
			label = at.Format(time.DateOnly)
		}
		if i := slices.Index(f.Categories, label); i >= 0 {
			events = append(events, figure.Annotation{Category: i, Text: r.Text})
		}
	}
	f.Notes = append(slices.Clip(f.Notes), a.rowRemarks(f, w)...)
	slices.SortStableFunc(events, func(x, y figure.Annotation) int { return x.Category - y.Category })
	f.Events = events
	return f
}

// rowRemarks are the remarks on periods that are the rows of a grid: no flag has room there, so that notes say them.
func (a Answer) rowRemarks(f figure.Figure, w Words) (notes []string) {
	for _, r := range a.Scope.Remarks {
		label := periodLabel(a.Scope.Grain, a.Scope.Grain.begin(day(r.Day, firstDay)), w)
		if slices.ContainsFunc(f.Series, func(s figure.Series) bool { return s.Name == label }) {
			notes = append(notes, label+": "+r.Text)
		}
	}
	return notes
}
