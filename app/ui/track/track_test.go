package track

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

var (
	jakarta = time.FixedZone("WIB", 7*60*60)
	now     = time.Date(2026, time.March, 10, 8, 30, 0, 0, time.UTC)
)

// shelf is a store that holds some reports by number.
type shelf struct {
	reports map[string]data.Report
	history data.History
	asked   []string
	fail    error
	hook    func(number string) // called before the answer
}

func (s *shelf) Track(_ context.Context, number string) (data.Report, data.History, error) {
	s.asked = append(s.asked, number)
	if s.hook != nil {
		s.hook(number)
	}
	if s.fail != nil {
		return data.Report{}, nil, s.fail
	}
	r, ok := s.reports[number]
	if !ok {
		return data.Report{}, nil, data.About(number, data.ErrNotFound)
	}
	return r, s.history, nil
}

func newShelf(reports ...data.Report) *shelf {
	s := &shelf{reports: map[string]data.Report{}, history: data.History{
		{Kind: data.Received, Stage: data.Waiting, HappenedAt: now.Add(-50 * time.Hour)},
		{Kind: data.Coordinated, Stage: data.Coordination, Unit: "Sudin Bina Marga", Actor: "Sari", Note: "rumah Pak Budi", HappenedAt: now.Add(-26 * time.Hour)},
	}}
	for i, r := range reports {
		r.ID = int64(i + 1)
		s.reports[r.Number] = r
	}
	return s
}

var pothole = data.Report{
	Number: "JK2603080001", Channel: "JAKI", Category: "Jalan", Area: "31.74.06.1003", Address: "Jalan Margasatwa 12",
	Text: "Lubang besar di tikungan", SentAt: now.Add(-50 * time.Hour),
}

func opened(t *testing.T, s *shelf) (*Page, fyne.Window, *[]int64) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	cases := &[]int64{}
	p := New(Track{
		Reports: s, Run: task.Inline, Language: i18n.For("id", jakarta), Now: func() time.Time { return now },
		Open: func(id int64) { *cases = append(*cases, id) },
	})
	w := test.NewTempWindow(t, p.Content())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1080, 750))
	return p, w, cases
}

// words returns every text below the field.
func words(p *Page) string {
	var all []string
	for _, o := range test.LaidOutObjects(p.body) {
		if !o.Visible() {
			continue
		}
		switch o := o.(type) {
		case *canvas.Text:
			all = append(all, o.Text)
		case *part.Field:
			all = append(all, o.Text())
		case *part.Badge:
			all = append(all, o.Text())
		case *part.Button:
			all = append(all, o.Text)
		}
	}
	return strings.Join(all, "\n")
}

func expect(t *testing.T, p *Page, present, absent []string) {
	t.Helper()
	text := words(p)
	for _, w := range present {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not shown in\n%s", w, text)
		}
	}
	for _, w := range absent {
		if strings.Contains(text, w) {
			t.Errorf("%q is shown in\n%s", w, text)
		}
	}
}

func TestNumberIsReadAsPeopleTypeIt(t *testing.T) {
	foreign := data.Report{Number: "abc-7"}
	tests := []struct {
		name, typed string
		asked       []string
		shown       string
	}{
		{"as it is", "JK2603080001", []string{"JK2603080001"}, "JK2603080001"},
		{"blanks around", "  JK2603080001\t", []string{"JK2603080001"}, "JK2603080001"},
		{"small letters", "jk2603080001", []string{"JK2603080001"}, "JK2603080001"},
		{"a source that numbers in small letters", "abc-7", []string{"ABC-7", "abc-7"}, "abc-7"},
		{"unknown", "jk1", []string{"JK1", "jk1"}, ""},
		{"nothing", "  ", nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newShelf(pothole, foreign)
			p, w, _ := opened(t, s)
			p.Load(t.Context())
			p.Focus(w.Canvas())
			test.Type(p.field, tt.typed)
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			if !slices.Equal(s.asked, tt.asked) {
				t.Errorf("asked %q, want %q", s.asked, tt.asked)
			}
			if p.shown != tt.shown {
				t.Errorf("%q is shown, want %q", p.shown, tt.shown)
			}
		})
	}
}

func TestResultTellsStatusPlaceAndHistory(t *testing.T) {
	p, _, cases := opened(t, newShelf(pothole))
	p.Load(t.Context())
	p.Show(pothole.Number)
	expect(t, p, []string{
		"JK2603080001", "Koordinasi", "9 Mar 2026 13.30 WIB (1 hr 2 jam)", "Pondok Labu, Cilandak, Kota Administrasi Jakarta Selatan",
		"Jalan", "JAKI", "8 Mar 2026", "Sudin Bina Marga", "Lubang besar", "Laporan masuk", "masih berlangsung",
	}, []string{"Margasatwa", "Sari", "Budi", "privat"})
	tapButton(t, p, "Buka laporan")
	if want := []int64{1}; !slices.Equal(*cases, want) {
		t.Errorf("opened %v, want %v", *cases, want)
	}
}

