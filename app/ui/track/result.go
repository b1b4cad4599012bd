package track

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// result returns the report with its history beside it.
func (p *Page) result(r data.Report, h data.History) fyne.CanvasObject {
	l := p.track.Language
	line := part.NewTimeline(l)
	line.Set(moments(l, h, p.track.Now()))
	left := part.Below(p.status(r, h), part.NewCard(l.Text("track.text"), p.text(r)))
	right := part.Below(part.NewCard(l.Text("track.history"), line))
	return container.New(beside{p.scroll}, left, right)
}

// status returns the card that says where the report stands.
func (p *Page) status(r data.Report, h data.History) fyne.CanvasObject {
	l := p.track.Language
	field := func(key, value string) fyne.CanvasObject { return part.NewField(l.Text(key), value) }
	two := func(a, b fyne.CanvasObject) fyne.CanvasObject { return container.NewGridWithColumns(2, a, b) }
	open := part.NewButton(l.Text("track.open"), nil, func() { p.track.Open(r.ID) })
	open.Importance = widget.HighImportance
	buttons := container.NewHBox(open)
	if r.Continues != "" {
		earlier := part.NewButton(l.Text("track.earlier", "number", r.Continues), nil, func() { p.Show(r.Continues) })
		buttons.Add(earlier)
	}
	facts := part.Below(
		field("track.since", since(l, h, p.track.Now())),
		field("track.place", place(l, r.Area)),
		two(field("column.category", r.Category), field("column.channel", r.Channel)),
		two(field("track.sent", l.Date(r.SentAt)), field("track.pass", l.Number(int64(h.Pass())))),
		field("track.unit", h.Unit()),
		buttons,
	)
	return part.NewCard(r.Number, facts, badge(l, h.Stage()))
}

// badge shows the stage, or that none is known.
func badge(l *i18n.Language, s data.Stage) fyne.CanvasObject {
	if s == "" {
		return part.NewBadge(l.Text("track.stage.none"), nil, assets.ColorQuiet, assets.ColorSunken)
	}
	return part.NewStageBadge(l, s)
}

// since writes when the present stage began and, while somebody still owes work, how long it has lasted.
func since(l *i18n.Language, h data.History, now time.Time) string {
	visits := h.Visits()
	if len(visits) == 0 {
		return ""
	}
	last := visits[len(visits)-1]
	date := l.DateTime(last.EnteredAt)
	if !last.Stage.Open() {
		return date
	}
	return l.Text("track.since.value", "date", date, "time", l.Duration(max(0, now.Sub(last.EnteredAt))))
}

// place names an area and the areas that it lies in, without the province; a text that is no code is returned as it is.
func place(l *i18n.Language, code string) string {
	name := l.Area(code)
	if name == code {
		return code
	}
	return strings.Join(append([]string{name}, part.AreasAbove(l, code)...), ", ")
}

// text returns what the citizen wrote, unless the report is private.
func (p *Page) text(r data.Report) fyne.CanvasObject {
	l := p.track.Language
	switch {
	case r.Private:
		lock := canvas.NewImageFromResource(assets.Coloured(assets.IconLock, assets.ColorQuiet))
		lock.FillMode = canvas.ImageFillContain
		lock.SetMinSize(fyne.NewSquareSize(20))
		return container.NewBorder(nil, nil, lock, nil, part.Quiet(l.Text("track.private")))
	case strings.TrimSpace(r.Text) == "":
		return part.Flush(part.Quiet(l.Text("track.text.none")))
	}
	return part.Flush(part.Words(r.Text))
}
