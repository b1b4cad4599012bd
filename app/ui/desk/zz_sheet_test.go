package desk_test

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

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/desk"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/app/ui/track"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/store"
)

func shot(c fyne.Canvas, name string) {
	f, _ := os.Create("/tmp/w/" + name + ".png")
	defer f.Close()
	_ = png.Encode(f, c.Capture())
}

func TestSheet(t *testing.T) {
	test.NewTempApp(t)
	now := time.Date(2026, 3, 10, 8, 30, 0, 0, time.UTC)
	db := datatest.Open(t, &datatest.Clock{Now: now})
	_, err := db.Import(t.Context(), data.Import{Profile: "demo"}, func(b *store.Batch) error {
		_, err := demo.Generate(context.Background(), demo.Plan{Reports: 5000, Seed: 4, Until: now, Zone: datatest.Jakarta}, b, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return now }
	for _, v := range []assets.Variant{assets.Light, assets.Dark} {
		for _, code := range []string{"id", "en"} {
			test.ApplyTheme(t, assets.NewTheme(v))
			l := i18n.For(code, datatest.Jakarta)
			opened := int64(0)
			p := desk.New(desk.Desk{Reports: db, Run: task.Inline, Language: l, Today: clock, Open: func(id int64) { opened = id }})
			window := func(o fyne.CanvasObject) fyne.Window {
				w := test.NewWindow(container.NewStack(canvas.NewRectangle(theme.Color(theme.ColorNameBackground)), o))
				w.SetPadded(false)
				w.Canvas().(interface{ SetScale(float32) }).SetScale(1.5)
				w.Resize(fyne.NewSize(1080, 750))
				return w
			}
			w := window(p.Content())
			p.Load(t.Context())
			shot(w.Canvas(), fmt.Sprintf("desk/all-%s-%s", v, code))
			p.Show(data.Filter{Stages: []data.Stage{data.Process}, Area: "31.74", Channel: "JAKI", From: now.AddDate(0, -9, 0), Until: now.AddDate(0, 0, -2)})
			p.Focus(w.Canvas())
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			shot(w.Canvas(), fmt.Sprintf("desk/some-%s-%s", v, code))
			for _, o := range test.LaidOutObjects(p.Content()) {
				if k, ok := o.(*part.Picker); ok && (k.Label() == "Jakarta Selatan") {
					k.Open()
				}
			}
			shot(w.Canvas(), fmt.Sprintf("desk/pick-%s-%s", v, code))
			for _, o := range w.Canvas().Overlays().List() {
				w.Canvas().Overlays().Remove(o)
			}
			p.Show(data.Filter{Stages: []data.Stage{data.FollowUp, data.Validation, data.Done, data.Coordination, data.Disposition}})
			w.Resize(fyne.NewSize(1600, 750))
			shot(w.Canvas(), fmt.Sprintf("desk/wide-%s-%s", v, code))
			w.Resize(fyne.NewSize(1080, 750))
			p.Show(data.Filter{Text: "xyzzy"})
			shot(w.Canvas(), fmt.Sprintf("desk/empty-%s-%s", v, code))
			w.Close()
			rows, _ := db.Reports(t.Context(), data.Filter{Order: data.Order{By: data.OrderPass, Descending: true}}, 0, 3)
			q := track.New(track.Track{Reports: db, Run: task.Inline, Language: l, Now: clock, Open: func(int64) {}})
			w = window(q.Content())
			q.Load(t.Context())
			shot(w.Canvas(), fmt.Sprintf("track/start-%s-%s", v, code))
			q.Show(rows[0].Number)
			shot(w.Canvas(), fmt.Sprintf("track/one-%s-%s", v, code))
			q.Show("JK0")
			shot(w.Canvas(), fmt.Sprintf("track/none-%s-%s", v, code))
			rows, _ = db.Reports(t.Context(), data.Filter{Stages: []data.Stage{data.Process}, Order: data.Order{By: data.OrderPass, Descending: true}}, 0, 30)
			for _, r := range rows {
				rep, _, _ := db.Case(t.Context(), r.ID)
				if rep.Private {
					q.Show(r.Number)
					break
				}
				q.Show(r.Number)
			}
			shot(w.Canvas(), fmt.Sprintf("track/open-%s-%s", v, code))
			w.Close()
			_ = opened
		}
	}
}
