package analytics

import (
	"context"
	"slices"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// Question is one thing that can be asked. Its name is that of its .sql file with dashes, and an interface: it never
// changes.
type Question struct {
	Name    string
	By      []Dimension // what it can be grouped by
	Where   []Dimension // what it can be narrowed by
	Rules   []Rule      // the period rules it knows; the first is its own
	Grain   Grain       // its own division into periods
	Group   Dimension   // its own grouping
	measure func(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error)
	draw    func(a Answer, w Words) figure.Figure
}

// places are the dimensions that every report has.
var places = []Dimension{ByUnit, ByChannel, ByCategory, ByCity, ByKecamatan, ByKelurahan}

// Questions returns all questions in the order in which they are shown; the slice is the caller's own.
func Questions() []Question {
	staged := append([]Dimension{ByStage}, places...)
	passed := append(slices.Clone(places), ByPass)
	return []Question{
		{Name: "volume", By: staged, Where: staged, Rules: []Rule{Received, Touched}, Grain: Month, measure: volume, draw: drawVolume},
		{Name: "time-in-stage", By: passed, Where: staged, Rules: []Rule{Entered, Left, Received}, measure: timeInStage, draw: drawTimeInStage},
		{Name: "rejection", By: places, Where: places, Rules: []Rule{Received}, Grain: Month, measure: rejection, draw: drawRejection},
		{Name: "refusal", By: append(passed, ByValidator), Where: places, Rules: []Rule{Left, Received}, Group: ByUnit, measure: refusal, draw: drawRefusal},
		{Name: "flood", By: places, Where: staged, Rules: []Rule{Received}, Grain: Month, Group: ByCity, measure: flood, draw: drawFlood},
		{Name: "second-look", By: append(passed, ByValidator), Where: places, Rules: []Rule{Left, Received}, measure: secondLook, draw: drawSecondLook},
		{Name: "activities", Where: []Dimension{ByUnit}, Rules: []Rule{Received}, measure: activities, draw: drawActivities},
	}
}

// Find returns the question of that name, or data.ErrUnknownQuestion.
func Find(name string) (Question, error) {
	for _, q := range Questions() {
		if q.Name == name {
			return q, nil
		}
	}
	return Question{}, data.About(name, data.ErrUnknownQuestion)
}

// Ask asks the question in a scope. It returns data.ErrUnknownDimension or data.ErrPeriod, with what is wrong as subject,
// when the scope does not fit.
func (q Question) Ask(ctx context.Context, db Querier, s Scope) (Answer, error) {
	s = s.with(q)
	if err := s.check(q); err != nil {
		return Answer{}, err
	}
	columns, rows, n, err := q.measure(ctx, db, s)
	if err != nil {
		return Answer{}, err
	}
	return Answer{Question: q, Scope: s, Columns: append(keyColumns(s), columns...), Rows: rows, N: n}, nil
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
