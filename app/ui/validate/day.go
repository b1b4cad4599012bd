package validate

import (
	"fyne.io/fyne/v2"

	"tuntas/app/assets"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// showDay says how the day goes: done, left, pace, and what is due.
func (v *view) showDay(d data.Workday) {
	p, l := v.page, v.page.in.Language
	told := func(key string, n int64) string {
		if n == 0 {
			return ""
		}
		return p.say(key, "n", l.Number(n))
	}
	if p.in.Blind {
		v.bar.day.SetText(joined(" · ", p.say("validate.second.day", "n", l.Number(d.Done)), p.say("validate.day.left", "n", l.Number(d.Left))))
		return
	}
	v.bar.day.SetText(joined(" · ", p.say("validate.day.done", "n", l.Number(d.Done)), p.say("validate.day.left", "n", l.Number(d.Left)),
		told("validate.day.pace", int64(d.Pace+0.5)), told("validate.day.today", d.DueToday), told("validate.day.overdue", d.Overdue),
		told("validate.second.day", d.Looked)))
}

// end is what stands where no case is left: how the day went, quietly.
func (p *Page) end() fyne.CanvasObject {
	d, l := p.day, p.in.Language
	text := p.say("validate.empty")
	switch {
	case p.in.Blind:
		text = p.blindEnd()
	case d.Done > 0:
		text = p.say("validate.done", "n", l.Number(d.Done), "accepted", l.Number(d.Accepted), "refused", l.Number(d.Refused))
	case d.Left > 0: // held by others, or his own work
		text = p.say("validate.empty.others", "n", l.Number(d.Left))
	}
	buttons := []fyne.CanvasObject{part.NewButton(p.say("validate.look_again"), nil, p.retry)}
	if p.waiting > 0 {
		buttons = append(buttons, part.NewButton(p.say("validate.second.open", "n", l.Number(p.waiting))+" (K)", nil, p.onSecond))
	}
	if p.in.Held != nil && d.Left > 0 {
		buttons = append(buttons, part.NewButton(p.say("validate.hold.title")+" (H)", nil, p.onHolds))
	}
	if p.in.Back != nil {
		buttons = append(buttons, part.NewButton(p.say("validate.second.back"), nil, p.in.Back))
	}
	return part.NewEmpty(assets.IconAccepted, text, buttons...)
}
