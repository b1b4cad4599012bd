// Package settings lets the reader choose language, appearance, text size and what this desk is for, lets the bureau say how
// follow-ups are judged, says which database is open, and offers what takes care of it and of personal data. It knows which
// values and which ways there are. It refuses to know where values are kept, how they are applied, and how a database is
// copied, verified or cleaned: each change is handed over at once.
package settings

import (
	"context"
	"log/slog"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// System is the appearance that follows the system's choice of light or dark; the others are assets.Variants.
const System = "system"

// The smallest and the largest text size in percent.
const (
	smallestSize = 90
	largestSize  = 150
)

// Values are what can be chosen.
type Values struct {
	Language   string  // "id" or "en"
	Appearance string  // System or one of assets.Variants
	Role       string  // one of data.Roles
	TextSize   float32 // factor, 0.9 to 1.5 in steps of a tenth
	Columns    string  // of the desk: choice and widths, as the desk writes them; not chosen here
	Backup     Backup
	Dashboard  *Dashboard `toml:",omitempty"` // nil until something was kept; replaced, never written into
}

// Dashboard is what the dashboard keeps beside what is chosen on this page, which neither shows nor changes it.
type Dashboard struct {
	Start   string // the view that is shown first, as a shared text; empty shows none
	Views   []View
	Remarks []Remark
}

// View is a view of the dashboard that was given a name, as its shared text.
type View struct{ Name, Text string }

// Remark is what the bureau wrote about a day, 2026-03-21.
type Remark struct{ Day, Text string }

// Settings is what the page needs. Every field but Path must be set.
type Settings struct {
	Values   Values
	Account  string // as the operating system reports it
	Path     string // of the database; empty when it is in memory only
	Run      task.Runner
	Language *i18n.Language
	Facts    func(ctx context.Context) (data.Choices, error) // about the database
	Changed  func(Values)                                    // after each change, with all values
	Care     Care                                            // of the database
	Privacy  Privacy
	Judging  Judging
	Window   fyne.Window // for dialogs
}

// Page is the page of settings.
type Page struct {
	in      Settings
	values  Values
	request int
	ready   bool // what the page sets itself is no change

	language   *options
	appearance *options
	role       *options
	size       *options
	reports    *part.Field
	care       *care
	check      *check
	privacy    *privacy
	judging    *judging
	facts      *fyne.Container // the reports, or what went wrong
	tabs       *part.Tabs
	section    string
	body       *fyne.Container // the section that is shown
	scroll     *container.Scroll
	content    fyne.CanvasObject
}

// The sections of the page, in their order.
const (
	SectionDesk    = "desk"
	SectionJudging = "judging"
	SectionData    = "data"
	SectionPrivacy = "privacy"
)

// New returns the page, showing s.Values.
func New(s Settings) *Page {
	l := s.Language
	p := &Page{in: s, values: s.Values}
	p.language = newOptions(true, []string{"id", "en"}, func(code string) string { return l.Text("settings.language." + code) }, p.onLanguage)
	p.appearance = newOptions(true, appearances(), func(a string) string { return l.Text("settings.appearance." + a) }, p.onAppearance)
	p.role = newOptions(false, roles(), p.roleText, p.onRole)
	p.size = newOptions(true, percents(), p.percentText, p.onSize)
	p.reports = part.NewField(l.Text("settings.reports"), l.Text("settings.counting"))
	p.facts = part.Below(p.reports)
	p.care, p.check, p.privacy, p.judging = newCare(p), newCheck(p), newPrivacy(p), newJudging(p)
	p.tabs = part.NewTabs([]string{SectionDesk, SectionJudging, SectionData, SectionPrivacy}, func(name string) string { return l.Text("settings.section." + name) }, p.ShowSection)
	p.body = container.NewStack()
	p.showValues()
	return p
}

func appearances() []string {
	all := []string{System}
	for _, v := range assets.Variants() {
		all = append(all, string(v))
	}
	return all
}

func roles() []string {
	var all []string
	for _, r := range data.Roles() {
		all = append(all, string(r))
	}
	return all
}

// percents are the text sizes that can be chosen.
func percents() []string {
	var all []string
	for n := smallestSize; n <= largestSize; n += 10 {
		all = append(all, strconv.Itoa(n))
	}
	return all
}

// nearest is the text size that can be chosen next to factor.
func nearest(factor float32) string {
	n := int(factor*10+0.5) * 10
	return strconv.Itoa(min(max(n, smallestSize), largestSize))
}

func (p *Page) percentText(n string) string {
	return p.in.Language.Text("settings.text.percent", "n", n)
}

func (p *Page) roleText(r string) string {
	return p.in.Language.Role(data.Role(r)) + ": " + p.in.Language.Text("settings.role."+r)
}

// Content returns what the page shows; it is made once.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		l := p.in.Language
		heading := part.NewHeading(l.Text("settings.title"), l.Text("settings.subtitle"))
		top := part.Tower(10, heading, p.tabs.Row)
		p.content = part.Page(container.New(layout.NewBorderLayout(top, nil, nil, nil), top, p.body)) // Tab goes from top to bottom
		p.ShowSection(SectionDesk)
	}
	return p.content
}

