package ui_test

import (
	"fmt"
	"image"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
)

// region is a part of the window.
type region struct{ x, y, w, h float32 }

func (r region) right() float32  { return r.x + r.w }
func (r region) bottom() float32 { return r.y + r.h }

// cut is what of r lies in o.
func (r region) cut(o region) region {
	x, y := max(r.x, o.x), max(r.y, o.y)
	return region{x, y, max(0, min(r.right(), o.right())-x), max(0, min(r.bottom(), o.bottom())-y)}
}

// place is where something stands, and what of the window lets it be seen.
type place struct{ at, clip region }

// front is what lies in front of all else: the dialog or menu that is open, else the content.
func front(w fyne.Window) fyne.CanvasObject {
	if top := w.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return w.Content()
}

// eachSeen calls do with each object that is shown, where it is, and the objects around it.
func eachSeen(w fyne.Window, do func(o fyne.CanvasObject, p place, around []fyne.CanvasObject)) {
	size := w.Canvas().Size()
	var visit func(o fyne.CanvasObject, x, y float32, clip region, around []fyne.CanvasObject)
	visit = func(o fyne.CanvasObject, x, y float32, clip region, around []fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		at := region{x + o.Position().X, y + o.Position().Y, o.Size().Width, o.Size().Height}
		do(o, place{at, clip}, around)
		if _, ok := o.(*container.Scroll); ok {
			clip = clip.cut(at)
		}
		for _, k := range parts(o) {
			visit(k, at.x, at.y, clip, append(around[:len(around):len(around)], o))
		}
	}
	visit(front(w), 0, 0, region{0, 0, size.Width, size.Height}, nil)
}

// parts are what an object is made of.
func parts(o fyne.CanvasObject) []fyne.CanvasObject {
	switch p := o.(type) {
	case *fyne.Container:
		return p.Objects
	case fyne.Widget:
		return test.WidgetRenderer(p).Objects()
	}
	return nil
}

// placeOf finds an object that is shown.
func placeOf(w fyne.Window, wanted fyne.CanvasObject) (found place, ok bool) {
	eachSeen(w, func(o fyne.CanvasObject, p place, _ []fyne.CanvasObject) {
		if o == wanted {
			found, ok = p, true
		}
	})
	return found, ok
}

// round goes with Tab from the first thing that takes the keyboard until one comes again.
func round(w fyne.Window) (all []fyne.Focusable) {
	const most = 400
	w.Canvas().Unfocus()
	for range most {
		w.Canvas().FocusNext()
		f := w.Canvas().Focused()
		if f == nil || len(all) > 0 && f == all[0] {
			return all
		}
		all = append(all, f)
	}
	return all
}

func named(f any) string {
	v := reflect.Indirect(reflect.ValueOf(f))
	text := ""
	for _, field := range []string{"Text", "text", "PlaceHolder", "measure"} {
		if s := v.FieldByName(field); s.IsValid() && s.Kind() == reflect.String && s.String() != "" {
			text = " " + s.String()
			break
		}
	}
	return strings.TrimPrefix(v.Type().String(), "*") + text
}

// ringed counts the pixels that change by the focus to a contrast of 3:1 at least, in and around an object that has it.
func ringed(w fyne.Window, f fyne.Focusable, at region) int {
	const around = 6
	with := w.Canvas().Capture()
	f.FocusLost()
	without := w.Canvas().Capture()
	f.FocusGained()
	room := image.Rect(int(at.x)-around, int(at.y)-around, int(at.right())+around, int(at.bottom())+around).Intersect(with.Bounds())
	n := 0
	for y := room.Min.Y; y < room.Max.Y; y++ {
		for x := room.Min.X; x < room.Max.X; x++ {
			if a, b := with.At(x, y), without.At(x, y); a != b && assets.Contrast(a, b) >= 3 {
				n++
			}
		}
	}
	return n
}

// fewest is how many pixels a ring around something this large has at least.
func fewest(r region) int { return int(2 * (min(r.w, 60) + min(r.h, 30))) }

