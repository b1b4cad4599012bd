package casefile

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// head is the top of the page: number, badges, and the way to other cases.
type head struct {
	heading              *part.Heading
	stage, pass, private *part.Badge
	held                 *part.Badge
	badges               *fyne.Container
	back, previous, next *part.KeyButton
	box                  *fyne.Container
}

func (p *Page) newHead() *head {
	l, lock := p.in.Language, assets.Coloured(assets.IconLock, assets.ColorQuiet)
	h := &head{
		stage:   part.NewStageBadge(l, data.Waiting),
		pass:    part.NewRefusedBadge(""),
		private: part.NewBadge(l.Text("case.private"), lock, assets.ColorQuiet, assets.ColorSunken),
	}
	h.back = p.newButton(l.Text("case.back"), theme.NavigateBackIcon(), p.onBack)
	h.previous = p.newButton("", theme.MoveUpIcon(), p.onPrevious)
	h.next = p.newButton("", theme.MoveDownIcon(), p.onNext)
	h.held = newHeldBadge()
	h.badges = part.Row(h.held, h.stage, h.pass, h.private)
	h.heading = part.NewHeading("", "", container.New(layout.NewCustomPaddedLayout(0, 0, 0, 10), h.badges), h.previous, h.next)
	h.box = container.NewBorder(nil, nil, container.NewCenter(h.back), nil, container.New(layout.NewCustomPaddedLayout(0, 0, 12, 0), h.heading))
	return h
}

func (h *head) show(l *i18n.Language, s seen) {
	stage, pass := s.history.Stage(), s.history.Pass()
	if stage != "" {
		h.stage.SetStage(stage)
	}
	if pass > 1 {
		h.pass.Set(l.Text("case.pass", "n", l.Number(int64(pass))), assets.Coloured(assets.IconRefused, assets.ColorRefused),
			assets.ColorRefused, assets.ColorRefusedTint)
	}
	setShown(h.stage, stage != "")
	setShown(h.pass, pass > 1)
	setShown(h.private, s.report.Private)
	h.heading.SetTitle(s.report.Number)
	h.heading.SetSubtitle(strings.Join(filled(s.report.Category, l.Area(s.report.Area)), " · "))
	h.badges.Refresh()
	h.box.Refresh()
}

// clear takes away what is said about a case.
func (h *head) clear() {
	h.heading.SetTitle("")
	h.heading.SetSubtitle("")
	h.badges.Refresh()
	for _, b := range []*part.Badge{h.held, h.stage, h.pass, h.private} {
		b.Hide()
	}
}

// showWays enables the buttons that lead somewhere.
func (h *head) showWays(previous, next bool) {
	part.Enable(h.previous, previous)
	part.Enable(h.next, next)
}

func setShown(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
		return
	}
	o.Hide()
}

// filled returns the texts that are not empty.
func filled(texts ...string) []string {
	var all []string
	for _, t := range texts {
		if t != "" {
			all = append(all, t)
		}
	}
	return all
}

func (p *Page) onBack() { p.in.Back() }

func (p *Page) onPrevious() { p.move(p.in.Previous) }

func (p *Page) onNext() { p.move(p.in.Next) }

// move shows the case that way leads to, when there is one.
func (p *Page) move(way func(int64) (int64, bool)) {
	if other, ok := way(p.id); ok {
		p.Show(other)
	}
}

func (p *Page) leads(way func(int64) (int64, bool)) bool {
	_, ok := way(p.id)
	return ok && p.id != 0
}
