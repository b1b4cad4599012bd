package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
)

// Notable is one thing that somebody should look at before he decides: what, and why, in the reader's language.
type Notable struct {
	What    string // may be empty
	Why     string
	Actions []NotableAction
}

// NotableAction is a word for what can be done about it.
type NotableAction struct {
	Text string
	Do   func()
}

// Notables is the banner with what should be looked at; without anything it is hidden.
type Notables struct {
	widget.BaseWidget
	rows *fyne.Container
	area *surface
	all  []Notable
}

// NewNotables returns a hidden banner.
func NewNotables() *Notables {
	n := &Notables{rows: Tower(8)}
	n.area = newSurface(n.rows, assets.ColorCard, theme.ColorNameWarning, theme.SizeNameCardRadius, edges{14, 10})
	n.ExtendBaseWidget(n)
	n.Hide()
	return n
}

// Set shows these; with none it hides.
func (n *Notables) Set(all []Notable) {
	n.all = append([]Notable(nil), all...)
	n.rows.Objects = nil
	for _, a := range n.all {
		n.rows.Add(notableRow(a))
	}
	setShown(n, len(all) > 0)
	n.rows.Refresh()
	n.Refresh()
}

// All returns what is shown.
func (n *Notables) All() []Notable { return n.all }

func notableRow(a Notable) fyne.CanvasObject {
	sign := widget.NewIcon(theme.NewWarningThemedResource(theme.WarningIcon()))
	what := Flush(newProse(a.What, lookStrong))
	setShown(what, a.What != "")
	words := Tower(1, what, Flush(newProse(a.Why, lookBody)))
	side := container.NewHBox()
	for _, act := range a.Actions {
		side.Add(newButton(act.Text, nil, act.Do))
	}
	return container.New(signed{}, sign, words, side)
}

// CreateRenderer is for Fyne.
func (n *Notables) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(n.area) }

// signed puts a sign left, what can be pressed right, and text that wraps between them.
type signed struct{}

// Layout is for Fyne.
func (signed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	sign, words, side := objects[0], objects[1], objects[2]
	s, b := sign.MinSize(), side.MinSize()
	side.Move(fyne.NewPos(size.Width-b.Width, (size.Height-b.Height)/2))
	side.Resize(b)
	words.Resize(fyne.NewSize(max(40, size.Width-s.Width-b.Width-20), words.Size().Height))
	words.Resize(fyne.NewSize(words.Size().Width, words.MinSize().Height))
	top := (size.Height - words.Size().Height) / 2
	words.Move(fyne.NewPos(s.Width+10, top))
	sign.Move(fyne.NewPos(0, max(0, top)))
	sign.Resize(s)
}

// MinSize is for Fyne.
func (signed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s, w, b := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize()
	return fyne.NewSize(s.Width+b.Width+120, max(s.Height, w.Height, b.Height))
}
