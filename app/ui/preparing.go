package ui

import (
	"context"
	"errors"
	"log/slog"

	"tuntas/app/ui/task"
	"tuntas/data"
)

// prepareFigures has the store prepare what makes questions quick, beside the window. A question that comes before it is
// ready takes longer and gets the same answer.
func (u *UI) prepareFigures() {
	work := func(ctx context.Context) (struct{}, error) { return struct{}{}, u.office.DB.Prepare(ctx) }
	task.Run(u.root, u.office.Run, work, func(_ struct{}, err error) {
		if err != nil && !errors.Is(err, data.ErrReadOnly) && !errors.Is(err, context.Canceled) {
			slog.Error("prepare figures", "error", err)
		}
	})
}
