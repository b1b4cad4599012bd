package casefile

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// facts is the left column: what is known of the report, and the citizen's own words.
type facts struct {
	category, channel, place, above, address, sent, unit, position, continues *part.Field

	page    *Page
	sender  *part.KeyButton
	uncover *part.KeyButton // shows what a private report says
	outline *part.Outline
	grid    *fyne.Container
	words   *container.Scroll
	known   *container.Scroll
	upper   *upper
	box     *fyne.Container
}

func newFacts(p *Page) *facts {
	l := p.in.Language
	field := func(key string) *part.Field { return part.NewField(l.Text("case."+key), "") }
	f := &facts{
		category: field("category"), channel: field("channel"), place: field("place"), above: field("kecamatan"),
		address: field("address"), sent: field("sent"), unit: field("unit"), position: field("position"),
		continues: field("continues"), outline: part.NewOutline(), page: p,
	}
	f.sender = p.newButton(l.Text("person.who"), assets.Themed(assets.IconLock), p.onSender)
	f.sender.Importance = widget.LowImportance
	f.sender.Hide()
	pair := func(a, b fyne.CanvasObject) fyne.CanvasObject { return part.Beside(0.5, a, b) }
	where := container.New(outlined{}, part.Below(f.place, f.above), f.outline)
	f.grid = part.Below(pair(f.category, f.unit), where, f.address, pair(f.sent, f.channel), pair(f.position, f.continues))
	f.uncover = p.newButton(l.Text("validate.uncover"), assets.Themed(assets.IconLock), p.onUncover)
	f.uncover.Importance = widget.LowImportance
	f.uncover.Hide()
	f.words = container.NewVScroll(words(part.Words("")))
	said := part.NewCard(l.Text("case.words"), part.Settled(f.words), f.uncover)
	f.known = container.NewVScroll(beforeBar(f.grid))
	f.upper = &upper{scroll: f.known}
	f.box = container.New(f.upper, part.NewCard(l.Text("case.facts"), part.Settled(f.known), f.sender), said)
	return f
}

// show shows what is known; covered leaves out what only the bureau may see of a private report.
func (f *facts) show(l *i18n.Language, s seen, covered bool) {
	r := s.report
	setShown(f.sender, s.sent)
	setShown(f.uncover, covered)
	if covered {
		r.Address, r.Lat, r.Lon = l.Text("case.covered.short"), 0, 0
	}
	f.category.SetText(part.Breakable(r.Category))
	f.channel.SetText(r.Channel)
	f.place.SetText(l.Area(r.Area))
	f.above.SetText(strings.Join(part.AreasAbove(l, r.Area), ", "))
	f.address.SetText(r.Address)
	f.sent.SetText(l.DateTime(r.SentAt))
	f.unit.SetText(s.history.Unit())
	f.position.SetText(position(l, r))
	if covered && s.report.Located() {
		f.position.SetText(l.Text("case.covered.short"))
	}
	if covered && s.report.Address == "" {
		f.address.SetText("")
	}
	f.continues.SetText(r.Continues)
	f.words.Content = f.said(l, r, covered)
	f.words.ScrollToOffset(fyne.Position{})
	f.known.ScrollToOffset(fyne.Position{})
	f.words.Refresh()
	f.grid.Refresh()
	f.known.Refresh()
	f.box.Refresh()
}

// said is what the citizen wrote, or that it is covered.
func (f *facts) said(l *i18n.Language, r data.Report, covered bool) fyne.CanvasObject {
	text := strings.TrimSpace(r.Text)
	switch {
	case covered:
		return words(part.Quiet(l.Text("case.covered")))
	case text == "":
		return words(part.Quiet(l.Text("case.words.none")))
	}
	return words(part.Words(text))
}

// words leaves room for the bar of the scroller.
func words(text fyne.CanvasObject) fyne.CanvasObject {
	return beforeBar(part.Below(part.Flush(text)))
}

// position is latitude and longitude to about a metre; empty when the channel sent none.
func position(l *i18n.Language, r data.Report) string {
	if !r.Located() {
		return ""
	}
	return l.Decimal(r.Lat, 5) + "; " + l.Decimal(r.Lon, 5)
}