func TestPrivateTextIsHidden(t *testing.T) {
	private := pothole
	private.Private = true
	p, _, _ := opened(t, newShelf(private))
	p.Load(t.Context())
	p.Show(private.Number)
	expect(t, p, []string{"Laporan privat", "Pondok Labu"}, []string{"Lubang"})
}

func TestReportWithoutTextOrStage(t *testing.T) {
	s := newShelf(data.Report{Number: "JK1", Area: "depan pasar"})
	s.history = data.History{{Kind: data.Noted, HappenedAt: now}}
	p, _, _ := opened(t, s)
	p.Load(t.Context())
	p.Show("JK1")
	expect(t, p, []string{"Belum diketahui", "depan pasar", "tidak memuat teks", "Catatan"}, nil)
}

func TestNotFoundSaysWhatToCheck(t *testing.T) {
	p, _, _ := opened(t, newShelf(pothole))
	p.Load(t.Context())
	p.Show(pothole.Number)
	p.Show("JK9")
	expect(t, p, []string{"Laporan JK9 tidak ditemukan"}, []string{"Pondok Labu"})
	p.Show("")
	expect(t, p, []string{"Ketik nomor"}, []string{"tidak ditemukan"})
}

func TestErrorCanBeTriedAgain(t *testing.T) {
	s := newShelf(pothole)
	p, _, _ := opened(t, s)
	p.Load(t.Context())
	s.fail = errors.New("broken")
	p.Show(pothole.Number)
	expect(t, p, []string{"Coba lagi"}, []string{"Pondok Labu", "broken"})
	s.fail = nil
	p.ask() // what the button calls
	expect(t, p, []string{"Pondok Labu"}, []string{"Coba lagi"})
}

func TestOnlyTheLatestNumberIsShown(t *testing.T) {
	other := pothole
	other.Number = "JK2"
	tests := []struct {
		name  string
		again func(p *Page)
		want  string
	}{
		{"another number", func(p *Page) { p.Show("JK2") }, "JK2"},
		{"cleared", func(p *Page) { p.Show("") }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newShelf(pothole, other)
			p, _, _ := opened(t, s)
			p.Load(t.Context())
			s.hook = func(number string) {
				if number == pothole.Number {
					tt.again(p)
				}
			}
			p.Show(pothole.Number)
			if p.shown != tt.want {
				t.Errorf("%q is shown, want %q", p.shown, tt.want)
			}
		})
	}
}

func TestShowBeforeLoadWaitsAndLoadAsksAgain(t *testing.T) {
	s := newShelf(pothole)
	p, _, _ := opened(t, s)
	p.Show(pothole.Number)
	if len(s.asked) != 0 {
		t.Fatalf("asked %q before the page was shown", s.asked)
	}
	ctx, leave := context.WithCancel(t.Context())
	p.Load(ctx)
	leave()
	p.Show("JK2")
	if p.shown != pothole.Number || len(s.asked) != 1 {
		t.Errorf("%q is shown, asked %q", p.shown, s.asked)
	}
	p.Show(pothole.Number)
	s.history = append(s.history, data.Event{Kind: data.Started, Stage: data.Process, HappenedAt: now})
	p.Load(t.Context())
	expect(t, p, []string{"Proses", "Mulai diproses"}, nil)
}

func TestEarlierReportIsOneTapAway(t *testing.T) {
	again := pothole
	again.Number, again.Continues = "JK2", pothole.Number
	p, _, _ := opened(t, newShelf(pothole, again))
	p.Load(t.Context())
	p.Show("JK2")
	tapButton(t, p, "Laporan sebelumnya")
	if p.shown != pothole.Number || p.field.Text != pothole.Number {
		t.Errorf("%q is shown, %q in the field", p.shown, p.field.Text)
	}
}

func tapButton(t *testing.T, p *Page, text string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(p.body) {
		if b, ok := o.(*part.Button); ok && strings.HasPrefix(b.Text, text) {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("there is no button %q", text)
}

func TestLongHistoryScrollsToItsEnd(t *testing.T) {
	s := newShelf(pothole)
	for i := range 60 {
		s.history = append(s.history, data.Event{Kind: data.Refused, Stage: data.Process, Reason: "photo_unclear", HappenedAt: now.Add(time.Duration(i) * time.Minute)})
	}
	p, w, _ := opened(t, s)
	p.Load(t.Context())
	p.Show(pothole.Number)
	for _, width := range []float32{1080, 800, 1400} {
		w.Resize(fyne.NewSize(width, 750))
		content, inner := p.scroll.Content.Size().Height, p.body.Objects[0].MinSize().Height
		if content < inner || content > inner+40 {
			t.Errorf("width %v: what scrolls is %v high, its entries %v", width, content, inner)
		}
	}
}
