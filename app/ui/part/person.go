package part

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
	"tuntas/data"
)

// Sender is where a page finds who sent a report. Both are asked beside the window.
type Sender struct {
	Known func(ctx context.Context, report int64) (bool, error)                             // whether anybody is known; nil: nobody ever is
	Ask   func(ctx context.Context, report int64, why data.LookReason) (data.Person, error) // who it is; records the look
	Looks func(ctx context.Context, report int64) ([]data.Look, error)                      // who looked already, the latest first
}

// Read finds whether anybody is known to have sent the report, and who looked. It belongs into work; what cannot be found is
// logged and left out, for the case is worth showing without it.
func (s Sender) Read(ctx context.Context, report int64) (known bool, looks []data.Look) {
	if s.Known == nil {
		return false, nil
	}
	known, err := s.Known(ctx, report)
	if err != nil {
		slog.Error("look for a sender", "report", report, "error", err)
	}
	if looks, err = s.Looks(ctx, report); err != nil {
		slog.Error("list looks at a sender", "report", report, "error", err)
	}
	return known, looks
}

// Annals is Chronicle with the looks at the sender among the events, the latest first.
func Annals(l *i18n.Language, h data.History, looks []data.Look, now time.Time) []Moment {
	events := Chronicle(l, h, now)
	var all []Moment
	for i, m := range events {
		happened := h[len(h)-1-i].HappenedAt
		for len(looks) > 0 && !looks[0].At.Before(happened) {
			all = append(all, lookMoment(l, looks[0]))
			looks = looks[1:]
		}
		all = append(all, m)
	}
	for _, k := range looks {
		all = append(all, lookMoment(l, k))
	}
	return all
}

func lookMoment(l *i18n.Language, k data.Look) Moment {
	m := Moment{Title: l.Text("person.looked"), Detail: k.By, When: l.DateTime(k.At)}
	if k.Reason != "" {
		m.Detail += "\n" + l.LookReason(k.Reason)
	}
	return m
}

// Teller asks for a person beside the window and hands the answer over on its goroutine: task.Run with a page's runner.
type Teller func(work func(ctx context.Context) (data.Person, error), done func(data.Person, error))

// Look is one question who sent a report.
type Look struct {
	Window   fyne.Window
	Language *i18n.Language
	Tell     Teller
	Report   int64
	Number   string
	Ask      func(ctx context.Context, report int64, why data.LookReason) (data.Person, error)
	Shown    func() // the look was recorded; may be nil
}

// ShowPerson says that the look will be recorded, asks why, and when the reader agrees, asks who sent the report and shows it.
// The answer is asked for once and kept nowhere; closing the dialog forgets it.
func ShowPerson(k Look) *Dialog {
	l := k.Language
	why := NewPicker(l, l.Text("look.reason.choose"), func(string) {})
	var options []Option
	for _, r := range data.LookReasons() {
		options = append(options, Option{Key: string(r), Label: l.LookReason(r)})
	}
	why.SetOptions(options)
	return ShowForm(k.Window, l, Form{
		Title: l.Text("person.title") + " · " + k.Number, Text: l.Text("person.warning"), Done: l.Text("person.show"),
		Inputs: []Input{{Label: l.Text("look.reason"), Widget: why, Required: true}},
		OnDone: func() { k.Show(data.LookReason(why.Key())) },
	})
}

// Show asks who sent the report, for this reason, and shows it. The look is recorded.
func (k Look) Show(why data.LookReason) {
	ask, report := k.Ask, k.Report
	work := func(ctx context.Context) (data.Person, error) { return ask(ctx, report, why) }
	k.Tell(work, func(p data.Person, err error) {
		if err != nil {
			slog.Error("show a person", "report", report, "error", err)
			ShowError(k.Window, k.Language, err)
			return
		}
		if k.Shown != nil {
			k.Shown()
		}
		showPerson(k, p)
	})
}

func showPerson(k Look, p data.Person) *Dialog {
	var d *Dialog
	l := k.Language
	done := func() { d.Close() }
	ok := newButton(l.Text("person.close"), nil, done)
	ok.Importance = widget.HighImportance
	body := container.New(layout.NewCustomPaddedVBoxLayout(10),
		NewField(l.Text("person.name"), orUnknown(l, p.Name)), NewField(l.Text("person.contact"), orUnknown(l, p.Contact)),
		Flush(Quiet(l.Text("person.recorded"))))
	d = openDialog(k.Window, plan{
		title: l.Text("person.title") + " · " + k.Number, body: body, width: 420, buttons: []fyne.CanvasObject{ok}, keyed: []keyed{ok}, first: ok,
		cancel: done, confirm: done,
	})
	return d
}

func orUnknown(l *i18n.Language, text string) string {
	if text == "" {
		return l.Text("person.unknown")
	}
	return text
}
