package store_test

import (
	"errors"
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"tuntas/data"
)

// before is the history that the acceptance was built on; false when it was taken back.
func (m *deskModel) before(l acceptedLook) (data.History, bool) {
	h := m.cases[l.report]
	i := slices.IndexFunc(h, func(e data.Event) bool { return e.Seq == l.seq })
	return h[:i], i+1 == len(h) || h[i+1].Kind != data.Undone
}

// mine tells whether the second look waits for this person: neither who decided nor who followed up.
func (m *deskModel) mine(l acceptedLook, by data.Staff) bool {
	h, stands := m.before(l)
	if !stands || l.answered || m.cases[l.report][len(h)].Actor == by.Name {
		return false
	}
	return data.Allowed(h, data.Command{Version: h.Version(), Kind: data.Accepted}, by, l.at) == nil
}

// secondLooks are those that wait for a seat, in their order.
func (m *deskModel) secondLooks(s data.Seat) (all []int64) {
	aside := func(l acceptedLook) int64 {
		if k := m.skips[l.report][s.Name]; k.At.After(l.at) {
			return k.At.UnixMicro()
		}
		return 0
	}
	waiting := slices.Clone(m.looks)
	slices.SortStableFunc(waiting, func(a, b acceptedLook) int { return int(aside(a) - aside(b)) })
	for _, l := range waiting {
		if m.mine(l, s.Staff) {
			all = append(all, l.seq)
		}
	}
	return all
}

// checkLooks holds what waits for each seat against the model.
func (m *deskModel) checkLooks(rt *rapid.T) {
	for _, s := range m.seats {
		got, err := m.db.SecondLooks(m.t.Context(), s.Staff, 100)
		var seqs []int64
		for _, l := range got {
			seqs = append(seqs, l.Decision)
		}
		n, failed := m.db.CountSecondLooks(m.t.Context(), s.Staff)
		if failed != nil || n != int64(len(seqs)) {
			rt.Fatalf("second looks of %s: counted %d, %v; want %d", s.Name, n, failed, len(seqs))
		}
		if want := m.secondLooks(s); err != nil || !slices.Equal(seqs, want) {
			rt.Fatalf("second looks of %s: got %v, %v; want %v", s.Name, seqs, err, want)
		}
	}
}

// look draws one of the acceptances there were, waiting or not.
func (m *deskModel) look(rt *rapid.T) *acceptedLook {
	if len(m.looks) == 0 {
		rt.Skip("nothing was accepted yet")
	}
	return &m.looks[rapid.IntRange(0, len(m.looks)-1).Draw(rt, "look")]
}

// lookAgain answers a second look, whoever it waits for, with answers that may not fit the verdict.
func (m *deskModel) lookAgain(rt *rapid.T) {
	l, by := m.look(rt), m.seat(rt).Staff
	list := data.DefaultChecklist()
	a := data.SecondAnswer{
		ID: fmt.Sprint("s", m.command), Report: l.report, Decision: l.seq,
		Verdict: rapid.SampledFrom([]data.Kind{data.Accepted, data.Refused, data.FieldChecked}).Draw(rt, "verdict"),
		Review:  data.Review{Category: list.Category, Version: list.Version},
	}
	m.command++
	value := rapid.SampledFrom([]data.AnswerValue{data.Yes, data.No}).Draw(rt, "answer")
	for _, item := range list.Items {
		a.Review.Answers = append(a.Review.Answers, data.Answer{Item: item.ID, Value: value})
	}
	want := list.Check(a.Verdict, a.Review.Answers)
	switch {
	case !a.Verdict.Decision():
		want = data.ErrUnknownCommand
	case !m.mine(*l, by):
		want = data.ErrSecondLook
	}
	got := m.db.AnswerSecondLook(m.t.Context(), a, by)
	if (got == nil) != (want == nil) || (want != nil && !errors.Is(got, errors.Unwrap(want)) && !errors.Is(got, want)) {
		rt.Fatalf("second look %d by %s: got %v, want %v", l.seq, by.Name, got, want)
	}
	if want != nil {
		return
	}
	l.answered = true
	if err := m.db.AnswerSecondLook(m.t.Context(), a, by); err != nil { // a second try changes nothing
		rt.Fatalf("second try: %v", err)
	}
}

// skipLook puts a second look aside.
func (m *deskModel) skipLook(rt *rapid.T) {
	l, s := m.look(rt), m.seat(rt)
	err := m.db.SkipSecondLook(m.t.Context(), l.seq, s.Staff, "later")
	if m.mine(*l, s.Staff) != (err == nil) || (err != nil && !errors.Is(err, data.ErrSecondLook)) {
		rt.Fatalf("put second look %d aside by %s: %v", l.seq, s.Name, err)
	}
	if err == nil {
		m.skipped(l.report, s)
	}
}

// checkRecords holds what was recorded against the model: each history, word for word, each step of each hold, and the chain.
func (m *deskModel) checkRecords(rt *rapid.T) {
	for _, r := range m.reports {
		_, h, err := m.db.Case(m.t.Context(), r.ID)
		if want := m.cases[r.ID]; err != nil || !slices.EqualFunc(h, want, sameEvent) {
			rt.Fatalf("history of %d: got %+v, %v; want %+v", r.ID, h, err, want)
		}
		traces, err := m.db.HoldTraces(m.t.Context(), r.ID)
		if want := m.traces[r.ID]; err != nil || !slices.EqualFunc(traces, want, sameTrace) {
			rt.Fatalf("holds of %d: got %+v, %v; want %+v", r.ID, traces, err, want)
		}
	}
	head, err := m.db.Head(m.t.Context())
	if err == nil {
		err = m.db.VerifyLedger(m.t.Context(), head)
	}
	if err != nil {
		rt.Fatal(err)
	}
}

func sameEvent(a, b data.Event) bool {
	return a.Seq == b.Seq && a.Kind == b.Kind && a.Stage == b.Stage && a.Actor == b.Actor && a.Reason == b.Reason && a.CommandID == b.CommandID &&
		a.HappenedAt.Equal(b.HappenedAt)
}

func sameTrace(a, b data.HoldTrace) bool {
	same := a.At.Equal(b.At)
	a.At = b.At
	return same && a == b
}
