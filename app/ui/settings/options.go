package settings

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tuntas/app/ui/part"
)

// options is a choice of one of few keys, each with its text.
type options struct {
	group  *part.Choice
	keys   []string
	texts  []string
	chosen func(key string)
}

func newOptions(beside bool, keys []string, text func(string) string, chosen func(key string)) *options {
	o := &options{keys: keys, chosen: chosen}
	for _, k := range keys {
		o.texts = append(o.texts, text(k))
	}
	o.group = part.NewChoice(beside, o.texts, o.onChanged)
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

// quiet is text of second rank without the padding around it.
func quiet(text string) fyne.CanvasObject { return part.Flush(part.Quiet(text)) }

const (
	widest  = 820 // of the cards: longer lines are hard to read
	barRoom = 14  // right of the cards, for the bar of the scroller
	headGap = 14  // below the heading
	edge    = 4   // around the cards, for their borders
)

// sheet keeps its object readable: not wider than widest, clear of the scroller's bar and edges.
type sheet struct{}

// Layout is for Fyne.
func (sheet) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(edge, edge))
	objects[0].Resize(fyne.NewSize(min(part.InText(widest), max(0, size.Width-edge-barRoom)), max(0, size.Height-2*edge)))
}

// MinSize is for Fyne.
func (sheet) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(edge+barRoom, 2*edge)
}

// belowHead lets what scrolls begin below the heading, with what lies inside its edge in line with the heading.
func belowHead(scroll fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(headGap-edge, 0, -edge, 0), part.Settled(scroll))
}
