package ui

import (
	"context"
	"log/slog"
	"sync"

	"tuntas/app/office"
	"tuntas/app/ui/task"
	"tuntas/data"
	"tuntas/data/evidence"
	"tuntas/data/store"
)

// examining looks at photos for the page of the validator: all waiting cases once beside the window, and a case at once when
// it is opened before its turn came. One case is looked at at a time, so that a case that is opened waits for one at most.
type examining struct {
	db *store.DB

	mu       sync.Mutex
	examiner *office.Examiner // nil until it is needed: it reads the hashes of all photos
	running  bool             // all waiting cases are being looked at
}

// of returns what is to be said of a case at this version, looked at now unless that was done before.
func (x *examining) of(ctx context.Context, report int64, version int) (data.Examination, error) {
	known, ok, err := x.db.Examination(ctx, report)
	if err != nil || (ok && known.Version == version) {
		return known, err
	}
	fresh, err := x.look(ctx, report)
	if err != nil {
		return known, err
	}
	return fresh, x.db.SaveExaminations(ctx, []data.Examination{fresh})
}

func (x *examining) look(ctx context.Context, report int64) (data.Examination, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.examiner == nil {
		examiner, err := office.NewExaminer(ctx, x.db, evidence.DefaultSettings())
		if err != nil {
			return data.Examination{}, err
		}
		x.examiner = examiner
	}
	return x.examiner.Examine(ctx, report)
}

// waiting looks at all cases that wait and were not looked at as they are. Photos that came before parts of pictures were
// compared get their hashes first.
func (x *examining) waiting(ctx context.Context) (int, error) {
	hashed, err := office.HashParts(ctx, x.db, evidence.AlbumOf(x.db.Path()))
	if hashed > 0 {
		x.mu.Lock()
		x.examiner = nil // it does not know them
		x.mu.Unlock()
	}
	if err != nil {
		return 0, err
	}
	return office.ExamineWaiting(ctx, x.db, x.look)
}

// examineWaiting has the waiting cases looked at beside the window, unless that goes on already.
func (u *UI) examineWaiting() {
	if u.examining.running {
		return
	}
	u.examining.running = true
	task.Run(u.root, u.office.Run, u.examining.waiting, func(_ int, err error) {
		u.examining.running = false
		if err != nil {
			slog.Error("examine photos", "error", err)
		}
	})
}
