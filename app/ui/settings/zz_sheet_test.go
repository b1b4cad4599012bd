package settings

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
	"tuntas/data"
)

func TestSheet(t *testing.T) {
	for i, lang := range []string{"id", "en"} {
		test.NewTempApp(t)
		v := []assets.Variant{assets.Light, assets.Dark}[i]
		test.ApplyTheme(t, assets.NewTheme(v).Scaled([]float32{1, 1.3}[i]))
		p := New(Settings{Values: Values{"id", "dark", "validator", 1.1}, Account: "validator-01", Path: "/srv/biro/tuntas/laporan.duckdb", Run: task.Inline,
			Language: i18n.For(lang, time.FixedZone("WIB", 7*3600)), Changed: func(Values) {}, Facts: func(context.Context) (data.Choices, error) {
				return data.Choices{Reports: 100000, First: time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC), Last: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}, nil
			}})
		w := test.NewTempWindow(t, p.Content())
		w.SetPadded(false)
		w.Canvas().(interface{ SetScale(float32) }).SetScale(1.5)
		w.Resize(fyne.NewSize(1080, 750))
		p.Load(t.Context())
		f, _ := os.Create("/tmp/w/casefile/settings-" + lang + ".png")
		_ = png.Encode(f, w.Canvas().Capture())
		f.Close()
	}
}
