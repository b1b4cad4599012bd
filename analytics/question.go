package analytics

import (
	"context"
	"slices"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// Question is one thing that can be asked. Its name is that of its .sql file, where it has one, with dashes, and an interface: it never
// changes.
type Question struct {
	Name    string
	By      []Dimension // what it can be grouped by
	Where   []Dimension // what it can be narrowed by
	Rules   []Rule      // the period rules it knows; the first is its own
	Grain   Grain       // its own division into periods
	Group   Dimension   // its own grouping
	Of      []string    // the measures that it can be asked about, the first is its own; none where it has one only
	Whole   bool        // is not divided into periods
	daily   bool        // is about days, whatever the grain
	along   bool        // makes no sense without periods
	bounded bool        // is about one period: the last month where the scope names none
	measure func(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error)
	draw    func(a Answer, w Words) figure.Figure
}

// reported are the dimensions that every report has from the beginning, places those that it has at any time.
var (
	reported = []Dimension{ByChannel, ByCategory, ByCity, ByKecamatan, ByKelurahan}
	places   = append([]Dimension{ByUnit}, reported...)
)

// Questions returns all questions in the order in which they are shown; the slice is the caller's own.
func Questions() []Question {
	all := questions()
	for i, q := range all {
		if at := slices.Index(q.By, ByUnit); at >= 0 {
			all[i].By = slices.Insert(slices.Clone(q.By), at+1, regroupings(q.Name)...)
		}
	}
	return all
}

func questions() []Question {
	staged := append([]Dimension{ByStage}, places...)
	passed := append(slices.Clone(places), ByPass)
	refused := append(slices.Clone(passed), ByValidator)
	stayed := append(slices.Clone(staged), ByPass)
	moved := []Rule{Left, Received}
	return []Question{
		{Name: "volume", By: staged, Where: stayed, Rules: []Rule{Received, Touched}, Grain: Month, measure: volume, draw: drawVolume},
		{Name: "time-in-stage", By: passed, Where: stayed, Rules: []Rule{Entered, Left, Received}, measure: timeInStage, draw: drawTimeInStage},
		{Name: "rejection", By: append(slices.Clone(places), ByReason), Where: passed, Rules: []Rule{Received}, Grain: Month, measure: rejection, draw: drawRejection},
		{Name: "refusal", By: append(slices.Clone(refused), ByReason), Where: passed, Rules: moved, Group: ByUnit, measure: refusal, draw: drawRefusal},
		{Name: "flood", By: places, Where: stayed, Rules: []Rule{Received}, Grain: Month, Group: ByCity, measure: flood, draw: drawFlood},
		{Name: "flow", By: passed, Where: stayed, Rules: []Rule{Touched}, Grain: Month, measure: flow, draw: drawFlow},
		{Name: "backlog", By: passed, Where: stayed, Rules: []Rule{Received}, measure: backlog, draw: drawBacklog},
		{Name: "time-to-done", By: places, Where: stayed, Rules: []Rule{Received}, Grain: Month, measure: timeToDone, draw: drawMedian},
		{Name: "first-response", By: places, Where: places, Rules: []Rule{Received}, Grain: Month, measure: firstResponse, draw: drawMedian},
		{Name: "first-pass", By: append(slices.Clone(places), ByValidator), Where: places, Rules: moved, Group: ByUnit, measure: firstPass, draw: drawFirstPass},
		{Name: "passes", By: places, Where: places, Rules: moved, measure: passes, draw: drawPasses},
		{Name: "paths", By: passed, Where: stayed, Rules: moved, measure: paths, draw: drawPaths},
		{Name: "variants", Where: append([]Dimension{ByStage}, reported...), Rules: []Rule{Received}, Whole: true, measure: variants, draw: drawVariants},
		{Name: "deviations", By: append(slices.Clone(passed), ByReport), Where: stayed, Rules: moved, measure: deviations, draw: drawDeviations},
		{Name: "handover", By: places, Where: places, Rules: moved, measure: handover, draw: drawHandover},
		{Name: "deadlines", By: passed, Where: passed, Rules: []Rule{Started, Received}, measure: deadlines, draw: drawDeadlines},
		{Name: "flood-peaks", By: places, Where: places, Rules: []Rule{Received}, Grain: Month, measure: floodPeaks, draw: drawFloodPeaks},
		{Name: "flood-warnings", By: places, Where: places, Rules: []Rule{Received}, Grain: Day, daily: true, measure: floodWarnings, draw: drawFloodWarnings},
		{Name: "flood-clusters", Where: places, Rules: []Rule{Received}, Whole: true, measure: floodClusters, draw: drawFloodClusters},
		{Name: "patterns", By: append(slices.Clone(places), ByValidator, ByReport), Where: places, Rules: []Rule{Occurred}, measure: patterns, draw: drawPatterns},
		{Name: "changes", By: append(slices.Clone(passed), ByReport), Where: passed, Rules: []Rule{Received}, Group: ByReport, measure: changes, draw: drawChanges},
		{Name: "units", Of: rates(), By: refused, Where: places, Whole: true, Group: ByUnit, measure: units, draw: drawUnits},
		{Name: "trend", Of: measureNames(), Where: places, Grain: Month, along: true, measure: trend, draw: drawTrend},
		{Name: "compare", Of: measureNames(), By: refused, Where: places, Whole: true, bounded: true, measure: compare, draw: drawCompare},
		{Name: "second-look", By: append(slices.Clone(passed), ByValidator), Where: passed, Rules: moved, measure: secondLook, draw: drawSecondLook},
		{Name: "activities", Where: []Dimension{ByUnit}, Rules: []Rule{Occurred}, Whole: true, measure: activities, draw: drawActivities},
		{Name: "activity-paths", Rules: []Rule{Occurred}, Whole: true, measure: activityPaths, draw: drawActivityPaths},
		{Name: "activity-variants", Rules: []Rule{Occurred}, Whole: true, measure: activityVariants, draw: drawVariants},
		{Name: "throughput", By: append(slices.Clone(reported), ByReport), Where: reported, Rules: []Rule{Received}, measure: throughput, draw: drawMedian},
	}
}

// Divided tells whether the scope says into which periods the question is divided.
func (q Question) Divided() bool { return !q.Whole && !q.daily }

// Find returns the question of that name, or data.ErrUnknownQuestion.
func Find(name string) (Question, error) {
	for _, q := range Questions() {
		if q.Name == name {
			return q, nil
		}
	}
	return Question{}, data.About(name, data.ErrUnknownQuestion)
}

// Known returns the question as it is when it is asked about a measure: rules, filters and groupings are those that both know.
// An empty name is the question's own; ok is false for one that it does not have.
func (q Question) Known(of string) (known Question, ok bool) {
	known, err := q.about(&Scope{Of: of})
	return known, err == nil
}

// Ask asks the question in a scope. It returns data.ErrUnknownDimension or data.ErrPeriod, with what is wrong as subject,
// when the scope does not fit.
func (q Question) Ask(ctx context.Context, db Querier, s Scope) (Answer, error) {
	q, err := q.about(&s)
	if err != nil {
		return Answer{}, err
	}
	s = s.with(q)
	if err := s.check(q); err != nil {
		return Answer{}, err
	}
	return remembered(ctx, db, q, s)
}

// answer asks the question in a scope that fits it.
func (q Question) answer(ctx context.Context, db Querier, s Scope) (Answer, error) {
	columns, rows, n, err := q.measure(ctx, db, s)
	if err != nil {
		return Answer{}, err
	}
	return Answer{Question: q, Scope: s, Columns: append(keyColumns(s), columns...), Rows: rows, N: n}, nil
}

// about returns the question as it is for the measure of the scope, and fills that in where the scope names none: a
// question about any measure takes its rules and filters from what it is asked about, and groups by what both know.
func (q Question) about(s *Scope) (Question, error) {
	if s.Of == "" && len(q.Of) > 0 {
		s.Of = q.Of[0]
	}
	if s.Of == "" {
		return q, nil
	}
	if !slices.Contains(q.Of, s.Of) {
		return q, data.About(s.Of, data.ErrUnknownDimension)
	}
	of, err := Find(measureNamed(s.Of).Question)
	if err != nil {
		return q, err
	}
	q.Rules, q.Where = of.Rules, of.Where
	q.By = slices.DeleteFunc(slices.Clone(q.By), func(d Dimension) bool { return !slices.Contains(of.By, d) })
	return q, nil
}

// keyColumns are the columns that say what a row is about.
func keyColumns(s Scope) []Column {
	var keys []Column
	if s.Grain != "" {
		keys = append(keys, Column{"period", figure.Date})
	}
	if s.By != "" {
		keys = append(keys, Column{string(s.By), figure.Text})
	}
	return keys
}
