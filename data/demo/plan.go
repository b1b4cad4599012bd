package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tuntas/data"
)

// Plan says which sample city to make.
type Plan struct {
	Reports int            // how many reports, at most ten million; 0 gives an empty city
	Seed    uint64         // the same seed gives the same city
	Until   time.Time      // end of the log: no report and no event at or after it, so late reports stay open
	Zone    *time.Location // where days begin and numbers change; nil is UTC+7
}

// Sink takes the reports. Each report comes before its events, reports come in the order of SentAt, the events of one
// report in the order of HappenedAt and directly after it. An error ends the generation.
type Sink interface {
	AddReport(r data.Report) error
	AddEvent(number string, e data.Event) error
}

// ErrPlan is returned for a plan that cannot be carried out: a negative number of reports, more than ten
// million, or no end of the log.
var ErrPlan = errors.New("the plan of the sample city cannot be carried out")

// mostReports keeps the days few enough for four digits of daily sequence and two of the year.
const mostReports = 10_000_000

// How often a cancelled context is noticed and progress is told, in reports.
const (
	lookEvery = 256
	tellEvery = 1000
)

// Generate makes the city of p and hands it to sink, one report at a time. progress may be nil; it hears the number of
// reports done every thousand and at the end. The error is ErrPlan, ctx's or sink's.
func Generate(ctx context.Context, p Plan, sink Sink, progress func(done int)) (Planted, error) {
	if p.Reports < 0 || p.Reports > mostReports || p.Until.IsZero() {
		return Planted{}, ErrPlan
	}
	if p.Zone == nil {
		p.Zone = time.FixedZone("WIB", 7*60*60)
	}
	if progress == nil {
		progress = func(int) {}
	}
	g := newGenerator(p, sink)
	for i := range g.days {
		if err := g.day(ctx, &g.days[i], progress); err != nil {
			return Planted{}, fmt.Errorf("sample city: %w", err)
		}
	}
	progress(g.tally.reports)
	return g.planted(), nil
}
