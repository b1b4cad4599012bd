package ui

import (
	"context"
	"time"

	"tuntas/app/ui/dashboard"
	"tuntas/app/ui/publish"
	"tuntas/app/ui/validate"
	"tuntas/data"
	"tuntas/data/store"
)

// Scene is one state of the window that is worth a picture.
type Scene struct {
	Name string // of the page, for a file name
	Set  func() // brings the window into the state
}

// Scenes returns each page of the window, with a case that waits for a decision and one with a long history where the
// store has them, and the welcome. It is for windows whose work runs inline.
func (u *UI) Scenes() []Scene {
	var scenes []Scene
	for _, name := range Navigation() {
		scenes = append(scenes, Scene{string(name), func() { u.Show(name) }})
	}
	for _, name := range u.pages[Dashboard].(*dashboard.Page).Pages() {
		scenes = append(scenes, Scene{"dashboard-" + name, func() { u.showDashboard(name) }})
	}
	waiting := data.Filter{Stages: []data.Stage{data.Validation}}
	again := data.Filter{Order: data.Order{By: data.OrderPass, Descending: true}}
	for _, s := range []struct {
		name   string
		filter data.Filter
	}{{"case", waiting}, {"case-long", again}} {
		if line, ok := u.first(s.filter); ok {
			scenes = append(scenes, Scene{s.name, func() { u.openCase(line.ID) }})
			if s.name == "case-long" {
				scenes = append(scenes, Scene{"track-found", func() { u.openTrack(line.Number) }})
			}
		}
	}
	scenes = append(scenes, u.deskScenes()...)
	scenes = append(scenes, u.figureScenes()...)
	scenes = append(scenes, u.intakeScenes()...)
	scenes = append(scenes, u.judgingScenes()...)
	scenes = append(scenes, Scene{"publish-gate", func() {
		u.Show(Publish)
		u.pages[Publish].(*publish.Page).ShowGate()
	}})
	scenes = append(append(scenes, u.careScenes()...), u.bureauScenes()...)
	scenes = append(scenes, Scene{"welcome", func() { u.empty = true; u.Show(Desk) }})
	return append(scenes, u.failureScenes()...)
}

// showDashboard shows a page of the dashboard.
func (u *UI) showDashboard(name string) {
	u.Show(Dashboard)
	u.pages[Dashboard].(*dashboard.Page).Show(name)
}

func (u *UI) first(f data.Filter) (data.Summary, bool) {
	lines, err := u.office.DB.Reports(context.WithoutCancel(u.root), f, 0, 1)
	if err != nil || len(lines) == 0 {
		return data.Summary{}, false
	}
	return lines[0], true
}

// sceneCases is how many cases of the queue are looked through for one that a scene needs.
const sceneCases = 300

// judgingScenes returns the states of the validator's page: a flagged case, its twin photo, a refusal, all keys, a case without a
// photo, and a queue with nothing in it.
func (u *UI) judgingScenes() []Scene {
	u.examineWaiting()
	seat := data.Seat{Staff: u.staff(), Window: u.seat}
	queued, err := u.office.DB.Queue(context.WithoutCancel(u.root), seat, sceneCases)
	if err != nil {
		return nil
	}
	var scenes []Scene
	for _, q := range queued {
		if q.Risk > 0 {
			scenes = append(scenes, u.judgingScene("validate-flagged", q.Report, 0), u.judgingScene("validate-twin", q.Report, 't'))
			break
		}
	}
	if n := len(queued); n > 0 {
		last := queued[n-1].Report
		scenes = append(scenes, u.judgingScene("validate-bare", last, 0), u.judgingScene("validate-keys", last, '?'), u.judgingScene("validate-refusal", last, 'r'))
		scenes = append(scenes, u.stagedScenes(u.plain(queued))...)
	}
	scenes = append(append(scenes, u.lookScenes()...), u.caseScenes()...)
	return append(scenes, Scene{"validate-empty", func() {
		v := u.judging()
		v.Queue = nobodyWaits{u.office.DB}
		u.showJudging(v)
	}})
}

// judgingScene puts a case in front of the validator and types a letter, unless it is 0.
func (u *UI) judgingScene(name string, id int64, letter rune) Scene {
	return Scene{name, func() {
		v, passed := u.judging(), time.Duration(0)
		v.Now = func() time.Time { passed += time.Second; return u.office.Clock().Add(passed) } // the case was looked at for a while
		p := u.showJudging(v)
		p.Show(id)
		u.front(Validate)
		if letter != 0 {
			p.TypedRune(letter)
		}
	}}
}

// showJudging shows a page of the validator of its own.
func (u *UI) showJudging(v validate.Validate) *validate.Page {
	u.clearOverlays()
	p := validate.New(v)
	u.pages[Validate] = p
	u.Show(Validate)
	return p
}

// nobodyWaits is a store whose queue is empty.
type nobodyWaits struct{ *store.DB }

// Next finds nothing.
func (nobodyWaits) Next(context.Context, data.Seat, ...int64) (data.Queued, error) {
	return data.Queued{}, data.ErrQueueEmpty
}
