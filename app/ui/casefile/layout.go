package casefile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
)

// upper stacks two objects with the gap between cards: the first is as high as what it scrolls asks for, but takes at most
// two thirds; the second takes the rest.
type upper struct {
	scroll *container.Scroll
	height float32 // of the first, at the last layout
}

// Layout is for Fyne.
func (u *upper) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first, second, gap := objects[0], objects[1], theme.Size(assets.SizeGap)
	first.Resize(fyne.NewSize(size.Width, first.Size().Height))
	around := first.MinSize().Height - u.scroll.MinSize().Height
	h := min(around+u.scroll.Content.MinSize().Height, size.Height*2/3)
	u.height = h
	first.Move(fyne.Position{})
	first.Resize(fyne.NewSize(size.Width, h))
	second.Move(fyne.NewPos(0, h+gap))
	second.Resize(fyne.NewSize(size.Width, max(0, size.Height-h-gap)))
}

// MinSize is for Fyne.
func (u *upper) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+theme.Size(assets.SizeGap)+b.Height)
}

// along stacks two objects as high as those of the upper beside it, so that the cards of both columns stand in line, as
// far as the second has the room that it needs.
type along struct{ upper *upper }

// Layout is for Fyne.
func (a along) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Size(assets.SizeGap)
	h := max(0, min(a.upper.height, size.Height-gap-objects[1].MinSize().Height))
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(size.Width, h))
	objects[1].Move(fyne.NewPos(0, h+gap))
	objects[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-h-gap)))
}

// MinSize is for Fyne.
func (a along) MinSize(objects []fyne.CanvasObject) fyne.Size { return a.upper.MinSize(objects) }

// barRoom is the room that the bar of a scroller takes at its right.
const barRoom = 14

// beforeBar leaves room for the bar of a scroller.
func beforeBar(o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(0, 0, 0, barRoom), o)
}

// outlined puts words left and an outline right; without the outline the words have all the room.
type outlined struct{}

const outlineWidth = 150

// Layout is for Fyne.
func (outlined) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	words, outline := objects[0], objects[1]
	width := size.Width
	if outline.Visible() {
		width -= outlineWidth + theme.Size(assets.SizeGap)
		outline.Move(fyne.NewPos(size.Width-outlineWidth, 0))
		outline.Resize(fyne.NewSize(outlineWidth, size.Height))
	}
	words.Move(fyne.Position{})
	words.Resize(fyne.NewSize(width, size.Height))
}

// MinSize is for Fyne.
func (outlined) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	if objects[1].Visible() {
		m.Height = max(m.Height, objects[1].MinSize().Height)
	}
	return m
}

// reasoned puts a button left and words that wrap in a column beside it.
type reasoned struct{}

const reasonedColumn = 170

// Layout is for Fyne.
func (reasoned) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	b, words := objects[0], objects[1]
	b.Move(fyne.Position{})
	b.Resize(fyne.NewSize(reasonedColumn, b.MinSize().Height))
	width := max(40, size.Width-reasonedColumn-12)
	words.Resize(fyne.NewSize(width, words.Size().Height))
	words.Resize(fyne.NewSize(width, words.MinSize().Height))
	words.Move(fyne.NewPos(reasonedColumn+12, max(0, (b.MinSize().Height-words.Size().Height)/2)))
}

// MinSize is for Fyne.
func (reasoned) MinSize(objects []fyne.CanvasObject) fyne.Size {
	b, words := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(reasonedColumn+200, max(b.Height, words.Height))
}
