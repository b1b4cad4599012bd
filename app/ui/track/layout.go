package track

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
)

// beside puts two objects next to each other. Texts wrap, so their height depends on the width, which frame knows before
// this layout does: it is what scrolls, with the edge of a page on both sides.
type beside struct{ frame fyne.CanvasObject }

const leftShare = 0.42 // of the width, for the first object

// Layout is for Fyne.
func (b beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Size(assets.SizeGap)
	left := (size.Width - gap) * leftShare
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left+gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-gap-left, size.Height))
}

// MinSize is as high as the higher object at the width of the frame.
func (b beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	gap := theme.Size(assets.SizeGap)
	width := max(b.frame.Size().Width-2*theme.Size(assets.SizePage), objects[0].MinSize().Width/leftShare+gap)
	b.Layout(objects, fyne.NewSize(width, objects[0].Size().Height))
	height := max(objects[0].MinSize().Height, objects[1].MinSize().Height)
	return fyne.NewSize(objects[0].MinSize().Width+gap+objects[1].MinSize().Width, height)
}

// larger is the theme in use with larger words, for the one field that the page is about.
type larger struct{}

const largerBy = 1.25

// Color is for Fyne.
func (larger) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return inUse().Color(n, v)
}

// Font is for Fyne.
func (larger) Font(s fyne.TextStyle) fyne.Resource { return inUse().Font(s) }

// Icon is for Fyne.
func (larger) Icon(n fyne.ThemeIconName) fyne.Resource { return inUse().Icon(n) }

// Size is for Fyne.
func (larger) Size(n fyne.ThemeSizeName) float32 {
	size := inUse().Size(n)
	if n == theme.SizeNameText {
		return size * largerBy
	}
	return size
}

func inUse() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }
