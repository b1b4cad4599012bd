package demo_test

import (
	"fmt"
	"hash/fnv"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/demo"
)

// jakarta is WIB without the machine's zone files.
var jakarta = time.FixedZone("WIB", 7*60*60)

// until is in the middle of a day, so that the last day is a part of one.
var until = time.Date(2026, time.March, 10, 15, 30, 0, 0, jakarta)

// recording keeps everything.
type recording struct {
	reports   []data.Report
	histories map[string]data.History
}

func (s *recording) AddReport(r data.Report) error {
	s.reports = append(s.reports, r)
	return nil
}

func (s *recording) AddEvent(number string, e data.Event) error {
	if last := s.reports[len(s.reports)-1].Number; number != last {
		return fmt.Errorf("event of %s after report %s", number, last)
	}
	s.histories[number] = append(s.histories[number], e)
	return nil
}

// events returns all events of a kind.
func (s *recording) events(kind data.Kind) (found []data.Event) {
	for _, h := range s.histories {
		for _, e := range h {
			if e.Kind == kind {
				found = append(found, e)
			}
		}
	}
	return found
}

func generate(t *testing.T, p demo.Plan) (*recording, demo.Planted) {
	t.Helper()
	s := &recording{histories: map[string]data.History{}}
	planted, err := demo.Generate(t.Context(), p, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s, planted
}

// city returns the city that most tests look at; it is made anew each time, so no test can spoil another's.
func city(t *testing.T) (*recording, demo.Planted) {
	t.Helper()
	return generate(t, demo.Plan{Reports: 40_000, Seed: 7, Until: until, Zone: jakarta})
}

// digest is a number that changes with every byte of the stream.
func digest(t *testing.T, p demo.Plan) uint64 {
	t.Helper()
	s, planted := generate(t, p)
	h := fnv.New64a()
	for _, r := range s.reports {
		fmt.Fprintf(h, "%+v %+v", r, s.histories[r.Number])
	}
	fmt.Fprintf(h, "%+v", planted)
	return h.Sum64()
}
