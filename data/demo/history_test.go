package demo_test

import (
	"strings"
	"testing"

	"tuntas/data"
	"tuntas/data/demo"
	"tuntas/data/reference"
)

// Each step of each history is one that data.Allowed permits to the one who did it, with the event that it makes.
func TestHistoriesAreAllowed(t *testing.T) {
	s, planted := city(t)
	events, kinds := 0, map[data.Kind]int{}
	for number, h := range s.histories {
		events += len(h)
		if h[0].Kind != data.Received || h[0].Stage != data.Waiting {
			t.Fatalf("%s begins with %+v", number, h[0])
		}
		for i, e := range h {
			kinds[e.Kind]++
			if i > 0 {
				checkStep(t, number, h[:i], e)
			}
		}
	}
	if events != planted.Events {
		t.Errorf("got %d events, %d said", events, planted.Events)
	}
	for _, k := range []data.Kind{
		data.Coordinated, data.Disposed, data.Started, data.FollowedUp, data.Submitted, data.Accepted, data.Refused,
		data.FieldChecked, data.RejectedIt, data.Completed,
	} {
		if kinds[k] < 100 {
			t.Errorf("%s: got %d events, want at least 100", k, kinds[k])
		}
	}
}

func checkStep(t *testing.T, number string, h data.History, e data.Event) {
	t.Helper()
	c := data.Command{Version: h.Version(), Kind: e.Kind, Unit: e.Unit, Reason: e.Reason, Note: e.Note}
	by := data.Staff{Name: e.Actor, Role: e.Role}
	if err := data.Allowed(h, c, by, e.HappenedAt); err != nil {
		t.Fatalf("%s: %v after %s: %+v", number, err, h.Stage(), e)
	}
	if want := data.EventOf(c, by, e.HappenedAt); e != want {
		t.Fatalf("%s: got %+v, want %+v", number, e, want)
	}
	last := h[len(h)-1]
	if !e.HappenedAt.After(last.HappenedAt) || !e.HappenedAt.Before(until) {
		t.Fatalf("%s: %s at %v after %v", number, e.Kind, e.HappenedAt, last.HappenedAt)
	}
	if _, known := reference.FindUnit(e.Unit); e.Unit != "" && !known {
		t.Fatalf("%s: unknown unit %q", number, e.Unit)
	}
	if (e.Role == data.Validator) != strings.HasPrefix(e.Actor, "validator-") {
		t.Fatalf("%s: %s as %s", number, e.Actor, e.Role)
	}
}

// A decision may be far in the future for a report of the last day: it stays open, and is told so.
func TestLateReportsStayOpen(t *testing.T) {
	s, planted := city(t)
	open, done, rejected := 0, 0, 0
	for _, h := range s.histories {
		switch stage := h.Stage(); {
		case stage.Open():
			open++
		case stage == data.Done:
			done++
		case stage == data.Rejected:
			rejected++
		}
	}
	if open != planted.Open || done != planted.Done || rejected != planted.Rejected {
		t.Errorf("got %d open, %d done, %d rejected; said %d, %d, %d",
			open, done, rejected, planted.Open, planted.Done, planted.Rejected)
	}
	if open < 100 || open > len(s.reports)/20 {
		t.Errorf("got %d open of %d", open, len(s.reports))
	}
	last := s.reports[len(s.reports)-20:]
	for _, r := range last {
		if h := s.histories[r.Number]; !h.Stage().Open() && h.Stage() != data.Rejected {
			t.Errorf("%s of the last hours is %s", r.Number, h.Stage())
		}
	}
}

// A city that ends later has the same days before it only by chance; but what it holds never reaches past its end.
func TestNothingHappensAtTheEndOrLater(t *testing.T) {
	end := until.Add(-999) // not on a whole second
	s, _ := generate(t, demo.Plan{Reports: 5000, Seed: 5, Until: end})
	for number, h := range s.histories {
		for _, e := range h {
			if !e.HappenedAt.Before(end) {
				t.Fatalf("%s: %s at %v", number, e.Kind, e.HappenedAt)
			}
		}
	}
}
