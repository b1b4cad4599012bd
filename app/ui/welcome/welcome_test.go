package welcome

import (
	"context"
	"io"
	"log/slog"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// guest is the page with what it did.
type guest struct {
	*Page
	asked         []int // reports of each city that was asked for
	brought, done int
	answer        func(ctx context.Context, progress func(int)) error
}

func open(t *testing.T) *guest {
	t.Helper()
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	g := &guest{answer: func(context.Context, func(int)) error { return nil }}
	g.Page = New(Welcome{
		Run: task.Inline, Language: i18n.For("id", time.FixedZone("WIB", 7*60*60)), BringIn: func() { g.brought++ }, Done: func() { g.done++ },
		Sample: func(ctx context.Context, reports int, progress func(int)) error {
			g.asked = append(g.asked, reports)
			return g.answer(ctx, progress)
		},
	})
	test.NewTempWindow(t, g.Content())
	g.Load(t.Context())
	return g
}

func (g *guest) ready() bool {
	return !g.busy.Visible() && !g.open.Disabled() && !g.file.Disabled() && !g.size.Disabled()
}

func TestSampleCity(t *testing.T) {
	g := open(t)
	g.answer = func(_ context.Context, progress func(int)) error {
		if g.ready() || !g.busy.Visible() || !g.open.Disabled() || !g.file.Disabled() {
			t.Error("the page is not locked while the city is made")
		}
		test.Tap(g.open)
		progress(10_000)
		return nil
	}
	test.Tap(g.open)
	if len(g.asked) != 1 || g.asked[0] != 20_000 || g.done != 1 || !g.ready() {
		t.Errorf("asked for %v, done %d, ready %v", g.asked, g.done, g.ready())
	}
	g.size.SetSelected("50.000")
	test.Tap(g.open)
	if g.asked[1] != 50_000 {
		t.Errorf("asked for %d, want 50000", g.asked[1])
	}
}

func TestSampleCityIsStopped(t *testing.T) {
	g := open(t)
	g.answer = func(ctx context.Context, _ func(int)) error {
		g.onStop()
		return ctx.Err()
	}
	test.Tap(g.open)
	if g.done != 0 || !g.ready() || !g.said.Visible() {
		t.Errorf("done %d, ready %v, said %v", g.done, g.ready(), g.said.Visible())
	}
	g.answer = func(ctx context.Context, _ func(int)) error { return ctx.Err() }
	test.Tap(g.open)
	if g.done != 1 || g.said.Visible() {
		t.Errorf("the second try: done %d, said %v", g.done, g.said.Visible())
	}
}

func TestSampleCityFails(t *testing.T) {
	g := open(t)
	g.answer = func(context.Context, func(int)) error { return data.ErrDiskFull }
	test.Tap(g.open)
	if g.done != 0 || !g.ready() || !g.said.Visible() {
		t.Errorf("done %d, ready %v, said %v", g.done, g.ready(), g.said.Visible())
	}
}

func TestLeavingThePageStopsTheCity(t *testing.T) {
	g := open(t)
	ctx, leave := context.WithCancel(t.Context())
	g.ctx = nil
	g.Load(ctx)
	var ended error
	g.answer = func(ctx context.Context, _ func(int)) error {
		leave()
		ended = ctx.Err()
		return ended
	}
	test.Tap(g.open)
	if ended == nil || g.done != 0 {
		t.Errorf("ended %v, done %d", ended, g.done)
	}
	g.Load(t.Context())
	if !g.ready() {
		t.Error("the page stays locked when it comes back")
	}
}

func TestBringIn(t *testing.T) {
	g := open(t)
	test.Tap(g.file)
	if g.brought != 1 {
		t.Errorf("brought in %d times, want 1", g.brought)
	}
}

func TestFocus(t *testing.T) {
	g := open(t)
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.SetContent(g.Content())
	g.Focus(w.Canvas())
	if w.Canvas().Focused() != g.open {
		t.Error("the keyboard is not on the first button")
	}
}
