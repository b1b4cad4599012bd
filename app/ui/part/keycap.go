package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
)

// keyCap is the picture of a key.
type keyCap struct {
	widget.BaseWidget
	text string
}

func newKeyCap(text string) *keyCap {
	k := &keyCap{text: text}
	k.ExtendBaseWidget(k)
	return k
}

// CreateRenderer is for Fyne.
func (k *keyCap) CreateRenderer() fyne.WidgetRenderer {
	r := &keyCapRenderer{k: k, area: canvas.NewRectangle(nil), text: canvas.NewText("", nil)}
	r.paint()
	return r
}

type keyCapRenderer struct {
	k    *keyCap
	area *canvas.Rectangle
	text *canvas.Text
}

func (r *keyCapRenderer) paint() {
	r.area.FillColor = colourFor(assets.ColorSunken, r.k)
	r.area.StrokeColor = colourFor(theme.ColorNameInputBorder, r.k)
	r.area.StrokeWidth, r.area.CornerRadius = 1, 4
	r.text.Text = r.k.text
	r.text.Color = colourFor(theme.ColorNameForeground, r.k)
	r.text.TextSize = sizeFor(theme.SizeNameCaptionText, r.k)
	r.text.TextStyle.Bold = true
	r.area.Hidden = r.k.text == ""
}

// Layout is for Fyne.
func (r *keyCapRenderer) Layout(size fyne.Size) {
	r.area.Resize(size)
	m := r.text.MinSize()
	r.text.Move(fyne.NewPos((size.Width-m.Width)/2, (size.Height-m.Height)/2))
	r.text.Resize(m)
}

// MinSize is for Fyne.
func (r *keyCapRenderer) MinSize() fyne.Size {
	m := r.text.MinSize()
	high := max(20, m.Height+4)
	return fyne.NewSize(max(high, m.Width+12), high)
}

// Refresh is for Fyne.
func (r *keyCapRenderer) Refresh() { r.paint(); r.Layout(r.k.Size()); canvas.Refresh(r.k) }

// Objects is for Fyne.
func (r *keyCapRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.area, r.text} }

// Destroy is for Fyne.
func (r *keyCapRenderer) Destroy() {}

// KeyHelp is one line of the overview of keys.
type KeyHelp struct{ Key, Text string }

// ShowKeys shows what keys do, in groups with a title each, and after them those that every page has. Escape, Enter and ? close
// it.
func ShowKeys(w fyne.Window, l *i18n.Language, groups ...KeyGroup) *Dialog {
	var d *Dialog
	done := func() { d.Close() }
	ok := &keysCloser{}
	ok.Text, ok.OnTapped, ok.Importance = l.Text("part.close"), done, widget.HighImportance
	ok.ExtendBaseWidget(ok)
	left, right := inTwo(append(groups, windowKeys(l)))
	body := container.New(halves{0.5}, Tower(14, keyGroups(left)...), Tower(14, keyGroups(right)...))
	d = openDialog(w, plan{
		title: l.Text("part.keys.title"), body: body, width: 900, buttons: []fyne.CanvasObject{ok}, keyed: []keyed{ok}, first: ok,
		cancel: done, confirm: done,
	})
	return d
}

// inTwo divides groups into two columns of about as many lines, in their order.
func inTwo(groups []KeyGroup) (left, right []KeyGroup) {
	all := 0
	for _, g := range groups {
		all += len(g.Keys) + 1
	}
	lines, half := 0, 0
	for half < len(groups)-1 && (lines == 0 || 2*(lines+len(groups[half].Keys)/2+1) <= all) {
		lines += len(groups[half].Keys) + 1
		half++
	}
	return groups[:half], groups[half:]
}

// KeyGroup is some keys with a title.
type KeyGroup struct {
	Title string
	Keys  []KeyHelp
}

func keyGroups(groups []KeyGroup) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, g := range groups {
		rows := []fyne.CanvasObject{newLine(g.Title, lookStrong)}
		for _, k := range g.Keys {
			rows = append(rows, container.New(keyLine{}, newKeyCap(k.Key), Flush(newProse(k.Text, lookBody))))
		}
		all = append(all, Tower(6, rows...))
	}
	return all
}

// keyLine puts a key left and its words in a column, where they wrap.
type keyLine struct{}

const keyColumn = 92

// Layout is for Fyne.
func (keyLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	column := InText(keyColumn)
	key, width := objects[0].MinSize(), max(40, size.Width-column)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(key)
	objects[1].Resize(fyne.NewSize(width, objects[1].Size().Height))
	objects[1].Move(fyne.NewPos(column, 0))
	objects[1].Resize(fyne.NewSize(width, objects[1].MinSize().Height))
}

// MinSize is for Fyne.
func (keyLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	key, text := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(InText(keyColumn)+220, max(key.Height, text.Height))
}

// keysCloser closes the overview with the key that opened it, too.
type keysCloser struct{ Button }

// TypedRune closes on the question mark.
func (b *keysCloser) TypedRune(r rune) {
	if r == '?' {
		b.OnTapped()
	}
}
