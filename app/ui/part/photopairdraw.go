package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
)

// CreateRenderer is for Fyne.
func (p *Pair) CreateRenderer() fyne.WidgetRenderer {
	r := &pairRenderer{p: p, line: canvas.NewRectangle(nil)}
	for i := range r.panes {
		r.panes[i] = newPane()
	}
	p.drawn = r
	r.paint()
	return r
}

// pane is what one photo is drawn with.
type pane struct {
	ground  *canvas.Rectangle
	image   *canvas.Image
	clip    *container.Clip
	title   *Badge
	instead *prose
}

func newPane() pane {
	n := pane{
		ground: canvas.NewRectangle(nil), image: canvas.NewImageFromImage(nothing), title: NewBadge("", nil, assets.ColorOnNotice, assets.ColorNotice),
		instead: newProse("", lookInstead),
	}
	n.image.ScaleMode, n.image.FillMode = canvas.ImageScaleFastest, canvas.ImageFillStretch
	n.clip = container.NewClip(container.NewWithoutLayout(n.image))
	return n
}

// lookInstead is how the words are written that stand where no photo is.
var lookInstead = look{colour: assets.ColorQuiet, size: theme.SizeNameText, align: fyne.TextAlignCenter}

type pairRenderer struct {
	p     *Pair
	panes [2]pane
	line  *canvas.Rectangle
}

// paint takes words, colours and what is to be seen.
func (r *pairRenderer) paint() {
	for i, n := range r.panes {
		s := r.p.shots[i]
		n.ground.FillColor = colourFor(assets.ColorSunken, r.p)
		n.ground.CornerRadius = 6
		n.title.text = s.Title
		n.instead.set(s.Instead, lookInstead)
		n.image.Hidden = s.Picture == nil
		n.instead.Hidden = s.Picture != nil
		seen := r.p.mode != PairBlink || (i == 1) == r.p.second
		for _, o := range []fyne.CanvasObject{n.clip, n.title, n.ground} {
			setShown(o, seen)
		}
		n.instead.Hidden = n.instead.Hidden || !seen
		n.title.Hidden = n.title.Hidden || s.Title == ""
	}
	r.line.FillColor = colourFor(theme.ColorNamePrimary, r.p)
	r.line.Hidden = r.p.mode != PairSwipe
}

func setShown(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
		return
	}
	o.Hide()
}

// Layout is for Fyne.
func (r *pairRenderer) Layout(size fyne.Size) {
	area := r.p.area()
	divide := float32(int(size.Width * r.p.swipe))
	for i, n := range r.panes {
		at, shown := fyne.Position{}, area // the room of the photo, and what of it is seen
		var cut float32
		switch {
		case r.p.mode == PairBeside && i == 1:
			at.X = size.Width - area.Width
		case r.p.mode == PairSwipe && i == 0:
			shown.Width = divide
		case r.p.mode == PairSwipe:
			at.X, cut, shown.Width = divide, divide, size.Width-divide
		}
		n.layout(r.p, i, at, shown, cut)
	}
	r.line.Move(fyne.NewPos(divide-1, 0))
	r.line.Resize(fyne.NewSize(3, size.Height))
}

// layout puts the photo of a pane to its place: at and shown are what is seen, cut is how much of its left is not.
func (n pane) layout(p *Pair, i int, at fyne.Position, shown fyne.Size, cut float32) {
	n.ground.Move(at)
	n.ground.Resize(shown)
	n.clip.Move(at)
	n.clip.Resize(shown)
	if s := p.shots[i]; s.Picture != nil {
		w, h := s.Picture.Size()
		pos, size := p.view.place(w, h, p.area())
		if m := s.Picture.level(int(size.Width * p.pixels())); n.image.Image != m {
			n.image.Image = m
			n.image.Refresh()
		}
		n.image.Move(pos.SubtractXY(cut, 0))
		n.image.Resize(size)
	} else if n.image.Image != nothing {
		n.image.Image = nothing
		n.image.Refresh()
	}
	m := n.title.MinSize()
	left := at.X + 8
	if p.mode != PairBeside && i == 1 {
		left = at.X + shown.Width - m.Width - 8
	}
	n.title.Move(fyne.NewPos(left, at.Y+8))
	n.title.Resize(m)
	wide := max(40, shown.Width-24)
	n.instead.Resize(fyne.NewSize(wide, n.instead.Size().Height))
	high := n.instead.MinSize().Height
	n.instead.Resize(fyne.NewSize(wide, high))
	n.instead.Move(fyne.NewPos(at.X+12, at.Y+(shown.Height-high)/2))
}

// MinSize is for Fyne.
func (r *pairRenderer) MinSize() fyne.Size { return fyne.NewSize(240, 120) }

// Refresh is for Fyne.
func (r *pairRenderer) Refresh() {
	r.paint()
	r.Layout(r.p.Size())
	for _, n := range r.panes {
		n.ground.Refresh()
		n.title.Refresh()
		n.instead.Refresh()
		canvas.Refresh(n.image)
	}
	canvas.Refresh(r.p)
}

// Objects is for Fyne.
func (r *pairRenderer) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, n := range r.panes {
		all = append(all, n.ground, n.clip, n.instead)
	}
	return append(all, r.line, r.panes[0].title, r.panes[1].title)
}

// Destroy is for Fyne.
func (r *pairRenderer) Destroy() { r.p.blinker.Stop() }
