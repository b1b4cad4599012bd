package intake_test

import (
	"context"
	"fmt"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	page "tuntas/app/ui/intake"
	"tuntas/app/ui/task"
	"tuntas/data"
	source "tuntas/data/intake"
)

var _ color.Color

func TestSheet(t *testing.T) {
	if os.Getenv("SHEET") == "" {
		t.Skip()
	}
	test.NewTempApp(t)
	dir := t.TempDir()
	rep := filepath.Join(dir, "laporan-maret.csv")
	ev := filepath.Join(dir, "kejadian-maret.csv")
	bad := filepath.Join(dir, "buku.xlsx")
	r := "nomor,dikirim,kanal,kategori,kelurahan,alamat,isi,lat,lon,rahasia,lanjutan,petugas_catat\n"
	e := "number;happened_at;activity;unit;actor;role;reason;note\n"
	for i := range 60 {
		d := fmt.Sprintf("2026-03-%02d 08:%02d", i%28+1, i)
		if i%17 == 3 {
			d = "kemarin"
		}
		r += fmt.Sprintf("JK2603010%04d,%s,JAKI,Jalan Rusak,Gambir,Jl. Merdeka Timur No. %d,Lubang besar di depan halte,-6.17,106.83,0,,A%d\n", i, d, i, i)
		act := []string{"Menunggu", "Diproses", "Diteruskan ke lurah", "Menunggu Validasi", "Dicetak"}[i%5]
		e += fmt.Sprintf("JK2603010%04d;%s;%s;Sudin Bina Marga;officer-%d;;;\n", i, "2026-03-05 10:00", act, i)
	}
	os.WriteFile(rep, []byte(r), 0o600)
	os.WriteFile(ev, []byte(e), 0o600)
	os.WriteFile(bad, []byte("PK\x03\x04xxxx"), 0o600)
	var refused []data.RefusedRow
	for i := range 1000 {
		refused = append(refused, data.RefusedRow{Path: ev, Line: int64(i*7 + 2), Column: "activity", Value: "Diteruskan ke lurah", Reason: data.Refusals()[i%7], Raw: "JK26030100012;2026-03-05 10:00;Diteruskan ke lurah;Sudin"})
	}
	zone := time.FixedZone("WIB", 7*3600)
	for _, lang := range []string{"id", "en"} {
		for _, v := range []assets.Variant{assets.Light, assets.Dark} {
			scale := float32(1)
			if lang == "en" && v == assets.Light {
				scale = 2
			}
			test.ApplyTheme(t, assets.NewTheme(v))
			l := i18n.For(lang, zone)
			w := test.NewWindow(nil)
			shot := func(name string) {
				f, _ := os.Create(fmt.Sprintf("/tmp/w/intake/%s-%s-%s.png", name, lang, v))
				defer f.Close()
				png.Encode(f, w.Canvas().Capture())
			}
			var p *page.Page
			p = page.New(page.Intake{Run: task.Inline, Language: l, Bring: func(_ context.Context, _ *source.Profile, _ []string, dry bool, progress func(source.Progress)) (data.ImportResult, []data.RefusedRow, error) {
				progress(source.Progress{Path: ev, Bytes: 420, Total: 1000, Rows: 126000})
				shot("progress")
				return data.ImportResult{Read: 312000, Taken: 290100, Unchanged: 9000, Differing: 56, Refused: 12844, Reports: 50120, Events: 301222, Took: 2300 * time.Millisecond}, refused, nil
			}, Done: func() {}})
			w.SetContent(container.NewStack(canvas.NewRectangle(theme.Color(theme.ColorNameBackground)), p.Content()))
			w.SetPadded(false)
			w.Canvas().(interface{ SetScale(float32) }).SetScale(scale)
			w.Resize(fyne.NewSize(1080, 750))
			p.Load(t.Context())
			p.Focus(w.Canvas())
			shot("empty")
			p.Drop([]string{rep, ev})
			shot("preview")
			p.Click(false)
			shot("result")
			p.Drop([]string{ev, bad})
			shot("mixed")
			p.Load(t.Context())
			p.Bottom()
			shot("events")
			w.Close()
		}
	}
}
