package part

import (
	"image"
	"image/color"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/data"
)

// filled returns a picture of one colour.
func filled(w, h int, c color.Color) *Picture {
	m := image.NewNRGBA(image.Rect(3, 5, w+3, h+5))
	for y := 5; y < h+5; y++ {
		for x := 3; x < w+3; x++ {
			m.Set(x, y, c)
		}
	}
	return NewPicture(m)
}

var (
	red  = color.NRGBA{0xff, 0, 0, 0xff}
	blue = color.NRGBA{0, 0, 0xff, 0xff}
)

func TestPictureLevels(t *testing.T) {
	p := filled(1601, 900, red)
	if w, h := p.Size(); w != 1601 || h != 900 || len(p.levels) != 4 {
		t.Fatalf("%d by %d, %d levels", w, h, len(p.levels))
	}
	for _, tt := range []struct{ asked, want int }{{5000, 1601}, {1601, 1601}, {801, 1601}, {800, 800}, {300, 400}, {10, 200}} {
		if got := p.level(tt.asked).Rect.Dx(); got != tt.want {
			t.Errorf("for %d: %d wide, want %d", tt.asked, got, tt.want)
		}
	}
	if got := p.levels[3].RGBAAt(100, 50); got != (color.RGBA{0xff, 0, 0, 0xff}) {
		t.Errorf("made smaller it is %v", got)
	}
	if NewPicture(nil) != nil || NewPicture(image.NewRGBA(image.Rectangle{})) != nil {
		t.Error("nothing is a picture")
	}
	if thin := filled(4000, 1, red); len(thin.levels) != 1 {
		t.Errorf("a line has %d levels", len(thin.levels))
	}
}

func TestViewStaysOnThePhoto(t *testing.T) {
	v := wholeView.zoomed(4, 1, 0)
	if v.zoom != 4 || v.x != 0.875 || v.y != 0.125 {
		t.Errorf("zoomed at a corner: %+v", v)
	}
	if v = v.zoomed(100, 0.5, 0.5); v.zoom != mostZoom {
		t.Errorf("zoom %v", v.zoom)
	}
	if v = v.zoomed(0.0001, 0.5, 0.5); v != wholeView {
		t.Errorf("not the whole photo: %+v", v)
	}
}

func shownPair(t *testing.T) (*Pair, fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	p := NewPair()
	p.Set(Shot{Picture: filled(400, 300, red)}, Shot{Picture: filled(800, 600, blue)})
	w := test.NewTempWindow(t, p)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(408, 300))
	return p, w
}

func at(w fyne.Window, x, y int) color.NRGBA {
	return color.NRGBAModel.Convert(w.Canvas().Capture().At(x, y)).(color.NRGBA)
}

func TestPairModes(t *testing.T) {
	p, w := shownPair(t)
	if got := []color.NRGBA{at(w, 100, 150), at(w, 300, 150)}; !slices.Equal(got, []color.NRGBA{red, blue}) {
		t.Errorf("beside: %v", got)
	}
	p.SetMode(PairSwipe)
	for range 3 {
		p.Press(fyne.KeyRight) // the line moves: the first photo is seen on more than half
	}
	if got := []color.NRGBA{at(w, 220, 150), at(w, 330, 150)}; !slices.Equal(got, []color.NRGBA{red, blue}) {
		t.Errorf("swipe: %v", got)
	}
	p.SetMode(PairBlink)
	p.onTick(0.2)
	first := at(w, 100, 150)
	p.onTick(0.7)
	if second := at(w, 100, 150); first != red || second != blue {
		t.Errorf("blink: %v, then %v", first, second)
	}
	p.Rest()
	if p.Mode() != PairBeside {
		t.Error("it blinks on while the page is left")
	}
}

