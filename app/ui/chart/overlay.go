package chart

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// showMarked puts ring and tool tip of the marked mark, and the focus ring, into the overlay.
func (c *Chart) showMarked() {
	if c.overlay == nil {
		return
	}
	c.overlay.Objects = nil
	p := c.palette()
	if c.focused {
		c.overlay.Add(outline(box{1, 1, c.laid.Width - 2, c.laid.Height - 2}, p, theme.ColorNameForeground, 2))
	}
	if c.marked >= 0 && c.marked < len(c.scene.Marks) {
		m := c.scene.Marks[c.marked]
		for _, o := range c.ring(m, p) {
			c.overlay.Add(o)
		}
		for _, o := range c.tip(m, p) {
			c.overlay.Add(o)
		}
	}
	c.overlay.Refresh()
}

func outline(b box, p palette, name fyne.ThemeColorName, width float32) *canvas.Rectangle {
	o := canvas.NewRectangle(color.Transparent)
	o.StrokeColor, o.StrokeWidth, o.CornerRadius = p.named(name), width, 4
	place(o, b)
	return o
}

// ring goes around a mark, along the outline of a place, and beside the line of a way.
func (c *Chart) ring(m mark, p palette) []fyne.CanvasObject {
	const out = 3
	room := box{m.Box.X - 8, m.Box.Y - 8, m.Box.W + 16, m.Box.H + 16}.inside(box{0, 0, c.laid.Width, c.laid.Height})
	switch {
	case len(m.Rings) > 0:
		var lines []item
		for _, r := range m.Rings {
			lines = append(lines, path{Points: closed(r), Ink: ink{Role: rolePaper}, Width: 5}, path{Points: closed(r), Ink: ink{Role: roleText}, Width: 2.5})
		}
		return []fyne.CanvasObject{p.plate(lines, room)}
	case len(m.Path) > 0:
		line := p.plate([]item{path{Points: m.Path, Ink: ink{Role: roleText}, Width: 2}}, room)
		return append([]fyne.CanvasObject{line}, c.wordsOn(m.Path, p)...)
	}
	b := box{m.Box.X - out, m.Box.Y - out, m.Box.W + 2*out, m.Box.H + 2*out}
	if !m.Round {
		return []fyne.CanvasObject{outline(b, p, theme.ColorNameForeground, 2)}
	}
	o := canvas.NewCircle(color.Transparent)
	o.StrokeColor, o.StrokeWidth = p.named(theme.ColorNameForeground), 2
	place(o, b)
	return []fyne.CanvasObject{o}
}

// wordsOn are the words that a line runs through, once more above it.
func (c *Chart) wordsOn(line []spot, p palette) []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, it := range c.scene.Items {
		t, ok := it.(text)
		if !ok || offPath(line, t.Box.middle()) > 2 {
			continue
		}
		back := fill{Box: box{t.Box.X - 2, t.Box.Y + 1, t.Box.W + 4, t.Box.H - 1}, Ink: ink{Role: rolePaper}}
		objects = append(objects, p.object(back), p.object(t))
	}
	return objects
}

// tip is the tool tip of a mark: a card with its lines, beside the mark and inside the widget.
func (c *Chart) tip(m mark, p palette) []fyne.CanvasObject {
	room := box{0, 0, c.laid.Width, c.laid.Height}
	card, lines := tipAt(m, room, c.ruler())
	back := canvas.NewRectangle(p.named(theme.ColorNameOverlayBackground))
	back.StrokeColor, back.StrokeWidth, back.CornerRadius = p.named(theme.ColorNameInputBorder), 1, 6
	place(back, card)
	objects := []fyne.CanvasObject{back}
	for _, t := range lines {
		objects = append(objects, label(t, p.color(t.Ink)))
	}
	return objects
}

// tipAt places the lines of a mark on a card: at its right, otherwise at its left, never outside the room.
func tipAt(m mark, room box, r ruler) (card box, lines []text) {
	const rim = 8
	for i, words := range m.Said() {
		g := gradeBody
		if i == 0 {
			g = gradeStrong
		}
		t := r.text(r.shorten(words, g, room.W-4*rim), g, ink{Role: roleText})
		lines = append(lines, t.moved(0, card.H))
		card.W, card.H = max(card.W, t.Box.W), card.H+t.Box.H
	}
	card.W, card.H = card.W+2*rim, card.H+2*rim
	card.X = m.Box.right() + rim
	if card.right() > room.right() {
		card.X = m.Box.X - rim - card.W
	}
	card.X = max(room.X, min(card.X, room.right()-card.W))
	card.Y = max(room.Y, min(m.Box.middle().Y-card.H/2, room.bottom()-card.H))
	for i := range lines {
		lines[i] = lines[i].moved(card.X+rim, card.Y+rim+lines[i].Box.Y)
	}
	return card, lines
}
