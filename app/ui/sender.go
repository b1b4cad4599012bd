package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// sender is where pages find who sent a report; a backup that is looked at tells nobody, for it cannot record the look.
func (u *UI) sender() part.Sender {
	db, who := u.office.DB, u.office.Account
	if db.ReadOnly() {
		return part.Sender{}
	}
	return part.Sender{
		Known: db.HasPerson,
		Ask: func(ctx context.Context, report int64, why data.LookReason) (data.Person, error) {
			return db.Person(ctx, data.Look{Report: report, By: who, Reason: why})
		},
		Looks: func(ctx context.Context, report int64) ([]data.Look, error) { return db.Looks(ctx, report, shownLooks) },
	}
}

// shownLooks is how many looks at a sender stand in the history of a case.
const shownLooks = 20

// shut stands in the place of a page that only writes while nothing can be written.
type shut struct{ content fyne.CanvasObject }

// Content says why there is nothing else.
func (s shut) Content() fyne.CanvasObject { return s.content }

// Load has nothing to ask.
func (shut) Load(context.Context) {}

// closed is why nothing can be changed; nil when it can.
func (u *UI) closed() error {
	if u.office.DB.ReadOnly() {
		return data.ErrReadOnly
	}
	return nil
}
