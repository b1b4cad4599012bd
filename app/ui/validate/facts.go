package validate

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// facts is what is known of the case: the citizen's words, what the unit says it did, deadlines, and the history.
type facts struct {
	page     *Page
	rows     *fyne.Container
	timeline *part.Timeline
	scroll   *container.Scroll
	card     *part.Card
}

func newFacts(p *Page) *facts {
	f := &facts{page: p, rows: part.Tower(10), timeline: part.NewTimeline(p.in.Language)}
	inside := container.New(layout.NewCustomPaddedLayout(0, 0, 0, 14), f.rows)
	f.scroll = container.NewVScroll(inside)
	f.card = part.NewCard("", part.Settled(f.scroll))
	return f
}

func (f *facts) show(s *sitting) {
	p := f.page
	f.rows.Objects = []fyne.CanvasObject{part.Labelled(p.say("case.words"), f.words(s))}
	if !s.covered() && s.report.Address != "" {
		f.rows.Add(part.NewField(p.say("case.address"), s.report.Address))
	}
	if text := p.followUp(s); text != "" {
		f.rows.Add(part.NewField(p.say("validate.follow_up"), text))
	}
	if text := refusedBefore(p, s); text != "" {
		f.rows.Add(part.NewField(p.say("validate.refused_before"), text))
	}
	f.rows.Add(part.NewField(p.say("validate.deadlines"), p.deadlineText(s)))
	f.timeline.Set(part.Chronicle(p.in.Language, s.history, p.in.Now()))
	f.rows.Add(part.Labelled(p.say("case.history"), f.timeline))
	f.rows.Refresh()
	f.scroll.ScrollToTop()
	f.scroll.Content.Refresh()
	f.scroll.Refresh()
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

// followUp says who filed the follow-up of this pass, when, and with which words.
func (p *Page) followUp(s *sitting) string {
	for _, e := range slices.Backward(s.history) {
		if e.Kind == data.FollowedUp {
			return joined("\n", joined(" · ", e.Actor, p.in.Language.DateTime(e.HappenedAt)), e.Note)
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

// deadlineText lists the deadlines, a line each: rule, what it is about, how it stands.
func (p *Page) deadlineText(s *sitting) string {
	var lines []string
	for _, d := range p.deadlines(s) {
		text, _ := p.dueText(d)
		about := p.say("clock." + string(d.Rule.Clock))
		if d.Pass > 0 {
			about = p.say("validate.clock.pass", "clock", about, "n", p.in.Language.Number(int64(d.Pass)))
		}
		lines = append(lines, p.say("validate.deadline", "rule", d.Rule.Code, "about", about, "state", text))
	}
	return strings.Join(lines, "\n")
}
