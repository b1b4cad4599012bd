// Package validate is the desk at which follow-ups are judged: one case after the other, each with its photos, its checklist
// and one key for each decision. It knows in which order a case is taken, shown, decided, put aside and taken back, that a
// typed text is kept until it is stored, and that a decision on a case that has changed is none. It refuses to know how the
// queue is ordered, what the examiner looks for in photos, which move is allowed (data.Allowed tells), and where cases are kept.
package validate

import (
	"context"
	"errors"
	"image"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// queue gives cases, one after the other, and keeps others from them while they are open.
type queue interface {
	Next(ctx context.Context, s data.Seat, without ...int64) (data.Queued, error)
	Hold(ctx context.Context, report int64, s data.Seat) (data.Hold, error)
	Release(ctx context.Context, report int64, s data.Seat) error
	Skip(ctx context.Context, report int64, version int, s data.Seat, reason string) error
	Day(ctx context.Context, by data.Staff) (data.Workday, error)
}

// cases is where a case is read and changed.
type cases interface {
	Case(ctx context.Context, id int64) (data.Report, data.History, error)
	Advance(ctx context.Context, c data.Command, by data.Staff) error
}

// About is what is known about a case beside the report and its history.
type About struct {
	Checklist   data.Checklist
	Examination data.Examination // zero where nobody has examined the photos
	Photos      []data.Evidence  // in the order in which they came
	Rules       []data.Rule      // of deadlines
}

// Validate is what the page needs. Every field must be set where nothing else is said.
type Validate struct {
	Queue    queue
	Cases    cases
	About    func(ctx context.Context, r data.Report, version int) (About, error)
	Photo    func(ctx context.Context, sha256 string) (image.Image, error) // as large as it is looked at
	Run      task.Runner
	Language *i18n.Language
	Window   fyne.Window // for dialogs
	Seat     func() data.Seat
	Now      func() time.Time
	NewID    func() string // unique for ever, one for each command
	Calendar data.Calendar
	Copy     func(text string)
	Save     func(name, text string)                  // asks for a place and writes a text file there
	Print    func(m data.Memo)                        // writes a memo as PDF and opens it. May be nil
	Open     func(id int64)                           // shows the whole case on its page
	Changed  func()                                   // something was decided: counts elsewhere are old. May be nil
	Opened   func(report int64, waited time.Duration) // a case is on screen, that long after what led to it. May be nil
	Sender   part.Sender
	Drafts   drafts // keeps what is typed beyond this page; nil: it is forgotten with the page

	// Blind says that the cases are second looks: accepted before, and judged again without being told by whom. What is found
	// moves nothing, so that there is nothing to take back, no site visit and no memo.
	Blind     bool
	Second    func(ctx context.Context) (int64, error)  // how many second looks wait for this person. May be nil
	LookAgain func()                                    // leads to them. May be nil
	Back      func()                                    // from second looks to the queue; nil where there is none
	Held      func(ctx context.Context) ([]Held, error) // the cases that somebody has open. May be nil, as TakeOver
	TakeOver  func(ctx context.Context, report int64, s data.Seat, reason string) (data.Hold, error)
}

// drafts is where what is typed is kept.
type drafts interface {
	Read(ctx context.Context, report int64) (string, error) // belongs into work
	Latest(report int64, read string) string                // what was kept since it was read, else read
	Keep(report int64, text string)
}

// Page is the desk of the validator. All methods belong to the goroutine that owns the widgets.
type Page struct {
	in      Validate
	ctx     context.Context // of the latest Load; nil before it
	visit   int             // number of the latest Load: answers to older ones are not shown
	now     *sitting        // the case in front; nil when there is none
	ahead   []*sitting      // read already, the next one first
	asking  bool            // for one more case
	chosen  int64           // a case that is to come in front, chosen elsewhere; 0: none
	ended   bool            // the queue has no more
	failed  error           // why no case could be asked for
	past    []decided       // what this window has decided, the latest last
	drafts  map[int64]*draft
	give    giving
	day     data.Workday
	waiting int64     // second looks of this person
	offered *Held     // a case that was chosen elsewhere and that somebody else has open; nil: none
	began   time.Time // when the reader last did what leads to another case
	old     bool      // what is said of the day, here and elsewhere: something was decided since
	settled func(func())
	slow    func(func())
	view    *view
}

// rest is how long after a decision the next case has the machine for itself before the day is counted and a further case is
// read, and how long a decision may take before the buttons show it: drawing them anew would keep the next case waiting.
const rest = 150 * time.Millisecond

// New returns the page without a case; it asks nothing before Load.
func New(v Validate) *Page {
	p := &Page{in: v, drafts: map[int64]*draft{}, settled: task.Later(rest, v.Run), slow: task.Later(rest, v.Run)}
	p.view = newView(p)
	return p
}

// Content returns what the page shows, the same each time.
func (p *Page) Content() fyne.CanvasObject { return p.view.content }

// Focus takes the keyboard from every field: the page's keys are letters.
func (p *Page) Focus(c fyne.Canvas) { c.Unfocus() }

// Load opens the next case, unless one is open: then that one is read again and stays, with everything that was typed.
func (p *Page) Load(ctx context.Context) {
	p.ctx = ctx
	p.visit++
	p.asking, p.ended, p.failed = false, false, nil
	p.began = p.in.Now()
	p.askDay()
	p.askSecond()
	task.Every(ctx, renewEvery, p.in.Run, p.renew)
	if p.now != nil {
		p.now.since = p.began // nobody looked at it meanwhile
		p.again(p.now)
	}
	p.showOpen()
	p.askChosen()
	p.ask()
}

// live tells whether the page is on screen.
func (p *Page) live() bool { return p.ctx != nil && p.ctx.Err() == nil }

// Leave is called when another page comes: what was read ahead is given back, so that others may have it. The case in front
// stays held, with everything that was typed.
func (p *Page) Leave() {
	p.view.pair.Rest()
	for _, s := range p.ahead {
		p.release(s.queued.Report)
	}
	p.ahead = nil
	if p.now != nil {
		p.now.spent += p.in.Now().Sub(p.now.since)
	}
}

// release gives a case back; that is a courtesy, so an error is only logged.
func (p *Page) release(report int64) {
	q, seat := p.in.Queue, p.in.Seat()
	work := func(ctx context.Context) (struct{}, error) { return struct{}{}, q.Release(ctx, report, seat) }
	task.Run(context.WithoutCancel(p.ctx), p.in.Run, work, func(_ struct{}, err error) { logged("release a case", report, err) })
}

// settle does what a decision has made necessary and the next case need not wait for.
func (p *Page) settle() {
	p.settled(func() {
		old := p.old
		p.old = false
		if old && p.in.Changed != nil {
			p.in.Changed()
		}
		if p.live() {
			if old {
				p.askDay()
			}
			p.ask()
		}
	})
}

// showBusy shows that a decision is under way once it takes long.
func (p *Page) showBusy() {
	p.slow(func() {
		if p.give.busy {
			p.view.showBar()
		}
	})
}

// askDay asks how the day has gone.
func (p *Page) askDay() {
	n, q, by := p.visit, p.in.Queue, p.in.Seat().Staff
	work := func(ctx context.Context) (data.Workday, error) { return q.Day(ctx, by) }
	task.Run(p.ctx, p.in.Run, work, func(d data.Workday, err error) {
		logged("count the day", 0, err)
		if n == p.visit && err == nil {
			p.day = d
			p.view.showDay(d)
			p.showEnd()
		}
	})
}

// say returns a text in the reader's language.
func (p *Page) say(key string, pairs ...any) string { return p.in.Language.Text(key, pairs...) }

// showOpen shows the case in front, or what stands in its place.
func (p *Page) showOpen() {
	defer p.showOffer()
	switch {
	case p.now != nil:
		p.view.showCase(p.now)
	case errors.Is(p.failed, data.ErrRole):
		text := p.say("validate.role", "role", p.in.Language.Role(p.in.Seat().Role), "validator", p.in.Language.Role(data.Validator))
		p.view.showInstead(part.NewEmpty(assets.IconLock, text))
	case p.failed != nil:
		p.view.showInstead(part.NewErrorNotice(p.in.Language, p.failed, p.retry))
	case p.ended:
		p.showEnd()
	default:
		p.view.showWaiting()
	}
}

// showEnd says that nothing is left, where that is so.
func (p *Page) showEnd() {
	if p.now == nil && p.failed == nil && p.ended {
		p.view.showInstead(p.end())
		p.showOffer()
	}
}

func (p *Page) retry() { p.Load(p.ctx) }
