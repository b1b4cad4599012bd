package ui

import (
	"time"

	"tuntas/app/ui/desk"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// viewCount says when the views in the navigation were counted.
type viewCount struct {
	later  func(f func()) // waits for the last of several decisions
	writes int64          // of the store, before they were asked for
	at     time.Time
	told   bool // the answer has come
}

const (
	viewsRest = time.Second // after a decision, before the views are counted: the next case comes first
	viewsAge  = time.Minute // deadlines pass while nobody writes
)

// countViews has the views in the navigation counted anew where that may give something else than is shown. The desk, which asks
// for them itself when it comes, is only noted.
func (u *UI) countViews() {
	v := &u.views
	if v.later == nil {
		v.later = task.Later(viewsRest, u.office.Run)
	}
	if u.empty {
		u.rail.views.set(nil, nil)
		return
	}
	if v.told && v.writes == u.office.DB.Writes() && u.office.Clock().Sub(v.at) < viewsAge {
		return
	}
	v.later(u.askViews)
}

func (u *UI) askViews() {
	if u.root.Err() != nil {
		return
	}
	u.noteViews()
	u.pages[Desk].(*desk.Page).CountViews(u.root)
}

// noteViews notes that the views are asked for now.
func (u *UI) noteViews() {
	u.views.writes, u.views.at, u.views.told = u.office.DB.Writes(), u.office.Clock(), false
}

// showViews shows the views of the desk below its name.
func (u *UI) showViews(all []desk.Named) {
	u.views.told = true
	if u.rail != nil && !u.empty {
		u.rail.views.set(all, u.openView)
	}
}

// openView shows the desk under a view.
func (u *UI) openView(v data.View) {
	u.pages[Desk].(*desk.Page).ShowView(v)
	u.Show(Desk)
}
