package part

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/data"
)

func TestNotice(t *testing.T) {
	start(t)
	var wait waiting
	undone := 0
	n := NewNotice(wait.later)
	show(t, AtBottom(widget.NewLabel(""), n), 500, 300)
	if n.Visible() {
		t.Fatal("a new notice is visible")
	}
	n.Say("Tersimpan")
	if !n.Visible() || n.Text() != "Tersimpan" || !n.action.Hidden {
		t.Errorf("visible %v, %q, action hidden %v", n.Visible(), n.Text(), n.action.Hidden)
	}
	wait.pass()
	if n.Visible() {
		t.Error("the notice stays")
	}
	n.Offer("Diterima", "Urungkan", func() { undone++ })
	test.Tap(n.action)
	if undone != 1 || n.Visible() || wait.f != nil {
		t.Errorf("undone %d, visible %v, waits %v", undone, n.Visible(), wait.f != nil)
	}
}

func TestBusy(t *testing.T) {
	start(t)
	stopped := 0
	b := NewBusy(indonesian(), func() { stopped++ })
	page := container.NewVBox(b)
	show(t, page, 500, 100)
	if b.Visible() {
		t.Fatal("a new Busy is visible")
	}
	b.Start("Membaca")
	page.Refresh()
	if !b.Visible() || b.bar.Visible() || b.text.text != "Membaca" {
		t.Error("it begins without text or with a share")
	}
	tests := []struct {
		share float64
		want  string
	}{{0.425, "42,5 %"}, {1.7, "100 %"}}
	for _, tt := range tests {
		b.SetShare(tt.share)
		if got := b.bar.words.text; !b.bar.Visible() || !strings.HasPrefix(got, strings.TrimSuffix(tt.want, " %")) {
			t.Errorf("%v: shows %q, want %q", tt.share, got, tt.want)
		}
		if w := b.bar.Size().Width; w < 100 {
			t.Errorf("%v: the bar is %v wide", tt.share, w)
		}
	}
	b.SetShare(-1)
	if b.bar.Visible() {
		t.Error("an unknown share is shown")
	}
	test.Tap(b.stop)
	b.End()
	if stopped != 1 || b.Visible() {
		t.Errorf("stopped %d, visible %v", stopped, b.Visible())
	}
	if nb := NewBusy(indonesian(), nil); !nb.stop.Hidden {
		t.Error("a button that stops nothing")
	}
}

func TestEmpty(t *testing.T) {
	start(t)
	tapped := 0
	o := NewEmpty(assets.IconEmpty, "Tidak ada laporan yang cocok dengan saringan ini, coba kata lain.", widget.NewButton("Hapus", func() { tapped++ }))
	show(t, o, 500, 300)
	for _, c := range test.LaidOutObjects(o) {
		if b, ok := c.(*widget.Button); ok {
			test.Tap(b)
		}
		if p, ok := c.(*prose); ok && p.Size().Height < p.MinSize().Height {
			t.Errorf("the sentence is cut: %v of %v", p.Size(), p.MinSize())
		}
	}
	if tapped != 1 {
		t.Errorf("tapped %d", tapped)
	}
}

