package part

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// PairMode is how two photos are held against each other.
type PairMode int

// The modes, in the order in which NextMode goes through them.
const (
	PairBeside PairMode = iota // side by side
	PairSwipe                  // over each other: left of a line the first, right of it the second
	PairBlink                  // over each other, in turn
	pairModes
)

// Shot is one photo of a pair as it is shown.
type Shot struct {
	Title   string   // what it shows, for example "Before"
	Picture *Picture // nil: none, or not here yet
	Instead string   // what stands in its place while Picture is nil
}

// Pair shows two photos. Zoom and position hold for both: what is seen of the one is seen of the other. The wheel zooms
// around the pointer, dragging moves, a double click goes from the whole photo to its pixels and back; in PairSwipe the line
// is dragged. Page keys reach it through Press and Type.
type Pair struct {
	widget.BaseWidget
	OnMode func(m PairMode) // the mode was changed, by whatever means

	shots   [2]Shot
	view    view
	mode    PairMode
	swipe   float32 // where the line stands, 0 to 1
	second  bool    // in PairBlink the second photo is seen
	grip    bool    // the line is being dragged
	drawn   *pairRenderer
	blinker *fyne.Animation
}

// NewPair returns a pair without photos.
func NewPair() *Pair {
	p := &Pair{view: wholeView, swipe: 0.5}
	p.blinker = &fyne.Animation{Duration: blinkTime, RepeatCount: fyne.AnimationRepeatForever, Curve: fyne.AnimationLinear, Tick: p.onTick}
	p.ExtendBaseWidget(p)
	return p
}

// blinkTime is how long both photos are seen once each.
const blinkTime = 1400 * time.Millisecond

// Set shows these photos. The view goes back to the whole photo unless they are those shown before; the mode stays.
func (p *Pair) Set(first, second Shot) {
	if first.Picture != p.shots[0].Picture || second.Picture != p.shots[1].Picture {
		p.view = wholeView
	}
	p.shots = [2]Shot{first, second}
	p.Refresh()
}

// Mode returns how the photos are shown.
func (p *Pair) Mode() PairMode { return p.mode }

// SetMode shows them in another way.
func (p *Pair) SetMode(m PairMode) {
	if m == p.mode {
		return
	}
	p.mode, p.second = m, false
	p.blinker.Stop()
	if m == PairBlink && p.both() {
		p.blinker.Start()
	}
	p.Refresh()
	if p.OnMode != nil {
		p.OnMode(m)
	}
}

// NextMode goes on to the next way.
func (p *Pair) NextMode() { p.SetMode((p.mode + 1) % pairModes) }

// Rest stops what moves by itself: the page is left.
func (p *Pair) Rest() {
	p.blinker.Stop()
	if p.mode == PairBlink {
		p.SetMode(PairBeside)
	}
}

func (p *Pair) both() bool { return p.shots[0].Picture != nil && p.shots[1].Picture != nil }

func (p *Pair) onTick(done float32) {
	if second := done >= 0.5; second != p.second && p.mode == PairBlink {
		p.second = second
		p.Refresh()
	}
}

// Zoom zooms by factor around the middle.
func (p *Pair) Zoom(factor float32) { p.look(p.view.zoomed(factor, p.view.x, p.view.y)) }

// Pan moves what is seen by shares of the area: 0.1 to the right shows a tenth more at the right.
func (p *Pair) Pan(right, down float32) {
	v := p.view
	v.x, v.y = v.x+right/v.zoom, v.y+down/v.zoom
	p.look(v.kept())
}

// ToggleWhole goes from the whole photo to one pixel of the photo on one of the screen, and back.
func (p *Pair) ToggleWhole() { p.toggle(0.5, 0.5) }

func (p *Pair) toggle(x, y float32) {
	if p.view.zoom > leastZoom {
		p.look(wholeView)
		return
	}
	p.look(wholeView.zoomed(p.pixelZoom(), x, y))
}

// Whole tells whether the whole photos are seen.
func (p *Pair) Whole() bool { return p.view.zoom == leastZoom }

// pixelZoom is the zoom at which a pixel of the sharper photo is one of the screen; at least one that can be seen.
func (p *Pair) pixelZoom() float32 {
	zoom := float32(1.5)
	for _, s := range p.shots {
		if s.Picture == nil {
			continue
		}
		w, h := s.Picture.Size()
		zoom = max(zoom, 1/(fitting(w, h, p.area().Max(fyne.NewSquareSize(1)))*p.pixels()))
	}
	return zoom
}

// pixels is how many pixels of the screen a unit has.
func (p *Pair) pixels() float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		return c.Scale()
	}
	return 1
}

