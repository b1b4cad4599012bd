package part

import (
	"context"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
	"tuntas/data"
)

// Teller asks for a person beside the window and hands the answer over on its goroutine: task.Run with a page's runner.
type Teller func(work func(ctx context.Context) (data.Person, error), done func(data.Person, error))

// ShowPerson says that the look will be recorded and, when the reader agrees, asks who sent a report and shows it. The
// answer is asked for once and kept nowhere; closing the dialog forgets it. Ask must record the look, as the store's Person does.
func ShowPerson(w fyne.Window, l *i18n.Language, tell Teller, ask func(ctx context.Context) (data.Person, error)) *Dialog {
	q := Question{Title: l.Text("person.title"), Text: l.Text("person.warning"), Yes: l.Text("person.show")}
	return Confirm(w, l, q, func() {
		tell(ask, func(p data.Person, err error) {
			if err != nil {
				slog.Error("show a person", "error", err)
				ShowError(w, l, err)
				return
			}
			showPerson(w, l, p)
		})
	})
}

func showPerson(w fyne.Window, l *i18n.Language, p data.Person) *Dialog {
	var d *Dialog
	done := func() { d.Close() }
	ok := newButton(l.Text("person.close"), nil, done)
	ok.Importance = widget.HighImportance
	body := container.New(layout.NewCustomPaddedVBoxLayout(10),
		NewField(l.Text("person.name"), orUnknown(l, p.Name)), NewField(l.Text("person.contact"), orUnknown(l, p.Contact)),
		Flush(Quiet(l.Text("person.recorded"))))
	d = openDialog(w, plan{
		title: l.Text("person.title"), body: body, width: 420, buttons: []fyne.CanvasObject{ok}, keyed: []keyed{ok}, first: ok,
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
