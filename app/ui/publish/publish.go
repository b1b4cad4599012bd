// Package publish is the page that makes documents: it chooses period, as-of date and language, shows what the document
// will say, and has it written. It knows scopes, findings and forms of documents. It refuses to know how a question is
// answered, how a document is written, and how a file is opened: the window passes these in.
package publish

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// Publish is what the page needs of the rest of the program. SaveAs, OpenFile and Now are called on the goroutine that owns
// the widgets.
type Publish struct {
	// Compose answers the questions of an order.
	Compose func(ctx context.Context, o Order) (figure.Document, error)
	// Freeze publishes an order under its issue's name and returns the document as it is to be written. Where the issue stands
	// and would say otherwise today, it returns what differs, with data.ErrIssueChanged, unless revise makes it the next revision.
	Freeze func(ctx context.Context, o Order, kind string, revise bool) (Frozen, error)
	// KeepTemplate writes a copy of the template to a file, for the person to edit.
	KeepTemplate func(template, path string) error
	Templates    []string // names of those that come with the program; the first is taken
	// Press makes ready what writes the document as a file of a kind, "workbook", "publication", "page" or "printed". It is called on the
	// goroutine that owns the widgets, since figures on paper are painted there; what it returns writes the file, whole or
	// not at all, and runs anywhere.
	Press func(kind string, d figure.Document) func(ctx context.Context, path string) error
	// Gate judges a release of open data and makes ready what writes it.
	Gate          func(ctx context.Context, r Release) (Findings, error)
	ChooseEarlier func(chosen func(paths []string)) // asks for a folder and finds the releases in it
	ChooseFile    func(chosen func(path string))    // asks for a file that is there

	SaveAs   func(name string, chosen func(path string)) // asks where to save under a suggested name
	OpenFile func(path string)                           // opens a file with the program that the system has for it
	Run      task.Runner
	Language *i18n.Language
	Now      func() time.Time
	Choices  func(ctx context.Context) (data.Choices, error)
}

// Order is what a document is made of.
type Order struct {
	Scope    analytics.Scope
	Lang     string // "id" or "en"
	Template string // name of one that comes with the program, or the path of a file
	Number   string // of the document in the office's register; may be empty
	Contact  string // may be empty
	Issue    string // name under which it is frozen; empty freezes nothing
}

// Frozen is what came of publishing an issue.
type Frozen struct {
	Document figure.Document
	Changes  []string // one line for each case that would read otherwise
}

// Page is the page. All its methods belong to the goroutine that owns the widgets.
type Page struct {
	publish  Publish
	language *i18n.Language
	ctx      context.Context // of the last Load
	request  int             // of the last call of Choices or Compose
	known    bool            // the default period is set
	document *figure.Document
	writing  *writing // nil while no document is written

	period  *part.Period
	asOf    *part.AsOf
	tongue  *part.Choice
	content *contents
	cards   []*kindCard
	kinds   fyne.CanvasObject
	release *part.Button // shows the gate
	back    *part.Button // hides it
	gate    *gate
	gated   bool       // the gate is shown in place of the findings of the document
	busy    *part.Busy // composing
	write   *part.Busy
	status  *part.Card // around write
	saved   *fyne.Container
	preview *fyne.Container
	said    fyne.CanvasObject // what the document would say
	notice  *part.Notice

	shown *part.Card
	built fyne.CanvasObject
}

// New returns the page without a document.
func New(i Publish) *Page {
	p := &Page{publish: i, language: i.Language, ctx: context.Background()}
	l := p.language
	p.period = part.NewPeriod(l, i.Now, func(time.Time, time.Time) { p.compose() })
	p.asOf = part.NewAsOf(l, l.Text("publish.asof.now"), i.Now, task.Debounce(task.Typing, i.Run, p.compose))
	p.tongue = part.NewChoice(true, []string{l.Text("publish.language.id"), l.Text("publish.language.en")}, nil)
	p.tongue.SetSelected(l.Text("publish.language." + l.Code()))
	p.tongue.OnChanged = func(string) { p.compose() }
	p.content = newContents(p)
	p.cards = newKindCards(p)
	p.release = part.NewButton(l.Text("publish.gate.show"), theme.NavigateNextIcon(), p.onRelease)
	p.back = part.NewButton(l.Text("publish.gate.hide"), theme.NavigateBackIcon(), p.onRelease)
	p.back.Hide()
	p.busy, p.write = part.NewBusy(l, nil), part.NewBusy(l, p.Stop)
	p.status = part.NewCard("", p.write)
	p.saved, p.preview, p.said = container.NewStack(), container.NewStack(), container.NewStack()
	p.notice = part.NewNotice(task.Later(task.Reading, i.Run))
	p.status.Hide()
	p.saved.Hide()
	p.gate = newGate(p)
	p.showTools()
	return p
}

