package casefile

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

func TestFacts(t *testing.T) {
	d := open(t, newOffice(), 1, validator)
	f := d.facts
	got := []string{f.place.Text(), f.above.Text(), f.sent.Text(), f.unit.Text(), f.position.Text(), f.continues.Text(), f.channel.Text()}
	want := []string{"Gambir", "Gambir, Kota Administrasi Jakarta Pusat", "3 Mar 2026 08.12 WIB", sudin, "-6,17211; 106,81952", "JK2602110031", "JAKI"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if d.head.private.Visible() || !d.head.pass.Visible() || d.head.pass.Text() != "Putaran 2" {
		t.Errorf("private %v, pass %v %q", d.head.private.Visible(), d.head.pass.Visible(), d.head.pass.Text())
	}
	d.Show(3)
	if !d.head.private.Visible() || d.head.pass.Visible() || d.head.stage.Text() != "Selesai" {
		t.Error("badges of the case before")
	}
}

func TestMoments(t *testing.T) {
	h := path(1, received, coordinated, started, followed, submitted, refused, followed,
		data.Event{Kind: data.Recorded, Activity: "Disalin ke arsip"}, submitted, accepted,
		data.Event{Kind: data.Undone, Stage: data.Validation, Actor: "validator-02", Role: data.Validator})
	last := h[len(h)-1].HappenedAt
	var got []string
	for _, m := range part.Chronicle(i18n.For("id", jakarta), h, last.Add(35*time.Minute)) {
		line := m.Title + " | " + strings.ReplaceAll(m.Detail, "\n", " / ") + " | " + m.Stay
		if m.Ongoing {
			line += " …"
		}
		if m.Refused {
			line += " refused"
		}
		got = append(got, line)
	}
	want := []string{
		"Keputusan ditarik kembali · putaran 2 | validator-02 (Validator) | 35 mnt …",
		"TL Diterima (ditarik kembali) · putaran 2 | validator-02 (Validator) | 2 hr 18 jam",
		"Diajukan untuk validasi · putaran 2 | bm-pusat-03 (Petugas) | 2 hr 11 jam",
		"Disalin ke arsip |  | ",
		"Ditindaklanjuti · putaran 2 | bm-pusat-03 (Petugas) / Sudah dikerjakan oleh petugas di lokasi. | 4 hr 1 jam",
		"TL Ditolak | validator-02 (Validator) / Alasan: Foto tidak jelas / Foto hasil kerja buram, mohon difoto ulang dari jarak dekat. | 1 hr 14 jam refused",
		"Diajukan untuk validasi | bm-pusat-03 (Petugas) | 1 hr 7 jam",
		"Ditindaklanjuti | bm-pusat-03 (Petugas) / Sudah dikerjakan oleh petugas di lokasi. | 1 hr",
		"Mulai diproses | bm-pusat-03 (Petugas) | 17 jam",
		"Dikoordinasikan | Sudin Bina Marga Jakarta Pusat · kel-gambir (Petugas) / Lubang di jalan kota, bukan jalan lingkungan; mohon ditangani sebelum akhir pekan. | 10 jam",
		"Laporan masuk |  | 3 jam",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestLateAnswerIsNotShown(t *testing.T) {
	o := newOffice()
	d := open(t, o, 1, validator)
	o.onCase = func(id int64) {
		if id == 2 { // the person moves on before the answer is there
			o.onCase = nil
			d.Show(3)
		}
	}
	d.Show(2)
	if got := d.seen.report.ID; got != 3 || d.id != 3 {
		t.Errorf("shows case %d, page is at %d; want 3", got, d.id)
	}
}

func TestCaseThatIsNotThere(t *testing.T) {
	d := open(t, newOffice(), 1, validator)
	d.Show(9)
	if d.seen != nil || d.bar.card.Visible() || d.head.stage.Visible() {
		t.Error("the case before still looks like this one")
	}
	d.TypedRune('a')
	if len(d.office.given) != 0 {
		t.Errorf("given %v on nothing", d.office.given)
	}
	d.Show(1)
	if d.seen == nil || !d.bar.card.Visible() {
		t.Error("the page does not come back")
	}
}

func TestNothingOpen(t *testing.T) {
	d := open(t, newOffice(), 0, validator)
	if len(d.office.asked) != 0 || d.bar.card.Visible() {
		t.Errorf("asked for %v", d.office.asked)
	}
	for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight} {
		d.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if d.id != 0 {
		t.Errorf("an arrow leads to case %d", d.id)
	}
}

func TestLeftPageDoesNotAsk(t *testing.T) {
	d := open(t, newOffice(), 1, validator)
	ctx, leave := context.WithCancel(t.Context())
	d.Load(ctx)
	leave()
	before := len(d.office.asked)
	d.Show(2)
	if len(d.office.asked) != before {
		t.Error("a page that was left asks")
	}
	d.Load(t.Context())
	if d.seen == nil || d.seen.report.ID != 2 {
		t.Error("the case is not shown when the page comes back")
	}
}

func TestKeys(t *testing.T) {
	d := open(t, newOffice(), 2, officer)
	d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if d.id != 3 || !d.head.next.Disabled() || d.head.previous.Disabled() {
		t.Errorf("at %d; next disabled %v, previous disabled %v", d.id, d.head.next.Disabled(), d.head.previous.Disabled())
	}
	d.head.back.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft}) // with the focus on a button
	if d.id != 2 {
		t.Errorf("at %d, want 2", d.id)
	}
	d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyA})
	d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.backs != 1 || len(d.office.given) != 0 {
		t.Errorf("%d times back, given %v", d.backs, d.office.given)
	}
}

func TestShortcutsTellWhatIsAllowed(t *testing.T) {
	d := open(t, newOffice(), 1, validator)
	got := map[fyne.KeyName]bool{}
	for _, a := range d.Shortcuts() {
		got[a.Key] = a.Allowed()
		if a.Text == "" || strings.Contains(a.Text, ".") {
			t.Errorf("%s has the text %q", a.Key, a.Text)
		}
	}
	want := map[fyne.KeyName]bool{"A": true, "R": true, "F": true, "Z": false, fyne.KeyLeft: false, fyne.KeyRight: true, fyne.KeyEscape: true}
	for key, allowed := range want {
		if g, ok := got[key]; !ok || g != allowed {
			t.Errorf("%s allowed %v, want %v", key, g, allowed)
		}
	}
	d.openForm(data.Noted)
	for _, a := range d.Shortcuts() {
		if a.Allowed() {
			t.Errorf("%s is allowed behind a dialog", a.Key)
		}
	}
}
