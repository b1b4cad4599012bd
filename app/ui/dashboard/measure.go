package dashboard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
)

// entries are the lines of a measure card as fields.
func entries(lines []figure.Entry) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, e := range lines {
		all = append(all, part.NewField(e.Label, e.Text))
	}
	return all
}

const (
	measureWidth = 440
	measureRoom  = 60 // that the panel leaves of the window's height
	measureEdge  = 16
)

// showMeasure opens the measure card over the window, at the right edge of the object. Escape or a tap elsewhere closes it.
func showMeasure(l *i18n.Language, beside fyne.CanvasObject, s figure.Section) {
	driver := fyne.CurrentApp().Driver()
	canvas := driver.CanvasForObject(beside)
	if canvas == nil {
		return
	}
	var panel *widget.PopUp
	done := part.NewCloser(l.Text("part.close"), theme.CancelIcon(), func() { panel.Hide() })
	fields := part.Below(entries(s.Card)...)
	fields.Resize(fyne.NewSize(measureWidth-2*measureEdge, 0))
	body := container.NewBorder(nil, container.NewHBox(layout.NewSpacer(), done), nil, nil, part.Settled(container.NewVScroll(fields)))
	panel = widget.NewPopUp(part.NewCard(l.Text("dashboard.measure"), body), canvas)
	height := min(fields.MinSize().Height+done.MinSize().Height+90, canvas.Size().Height-measureRoom)
	at := driver.AbsolutePositionForObject(beside)
	x := max(0, at.X+beside.Size().Width-measureWidth)
	y := min(max(0, at.Y), canvas.Size().Height-height-measureRoom/2)
	panel.Resize(fyne.NewSize(measureWidth, height))
	panel.ShowAtPosition(fyne.NewPos(x, max(measureRoom/2, y)))
	canvas.Focus(done)
}
