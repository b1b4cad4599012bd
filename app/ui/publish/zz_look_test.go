package publish_test

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/office"
	page "tuntas/app/ui/publish"
	"tuntas/app/ui/task"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
)

func TestSheet(t *testing.T) {
	if os.Getenv("SHEET") == "" {
		t.Skip()
	}
	test.NewTempApp(t)
	zone := time.FixedZone("WIB", 7*3600)
	now := time.Date(2026, 6, 15, 10, 0, 0, 0, zone)
	db := datatest.Open(t, &datatest.Clock{Now: now})
	if _, err := office.Sample(t.Context(), db, demo.Plan{Reports: 3000, Seed: 7, Until: now}, nil); err != nil {
		t.Fatal(err)
	}
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
				f, _ := os.Create(fmt.Sprintf("/tmp/w/publish/%s-%s-%s.png", name, lang, v))
				defer f.Close()
				png.Encode(f, w.Canvas().Capture())
			}
			empty := lang == "id" && v == assets.Dark
			_ = empty
			p := page.New(page.Publish{Run: task.Inline, Language: l, Now: func() time.Time { return now },
				Compose: func(ctx context.Context, s analytics.Scope, code string) (figure.Document, error) {
					return office.Compose(ctx, db, s, i18n.For(code, zone))
				},
				Choices: func(ctx context.Context) (data.Choices, error) {
					return data.Choices{Reports: 3000, First: now.AddDate(-3, 0, 0), Last: now.AddDate(0, 0, -1)}, nil
				},
				SaveAs:   func(name string, chosen func(string)) { chosen("/home/bagus/Dokumen/" + name) },
				Write:    func(context.Context, string, figure.Document, string) error { shot("writing"); return nil },
				OpenFile: func(string) {}})
			w.SetContent(container.NewStack(canvas.NewRectangle(theme.Color(theme.ColorNameBackground)), p.Content()))
			w.SetPadded(false)
			w.Canvas().(interface{ SetScale(float32) }).SetScale(scale)
			w.Resize(fyne.NewSize(1080, 750))
			p.Load(t.Context())
			p.Focus(w.Canvas())
			shot("page")
			p.Click()
			shot("saved")
			w.Close()
		}
	}
}
