package casefile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
)

// upper stacks two objects with the gap between cards: the first is as high as what it scrolls asks for, but takes at most
// three fifths; the second takes the rest.
type upper struct{ scroll *container.Scroll }

// Layout is for Fyne.
func (u upper) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first, second, gap := objects[0], objects[1], theme.Size(assets.SizeGap)
	first.Resize(fyne.NewSize(size.Width, first.Size().Height))
	around := first.MinSize().Height - u.scroll.MinSize().Height
	h := min(around+u.scroll.Content.MinSize().Height, size.Height*3/5)
	first.Move(fyne.Position{})
	first.Resize(fyne.NewSize(size.Width, h))
	second.Move(fyne.NewPos(0, h+gap))
	second.Resize(fyne.NewSize(size.Width, max(0, size.Height-h-gap)))
}

// MinSize is for Fyne.
func (u upper) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+theme.Size(assets.SizeGap)+b.Height)
}

// barRoom is the room that the bar of a scroller takes at its right.
const barRoom = 14

// beforeBar leaves room for the bar of a scroller.
func beforeBar(o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(0, 0, 0, barRoom), o)
}
