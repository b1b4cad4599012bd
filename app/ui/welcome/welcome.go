// Package welcome is what a person sees while the store is empty: what Tuntas is for, and two ways to begin. It knows how
// the making of the sample city is watched and stopped. It refuses to know how reports are made or brought in.
package welcome

import (
	"context"
	"errors"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
)

// sizes are the numbers of reports that a sample city can have; the first is the default.
var sizes = []int{20_000, 50_000}

// Welcome is what the page needs. Every field must be set.
type Welcome struct {
	Run      task.Runner
	Language *i18n.Language
	// Sample fills the store with a sample city and tells how many reports are made. When ctx ends it keeps nothing.
	Sample  func(ctx context.Context, reports int, progress func(done int)) error
	BringIn func() // opens the page that brings files in
	Done    func() // the store is no longer empty
}

// Page is the page of an empty store.
type Page struct {
	in      Welcome
	ctx     context.Context // of the latest Load; nil before it
	stop    context.CancelFunc
	reports int // of the city that is being made

	size    *part.Choice
	open    *part.Button
	file    *part.Button
	busy    *part.Busy
	said    *fyne.Container // what came of it, when it was not a city
	content fyne.CanvasObject
}

// New returns the page.
func New(w Welcome) *Page {
	l := w.Language
	p := &Page{in: w, said: container.NewStack()}
	var texts []string
	for _, n := range sizes {
		texts = append(texts, l.Number(int64(n)))
	}
	p.size = part.NewChoice(true, texts, nil)
	p.size.SetSelected(texts[0])
	p.open = part.NewButton(l.Text("welcome.sample"), nil, p.onSample)
	p.open.Importance = widget.HighImportance
	p.file = part.NewButton(l.Text("welcome.file.button"), nil, w.BringIn)
	p.busy = part.NewBusy(l, p.onStop)
	p.said.Hide()
	return p
}

// Content returns what the page shows; it is made once.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		l := p.in.Language
		mark := canvas.NewImageFromResource(assets.Icon())
		mark.FillMode = canvas.ImageFillContain
		mark.SetMinSize(fyne.NewSquareSize(56))
		words := part.Tower(6, part.NewHeading(l.Text("welcome.title"), ""), quiet(l.Text("welcome.purpose")))
		head := container.NewBorder(nil, nil, container.NewCenter(mark), nil, room(18, 0, words))
		cards := part.Beside(0.5, p.sample(), p.bringIn())
		p.content = part.Page(part.Centred(860, part.Tower(24, head, cards, p.busy, p.said)))
	}
	return p.content
}

func (p *Page) sample() fyne.CanvasObject {
	l := p.in.Language
	return p.card(assets.IconDashboard, "welcome.sample", quiet(l.Text("welcome.sample.text")),
		part.Tower(2, part.Flush(part.Caption(l.Text("welcome.sample.size"))), p.size), p.open)
}

func (p *Page) bringIn() fyne.CanvasObject {
	return p.card(assets.IconIntake, "welcome.file", quiet(p.in.Language.Text("welcome.file.text")), widget.NewLabel(""), p.file)
}

// card is one way to begin: icon and title, words, what is to be chosen, and the button at its foot.
func (p *Page) card(icon assets.IconName, title string, words, choice fyne.CanvasObject, button *part.Button) fyne.CanvasObject {
	picture := widget.NewIcon(assets.Coloured(icon, assets.ColorPlain))
	foot := room(0, 10, part.Below(choice, part.Row(button)))
	return part.NewCard(p.in.Language.Text(title), container.NewBorder(nil, foot, nil, nil, part.Below(words)), picture)
}

// Focus puts the keyboard on the button that opens the sample city.
func (p *Page) Focus(c fyne.Canvas) { c.Focus(p.open) }

// Keys are what the keys of the page do.
func (p *Page) Keys() []part.KeyGroup { return []part.KeyGroup{part.ChoiceKeys(p.in.Language)} }

// Load makes the page ready. A city that was being made when the page was left is not going on.
func (p *Page) Load(ctx context.Context) {
	left := p.ctx == nil || p.ctx.Err() != nil
	p.ctx = ctx
	p.Content()
	if left {
		p.showReady()
	}
}

func (p *Page) showReady() {
	p.busy.End()
	p.open.Enable()
	p.file.Enable()
	p.size.Enable()
	p.content.Refresh()
}

// onSample makes the city. Leaving the page stops it too.
func (p *Page) onSample() {
	if p.ctx == nil || p.open.Disabled() {
		return
	}
	l := p.in.Language
	p.reports = p.chosen()
	p.open.Disable()
	p.file.Disable()
	p.size.Disable()
	p.said.Hide()
	p.busy.Start(l.Text("welcome.sample.busy", "n", l.Number(int64(p.reports))))
	p.content.Refresh()
	making, stop := context.WithCancel(p.ctx)
	p.stop = stop
	reports := p.reports
	work := func(_ context.Context, progress func(int)) (struct{}, error) {
		return struct{}{}, p.in.Sample(making, reports, progress)
	}
	task.Follow(p.ctx, p.in.Run, work, p.showProgress, func(_ struct{}, err error) { p.onMade(err) })
}

// chosen is the number of reports that the person wants.
func (p *Page) chosen() int {
	return sizes[max(0, p.size.At())]
}

func (p *Page) showProgress(done int) { p.busy.SetShare(float64(done) / float64(p.reports)) }

// onStop asks the city to stop; onMade says when it has.
func (p *Page) onStop() {
	if p.stop != nil {
		p.stop()
	}
}

func (p *Page) onMade(err error) {
	p.stop()
	p.stop = nil
	p.showReady()
	switch {
	case err == nil:
		p.in.Done()
	case errors.Is(err, context.Canceled):
		p.say(quiet(p.in.Language.Text("welcome.sample.stopped")))
	default:
		slog.Error("make the sample city", "reports", p.reports, "err", err)
		p.say(part.NewErrorNotice(p.in.Language, err, p.onSample))
	}
}

func (p *Page) say(o fyne.CanvasObject) {
	p.said.Objects = []fyne.CanvasObject{o}
	p.said.Show()
	p.content.Refresh()
}