// Content returns the page; it is built once.
func (p *Page) Content() fyne.CanvasObject {
	if p.built == nil {
		p.built = p.build()
	}
	return p.built
}

// leastShown is the least height of what the document would say, at the usual size of text; in a lower window the page scrolls.
const leastShown = 150

// fieldGap is between fields that are about different things.
const fieldGap = 40

func (p *Page) build() fyne.CanvasObject {
	l := p.language
	head := part.NewHeading(l.Text("publish.title"), l.Text("publish.subtitle"))
	scope := part.FlowApart(fieldGap,
		part.Labelled(l.Text("publish.period"), p.period),
		part.Labelled(l.Text("publish.asof"), part.AtLeastInText(150, 0, p.asOf)),
		part.Labelled(l.Text("publish.language"), p.tongue))
	open := part.NewCard(l.Text("publish.kind.opendata"), part.Flush(part.Quiet(l.Text("publish.kind.opendata.what"))), p.release)
	p.kinds = part.Below(part.Beside(0.5, p.cards[0].card, p.cards[1].card), part.Beside(0.5, p.cards[2].card, open))
	top := part.Below(head, part.NewCard("", part.Below(scope, p.content.row)), p.kinds, p.status, p.saved)
	p.shown = part.NewCard(l.Text("publish.preview"), part.Settled(container.NewVScroll(p.preview)), p.busy, p.back)
	page := part.Scrolling(part.Fill(1, top, part.AtLeastInText(0, leastShown, p.shown)))
	return part.AtBottom(part.Page(page), p.notice)
}

// onRelease shows the gate in place of what the document would say, or that again.
func (p *Page) onRelease() {
	p.gated = !p.gated
	title := "publish.preview"
	if p.gated {
		title = "publish.kind.opendata"
		p.kinds.Hide()
		p.back.Show()
	} else {
		p.kinds.Show()
		p.back.Hide()
	}
	p.shown.SetTitle(p.language.Text(title))
	p.showPreview(p.said)
	if p.built != nil {
		part.Stay(p.built, p.back, p.release)
	}
}

// ShowGate shows the gate with what it makes of the period as it is.
func (p *Page) ShowGate() {
	if !p.gated {
		p.onRelease()
	}
	p.gate.onCheck()
}

// arrange gives the parts of the page the room that they need now.
func (p *Page) arrange() {
	if p.built != nil {
		p.built.Refresh()
	}
}

// Load asks what there is and, once the period is known, what a document would say now. A document that is being written
// is left alone.
func (p *Page) Load(ctx context.Context) {
	p.ctx = ctx
	p.request++
	n := p.request
	p.setComposing(true)
	done := func(c data.Choices, err error) {
		if n == p.request {
			p.showChoices(c, err)
		}
	}
	task.Run(ctx, p.publish.Run, p.publish.Choices, done)
}

// Focus puts the keyboard into the first button that saves, or the as-of date while there is nothing to save.
func (p *Page) Focus(c fyne.Canvas) {
	if b := p.cards[0].save; !b.Disabled() {
		c.Focus(b)
		return
	}
	c.Focus(p.asOf)
}

// Keys are what the keys of the page do beside those of every page.
func (p *Page) Keys() []part.KeyGroup { return []part.KeyGroup{part.ChoiceKeys(p.language)} }

func (p *Page) showChoices(c data.Choices, err error) {
	p.setComposing(false)
	switch {
	case err != nil:
		p.showFault(err, func() { p.Load(p.ctx) })
	case c.Reports == 0:
		p.document = nil
		p.showEmpty()
		p.showTools()
	default:
		if !p.known {
			p.known = true
			p.period.Set(usual(c.First, c.Last, p.language.Zone()))
		}
		p.gate.category.SetOptions(part.Options(c.Categories, nil))
		p.compose()
	}
}

// usual is the period of a new document: the last twelve full months up to the last report. Where all reports came in one
// month that is not over, it is that month up to the last report.
func usual(first, last time.Time, zone *time.Location) (from, until time.Time) {
	if last.IsZero() {
		return from, until
	}
	next := dayOf(last, zone).AddDate(0, 0, 1)
	until = monthOf(next)
	if !until.After(first) {
		return monthOf(first.In(zone)), next
	}
	return until.AddDate(-1, 0, 0), until
}

func dayOf(t time.Time, zone *time.Location) time.Time {
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone)
}

func monthOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, t.Location())
}
