package ui

import (
	"context"

	"tuntas/app/ui/publish"
	"tuntas/data"
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
	scenes = append(scenes, Scene{"publish-gate", func() {
		u.Show(Publish)
		u.pages[Publish].(*publish.Page).ShowGate()
	}})
	return append(scenes, Scene{"welcome", func() { u.empty = true; u.Show(Desk) }})
}

func (u *UI) first(f data.Filter) (data.Summary, bool) {
	lines, err := u.office.DB.Reports(context.WithoutCancel(u.root), f, 0, 1)
	if err != nil || len(lines) == 0 {
		return data.Summary{}, false
	}
	return lines[0], true
}
