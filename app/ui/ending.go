package ui

import (
	"context"
	"log/slog"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// tellEnding says that the last session ended suddenly, what it left, and which texts were not sent.
func (u *UI) tellEnding() {
	if u.office.Crashed == "" && !u.office.Left {
		return
	}
	db, who := u.office.DB, u.office.Account
	work := func(ctx context.Context) ([]data.Draft, error) { return db.Drafts(ctx, who) }
	task.Run(u.root, u.office.Run, work, func(all []data.Draft, err error) {
		if err != nil {
			slog.Error("list the drafts", "error", err)
		}
		u.showEnding(all)
	})
}

func (u *UI) showEnding(all []data.Draft) {
	l := u.language
	body := part.Tower(8, part.Flush(part.Words(l.Text("ending.text"))))
	if u.office.Crashed != "" {
		body.Add(part.Flush(part.Words(l.Text("ending.left", "path", u.office.Crashed))))
	}
	var d *part.Dialog
	s := part.Sheet{Title: l.Text("ending.title"), Body: body}
	if n := len(all); n > 0 {
		body.Add(part.Flush(part.Words(l.Text("ending.drafts", "n", l.Number(int64(n))))))
		s.Actions = []part.SheetAction{{Text: l.Text("ending.open"), Do: func() {
			d.Close()
			u.openCase(all[0].Report)
		}}}
	}
	d = part.ShowSheet(u.office.Window, l, s)
}
