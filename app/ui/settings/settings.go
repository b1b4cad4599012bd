// Package settings lets the reader choose language, appearance, text size and what this desk is for, and says which
// database is open. It knows which values there are. It refuses to know where they are kept and how they are applied: each
// change is handed over at once.
package settings

import (
	"context"
	"log/slog"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// System is the appearance that follows the system's choice of light or dark; the others are assets.Variants.
const System = "system"

// The smallest and the largest text size.
const (
	SmallestText = 0.9
	LargestText  = 1.5
)

// Values are what can be chosen.
type Values struct {
	Language   string  // "id" or "en"
	Appearance string  // System or one of assets.Variants
	Role       string  // one of data.Roles
	TextSize   float32 // factor, SmallestText to LargestText
}

// Settings is what the page needs. Every field but Path must be set.
type Settings struct {
	Values   Values
	Account  string // as the operating system reports it
	Path     string // of the database; empty when it is in memory only
	Run      task.Runner
	Language *i18n.Language
	Facts    func(ctx context.Context) (data.Choices, error) // about the database
	Changed  func(Values)                                    // after each change, with all values
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
	size       *widget.Slider
	percent    *widget.Label
	reports    *part.Field
	facts      *fyne.Container // the reports, or what went wrong
	content    fyne.CanvasObject
}

// New returns the page, showing s.Values.
func New(s Settings) *Page {
	l := s.Language
	p := &Page{in: s, values: s.Values}
	p.language = newOptions(true, []string{"id", "en"}, func(code string) string { return l.Text("settings.language." + code) }, p.onLanguage)
	p.appearance = newOptions(true, appearances(), func(a string) string { return l.Text("settings.appearance." + a) }, p.onAppearance)
	p.role = newOptions(false, roles(), p.roleText, p.onRole)
	p.size = widget.NewSlider(SmallestText*100, LargestText*100)
	p.size.Step = 10
	p.percent = widget.NewLabel("")
	p.size.OnChanged, p.size.OnChangeEnded = p.showPercent, p.onSize
	p.reports = part.NewField(l.Text("settings.reports"), l.Text("settings.counting"))
	p.facts = part.Below(p.reports)
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

func (p *Page) roleText(r string) string {
	return p.in.Language.Role(data.Role(r)) + ": " + p.in.Language.Text("settings.role."+r)
}

// Content returns what the page shows; it is made once.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		l := p.in.Language
		cards := part.Below(
			part.NewCard(l.Text("settings.look"), p.look()),
			part.NewCard(l.Text("settings.desk"), p.desk()),
			part.NewCard(l.Text("settings.data"), p.database()),
		)
		heading := part.NewHeading(l.Text("settings.title"), l.Text("settings.subtitle"))
		scroll := container.NewVScroll(container.New(sheet{right: 14, widest: 860}, cards))
		p.content = part.Page(container.NewBorder(heading, nil, nil, nil, container.New(settled{top: 14}, scroll)))
	}
	return p.content
}

func (p *Page) look() fyne.CanvasObject {
	l := p.in.Language
	size := container.NewBorder(nil, nil, nil, p.percent, p.size)
	return part.Below(
		labelled(l.Text("settings.language"), p.language.group),
		labelled(l.Text("settings.appearance"), p.appearance.group),
		labelled(l.Text("settings.text"), size),
	)
}

func (p *Page) desk() fyne.CanvasObject {
	l := p.in.Language
	return part.Below(
		container.New(snug{}, part.Quiet(l.Text("settings.desk.text"))),
		p.role.group,
		part.NewField(l.Text("settings.account"), p.in.Account),
		container.New(snug{}, part.Quiet(l.Text("settings.account.hint"))),
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

// Focus puts the keyboard into the choice of language.
func (p *Page) Focus(c fyne.Canvas) { c.Focus(p.language.group.first()) }

// Load asks how many reports the database holds; only the answer to the latest call is shown.
func (p *Page) Load(ctx context.Context) {
	p.request++
	n := p.request
	task.Run(ctx, p.in.Run, p.in.Facts, func(c data.Choices, err error) {
		if n == p.request {
			p.showFacts(ctx, c, err)
		}
	})
}

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
	p.Content().Refresh()
}

// showValues puts the values on screen; values that are not known leave nothing chosen.
func (p *Page) showValues() {
	p.ready = false
	p.language.set(p.values.Language)
	p.appearance.set(p.values.Appearance)
	p.role.set(p.values.Role)
	p.size.SetValue(float64(min(max(p.values.TextSize, SmallestText), LargestText)) * 100)
	p.showPercent(p.size.Value)
	p.ready = true
}

func (p *Page) showPercent(v float64) {
	p.percent.SetText(p.in.Language.Text("settings.text.percent", "n", p.in.Language.Number(int64(v+0.5))))
}

func (p *Page) onLanguage(code string) { p.change(func(v *Values) { v.Language = code }) }

func (p *Page) onAppearance(a string) { p.change(func(v *Values) { v.Appearance = a }) }

func (p *Page) onRole(r string) { p.change(func(v *Values) { v.Role = r }) }

func (p *Page) onSize(percent float64) {
	p.change(func(v *Values) { v.TextSize = float32(int(percent+0.5)) / 100 })
}

// change hands the values over when set makes them others.
func (p *Page) change(set func(*Values)) {
	before := p.values
	set(&p.values)
	if p.ready && p.values != before {
		p.in.Changed(p.values)
	}
}

// options is a choice of one of few keys, each with its text.
type options struct {
	group *choice
	keys  []string
	texts []string
}

func newOptions(beside bool, keys []string, text func(string) string, chosen func(key string)) *options {
	o := &options{keys: keys}
	for _, k := range keys {
		o.texts = append(o.texts, text(k))
	}
	o.group = newChoice(beside, o.texts, func(at int) { chosen(o.keys[at]) })
	return o
}

func (o *options) set(key string) { o.group.set(slices.Index(o.keys, key)) }