func TestTimelineWraps(t *testing.T) {
	start(t)
	tl := NewTimeline(indonesian())
	long := strings.Repeat("lubang di jalan ", 40)
	moments := []Moment{
		{Title: "Menunggu", When: "3 Mar 2026", Stay: "2 j", Stage: data.Waiting},
		{Title: "TL Ditolak", Detail: long, When: "4 Mar 2026", Stay: "1 h", Refused: true},
		{Title: "Catatan", When: "5 Mar 2026", Tone: figure.Good},
		{Title: "Validasi", When: "6 Mar 2026", Stay: "4 h", Stage: data.Validation, Ongoing: true},
	}
	tl.Set(moments)
	show(t, container.NewVScroll(tl), 700, 500)
	wideHeight := tl.MinSize().Height
	tl.Resize(fyne.NewSize(300, 900))
	if narrow := tl.MinSize().Height; narrow <= wideHeight {
		t.Errorf("height %v at 300, %v at 700: nothing wraps", narrow, wideHeight)
	}
	bottom := float32(0)
	for i, e := range tl.entries {
		if y := e.title.Position().Y; y < bottom-innerPadding()-1 {
			t.Errorf("entry %d begins at %v, above the end of the one before, %v", i, y, bottom)
		}
		bottom = e.when.Position().Y + e.when.Size().Height
		if e.detail.Visible() {
			bottom = e.detail.Position().Y + e.detail.Size().Height - innerPadding()
		}
		if right := e.stay.Position().X + e.stay.Size().Width; right > 300.5 {
			t.Errorf("entry %d: the stay ends at %v of 300", i, right)
		}
	}
	if !tl.entries[0].ongoing.Hidden || tl.entries[3].ongoing.Hidden {
		t.Error("what is going on is not said")
	}
}

func TestMomentMarks(t *testing.T) {
	tests := []struct {
		m      Moment
		icon   assets.IconName
		colour fyne.ThemeColorName
	}{
		{Moment{Stage: data.Done}, "stage-done", StageColor(data.Done)},
		{Moment{Stage: data.Process, Refused: true}, assets.IconRefused, assets.ColorRefused},
		{Moment{Tone: figure.Bad}, assets.IconDot, assets.ColorBad},
		{Moment{}, assets.IconDot, assets.ColorQuiet},
	}
	for _, tt := range tests {
		if icon, colour := tt.m.mark(); icon != tt.icon || colour != tt.colour {
			t.Errorf("%+v: got %s in %s", tt.m, icon, colour)
		}
	}
}

func TestEveryStageAndToneHasItsLook(t *testing.T) {
	seen := map[fyne.ThemeColorName]bool{}
	for _, s := range data.Stages() {
		if c := StageColor(s); c == assets.ColorQuiet || seen[c] || assets.StageIcon(string(s)) == assets.IconQuestion {
			t.Errorf("%s has no look of its own: %s", s, c)
		}
		seen[StageColor(s)] = true
	}
	tones := []figure.Tone{figure.Plain, figure.Second, figure.Third, figure.Good, figure.Bad, figure.Pending, figure.Water}
	for _, tone := range tones {
		if c := ToneColor(tone); seen[c] {
			t.Errorf("%s has no colour of its own: %s", tone, c)
		}
		seen[ToneColor(tone)] = true
	}
}

func TestCardHeadingField(t *testing.T) {
	start(t)
	f := NewField("Wilayah", "")
	if f.Text() != "–" {
		t.Errorf("an empty fact shows %q", f.Text())
	}
	f.SetText("Gambir")
	c := NewCard("", f)
	h := NewHeading("Meja", "", widget.NewButton("Impor", nil))
	show(t, Page(Below(h, c)), 500, 300)
	plain := c.MinSize().Height
	c.SetTitle("Fakta")
	if c.MinSize().Height <= plain || f.Text() != "Gambir" {
		t.Error("the title takes no room")
	}
	low := h.MinSize().Height
	h.SetSubtitle("12 laporan")
	if h.MinSize().Height <= low || !h.subtitle.Visible() {
		t.Error("the subtitle takes no room")
	}
	c.SetContent(widget.NewLabel("lain"))
	h.SetTitle("Lain")
	if h.title.text != "Lain" {
		t.Errorf("title %q", h.title.text)
	}
}

func TestStageBadgeSpeaksTheLanguage(t *testing.T) {
	start(t)
	b := NewStageBadge(indonesian(), data.Rejected)
	refused := NewRefusedBadge("TL Ditolak")
	if b.Text() != indonesian().Stage(data.Rejected) || b.ink == refused.ink || b.tint == refused.tint {
		t.Errorf("%q in %s, refused in %s", b.Text(), b.ink, refused.ink)
	}
	b.SetStage(data.Done)
	if b.Text() != indonesian().Stage(data.Done) {
		t.Errorf("%q", b.Text())
	}
}