// ShowSection shows a section; an unknown one changes nothing.
func (p *Page) ShowSection(name string) {
	cards := p.cards(name)
	if cards == nil || name == p.section {
		return
	}
	p.section = name
	p.tabs.Mark(name)
	p.scroll = container.NewVScroll(container.New(sheet{}, part.Below(cards...)))
	p.body.Objects = []fyne.CanvasObject{belowHead(p.scroll)}
	p.body.Refresh()
}

func (p *Page) cards(name string) []fyne.CanvasObject {
	l := p.in.Language
	switch name {
	case SectionDesk:
		return []fyne.CanvasObject{part.NewCard(l.Text("settings.look"), p.look()), part.NewCard(l.Text("settings.desk"), p.desk())}
	case SectionData:
		return []fyne.CanvasObject{
			part.NewCard(l.Text("settings.data"), p.database()),
			part.NewCard(l.Text("settings.care"), p.care.content()),
			part.NewCard(l.Text("settings.check"), p.check.content()),
		}
	case SectionJudging:
		return p.judging.cards()
	case SectionPrivacy:
		return p.privacy.cards()
	}
	return nil
}

func (p *Page) look() fyne.CanvasObject {
	l := p.in.Language
	return part.Below(
		part.Labelled(l.Text("settings.language"), p.language.group),
		part.Labelled(l.Text("settings.appearance"), p.appearance.group),
		part.Labelled(l.Text("settings.text"), p.size.group),
	)
}

func (p *Page) desk() fyne.CanvasObject {
	l := p.in.Language
	return part.Below(
		quiet(l.Text("settings.desk.text")),
		p.role.group,
		part.NewField(l.Text("settings.account"), p.in.Account),
		quiet(l.Text("settings.account.hint")),
	)
}

func (p *Page) database() fyne.CanvasObject {
	l := p.in.Language
	path := p.in.Path
	if path == "" {
		path = l.Text("settings.path.memory")
	}
	return part.Below(part.NewField(l.Text("settings.path"), path), p.facts)
}

// Focus puts the keyboard on the name of the section.
func (p *Page) Focus(c fyne.Canvas) { c.Focus(p.tabs.Tab(p.section)) }

// FocusLanguage puts the keyboard on the choice of language.
func (p *Page) FocusLanguage(c fyne.Canvas) { p.language.group.TakeFocusOn(c) }

// Keys are what the keys of the page do.
func (p *Page) Keys() []part.KeyGroup {
	l := p.in.Language
	return []part.KeyGroup{
		part.TabKeys(l), part.ChoiceKeys(l),
		part.KeysOf(l, "keys.ordered", [2]string{"keys.arrows", "keys.ordered.walk"}, [2]string{"Alt+↑↓", "keys.ordered.move"},
			[2]string{"Enter", "keys.ordered.open"}, [2]string{"Ins", "keys.ordered.add"}, [2]string{"Del", "keys.ordered.drop"}),
	}
}

// Load asks how many reports the database holds; only the answer to the latest call is shown.
func (p *Page) Load(ctx context.Context) {
	p.request++
	n := p.request
	task.Run(ctx, p.in.Run, p.in.Facts, func(c data.Choices, err error) {
		if n == p.request {
			p.showFacts(ctx, c, err)
		}
	})
	p.care.load(ctx)
	p.check.load(ctx)
	p.privacy.load(ctx)
	p.judging.load(ctx)
}

// relayout gives the cards the heights that they need now.
func (p *Page) relayout() { p.Content().Refresh() }

func (p *Page) showFacts(ctx context.Context, c data.Choices, err error) {
	l := p.in.Language
	p.facts.Objects = []fyne.CanvasObject{p.reports}
	switch {
	case err != nil:
		slog.Error("describe the database", "err", err)
		p.facts.Objects = []fyne.CanvasObject{part.NewErrorNotice(l, err, func() { p.Load(ctx) })}
	case c.Reports == 0:
		p.reports.SetText(l.Text("settings.reports.none"))
	default:
		p.reports.SetText(l.Text("settings.reports.span", "n", l.Number(c.Reports), "from", l.Date(c.First), "until", l.Date(c.Last)))
	}
	p.facts.Refresh()
	p.relayout()
}

// showValues puts the values on screen; values that are not known leave nothing chosen.
func (p *Page) showValues() {
	p.ready = false
	p.language.set(p.values.Language)
	p.appearance.set(p.values.Appearance)
	p.role.set(p.values.Role)
	p.size.set(nearest(p.values.TextSize))
	p.care.set(p.values.Backup)
	p.ready = true
}

func (p *Page) onLanguage(code string) { p.change(func(v *Values) { v.Language = code }) }

func (p *Page) onAppearance(a string) { p.change(func(v *Values) { v.Appearance = a }) }

func (p *Page) onRole(r string) { p.change(func(v *Values) { v.Role = r }) }

func (p *Page) onSize(percent string) {
	if n, err := strconv.Atoi(percent); err == nil {
		p.change(func(v *Values) { v.TextSize = float32(n) / 100 })
	}
}

// change hands the values over when set makes them others.
func (p *Page) change(set func(*Values)) {
	before := p.values
	set(&p.values)
	if p.ready && p.values != before {
		p.in.Changed(p.values)
	}
}