func (p *Pair) look(v view) {
	if v != p.view {
		p.view = v
		p.Refresh()
	}
}

// Press does what a key stands for: arrows move what is seen, and the line in PairSwipe while the whole photo is seen. It
// returns false for a key that the pair does not know.
func (p *Pair) Press(k fyne.KeyName) bool {
	const step = 0.15
	to, ok := map[fyne.KeyName]fyne.Position{
		fyne.KeyLeft: {X: -step}, fyne.KeyRight: {X: step}, fyne.KeyUp: {Y: -step}, fyne.KeyDown: {Y: step},
	}[k]
	switch {
	case !ok:
		return false
	case p.mode == PairSwipe && p.Whole() && to.X != 0:
		p.turn(to.X / 3)
	default:
		p.Pan(to.X, to.Y)
	}
	return true
}

// Type does what a letter stands for: + and - zoom, 0 goes from the whole photo to its pixels and back; comma and full stop move
// the line in PairSwipe, however near one looks, and in PairBlink show the other photo, which then stays. It returns false for
// one that the pair does not know.
func (p *Pair) Type(r rune) bool {
	switch r {
	case '+', '=':
		p.Zoom(zoomStep)
	case '-':
		p.Zoom(1 / zoomStep)
	case '0':
		p.ToggleWhole()
	case ',', '<':
		p.turn(-swipeStep)
	case '.', '>':
		p.turn(swipeStep)
	default:
		return false
	}
	return true
}

// swipeStep is what one key moves the line by.
const swipeStep = 0.05

// turn moves the line, or turns the other photo over by hand.
func (p *Pair) turn(by float32) {
	switch p.mode {
	case PairSwipe:
		p.setSwipe(p.swipe + by)
	case PairBlink:
		p.blinker.Stop()
		p.second = !p.second
		p.Refresh()
	}
}

// zoomStep is what one key or one notch of the wheel zooms by.
const zoomStep = 1.3

func (p *Pair) setSwipe(at float32) {
	p.swipe = min(max(at, 0.02), 0.98)
	p.Refresh()
}

// area is the room of one photo.
func (p *Pair) area() fyne.Size {
	size := p.Size()
	if p.mode == PairBeside {
		size.Width = (size.Width - pairGap) / 2
	}
	return size
}

// within returns the point of the photo at a position of the widget, 0 to 1.
func (p *Pair) within(at fyne.Position) (x, y float32) {
	area := p.area()
	if p.mode == PairBeside && at.X > area.Width {
		at.X -= area.Width + pairGap
	}
	for _, s := range p.shots {
		if s.Picture == nil {
			continue
		}
		w, h := s.Picture.Size()
		pos, size := p.view.place(w, h, area)
		return min(max((at.X-pos.X)/size.Width, 0), 1), min(max((at.Y-pos.Y)/size.Height, 0), 1)
	}
	return 0.5, 0.5
}

// Scrolled zooms around the pointer.
func (p *Pair) Scrolled(e *fyne.ScrollEvent) {
	x, y := p.within(e.Position)
	switch {
	case e.Scrolled.DY > 0:
		p.look(p.view.zoomed(zoomStep, x, y))
	case e.Scrolled.DY < 0:
		p.look(p.view.zoomed(1/zoomStep, x, y))
	}
}

// DoubleTapped goes from the whole photo to its pixels and back.
func (p *Pair) DoubleTapped(e *fyne.PointEvent) {
	x, y := p.within(e.Position)
	p.toggle(x, y)
}

// Dragged moves what is seen, or the line in PairSwipe.
func (p *Pair) Dragged(e *fyne.DragEvent) {
	size := p.Size()
	if p.mode == PairSwipe && (p.grip || p.Whole() || abs(e.Position.X-p.swipe*size.Width) < gripRoom) {
		p.grip = true
		p.setSwipe(e.Position.X / max(1, size.Width))
		return
	}
	area := p.area().Max(fyne.NewSquareSize(1))
	p.Pan(-e.Dragged.DX/area.Width, -e.Dragged.DY/area.Height)
}

// DragEnd lets the line go.
func (p *Pair) DragEnd() { p.grip = false }

// Cursor tells what dragging does.
func (p *Pair) Cursor() desktop.Cursor {
	if p.mode == PairSwipe {
		return desktop.HResizeCursor
	}
	return desktop.CrosshairCursor
}

func abs(f float32) float32 { return max(f, -f) }

const (
	pairGap  = 8  // between two photos
	gripRoom = 24 // beside the line, in which it is caught
)
