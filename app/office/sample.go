package office

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"tuntas/data"
	"tuntas/data/demo"
	"tuntas/data/store"
)

// batchReports is how many reports of the sample city one transaction takes in: memory stays bounded whatever the size of
// the city.
const batchReports = 50_000

// Sample makes the sample city in an empty database and returns what was planted in it; data.ErrNotEmpty when there are
// reports already. A cancelled run leaves whole batches behind. progress is told the number of reports taken in; it may be
// nil.
func Sample(ctx context.Context, db *store.DB, plan demo.Plan, progress func(done int)) (demo.Planted, error) {
	n, err := db.Count(ctx, data.Filter{})
	if err != nil {
		return demo.Planted{}, err
	}
	if n > 0 {
		return demo.Planted{}, data.About(db.Path(), data.ErrNotEmpty)
	}
	c := &city{progress: progress}
	next, stop := iter.Pull(c.cases(ctx, plan))
	defer stop()
	for !c.ended {
		_, err := db.Import(ctx, data.Import{Profile: "demo"}, func(b *store.Batch) error { return c.fill(b, next) })
		if err = errors.Join(err, c.err); err != nil {
			return demo.Planted{}, fmt.Errorf("sample city: %w", err)
		}
	}
	return c.planted, nil
}

// city turns the stream of the generator into batches.
type city struct {
	done     int
	ended    bool
	progress func(done int)
	planted  demo.Planted
	err      error
}

// sampleCase is one report of the sample city with its events; the slice is used again for the next one.
type sampleCase struct {
	report data.Report
	events []data.Event
}

// cases is the city, report by report.
func (c *city) cases(ctx context.Context, plan demo.Plan) iter.Seq[*sampleCase] {
	return func(yield func(*sampleCase) bool) {
		s := &collector{yield: yield}
		c.planted, c.err = demo.Generate(ctx, plan, s, nil)
		if c.err == nil && !s.flush() {
			c.err = errStopped
		}
		if errors.Is(c.err, errStopped) {
			c.err = nil
		}
	}
}

// collector is a demo.Sink that hands over each report when its last event has come.
type collector struct {
	yield func(*sampleCase) bool
	next  sampleCase
}

// errStopped tells the generator that nobody wants more.
var errStopped = errors.New("stopped")

func (s *collector) AddReport(r data.Report) error {
	if !s.flush() {
		return errStopped
	}
	s.next.report, s.next.events = r, s.next.events[:0]
	return nil
}

func (s *collector) AddEvent(_ string, e data.Event) error {
	s.next.events = append(s.next.events, e)
	return nil
}

// flush hands the collected report over; it is false when nobody wants more.
func (s *collector) flush() bool { return s.next.report.Number == "" || s.yield(&s.next) }

// fill puts the next reports into a batch.
func (c *city) fill(b *store.Batch, next func() (*sampleCase, bool)) error {
	for range batchReports {
		one, ok := next()
		if !ok {
			c.ended = true
			return nil
		}
		if err := b.AddReport(one.report); err != nil {
			return err
		}
		for _, e := range one.events {
			if err := b.AddEvent(one.report.Number, e); err != nil {
				return err
			}
		}
		if c.done++; c.done%500 == 0 && c.progress != nil {
			c.progress(c.done)
		}
	}
	return nil
}
