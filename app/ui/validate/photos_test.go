package validate

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

func TestBrokenPhotoIsSaid(t *testing.T) {
	b := newBureau(1)
	b.broken["after1"] = true
	s := sit(t, b)
	if got := s.picture(s.now, "after1").Instead; got != s.say("validate.photo.broken") {
		t.Errorf("says %q", got)
	}
}

func TestKeysOfPhotos(t *testing.T) {
	b := newBureau(1)
	b.photos[1] = append(b.photos[1], data.Evidence{Report: 1, Role: data.PhotoAfter, Photo: data.Photo{SHA256: "later1"}})
	s := sit(t, b)
	if got := s.now.shownAfter().Photo.SHA256; got != "later1" {
		t.Errorf("shows %s, want the latest", got)
	}
	s.press("n")
	if got := s.now.shownAfter().Photo.SHA256; got != "after1" {
		t.Errorf("shows %s", got)
	}
	s.press("v")
	if s.view.pair.Mode() != part.PairSwipe {
		t.Error("the mode stays")
	}
	s.press("0")
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if s.view.pair.Whole() {
		t.Error("the whole photo is still seen")
	}
	s.press("o")
	if !slices.Equal(s.cases, []int64{1}) {
		t.Errorf("opened %v", s.cases)
	}
}

func TestDistance(t *testing.T) {
	s := sit(t, newBureau(1))
	if got, want := s.placeText(s.now, s.now.shownAfter().Photo), "1,1 km"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := s.takenText(s.now, *s.now.shownBefore()), "3 Mar 2026 07.00 WIB, 1 jam sebelum laporan"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPageFitsTheSmallestWindow(t *testing.T) {
	b := newBureau(2)
	r := b.reports[1]
	r.Text, r.Address = strings.Repeat("panjang sekali ", 400), strings.Repeat("Jalan", 60)
	r.Category, r.Private = "Saluran Air, Kali/Sungai", false
	b.reports[1] = r
	for i := range b.all[1] {
		b.all[1][i].Unit, b.all[1][i].Note = "Suku Dinas Sumber Daya Air Kota Administrasi Jakarta Selatan", strings.Repeat("catatan ", 200)
	}
	for _, code := range data.FlagCodes()[:4] {
		b.flags[1] = append(b.flags[1], data.Flag{Code: code, Photo: "after1", Mark: "Adobe Photoshop 25.0"})
	}
	s := sit(t, b)
	for _, lang := range []string{"id", "en"} {
		s.in.Language = i18n.For(lang, jakarta)
		s.view.showCase(s.now)
		if m := s.Content().MinSize(); m.Width > 1084 || m.Height > 750 {
			t.Errorf("%s: needs %v", lang, m)
		}
	}
}
