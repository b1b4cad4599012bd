package settings

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/ui/part"
)

// options is a choice of one of few keys, each with its text.
type options struct {
	group  *widget.RadioGroup
	keys   []string
	texts  []string
	chosen func(key string)
}

func newOptions(beside bool, keys []string, text func(string) string, chosen func(key string)) *options {
	o := &options{keys: keys, chosen: chosen}
	for _, k := range keys {
		o.texts = append(o.texts, text(k))
	}
	o.group = widget.NewRadioGroup(o.texts, o.onChanged)
	o.group.Horizontal, o.group.Required = beside, true
	return o
}

// set chooses key; nothing when it is none of the keys.
func (o *options) set(key string) {
	if i := slices.Index(o.keys, key); i >= 0 {
		o.group.SetSelected(o.texts[i])
	}
}

func (o *options) onChanged(text string) {
	if i := slices.Index(o.texts, text); i >= 0 {
		o.chosen(o.keys[i])
	}
}

// labelled puts a quiet label above something to choose.
func labelled(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(container.New(snug{}, part.Caption(label)), o)
}

// quiet is text of second rank without the padding around it.
func quiet(text string) fyne.CanvasObject { return container.New(snug{}, part.Quiet(text)) }

// snug takes the padding away that Fyne's texts carry around them.
type snug struct{}

// Layout is for Fyne.
func (snug) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	pad := theme.Size(theme.SizeNameInnerPadding)
	for _, o := range objects {
		o.Move(fyne.NewPos(-pad, -pad))
		o.Resize(size.AddWidthHeight(2*pad, 2*pad))
	}
}

// MinSize is for Fyne.
func (snug) MinSize(objects []fyne.CanvasObject) fyne.Size {
	pad := theme.Size(theme.SizeNameInnerPadding)
	return largest(objects).SubtractWidthHeight(2*pad, 2*pad)
}

const (
	widest  = 820 // of the cards: longer lines are hard to read
	barRoom = 14  // right of the cards, for the bar of the scroller
	headGap = 14  // below the heading
	edge    = 4   // around the cards, for their borders
)

// sheet keeps its objects readable: not wider than widest, clear of the scroller's bar and edges.
type sheet struct{}

// Layout is for Fyne.
func (sheet) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(edge, edge))
		o.Resize(fyne.NewSize(min(widest, max(0, size.Width-edge-barRoom)), max(0, size.Height-2*edge)))
	}
}

// MinSize is for Fyne.
func (sheet) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return largest(objects).AddWidthHeight(edge+barRoom, 2*edge)
}

// settled gives its object all room below the heading, so that what lies inside its edge stands in line with the heading.
// It then lets it look again: a scroller asks how high wrapped texts are before it has given them their width.
type settled struct{}

// Layout is for Fyne.
func (settled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(-edge, headGap-edge))
		o.Resize(fyne.NewSize(size.Width+edge, max(0, size.Height-headGap+edge)))
		o.Refresh()
	}
}

// MinSize is for Fyne.
func (settled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return largest(objects).AddWidthHeight(-edge, headGap-edge)
}

func largest(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}
