package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// deskModel is what a desk is in plain words: cases with histories, who has which open, who skipped what, and which accepted
// cases come back for a second look.
type deskModel struct {
	t       *testing.T
	db      *store.DB
	clock   *datatest.Clock
	rules   []data.Rule
	seats   []data.Seat
	reports []data.Report
	cases   map[int64]data.History
	holds   map[int64]data.Hold
	skips   map[int64]map[string]data.Skip // the last one of each person
	traces  map[int64][]data.HoldTrace
	looks   []acceptedLook
	seq     int64 // of the last event
	command int
}

// acceptedLook is an acceptance that was drawn for a second look: all are.
type acceptedLook struct {
	report, seq int64
	at          time.Time
	answered    bool
}

func newDeskModel(t *testing.T, rt *rapid.T) *deskModel {
	m := &deskModel{
		t: t, clock: &datatest.Clock{Now: datatest.At(t, "2026-03-10 09:00")}, rules: data.DefaultRules(),
		seats: []data.Seat{ani, budi}, cases: map[int64]data.History{}, holds: map[int64]data.Hold{},
		skips: map[int64]map[string]data.Skip{}, traces: map[int64][]data.HoldTrace{},
	}
	db, err := store.Open(t.Context(), "", store.Options{Zone: datatest.Jakarta, Clock: m.clock.Read})
	if err != nil {
		rt.Fatal(err)
	}
	rt.Cleanup(func() { _ = db.Close() })
	m.db = db
	var cases []datatest.Case
	for n := range rapid.IntRange(1, 5).Draw(rt, "cases") {
		officer := rapid.SampledFrom([]string{"officer", "ani", "budi"}).Draw(rt, "officer")
		cases = append(cases, waiting(t, n, rapid.IntRange(1, 9).Draw(rt, "day"), officer))
	}
	datatest.Add(t, db, cases...)
	for _, c := range cases {
		r, h, err := db.Track(t.Context(), c.Report.Number)
		if err != nil {
			rt.Fatal(err)
		}
		m.reports, m.cases[r.ID] = append(m.reports, r), h
		m.seq = max(m.seq, h[len(h)-1].Seq)
	}
	if err := db.SetSecondLookPlan(t.Context(), data.SecondLookPlan{Share: 1, Risk: 1}, data.Staff{Name: "ketua", Role: data.Supervisor}); err != nil {
		rt.Fatal(err)
	}
	return m
}

func (m *deskModel) seat(rt *rapid.T) data.Seat {
	return rapid.SampledFrom(m.seats).Draw(rt, "seat")
}

func (m *deskModel) report(rt *rapid.T) int64 {
	return rapid.SampledFrom(m.reports).Draw(rt, "report").ID
}

// queue is the queue of a seat, worked out from the model alone.
func (m *deskModel) queue(s data.Seat) (all []data.Queued) {
	calendar := data.Calendar{Zone: datatest.Jakarta}
	for _, r := range m.reports {
		h := m.cases[r.ID]
		err := data.Allowed(h, data.Command{Version: h.Version(), Kind: data.Accepted}, s.Staff, m.clock.Now)
		if err != nil || m.holds[r.ID].Blocks(s, m.clock.Now) {
			continue
		}
		q := data.Queued{
			Report: r.ID, Number: r.Number, Version: h.Version(), Pass: h.Pass(), SentAt: r.SentAt, Since: datatest.Since(h),
		}
		if d, ok := data.Next(data.Due(h, m.rules, calendar)); ok {
			q.DueAt, q.Rule = d.DueAt, d.Rule.Code
		}
		if k := m.skips[r.ID][s.Name]; k.Version == q.Version {
			q.SkippedAt = k.At
		}
		all = append(all, q)
	}
	slices.SortFunc(all, func(a, b data.Queued) int { return a.Before(b, calendar) })
	return all
}

func (m *deskModel) next(rt *rapid.T) {
	s := m.seat(rt)
	want := m.queue(s)
	got, err := m.db.Next(m.t.Context(), s)
	if len(want) == 0 {
		if !errors.Is(err, data.ErrQueueEmpty) {
			rt.Fatalf("%s: got %v, %v; want an empty queue", s.Name, got, err)
		}
		return
	}
	if err != nil || !sameQueued(got, want[0]) {
		rt.Fatalf("%s: got %+v, %v; want %+v", s.Name, got, err, want[0])
	}
	m.hold(got.Report, s, "")
}

