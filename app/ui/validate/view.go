package validate

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// view is what the page is made of.
type view struct {
	page    *Page
	content fyne.CanvasObject
	heading *part.Heading
	second  *part.KeyButton // leads to the second looks
	badges  badges
	flags   *part.Notables
	banner  *banner
	pair    *part.Pair
	shots   [2]*shotFacts
	under   *fyne.Container // the facts of both photos; hidden where there are none
	modes   [3]*part.KeyButton
	twin    *part.KeyButton
	facts   *facts
	checks  *part.Checks
	checked *part.Card
	bar     *bar
	body    *fyne.Container // the case, or what stands in its place
	open    fyne.CanvasObject
	holding int  // how many changes that belong together are under way
	moved   bool // they need other heights

	lastMemo data.Memo // of the latest refusal at this window
}

// badges are the marks beside the number of the case.
type badges struct {
	due, pass, private, risk *part.Badge
	blind                    *part.Badge
	row                      *fyne.Container
}

func newView(p *Page) *view {
	v := &view{page: p, flags: part.NewNotables()}
	v.badges = newBadges(p)
	v.second = newSecondButton(p)
	v.heading = part.NewHeading(p.title(), " ", v.badges.row, v.second)
	v.banner = newBanner(p)
	v.pair = part.NewPair()
	v.pair.OnMode = func(part.PairMode) { v.showModes() }
	v.facts = newFacts(p)
	v.checks = part.NewChecks(p.in.Language)
	v.checks.OnAnswer = p.onAnswer
	v.bar = newBar(p)
	v.open = v.newOpen()
	v.body = container.NewStack()
	inside := part.Fill(2, v.heading, v.banner.box, v.body, v.bar.card)
	v.content = part.Page(inside)
	v.showWaiting()
	return v
}

func newBadges(p *Page) badges {
	plain := func(text string) *part.Badge { return part.NewBadge(text, nil, assets.ColorQuiet, assets.ColorSunken) }
	b := badges{
		due: plain(""), pass: part.NewRefusedBadge(""), risk: plain(""),
		private: part.NewBadge(p.say("case.private"), assets.Coloured(assets.IconLock, assets.ColorQuiet), assets.ColorQuiet, assets.ColorSunken),
	}
	b.blind = newBlindBadge(p)
	b.row = part.Row(b.blind, b.private, b.pass, b.risk, b.due)
	return b
}

// newOpen lays out a case.
func (v *view) newOpen() fyne.CanvasObject {
	p := v.page
	for i, key := range []string{"validate.mode.beside", "validate.mode.swipe", "validate.mode.blink"} {
		v.modes[i] = p.newButton(p.say(key), nil, func() { v.pair.SetMode(part.PairMode(i)) })
	}
	whole := p.newButton(p.say("validate.whole"), nil, v.pair.ToggleWhole)
	v.twin = p.newButton(p.say("validate.twin"), nil, p.onTwin)
	tools := part.Ends(container.NewHBox(v.modes[0], v.modes[1], v.modes[2]), container.NewHBox(v.twin, whole))
	v.shots = [2]*shotFacts{newShotFacts(p), newShotFacts(p)}
	v.under = container.New(twoColumns{}, v.shots[0].box, v.shots[1].box)
	photos := part.NewCard("", part.Fill(1, tools, part.AtLeast(0, leastPair, v.pair), v.under))
	left := part.Scrolling(part.Fill(0, photos, v.facts.said))
	scroll := container.NewVScroll(v.checks)
	v.checked = part.NewCard(p.say("validate.checklist"), part.Settled(scroll))
	right := container.New(shared{v.checks, scroll}, v.facts.card, v.checked)
	v.showModes()
	return part.Beside(0.61, left, right)
}

// leastPair is the least height of the photos: where text is so large that less would be left for them, what is left of the
// checklist scrolls.
const leastPair = 240

// shared gives the checklist below the facts the height that it needs, as far as enough is left for the facts; then it scrolls.
type shared struct {
	checks *part.Checks
	scroll *container.Scroll
}

// mostOfChecks is the share of the height that a checklist may take.
const mostOfChecks = 0.66

// Layout is for Fyne.
func (s shared) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	facts, checked, gap := objects[0], objects[1], theme.Size(assets.SizeGap)
	checked.Resize(fyne.NewSize(size.Width, checked.Size().Height)) // words wrap to the width
	needs := checked.MinSize().Height - s.scroll.MinSize().Height + s.checks.MinSize().Height
	low := min(needs, size.Height*mostOfChecks)
	facts.Move(fyne.Position{})
	facts.Resize(fyne.NewSize(size.Width, max(0, size.Height-low-gap)))
	checked.Move(fyne.NewPos(0, size.Height-low))
	checked.Resize(fyne.NewSize(size.Width, low))
}

// MinSize is for Fyne.
func (s shared) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width, s.checks.MinSize().Width), a.Height+b.Height+theme.Size(assets.SizeGap))
}

// showModes lights the mode that is on.
func (v *view) showModes() {
	for i, b := range v.modes {
		b.Importance = widget.MediumImportance
		if part.PairMode(i) == v.pair.Mode() {
			b.Importance = widget.HighImportance
		}
		b.Refresh()
	}
}

