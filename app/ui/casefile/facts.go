package casefile

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// facts is the left column: what is known of the report, and the citizen's own words.
type facts struct {
	category, channel, place, above, address, sent, unit, position, continues *part.Field

	outline *part.Outline
	grid    *fyne.Container
	words   *container.Scroll
	known   *container.Scroll
	box     *fyne.Container
}

func newFacts(l *i18n.Language) *facts {
	field := func(key string) *part.Field { return part.NewField(l.Text("case."+key), "") }
	f := &facts{
		category: field("category"), channel: field("channel"), place: field("place"), above: field("kecamatan"),
		address: field("address"), sent: field("sent"), unit: field("unit"), position: field("position"),
		continues: field("continues"), outline: part.NewOutline(),
	}
	pair := func(a, b fyne.CanvasObject) fyne.CanvasObject { return part.Beside(0.5, a, b) }
	where := container.New(outlined{}, part.Below(f.place, f.above), f.outline)
	f.grid = part.Below(pair(f.category, f.unit), where, f.address, pair(f.sent, f.channel), pair(f.position, f.continues))
	f.words = container.NewVScroll(words(part.Words("")))
	said := part.NewCard(l.Text("case.words"), part.Settled(f.words))
	f.known = container.NewVScroll(beforeBar(f.grid))
	f.box = container.New(upper{f.known}, part.NewCard(l.Text("case.facts"), part.Settled(f.known)), said)
	return f
}

func (f *facts) show(l *i18n.Language, s seen) {
	r := s.report
	f.category.SetText(r.Category)
	f.channel.SetText(r.Channel)
	f.place.SetText(l.Area(r.Area))
	f.above.SetText(strings.Join(part.AreasAbove(l, r.Area), ", "))
	f.address.SetText(r.Address)
	f.sent.SetText(l.DateTime(r.SentAt))
	f.unit.SetText(s.history.Unit())
	f.position.SetText(position(l, r))
	f.continues.SetText(r.Continues)
	f.words.Content = words(part.Quiet(l.Text("case.words.none")))
	if text := strings.TrimSpace(r.Text); text != "" {
		f.words.Content = words(part.Words(text))
	}
	f.words.ScrollToOffset(fyne.Position{})
	f.known.ScrollToOffset(fyne.Position{})
	f.words.Refresh()
	f.grid.Refresh()
	f.known.Refresh()
	f.box.Refresh()
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