// sameQueued compares instants as instants.
func sameQueued(a, b data.Queued) bool {
	same := a.SentAt.Equal(b.SentAt) && a.Since.Equal(b.Since) && a.DueAt.Equal(b.DueAt) && a.SkippedAt.Equal(b.SkippedAt)
	a.SentAt, a.Since, a.DueAt, a.SkippedAt = b.SentAt, b.Since, b.DueAt, b.SkippedAt
	return same && a == b
}

func (m *deskModel) hold(report int64, s data.Seat, reason string) {
	h := data.Hold{Report: report, Holder: s.Name, Window: s.Window, Since: m.clock.Now, Until: m.clock.Now.Add(data.HoldFor)}
	old := m.holds[report]
	step := data.HoldTrace{Report: report, Step: data.HoldTaken, Holder: s.Name, From: old.Holder, At: m.clock.Now}
	switch counts := m.clock.Now.Before(old.Until); {
	case counts && old.Of(s):
		h.Since, step.Step = old.Since, ""
	case counts && old.Holder == s.Name:
		step.Step = data.HoldMoved
	case counts:
		step.Step, step.Reason = data.HoldOver, reason
	}
	m.holds[report] = h
	if step.Step != "" {
		m.traces[report] = append(m.traces[report], step)
	}
}

// command gives one command that saw the version drawn: the present one or an older one.
func (m *deskModel) give(rt *rapid.T, kind data.Kind, by data.Staff, report int64) {
	m.command++
	h := m.cases[report]
	c := data.Command{
		ID: fmt.Sprint("c", m.command), Report: report, Version: h.Version() - rapid.IntRange(0, 1).Draw(rt, "behind"), Kind: kind,
		Reason: rapid.SampledFrom([]string{"", "not_finished"}).Draw(rt, "reason"),
	}
	want := data.Allowed(h, c, by, m.clock.Now)
	got := m.db.Advance(m.t.Context(), c, by)
	if !errors.Is(got, want) || (got == nil) != (want == nil) {
		rt.Fatalf("%s of %d by %s: got %v, want %v", kind, report, by.Name, got, want)
	}
	if want != nil {
		return
	}
	m.seq++
	e := data.EventOf(c, by, m.clock.Now)
	e.Seq = m.seq
	m.cases[report] = append(h[:len(h):len(h)], e)
	if kind == data.Accepted {
		m.looks = append(m.looks, acceptedLook{report: report, seq: m.seq, at: m.clock.Now})
	}
	if err := m.db.Advance(m.t.Context(), c, by); err != nil { // a second try changes nothing
		rt.Fatalf("second try: %v", err)
	}
}

func (m *deskModel) decide(rt *rapid.T) {
	m.give(rt, rapid.SampledFrom([]data.Kind{data.Accepted, data.Refused, data.FieldChecked}).Draw(rt, "kind"), m.seat(rt).Staff, m.report(rt))
}

func (m *deskModel) undo(rt *rapid.T) { m.give(rt, data.Undone, m.seat(rt).Staff, m.report(rt)) }

// rework brings a refused case back, one step at a time.
func (m *deskModel) rework(rt *rapid.T) {
	name := rapid.SampledFrom([]string{"officer", "ani"}).Draw(rt, "officer")
	kind := rapid.SampledFrom([]data.Kind{data.FollowedUp, data.Submitted}).Draw(rt, "kind")
	m.give(rt, kind, data.Staff{Name: name, Role: data.Officer}, m.report(rt))
}

func (m *deskModel) skip(rt *rapid.T) {
	s, report := m.seat(rt), m.report(rt)
	version := m.cases[report].Version() - rapid.IntRange(0, 1).Draw(rt, "behind")
	err := m.db.Skip(m.t.Context(), report, version, s, "later")
	if version != m.cases[report].Version() {
		if !errors.Is(err, data.ErrConflict) {
			rt.Fatalf("skipped an old version: %v", err)
		}
		return
	}
	if err != nil {
		rt.Fatal(err)
	}
	m.skipped(report, s)
	m.forget(report, s)
}

