package dashboard

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"tuntas/app/ui/chart"
)

// menu returns the lines of the menu on top, none while there is no menu.
func (r *room) menu() (names []string) {
	for _, line := range r.lines() {
		names = append(names, line.text)
	}
	return names
}

// line is a line of a menu.
type line struct {
	text string
	item fyne.Tappable
}

// lines are those of the menu that lies over the window, with the first text in each.
func (r *room) lines() (all []line) {
	top := r.canvas.Overlays().Top()
	if top == nil {
		return nil
	}
	for _, o := range test.LaidOutObjects(top) {
		item, ok := o.(fyne.Tappable)
		if !ok || fmt.Sprintf("%T", o) != "*widget.menuItem" { // the menu itself can be clicked, too
			continue
		}
		for _, inner := range test.LaidOutObjects(o) {
			if words, ok := inner.(*canvas.Text); ok && words.Text != "" {
				all = append(all, line{words.Text, item})
				break
			}
		}
	}
	return all
}

// choose clicks the line of the menu on top that begins with label.
func (r *room) choose(t *testing.T, label string) {
	t.Helper()
	for _, l := range r.lines() {
		if strings.HasPrefix(l.text, label) {
			test.Tap(l.item)
			return
		}
	}
	t.Fatalf("no line of %q begins with %q", r.menu(), label)
}

// click clicks a mark of a chart where it stands, as a mouse does.
func click(t *testing.T, c *chart.Chart, series, category int) {
	t.Helper()
	at, ok := c.Point(series, category)
	if !ok {
		t.Fatalf("no mark %d of series %d", category, series)
	}
	test.TapAt(c, at)
}
