package casefile

import (
	"errors"
	"image/png"
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/data"
)

func TestSheet(t *testing.T) {
	os.MkdirAll("/tmp/w/casefile", 0o755)
	shot := func(d *desk, name string) {
		w := d.in.Window
		f, _ := os.Create("/tmp/w/casefile/" + name + ".png")
		defer f.Close()
		_ = png.Encode(f, w.Canvas().Capture())
	}
	o := newOffice()
	d := open(t, o, 1, validator)
	d.in.Window.Canvas().(interface{ SetScale(float32) }).SetScale(1.5)
	d.in.Window.Resize(fyne.NewSize(1080, 750))
	shot(d, "light-validation")
	d.press(fyne.KeyR)
	shot(d, "light-form")
	d.in.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	o.fail = errors.New("x")
	d.press(fyne.KeyA)
	shot(d, "light-failed")
	d.banner.hide()
	o.add(data.Command{ID: "z", Report: 1, Kind: data.Refused, Reason: "not_finished"}, data.Staff{Name: "validator-07", Role: data.Validator})
	d.drafts[data.Accepted] = draft{note: "x"}
	d.press(fyne.KeyA)
	shot(d, "light-conflict")
	d.banner.hide()
	test.ApplyTheme(t, assets.NewTheme(assets.Dark))
	d.staff = officer
	d.Show(2)
	shot(d, "dark-waiting")
	d.Show(3)
	d.notice.Offer("Tersimpan: TL Diterima, JK2603030007", "Urungkan", func() {})
	d.notice.Show()
	d.relayout()
	shot(d, "dark-done")
	test.ApplyTheme(t, assets.NewTheme(assets.Dark).Scaled(1.5))
	d.in.Language = i18n.For("en", time.FixedZone("WIB", 7*3600))
	d.Show(2)
	o.all[2] = path(2, received, coordinated)
	d.Show(2)
	shot(d, "dark-large")
	d.notice.Hide()
	d.Show(9)
	shot(d, "dark-missing")
}