// showInstead puts o where the case would stand.
func (v *view) showInstead(o fyne.CanvasObject) {
	v.heading.SetTitle(v.page.title())
	v.heading.SetSubtitle("")
	for _, b := range []*part.Badge{v.badges.due, v.badges.pass, v.badges.private, v.badges.risk, v.badges.blind} {
		b.Hide()
	}
	v.banner.hide()
	v.put(o)
	v.showBar()
}

// showWaiting says that the next case is on its way, quietly.
func (v *view) showWaiting() {
	v.showInstead(container.NewCenter(part.Quiet(v.page.say("validate.waiting"))))
}

func (v *view) put(o fyne.CanvasObject) {
	v.body.Objects = []fyne.CanvasObject{o}
	v.relayout()
}

// relayout gives the page's parts the heights that they need now, and draws them anew.
func (v *view) relayout() {
	if v.holding > 0 {
		v.moved = true
	} else if v.content != nil {
		v.content.Refresh()
	}
}

// together lets f change several parts of the page and draws it anew once: that takes longest of all.
func (v *view) together(f func()) {
	v.holding++
	f()
	v.holding--
	if v.holding == 0 && v.moved {
		v.moved = false
		v.relayout()
	}
}

// showCase shows everything of a case.
func (v *view) showCase(s *sitting) {
	v.together(func() {
		v.showHead(s)
		v.showFlags(s)
		v.showPhotos(s)
		v.facts.show(s, v.flags)
		v.checks.Set(v.page.checks(s))
		v.checked.SetTitle(v.checklistTitle(s))
		v.showChanged(s)
		v.put(v.open)
		v.showBar()
	})
}

func (v *view) checklistTitle(s *sitting) string {
	c := s.about.Checklist
	return v.page.say("validate.checklist.version", "n", v.page.in.Language.Number(int64(c.Version)))
}

func (v *view) showHead(s *sitting) {
	p, l := v.page, v.page.in.Language
	v.heading.SetTitle(s.report.Number)
	v.heading.SetSubtitle(joined(" · ", s.report.Category, part.AreaInWords(l, s.report.Area)))
	pass := s.history.Pass()
	v.badges.pass.Set(p.say("case.pass", "n", l.Number(int64(pass))), assets.Coloured(assets.IconRefused, assets.ColorRefused),
		assets.ColorRefused, assets.ColorRefusedTint)
	setShown(v.badges.pass, pass > 1)
	setShown(v.badges.private, s.report.Private)
	setShown(v.badges.blind, p.in.Blind)
	n := len(s.about.Examination.Flags)
	v.badges.risk.Set(p.say("validate.flags", "n", l.Number(int64(n))), warningIcon(), warningInk, assets.ColorSunken)
	setShown(v.badges.risk, n > 0)
	v.showDue(s)
	v.badges.row.Refresh()
	v.heading.Refresh()
}

// showDue says how the next deadline stands.
func (v *view) showDue(s *sitting) {
	next, runs := data.Next(v.page.deadlines(s))
	setShown(v.badges.due, runs && !v.page.in.Blind)
	if !runs {
		return
	}
	text, ink := v.page.dueText(next)
	v.badges.due.Set(next.Rule.Code+" · "+text, nil, ink, assets.ColorSunken)
}

// showFlags says what the examiner points at.
func (v *view) showFlags(s *sitting) {
	var all []part.Notable
	for _, f := range s.about.Examination.Flags {
		all = append(all, v.page.notable(f))
	}
	v.flags.Set(all)
	setShown(v.twin, v.page.nextTwin(s) >= 0 || s.twin >= 0)
}

// showBar shows which decisions can be taken now.
func (v *view) showBar() {
	v.bar.show()
	v.relayout()
}

// warn says why nothing was done; it goes away with the next answer.
func (v *view) warn(text string) {
	v.banner.show(text)
	v.relayout()
}

// fail says that something was not done, and offers it again.
func (v *view) fail(text string, again func()) {
	v.banner.show(text, action{v.page.say("part.retry"), again})
	v.relayout()
}

// quiet takes a warning away.
func (v *view) quiet() {
	v.page.offered = nil
	if v.banner.box.Visible() {
		v.banner.hide()
		v.relayout()
	}
}

// showChanged says what changed under the reader's eyes, and keeps his words.
func (v *view) showChanged(s *sitting) {
	p := v.page
	if len(s.note) == 0 {
		v.banner.hide()
		return
	}
	var all []string
	for _, e := range s.note {
		all = append(all, joined(", ", p.in.Language.Kind(e.Kind), e.Actor, p.in.Language.DateTime(e.HappenedAt)))
	}
	key := "validate.changed"
	var actions []action
	if text := p.draft(s.queued.Report).text(); text != "" {
		actions = append(actions, action{p.say("validate.copy_text"), func() { p.in.Copy(text) }})
	}
	if p.allowed(data.FieldChecked) != nil {
		key = "validate.changed.gone"
		actions = append(actions, action{p.say("validate.next"), p.onGone})
	}
	v.banner.show(p.say(key, "changes", strings.Join(all, "; ")), actions...)
}

// onGone leaves a case that can no longer be judged.
func (p *Page) onGone() {
	if p.now != nil && !p.give.busy {
		p.release(p.now.queued.Report)
		p.next()
	}
}

// text returns what was typed.
func (d *draft) text() string { return joined("\n", d.Refuse, d.Check, d.Skip) }

func setShown(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
		return
	}
	o.Hide()
}

// joined joins the texts that are not blank.
func joined(by string, texts ...string) string {
	var all []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			all = append(all, t)
		}
	}
	return strings.Join(all, by)
}
