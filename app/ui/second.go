package ui

import (
	"context"
	"slices"
	"sync"

	"tuntas/app/ui/validate"
	"tuntas/data"
	"tuntas/data/store"
)

// secondLooks gives the page of the validator the accepted cases that come back to him: as they were before the decision, and
// without it. It stands where the queue and the cases stand else.
type secondLooks struct {
	db *store.DB

	mu    sync.Mutex
	looks map[int64]data.SecondLook // those that were given, by report
}

// Next gives the second look that waits longest.
func (q *secondLooks) Next(ctx context.Context, seat data.Seat, without ...int64) (data.Queued, error) {
	all, err := q.db.SecondLooks(ctx, seat.Staff, len(without)+1)
	if err != nil {
		return data.Queued{}, err
	}
	i := slices.IndexFunc(all, func(l data.SecondLook) bool { return !slices.Contains(without, l.Report) })
	if i < 0 {
		return data.Queued{}, data.ErrQueueEmpty
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.looks[all[i].Report] = all[i]
	return data.Queued{Report: all[i].Report, Number: all[i].Number}, nil
}

func (q *secondLooks) look(report int64) (data.SecondLook, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	l, ok := q.looks[report]
	if !ok {
		return l, data.ErrSecondLook
	}
	return l, nil
}

// Hold holds nothing: an answer counts once, whoever else looks at the case.
func (q *secondLooks) Hold(context.Context, int64, data.Seat) (data.Hold, error) {
	return data.Hold{}, nil
}

// Release gives nothing back.
func (q *secondLooks) Release(context.Context, int64, data.Seat) error { return nil }

// Skip puts a second look aside.
func (q *secondLooks) Skip(ctx context.Context, report int64, _ int, seat data.Seat, reason string) error {
	l, err := q.look(report)
	if err != nil {
		return err
	}
	return q.db.SkipSecondLook(ctx, l.Decision, seat.Staff, reason)
}

// Day counts second looks: answered today, and waiting.
func (q *secondLooks) Day(ctx context.Context, by data.Staff) (data.Workday, error) {
	d, err := q.db.Day(ctx, by)
	if err != nil {
		return d, err
	}
	left, err := q.db.CountSecondLooks(ctx, by)
	return data.Workday{Done: d.Looked, Looked: d.Looked, Left: left}, err
}

// Case returns a case as it was before it was accepted.
func (q *secondLooks) Case(ctx context.Context, id int64) (data.Report, data.History, error) {
	l, err := q.look(id)
	if err != nil {
		return data.Report{}, nil, err
	}
	r, h, err := q.db.Case(ctx, id)
	if err != nil {
		return r, nil, err
	}
	i := slices.IndexFunc(h, func(e data.Event) bool { return e.Seq == l.Decision })
	if i < 0 {
		return r, nil, data.ErrSecondLook
	}
	return r, h[:i:i], nil
}

// Advance keeps what the validator finds; the case stays as it is.
func (q *secondLooks) Advance(ctx context.Context, c data.Command, by data.Staff) error {
	l, err := q.look(c.Report)
	if err != nil {
		return err
	}
	a := data.SecondAnswer{ID: c.ID, Report: c.Report, Decision: l.Decision, Verdict: c.Kind, Note: c.Note}
	if c.Review != nil {
		a.Review = *c.Review
	}
	return q.db.AnswerSecondLook(ctx, a, by)
}

// about reads what was known of a case before it was accepted.
func (u *UI) aboutBefore(q *secondLooks) func(ctx context.Context, r data.Report, version int) (validate.About, error) {
	return func(ctx context.Context, r data.Report, version int) (validate.About, error) {
		a, err := u.about(ctx, r, version)
		if err != nil {
			return a, err
		}
		l, err := q.look(r.ID)
		a.Photos = slices.DeleteFunc(a.Photos, func(e data.Evidence) bool { return e.RecordedAt.After(l.DecidedAt) })
		return a, err
	}
}

// judgingAgain is what the page of second looks works with.
func (u *UI) judgingAgain() validate.Validate {
	q := &secondLooks{db: u.office.DB, looks: map[int64]data.SecondLook{}}
	v := u.judging()
	v.Queue, v.Cases, v.About, v.Blind = q, q, u.aboutBefore(q), true
	v.Second, v.Held, v.TakeOver = nil, nil, nil
	v.Back = func() { u.Show(Validate) }
	v.Changed, v.Drafts = nil, u.pad("second")
	return v
}

// held returns the cases that somebody has open.
func (u *UI) held(ctx context.Context) ([]validate.Held, error) {
	holds, err := u.office.DB.Holds(ctx)
	if err != nil || len(holds) == 0 {
		return nil, err
	}
	ids := make([]int64, len(holds))
	for i, h := range holds {
		ids[i] = h.Report
	}
	numbers, err := u.office.DB.Numbers(ctx, ids...)
	all := make([]validate.Held, len(holds))
	for i, h := range holds {
		all[i] = validate.Held{Hold: h, Number: numbers[h.Report]}
	}
	return all, err
}

// countSecond counts the second looks that wait for who sits here.
func (u *UI) countSecond(ctx context.Context) (int64, error) {
	return u.office.DB.CountSecondLooks(ctx, u.staff())
}

// openJudging puts a case in front of the validator.
func (u *UI) openJudging(id int64) {
	u.pages[Validate].(*validate.Page).Show(id)
	u.Show(Validate)
}