func (m *deskModel) skipped(report int64, s data.Seat) {
	if m.skips[report] == nil {
		m.skips[report] = map[string]data.Skip{}
	}
	m.skips[report][s.Name] = data.Skip{Report: report, Version: m.cases[report].Version(), By: s.Name, At: m.clock.Now}
}

func (m *deskModel) forget(report int64, s data.Seat) {
	if m.holds[report].Of(s) {
		delete(m.holds, report)
		m.traces[report] = append(m.traces[report], data.HoldTrace{Report: report, Step: data.HoldReleased, Holder: s.Name, At: m.clock.Now})
	}
}

func (m *deskModel) release(rt *rapid.T) {
	s, report := m.seat(rt), m.report(rt)
	if err := m.db.Release(m.t.Context(), report, s); err != nil {
		rt.Fatal(err)
	}
	m.forget(report, s)
}

func (m *deskModel) takeOver(rt *rapid.T) {
	s, report := m.seat(rt), m.report(rt)
	if rapid.Bool().Draw(rt, "with a reason") {
		if _, err := m.db.TakeOver(m.t.Context(), report, s, "urgent"); err != nil {
			rt.Fatal(err)
		}
		m.hold(report, s, "urgent")
		return
	}
	blocked := m.holds[report].Blocks(s, m.clock.Now)
	_, err := m.db.Hold(m.t.Context(), report, s)
	if blocked != errors.Is(err, data.ErrHeld) || (!blocked && err != nil) {
		rt.Fatalf("hold of %d by %s: %v, blocked %v", report, s.Name, err, blocked)
	}
	if !blocked {
		m.hold(report, s, "")
	}
}

func (m *deskModel) wait(rt *rapid.T) {
	m.clock.Now = m.clock.Now.Add(time.Duration(rapid.IntRange(1, 2000).Draw(rt, "minutes")) * time.Minute)
}

// check holds everything that can be seen against the model: both queues, the holds, and that each case has one holder.
func (m *deskModel) check(rt *rapid.T) {
	m.clock.Now = m.clock.Now.Add(time.Second) // no two things happen at one instant
	for _, s := range m.seats {
		want := m.queue(s)
		got, err := m.db.Queue(m.t.Context(), s, len(m.reports))
		if err != nil || !slices.EqualFunc(got, want, sameQueued) {
			rt.Fatalf("queue of %s: got %+v, %v; want %+v", s.Name, got, err, want)
		}
	}
	got, err := m.db.Holds(m.t.Context())
	if err != nil {
		rt.Fatal(err)
	}
	count := 0
	for _, h := range m.holds {
		if m.clock.Now.Before(h.Until) {
			count++
		}
	}
	if len(got) != count {
		rt.Fatalf("%d holds, want %d", len(got), count)
	}
	for _, h := range got {
		if want := m.holds[h.Report]; h.Holder != want.Holder || h.Window != want.Window || !h.Since.Equal(want.Since) || !h.Until.Equal(want.Until) {
			rt.Fatalf("hold %+v, want %+v", h, want)
		}
	}
}

// checkDay holds the counts of the day and of the deadlines against the model.
func (m *deskModel) checkDay(rt *rapid.T) {
	calendar := data.Calendar{Zone: datatest.Jakarta}
	states := map[data.DeadlineState]int64{}
	var left int64
	for _, h := range m.cases {
		state := data.DeadlineNone
		if d, ok := data.Next(data.Due(h, m.rules, calendar)); ok {
			state = d.State(m.clock.Now, calendar)
		}
		states[state]++
		if h.Stage() == data.Validation {
			left++
		}
	}
	for _, s := range data.DeadlineStates() {
		n, err := m.db.Count(m.t.Context(), data.Filter{Deadline: s})
		if err != nil || n != states[s] {
			rt.Fatalf("%s: got %d, %v; want %d", s, n, err, states[s])
		}
	}
	for _, s := range m.seats {
		var done int64
		for _, h := range m.cases {
			for _, d := range h.Decisions() {
				if d.Validator == s.Name && d.UndoneAt.IsZero() && calendar.Day(d.DecidedAt).Equal(calendar.Day(m.clock.Now)) {
					done++
				}
			}
		}
		if day, err := m.db.Day(m.t.Context(), s.Staff); err != nil || day.Done != done || day.Left != left {
			rt.Fatalf("day of %s: %+v, %v; want %d done, %d left", s.Name, day, err, done, left)
		}
	}
}
