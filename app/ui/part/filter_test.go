package part

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/i18n"
)

func wib() *time.Location { return time.FixedZone("WIB", 7*60*60) }

func indonesian() *i18n.Language { return i18n.For("id", wib()) }

// waiting keeps the last function it was given, as task.Later does.
type waiting struct{ f func() }

func (w *waiting) later(f func()) { w.f = f }

func (w *waiting) pass() {
	if f := w.f; f != nil {
		w.f = nil
		f()
	}
}

func TestSearch(t *testing.T) {
	start(t)
	var wait waiting
	var got []string
	s := NewSearch("", wait.later, func(words string) { got = append(got, words) })
	show(t, s, 300, 40)
	test.Type(s, "gam")
	if len(got) != 0 {
		t.Fatalf("asked while typing: %q", got)
	}
	wait.pass()
	test.Type(s, "bir")
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if wait.f != nil {
		t.Error("Enter leaves a question waiting")
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // nothing new
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	wait.pass()
	if want := []string{"gam", "gambir", ""}; !slices.Equal(got, want) || s.Text != "" {
		t.Errorf("got %q, want %q; text %q", got, want, s.Text)
	}
}

func TestSearchIsSetWithoutACall(t *testing.T) {
	start(t)
	var wait waiting
	var got []string
	s := NewSearch("", wait.later, func(words string) { got = append(got, words) })
	s.OnDown = func() { got = append(got, "down") }
	s.Set("jalan  rusak")
	wait.pass()
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // the words that are known
	if len(got) != 0 || s.Text != "jalan  rusak" || s.clear.Hidden {
		t.Errorf("asked %q, shows %q, can be cleared %v", got, s.Text, !s.clear.Hidden)
	}
	s.SetText(" lampu  mati")
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if want := []string{"lampu mati", "down"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func areas() []Option {
	var all []Option
	for i := range 267 {
		all = append(all, Option{Key: fmt.Sprint(i), Label: fmt.Sprint("Kelurahan ", i), Detail: []string{"Jakarta Pusat", "Jakarta Utara"}[i%2]})
	}
	return all
}

func TestPicker(t *testing.T) {
	start(t)
	var got []string
	p := NewPicker(indonesian(), "Semua wilayah", func(key string) { got = append(got, key) })
	p.SetOptions(areas())
	w := show(t, container.NewWithoutLayout(p), 500, 500)
	p.Resize(p.MinSize())
	if p.open.Text != "Semua wilayah" || !p.clear.Hidden {
		t.Errorf("an empty picker shows %q", p.open.Text)
	}
	p.Open()
	field := p.popup.field
	if w.Canvas().Focused() != fyne.Focusable(field) {
		t.Fatal("the search field has no focus")
	}
	test.Type(field, "UTARA 26")
	if len(p.popup.found) != 3 { // 261, 263 and 265: of the others with 26, both are even
		t.Errorf("found %v", p.popup.found)
	}
	for _, o := range p.popup.found {
		if o.Detail != "Jakarta Utara" {
			t.Errorf("found %v", o)
		}
	}
	first := p.popup.found[0].Key
	second := p.popup.found[1].Key
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if first == second || p.Key() != second || p.Label() != "Kelurahan "+second || DialogOpen(w) || p.clear.Hidden {
		t.Errorf("chosen %q, shown %q, open %v", p.Key(), p.Label(), DialogOpen(w))
	}
	test.Tap(p.clear)
	if want := []string{second, ""}; !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
}

func TestPickerFindsNothing(t *testing.T) {
	start(t)
	p := NewPicker(indonesian(), "Semua", func(string) { t.Error("a choice was told") })
	p.SetOptions(areas())
	w := show(t, container.NewWithoutLayout(p), 500, 500)
	p.Open()
	test.Type(p.popup.field, "bandung")
	if !p.popup.none.Visible() {
		t.Error("nothing says that nothing was found")
	}
	p.popup.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.popup.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	p.popup.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if DialogOpen(w) {
		t.Error("Escape does not close the list")
	}
	if w.Canvas().Focused() != fyne.Focusable(p.open) {
		t.Error("the focus does not come back")
	}
	p.Set("gone")
	if p.Label() != "gone" {
		t.Errorf("an unknown choice shows %q", p.Label())
	}
}

func TestShorten(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Gambir", "Gambir"}, {"", ""}, {"1234567890", "1234567890"}, {"12345678901", "123456789…"}, {"éééééééé éé", "éééééééé…"},
	}
	for _, tt := range tests {
		if got := shorten(tt.in, 10); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, wib()) }

func TestReadDay(t *testing.T) {
	tests := []struct {
		in   string
		want time.Time
		bad  bool
	}{
		{in: "2026-03-31", want: day(2026, 3, 31)},
		{in: "31-03-2026", want: day(2026, 3, 31)},
		{in: " 1/3/2026 ", want: day(2026, 3, 1)},
		{in: "1.3.2026", want: day(2026, 3, 1)},
		{in: "2024-02-29", want: day(2024, 2, 29)},
		{in: "31 Mar 2026", want: day(2026, 3, 31)},
		{in: "17 agustus 2026", want: day(2026, 8, 17)},
		{in: "1 May 2026", want: day(2026, 5, 1)},
		{in: "", want: time.Time{}},
		{in: "31 Feb 2026", bad: true},
		{in: "3 Ma 2026", bad: true},
		{in: "3 3 2026", bad: true},
		{in: "2026-02-29", bad: true},
		{in: "31-03-26", bad: true},
		{in: "kemarin", bad: true},
	}
	for _, tt := range tests {
		got, err := readDay(tt.in, indonesian())
		if (err != nil) != tt.bad || (!tt.bad && !got.Equal(tt.want)) {
			t.Errorf("%q: got %v, %v; want %v, bad %v", tt.in, got, err, tt.want, tt.bad)
		}
	}
}

func newTestPeriod(t *testing.T) (*Period, *[]string) {
	t.Helper()
	start(t)
	var got []string
	today := func() time.Time { return time.Date(2026, 3, 31, 20, 0, 0, 0, time.UTC) } // April has begun in Jakarta
	p := NewPeriod(indonesian(), today, func(from, until time.Time) {
		got = append(got, stamp(from)+" "+stamp(until))
	})
	show(t, p, 600, 80)
	return p, &got
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format("2006-01-02T15")
}

func TestPeriodTyped(t *testing.T) {
	p, got := newTestPeriod(t)
	p.first.SetText("2026-03-01")
	p.last.SetText("31-03-2026")
	p.last.SetText("31-03-2026 ") // the same day
	p.last.SetText("28-02-2026")
	p.last.FocusLost()
	if p.Valid() || !p.fault.Visible() {
		t.Error("an end before the beginning is not said")
	}
	if from, until := p.Range(); !from.Equal(day(2026, 3, 1)) || !until.Equal(day(2026, 4, 1)) {
		t.Errorf("the last valid period is %v to %v", from, until)
	}
	p.last.SetText("")
	if p.fault.Visible() || !p.Valid() {
		t.Error("the complaint stays after the date was mended")
	}
	want := []string{"2026-02-28T17 -", "2026-02-28T17 2026-03-31T17", "2026-02-28T17 -"}
	if !slices.Equal(*got, want) {
		t.Errorf("told %q, want %q", *got, want)
	}
}

func TestPickerRowGivesDetailItsRoom(t *testing.T) {
	start(t)
	tests := []struct {
		label, detail string
		whole         bool // the detail is
	}{
		{"Kebayoran Lama", "Kecamatan di Kota Administrasi Jakarta Selatan", true},
		{"Sudin Pertamanan dan Hutan Kota Kota Administrasi Jakarta Utara", "12.345 laporan", true},
		{"Sudin Pertamanan dan Hutan Kota Kota Administrasi Jakarta Utara", "Kecamatan di Kota Administrasi Jakarta Selatan", false},
		{"Jakarta Pusat", "", true},
	}
	for _, tt := range tests {
		r := newOptionRow().(*optionRow)
		r.option = Option{Label: tt.label, Detail: tt.detail}
		b := beside{row: r}
		b.Layout([]fyne.CanvasObject{r.label, r.detail}, fyne.NewSize(440, 32))
		label, detail := r.label.Size().Width, r.detail.Size().Width
		if least := min(440*leastLabel, b.needed(tt.label, theme.SizeNameText)); label+detail != 440 || label < least {
			t.Errorf("%q, %q: %v and %v wide, want 440 together and at least %v", tt.label, tt.detail, label, detail, least)
		}
		if got := detail >= b.needed(tt.detail, theme.SizeNameCaptionText); got != tt.whole {
			t.Errorf("%q beside %q whole %v, want %v", tt.detail, tt.label, got, tt.whole)
		}
	}
}

func TestPeriodPresets(t *testing.T) {
	tests := map[string]string{
		"part.preset.all":        "",
		"part.preset.month":      "1 Apr 2026 30 Apr 2026",
		"part.preset.last_month": "1 Mar 2026 31 Mar 2026",
		"part.preset.days30":     "3 Mar 2026 1 Apr 2026",
		"part.preset.days90":     "2 Jan 2026 1 Apr 2026",
		"part.preset.months12":   "1 Mei 2025 30 Apr 2026",
		"part.preset.year":       "1 Jan 2026 31 Des 2026",
		"part.preset.last_year":  "1 Jan 2025 31 Des 2025",
	}
	if len(tests) != len(presets) {
		t.Errorf("%d presets, %d tested", len(presets), len(tests))
	}
	for _, s := range presets {
		p, got := newTestPeriod(t)
		p.take(s)
		want := tests[s.key]
		if want == "" {
			if len(*got) != 0 {
				t.Errorf("%s: told %q although nothing changed", s.key, *got)
			}
			continue
		}
		if shown := p.first.Text + " " + p.last.Text; shown != want || len(*got) != 1 {
			t.Errorf("%s: shows %q, told %q; want %q", s.key, shown, *got, want)
		}
	}
}

func TestPeriodOffersPresets(t *testing.T) {
	p, _ := newTestPeriod(t)
	test.Tap(p.menu)
	c := fyne.CurrentApp().Driver().CanvasForObject(p.menu)
	if c.Overlays().Top() == nil {
		t.Error("no menu")
	}
}

func TestChip(t *testing.T) {
	start(t)
	gone := 0
	c := NewChip("Wilayah: Gambir", func() { gone++ })
	show(t, c, 200, 40)
	test.Tap(c.cross)
	c.cross.FocusGained()
	c.cross.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if gone != 2 || c.Text() != "Wilayah: Gambir" {
		t.Errorf("removed %d times, text %q", gone, c.Text())
	}
}

// TestPresetByName: a usual range has a name by which it is found again on another day.
func TestPresetByName(t *testing.T) {
	p, _ := newTestPeriod(t)
	if p.Preset() != "" {
		t.Errorf("preset %q before one was taken", p.Preset())
	}
	for _, s := range presets {
		p.take(s)
		from, until, ok := PresetRange(p.Preset(), p.today().In(p.language.Zone()))
		if shownFrom, shownUntil := p.Range(); !ok || !from.Equal(shownFrom) || !until.Equal(shownUntil) {
			t.Errorf("%s: %v to %v, %v; want what is shown", p.Preset(), from, until, ok)
		}
	}
	later := time.Date(2026, 9, 15, 8, 0, 0, 0, wib())
	if from, _, ok := PresetRange("last_month", later); !ok || from.Format(time.DateOnly) != "2026-08-01" {
		t.Errorf("later on: from %v, %v; want August", from, ok)
	}
	if _, _, ok := PresetRange("tomorrow", later); ok {
		t.Error("a range of no name was found")
	}
	p.Set(later, later.AddDate(0, 0, 1))
	if p.Preset() != "" {
		t.Errorf("preset %q after days were set", p.Preset())
	}
}