func TestPairLocksZoom(t *testing.T) {
	p, _ := shownPair(t)
	p.Type('0')
	if p.Whole() || p.view.zoom != 4 { // the sharper photo has four pixels for a unit where it is seen whole
		t.Fatalf("zoom %v", p.view.zoom)
	}
	p.Press(fyne.KeyRight)
	place := func(i int) (fyne.Position, fyne.Size) {
		w, h := p.shots[i].Picture.Size()
		return p.view.place(w, h, p.area())
	}
	a, sizeA := place(0)
	b, sizeB := place(1)
	if a != b || sizeA != sizeB || a.X >= 0 {
		t.Errorf("at %v %v and %v %v", a, sizeA, b, sizeB)
	}
	before := p.view
	p.Set(p.shots[0], Shot{Picture: p.shots[1].Picture, Title: "new"})
	if p.view != before {
		t.Error("another title changes what is seen")
	}
	p.Set(p.shots[0], Shot{Picture: filled(9, 9, red)})
	if !p.Whole() {
		t.Error("another photo is not seen whole")
	}
	if p.Press(fyne.KeyReturn) || p.Type('x') {
		t.Error("takes keys that it does not know")
	}
}

func TestPairIsTurnedByKeys(t *testing.T) {
	p, _ := shownPair(t)
	if !p.Type('.') || p.swipe != 0.5 || p.second {
		t.Error("side by side there is nothing to turn")
	}
	p.SetMode(PairSwipe)
	p.Type('0') // near: the arrows move what is seen
	if p.Press(fyne.KeyRight); p.swipe != 0.5 {
		t.Error("near, an arrow moves the line")
	}
	for _, r := range "..," {
		p.Type(r)
	}
	if p.swipe < 0.549 || p.swipe > 0.551 {
		t.Errorf("the line stands at %v", p.swipe)
	}
	p.SetMode(PairBlink)
	seen := p.second
	if p.Type('.'); p.second == seen {
		t.Error("the other photo is not seen")
	}
	if p.Type(','); p.second != seen {
		t.Error("the photo is not seen again")
	}
	p.SetMode(PairBeside)
}

func TestPairWithoutPhotos(t *testing.T) {
	p, _ := shownPair(t)
	p.Set(Shot{Instead: "none"}, Shot{Instead: "none"})
	p.Type('0')
	p.Type('+')
	p.Press(fyne.KeyLeft)
	p.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 10)})
	p.SetMode(PairBlink)
	p.DoubleTapped(&fyne.PointEvent{})
	if p.drawn.panes[0].image.Visible() {
		t.Error("a photo is shown")
	}
}

func TestChecks(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	c := NewChecks(i18n.For("id", nil))
	var got []string
	c.OnAnswer = func(id string, v data.AnswerValue) { got = append(got, id+" "+string(v)) }
	c.Set([]Check{{ID: "a", Text: "A"}, {ID: "b", Text: "B", Asked: true}})
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(400, 200))
	for _, n := range []int{1, 1, 1, 1, 2, 2} {
		if !c.Press(n) {
			t.Errorf("no question %d", n)
		}
	}
	if c.Press(0) || c.Press(3) {
		t.Error("answers what is not there")
	}
	want := []string{"a no", "a not_applies", "a yes", "a no", "b yes", "b no"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	test.Tap(c.rows[0])
	if all := c.All(); all[0].Answer != data.NotApplies || all[1].Answer != data.No {
		t.Errorf("answers %+v", all)
	}
}

func TestOutlineIsProjected(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	o := NewOutline()
	if o.Visible() {
		t.Error("an outline of nothing is shown")
	}
	square := [][2]float64{{106.8, -6.2}, {106.9, -6.2}, {106.9, -6.1}, {106.8, -6.1}, {106.8, -6.2}}
	o.Set([][][2]float64{square}, -6.1, 106.9)
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(200, 100))
	to := projection(o, fyne.NewSize(200, 100))
	north, south := to([2]float64{106.9, -6.1}), to([2]float64{106.8, -6.2})
	if north.Y != outlineEdge || south.Y != 100-outlineEdge || north.X <= south.X || north.X-south.X >= south.Y-north.Y {
		t.Errorf("north east %v, south west %v", north, south)
	}
}
