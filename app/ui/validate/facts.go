package validate

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// facts is what is known of the case: the citizen's words and what the unit says it did, below the photos; deadlines and the
// history beside them.
type facts struct {
	page       *Page
	wrote, did *column // below the photos
	known      *column // beside them: what the examiner points at, deadlines, history
	timeline   *part.Timeline
	said       fyne.CanvasObject
	card       *part.Card
}

// column is some rows that scroll.
type column struct {
	rows   *fyne.Container
	scroll *container.Scroll
}

// columnEdge is the room left of the rows and above them: a border that touched the edge of the scroller would be cut.
const columnEdge = 4

func newColumn() *column {
	c := &column{rows: part.Tower(8)}
	c.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(columnEdge, 0, columnEdge, 14), c.rows))
	return c
}

// content returns what scrolls, with the rows in line with what stands around it.
func (c *column) content() fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(-columnEdge, 0, -columnEdge, 0), part.Settled(c.scroll))
}

func (c *column) set(rows ...fyne.CanvasObject) {
	c.rows.Objects = rows
	c.rows.Refresh()
	c.scroll.ScrollToTop()
	c.scroll.Content.Refresh()
	c.scroll.Refresh()
}

// saidHeight is the room for the words of citizen and unit.
const saidHeight = 108

func newFacts(p *Page) *facts {
	f := &facts{page: p, wrote: newColumn(), did: newColumn(), known: newColumn(), timeline: part.NewTimeline(p.in.Language)}
	both := part.Beside(0.5, f.wrote.content(), f.did.content())
	f.said = part.NewCard("", part.AtLeast(0, saidHeight, both))
	f.card = part.NewCard("", f.known.content())
	return f
}

// scroll moves the words and the history on by most of what is seen of them; up when by is -1.
func (f *facts) scroll(by float32) {
	for _, c := range []*column{f.wrote, f.did, f.known} {
		room := c.scroll.Size().Height
		to := c.scroll.Offset.Y + by*(room-scrollKept)
		c.scroll.ScrollToOffset(fyne.NewPos(0, min(max(0, to), max(0, c.scroll.Content.Size().Height-room))))
	}
}

// scrollKept is how much of what was seen stays in sight.
const scrollKept = 24

// show shows the facts of a case; flags, which may be hidden, come before all else.
func (f *facts) show(s *sitting, flags fyne.CanvasObject) {
	p := f.page
	wrote := []fyne.CanvasObject{part.Labelled(p.say("case.words"), f.words(s))}
	if !s.covered() && s.report.Address != "" {
		wrote = append(wrote, part.NewField(p.say("case.address"), s.report.Address))
	}
	if s.sent {
		who := p.newButton(p.say("person.who"), assets.Themed(assets.IconLock), p.onSender)
		who.Importance = widget.LowImportance
		wrote = append(wrote, container.NewHBox(who))
	}
	var did []fyne.CanvasObject
	if text := refusedBefore(p, s); text != "" {
		did = append(did, part.NewField(p.say("validate.refused_before"), text))
	}
	did = append(did, part.NewField(p.say("validate.follow_up"), p.followUp(s)))
	f.wrote.set(wrote...)
	f.did.set(did...)
	looks := s.looks
	known := part.NewField(p.say("validate.deadlines"), p.deadlineText(s))
	if p.in.Blind { // who looked is mostly who decided, and deadlines were met or missed long ago
		looks, known = nil, part.NewField(p.say("validate.second.badge"), p.say("validate.second.hint"))
	}
	f.timeline.Set(part.Annals(p.in.Language, s.history, looks, p.in.Now()))
	f.known.set(flags, known, part.Labelled(p.say("case.history"), f.timeline))
	f.card.Refresh()
}

// words returns what the citizen wrote, unless it is covered.
func (f *facts) words(s *sitting) fyne.CanvasObject {
	p := f.page
	switch {
	case s.covered():
		show := p.newButton(p.say("validate.uncover"), nil, p.onUncover)
		return part.Tower(6, part.Flush(part.Quiet(p.say("validate.covered"))), container.NewHBox(show))
	case strings.TrimSpace(s.report.Text) == "":
		return part.Flush(part.Quiet(p.say("case.words.none")))
	}
	return part.Flush(part.Words(s.report.Text))
}

// followUp says whose work it is, who filed the follow-up of this pass, when, and with which words.
func (p *Page) followUp(s *sitting) string {
	for _, e := range slices.Backward(s.history) {
		if e.Kind == data.FollowedUp {
			return joined("\n", s.history.Unit(), joined(" · ", e.Actor, p.in.Language.DateTime(e.HappenedAt)), e.Note)
		}
	}
	return ""
}

// refusedBefore says why the follow-up before this one was refused: that is what has to be better now.
func refusedBefore(p *Page, s *sitting) string {
	if s.history.Pass() < 2 {
		return ""
	}
	for _, e := range slices.Backward(s.history) {
		if e.Kind == data.Refused {
			return joined("\n", p.in.Language.Ground(e.Reason), e.Note)
		}
	}
	return ""
}

// deadlineText lists the deadlines, a line each: rule, what it is about, how it stands. Those that run come first, by when
// they end.
func (p *Page) deadlineText(s *sitting) string {
	var lines []string
	due := p.deadlines(s)
	slices.SortStableFunc(due, func(a, b data.Deadline) int {
		if a.Runs() != b.Runs() {
			return map[bool]int{true: -1, false: 1}[a.Runs()]
		}
		return a.DueAt.Compare(b.DueAt)
	})
	for _, d := range due {
		text, _ := p.dueText(d)
		about := p.in.Language.Clock(d.Rule.Clock)
		if d.Pass > 0 {
			about = p.say("validate.clock.pass", "clock", about, "n", p.in.Language.Number(int64(d.Pass)))
		}
		lines = append(lines, p.say("validate.deadline", "rule", d.Rule.Code, "about", about, "state", text))
	}
	return strings.Join(lines, "\n")
}
