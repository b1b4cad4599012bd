// Package track shows the status, the place and the history of one report whose number somebody asks for, as at a counter
// or on the telephone. It knows how a number is read and how a history is told. It refuses to know what may be done with a
// report, and it shows nothing of a private report's text, no address, no remark and nobody's name.
package track

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// reports is what the page asks.
type reports interface {
	Track(ctx context.Context, number string) (data.Report, data.History, error)
}

// Track is what the page works with.
type Track struct {
	Reports  reports
	Run      task.Runner
	Language *i18n.Language
	Now      func() time.Time
	Open     func(id int64) // shows the case
}

// Page is a search field with one report below it. All methods belong to the goroutine that owns the widgets.
type Page struct {
	track   Track
	ctx     context.Context // of the last Load; nil before
	request int             // number of the latest question
	number  string          // what was asked for last, as it was typed; empty: nothing
	shown   string          // number of the report on screen; empty: none
	field   *part.Entry
	body    *fyne.Container // the report, or what stands in its place
	scroll  *container.Scroll
	content fyne.CanvasObject
}

// New returns the page with an empty field; it asks nothing before Load.
func New(t Track) *Page {
	p := &Page{track: t}
	p.field = part.NewEntry(t.Language.Text("track.number"))
	p.field.OnSubmitted = func(string) { p.onLook() }
	p.body = container.NewStack()
	edge := theme.Size(assets.SizePage)
	p.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, edge, edge, edge), p.body))
	p.showStart()
	return p
}

// Content returns what the window shows, the same each time.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		l := p.track.Language
		look := part.NewButton(l.Text("track.search"), nil, p.onLook)
		look.Importance = widget.HighImportance
		row := container.NewBorder(nil, nil, nil, look, p.field)
		head := part.NewHeading(l.Text("track.title"), l.Text("track.subtitle"))
		top := part.Below(head, container.NewThemeOverride(row, larger{}))
		edge, gap := theme.Size(assets.SizePage), theme.Size(assets.SizeGap)
		framed := container.New(layout.NewCustomPaddedLayout(edge, gap, edge, edge), top)
		found := part.Settled(p.scroll)                                                         // what scrolls reaches to the edge of the page
		p.content = container.New(layout.NewBorderLayout(framed, nil, nil, nil), framed, found) // Tab goes from top to bottom
	}
	return p.content
}

// Focus puts the keyboard into the field.
func (p *Page) Focus(c fyne.Canvas) { c.Focus(p.field) }

// Keys are what the keys of the page do.
func (p *Page) Keys() []part.KeyGroup {
	return []part.KeyGroup{part.KeysOf(p.track.Language, "track.number", [2]string{"Enter", "keys.track.look"})}
}

// Load asks again for the report that is shown or was asked for; it stays on screen until the answer is there. Nothing is
// shown once ctx has ended.
func (p *Page) Load(ctx context.Context) {
	p.ctx = ctx
	p.ask()
}

// Show fills in a number and looks for it. While the page is not on screen the next Load does.
func (p *Page) Show(number string) {
	p.field.SetText(number)
	p.onLook()
}

// onLook looks for what stands in the field; nothing there clears the page.
func (p *Page) onLook() {
	p.number = strings.TrimSpace(p.field.Text)
	if p.number == "" {
		p.request++ // an answer under way is none any more
		p.showStart()
		return
	}
	p.ask()
}

// found is the answer to a question.
type found struct {
	report  data.Report
	history data.History
}

// ask asks for the number; only the answer to the latest call is shown.
func (p *Page) ask() {
	if p.number == "" || p.ctx == nil || p.ctx.Err() != nil {
		return
	}
	p.request++
	request, number, from := p.request, p.number, p.track.Reports
	work := func(ctx context.Context) (found, error) { return find(ctx, from, number) }
	task.Run(p.ctx, p.track.Run, work, func(f found, err error) {
		if request == p.request {
			p.show(f, err)
		}
	})
}

// find looks for number in capitals, as the official ones are, then as it was typed: sources may number as they like.
func find(ctx context.Context, from reports, number string) (f found, err error) {
	capitals := strings.ToUpper(number)
	f.report, f.history, err = from.Track(ctx, capitals)
	if errors.Is(err, data.ErrNotFound) && capitals != number {
		r, h, again := from.Track(ctx, number)
		if !errors.Is(again, data.ErrNotFound) {
			return found{r, h}, again
		}
	}
	return f, err
}

func (p *Page) show(f found, err error) {
	switch {
	case errors.Is(err, data.ErrNotFound):
		p.put("", part.NewEmpty(assets.IconQuestion, p.track.Language.Reason(err)))
	case err != nil:
		slog.Error("track a report", "error", err)
		p.put("", container.NewVBox(part.NewErrorNotice(p.track.Language, err, p.ask)))
	default:
		p.put(f.report.Number, p.result(f.report, f.history))
	}
}

func (p *Page) showStart() {
	p.put("", part.NewEmpty(assets.IconTrack, p.track.Language.Text("track.start")))
}

// put shows o below the field. The same report stays where it was scrolled to.
func (p *Page) put(number string, o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.scroll.Refresh()
	if number == "" || number != p.shown {
		p.scroll.ScrollToTop()
	}
	p.shown = number
}
