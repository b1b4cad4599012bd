package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Follow lets what gets the focus in s come into sight, as in what Settled holds, and lets ReadOn scroll it. A layout of a
// page's own calls it each time; a scroller that has left the window is forgotten.
func Follow(s *container.Scroll) { scrollers[s] = true }

// Reveal scrolls until o is seen, where it lies in a scroller that Settled holds or Follow was told.
func Reveal(o fyne.CanvasObject) { reveal(o) }

// RevealSpan scrolls until what lies at a height of o is seen.
func RevealSpan(o fyne.CanvasObject, at, height float32) { revealPart(o, at, height) }

// readStep is how much of what was seen stays in sight when one reads on, and how far an arrow scrolls to the side.
const readStep = 48

// ReadOn scrolls by a page what lies in front, on Page Up and Page Down, and to the side what the focus is in, on Left and
// Right. It returns false for other keys and where nothing scrolls.
func ReadOn(w fyne.Window, k fyne.KeyName) bool {
	switch k {
	case fyne.KeyPageDown, fyne.KeyPageUp:
		s := inFront(w)
		if s == nil {
			return false
		}
		by := max(readStep, s.Size().Height-readStep)
		if k == fyne.KeyPageUp {
			by = -by
		}
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, within(s.Offset.Y+by, s.Content.Size().Height-s.Size().Height)))
		return true
	case fyne.KeyLeft, fyne.KeyRight:
		s := around(w.Canvas().Focused())
		if s == nil {
			return false
		}
		by := float32(2 * readStep)
		if k == fyne.KeyLeft {
			by = -by
		}
		s.ScrollToOffset(fyne.NewPos(within(s.Offset.X+by, s.Content.Size().Width-s.Size().Width), s.Offset.Y))
		return true
	}
	return false
}

func within(at, most float32) float32 { return max(0, min(at, most)) }

// inFront is the scroller that the keys of a reader go to: the one around the focus, else the largest, of the dialog if one is
// open; nil where all is seen.
func inFront(w fyne.Window) *container.Scroll {
	var best *container.Scroll
	focused, _ := w.Canvas().Focused().(fyne.CanvasObject)
	for s := range scrollers {
		switch {
		case !atFront(w, s) || s.Content.Size().Height <= s.Size().Height || s.Direction == container.ScrollHorizontalOnly:
		case focused != nil && contains(s.Content, focused):
			return s
		case best == nil || area(s) > area(best):
			best = s
		}
	}
	return best
}

func area(s *container.Scroll) float32 { return s.Size().Width * s.Size().Height }

// atFront tells whether s is seen in the window, in front of all else: while a dialog is open, what lies below is not.
func atFront(w fyne.Window, s *container.Scroll) bool {
	if fyne.CurrentApp().Driver().CanvasForObject(s) != w.Canvas() {
		return false
	}
	return seen(w.Content(), s) != DialogOpen(w)
}

// seen tells whether o lies in parent with nothing hidden around it.
func seen(parent, o fyne.CanvasObject) bool {
	if parent == o {
		return o.Visible()
	}
	for _, k := range inside(parent) {
		if parent.Visible() && seen(k, o) {
			return true
		}
	}
	return false
}

// around is the scroller to the side that something lies in, and does not fit into; nil: none.
func around(f fyne.Focusable) *container.Scroll {
	o, ok := f.(fyne.CanvasObject)
	for s := range scrollers {
		if ok && s.Direction != container.ScrollVerticalOnly && s.Content.Size().Width > s.Size().Width && contains(s.Content, o) {
			return s
		}
	}
	return nil
}

// Stay puts the keyboard on the first of these that is shown and can be used, where what has it in the window of content is not
// or cannot any more: Tab would begin anew at the top else. Where nothing has it, nothing gets it.
func Stay(content fyne.CanvasObject, to ...fyne.Focusable) {
	if content == nil {
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(content)
	if c == nil || c.Overlays().Top() != nil || c.Focused() == nil || usable(c, c.Focused()) {
		return
	}
	for _, f := range to {
		if usable(c, f) {
			c.Focus(f)
			return
		}
	}
}

func usable(c fyne.Canvas, f fyne.Focusable) bool {
	if d, ok := f.(fyne.Disableable); ok && d.Disabled() {
		return false
	}
	if l, ok := f.(*rowList); ok {
		return seen(c.Content(), l.table)
	}
	o, ok := f.(fyne.CanvasObject)
	return ok && seen(c.Content(), o)
}

// Keys is what of the table takes the keyboard.
func (t *Table) Keys() fyne.Focusable { return t.rows }

// Keys is what of the picker takes the keyboard.
func (p *Picker) Keys() fyne.Focusable { return p.open }
