package welcome

import (
	"context"
	"image/png"
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/task"
)

func TestSheet(t *testing.T) {
	for i, lang := range []string{"id", "en"} {
		test.NewTempApp(t)
		v := []assets.Variant{assets.Light, assets.Dark}[i]
		test.ApplyTheme(t, assets.NewTheme(v).Scaled([]float32{1, 1.3}[i]))
		p := New(Welcome{Run: task.Inline, Language: i18n.For(lang, time.FixedZone("WIB", 7*3600)), Sample: func(context.Context, int, func(int)) error { return context.Canceled }, BringIn: func() {}, Done: func() {}})
		w := test.NewTempWindow(t, p.Content())
		w.SetPadded(false)
		w.Canvas().(interface{ SetScale(float32) }).SetScale(1.5)
		w.Resize(fyne.NewSize(1080, 750))
		p.Load(t.Context())
		if i == 1 {
			test.Tap(p.open)
			p.busy.Begin("Making 20,000 reports")
			p.busy.SetShare(0.4)
			p.content.Refresh()
		}
		f, _ := os.Create("/tmp/w/casefile/welcome-" + lang + ".png")
		_ = png.Encode(f, w.Canvas().Capture())
		f.Close()
	}
}