// byMouse are things that are pressed by mouse and have another way by keyboard, named by their types.
var byMouse = []string{
	"part.cross",                                             // Delete on what it empties
	"part.headingCell",                                       // 1 to 9 in the list
	"part.tableRow",                                          // the arrows, and Enter
	"part.checkRow",                                          // 1 to 9 on the page
	"part.orderedRow",                                        // the arrows in its list
	"widget.OverlayContainer", "widget.PopUp", "widget.Menu", // Escape
	"widget.scrollBarArea", // Page Up and Page Down, the arrows in what has the keyboard
}

// TestKeyboardWalk goes with Tab through each page in each of its states: what has the keyboard shows a ring, is in sight, can be
// used and comes in reading order; Shift and Tab lead back the same way; and nothing can be pressed by mouse alone.
func TestKeyboardWalk(t *testing.T) {
	s, w := sit(t, 300, "id")
	drawn := map[string]bool{} // page and kind of thing whose ring was looked at
	for _, scene := range s.Scenes() {
		scene.Set()
		page := strings.SplitN(scene.Name, "-", 2)[0]
		all := round(w)
		if len(all) == 0 {
			if scene.Name != "restoring" {
				t.Errorf("%s: nothing takes the keyboard", scene.Name)
			}
			continue
		}
		w.Canvas().Unfocus()
		var last place
		for i, f := range all {
			w.Canvas().FocusNext()
			name := fmt.Sprintf("%s: %d %s", scene.Name, i, named(f))
			p, ok := placeOf(w, f.(fyne.CanvasObject))
			if !ok {
				t.Errorf("%s is not shown", name)
				continue
			}
			checkPlace(t, name, f, p)
			if kind := page + fmt.Sprintf("%T", f); !drawn[kind] {
				drawn[kind] = true
				seen := p.at.cut(p.clip)
				if n := ringed(w, f, p.at); n < fewest(seen) {
					t.Errorf("%s shows no ring: %d of %d pixels", name, n, fewest(seen))
				}
			}
			if i > 0 && upwards(last.at, p.at) {
				t.Errorf("%s comes after what stands below it: %v after %v", name, p.at, last.at)
			}
			last = p
		}
		backwards(t, scene.Name, w, all)
		mouseOnly(t, scene.Name, w)
	}
}

// checkPlace tells what keeps something with the keyboard from being seen and used.
func checkPlace(t *testing.T, name string, f fyne.Focusable, p place) {
	t.Helper()
	if d, ok := f.(fyne.Disableable); ok && d.Disabled() {
		t.Errorf("%s cannot be used", name)
	}
	if tab, ok := f.(fyne.Tabbable); ok && tab.AcceptsTab() {
		t.Errorf("%s keeps Tab", name)
	}
	seen := p.at.cut(p.clip)
	if seen.w < min(p.at.w, p.clip.w)-1 || seen.h < min(p.at.h, p.clip.h/3)-1 {
		t.Errorf("%s is out of sight: %v of %v in %v", name, seen, p.at, p.clip)
	}
}

// railEnd is where the navigation ends, which comes after the page.
const railEnd = 196

// upwards tells whether b stands above a and not in a column of its own to the right.
func upwards(a, b region) bool {
	return b.right() > railEnd && b.bottom() <= a.y+2 && b.x < a.right()
}

// backwards goes the way back with Shift and Tab.
func backwards(t *testing.T, scene string, w fyne.Window, all []fyne.Focusable) {
	t.Helper()
	for i := len(all) - 2; i >= 0; i-- {
		w.Canvas().FocusPrevious()
		if got := w.Canvas().Focused(); got != all[i] {
			t.Errorf("%s: Shift and Tab lead to %s, not back to %s", scene, named(got), named(all[i]))
			return
		}
	}
}

// mouseOnly finds what can be pressed by mouse and not by keyboard.
func mouseOnly(t *testing.T, scene string, w fyne.Window) {
	t.Helper()
	eachSeen(w, func(o fyne.CanvasObject, _ place, around []fyne.CanvasObject) {
		if _, taps := o.(fyne.Tappable); !taps {
			return
		}
		for _, a := range append(around, o) {
			if _, focuses := a.(fyne.Focusable); focuses {
				return
			}
			for _, known := range byMouse {
				if strings.HasSuffix(fmt.Sprintf("%T", a), known) {
					return
				}
			}
		}
		t.Errorf("%s: %s is pressed by mouse alone", scene, named(o))
	})
}
