package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/settings"
)

// ShowFailure fills the window with the reason why the database does not open, and lets the person try again.
func ShowFailure(w fyne.Window, l *i18n.Language, v settings.Values, err error, retry func()) {
	fyne.CurrentApp().Settings().SetTheme(Look(v))
	w.SetTitle(l.Text("app.title"))
	notice := part.NewErrorNotice(l, err, retry)
	w.SetContent(part.Page(container.NewBorder(part.NewHeading(l.Text("failed.title"), ""), nil, nil, nil, container.NewVBox(notice))))
}
