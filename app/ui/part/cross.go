package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// cross takes something away by mouse. The keyboard passes it by: whoever fills in a form does not want to stop there, and
// the field itself is emptied with Delete.
type cross struct {
	widget.BaseWidget
	tapped func()
}

func newCross(tapped func()) *cross {
	c := &cross{tapped: tapped}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped takes the thing away.
func (c *cross) Tapped(*fyne.PointEvent) { c.tapped() }

// Cursor is the pointing hand.
func (c *cross) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is for Fyne.
func (c *cross) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(room{x: 8, y: 8}, widget.NewIcon(theme.CancelIcon())))
}
