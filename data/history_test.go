package data_test

import (
	"slices"
	"testing"
	"time"

	"tuntas/data"
)

func TestPass(t *testing.T) {
	for _, tt := range []struct {
		name  string
		kinds []data.Kind
		want  int
	}{
		{"fresh", []data.Kind{data.Received}, 1},
		{"refused once", []data.Kind{data.Received, data.Submitted, data.Refused}, 2},
		{"refusal taken back", []data.Kind{data.Submitted, data.Refused, data.Undone}, 1},
		{"acceptance taken back", []data.Kind{data.Submitted, data.Refused, data.Submitted, data.Accepted, data.Undone}, 2},
		{"rejection of the report is no pass", []data.Kind{data.Received, data.RejectedIt, data.Completed}, 1},
	} {
		if got := walk(tt.kinds...).Pass(); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestVisits(t *testing.T) {
	h := walk(data.Received, data.Coordinated, data.FieldChecked, data.Coordinated)
	h[3].Unit = "other"
	got := h.Visits()
	hour := func(n int) time.Time { return start.Add(time.Duration(n) * time.Hour) }
	want := []data.Visit{
		{Stage: data.Waiting, Pass: 1, Unit: "unit", EnteredAt: hour(0), LeftAt: hour(1), Next: data.Coordination},
		{Stage: data.Coordination, Pass: 1, Unit: "unit", EnteredAt: hour(1), LeftAt: hour(3), Next: data.Coordination},
		{Stage: data.Coordination, Pass: 1, Unit: "other", EnteredAt: hour(3)},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if got[0].Lasts() || !got[2].Lasts() {
		t.Error("only the last stay lasts")
	}
}

func TestDecisions(t *testing.T) {
	got := walk(data.Submitted, data.Refused, data.Undone, data.Accepted).Decisions()
	if len(got) != 2 || got[0].UndoneAt.IsZero() || got[0].Pass != 1 || got[1].Pass != 1 || !got[1].UndoneAt.IsZero() {
		t.Errorf("got %+v", got)
	}
}

// TestAsOf is the rule that makes every figure recomputable: what was known to have happened before an instant does not
// depend on what happened after it.
func TestAsOf(t *testing.T) {
	h := walk(data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted, data.Refused, data.FollowedUp)
	for i := range len(h) + 1 {
		cut := start.Add(time.Duration(i) * time.Hour)
		if got := h.AsOf(cut); len(got) != i {
			t.Errorf("as of event %d: %d events", i, len(got))
		}
	}
}

func TestStages(t *testing.T) {
	if len(data.Stages()) != 8 {
		t.Errorf("%d stages", len(data.Stages()))
	}
	for _, s := range data.Stages() {
		if k := data.KindOf(s); k == data.Recorded {
			t.Errorf("no event leads to %s", s)
		}
		if open := s != data.Done && s != data.Rejected; s.Open() != open {
			t.Errorf("%s open: %v", s, s.Open())
		}
	}
	if data.Stage("x").Valid() || data.Stage("").Open() {
		t.Error("an unknown stage is valid")
	}
}
