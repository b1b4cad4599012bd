package publish

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"tuntas/data"
)

// judge is the gate of tests.
func (o *office) judge(ctx context.Context, r Release) (Findings, error) {
	o.judged = append(o.judged, r)
	if o.gate != nil {
		if err := o.gate(ctx); err != nil {
			return Findings{}, err
		}
	}
	return Findings{
		Source: 100, Released: 70, Withheld: 20, Private: 10, Counts: 40, Hidden: 4, Levels: []Level{{"kelurahan · hari", 70}},
		Columns: []string{"Kunci", "Tempat"}, Rows: [][]string{{"abc", "31.71"}, {"def", "31.74"}},
		Write: func(ctx context.Context, path string) error {
			o.wrote = append(o.wrote, "opendata "+path)
			return ctx.Err()
		},
	}, nil
}

// opened is the page with the gate shown.
func opened(t *testing.T, o *office) *Page {
	t.Helper()
	p := o.page(t)
	p.Load(t.Context())
	test.Tap(p.release)
	if !p.gated || !p.gate.save.Disabled() {
		t.Fatal("the gate is not shown, or something can be saved before it has judged")
	}
	return p
}

func TestGate(t *testing.T) {
	o := filled()
	o.path = "/tmp/rilis.zip"
	p := opened(t, o)
	p.gate.k.SetText("7")
	p.gate.publisher.SetText(" Biro ")
	p.gate.onSensitive("Bantuan Sosial")
	p.gate.onSensitive("Bantuan Sosial")
	p.gate.onEarlier()
	test.Tap(p.gate.check)
	if len(o.judged) != 1 {
		t.Fatalf("judged %d times", len(o.judged))
	}
	r := o.judged[0]
	if r.K != 7 || r.Publisher != "Biro" || !slices.Equal(r.Sensitive, []string{"Bantuan Sosial"}) || !slices.Equal(r.Earlier, []string{"/tmp/rilis-lama.zip"}) {
		t.Errorf("asked for %+v", r)
	}
	if !r.Scope.From.Equal(day(2025, 6, 1)) || r.Lang != "id" {
		t.Errorf("asked in %+v, %s", r.Scope, r.Lang)
	}
	shown := strings.Join(words(p.preview), "|")
	for _, want := range []string{"100 = 70 dirilis + 20 ditahan (terlalu sedikit yang serupa) + 10 privat", "40 jumlah, 4", "kelurahan · hari: 70"} {
		if !strings.Contains(shown, want) {
			t.Errorf("shows %q; want %q in it", shown, want)
		}
	}
	test.Tap(p.gate.save)
	if !slices.Equal(o.wrote, []string{"opendata /tmp/rilis.zip"}) || o.name != "data-terbuka_2025-06-01_2026-05-31.zip" {
		t.Errorf("wrote %q as %q", o.wrote, o.name)
	}
	test.Tap(p.back)
	if p.back.Visible() || !p.kinds.Visible() {
		t.Error("the other kinds do not come back")
	}
	shows(t, p.preview, "temuan pertama")
}

// What was judged is no longer what is chosen: it cannot be saved.
func TestFindingsAreForgotten(t *testing.T) {
	for name, change := range map[string]func(p *Page){
		"k":         func(p *Page) { p.gate.k.SetText("9") },
		"publisher": func(p *Page) { p.gate.publisher.SetText("Dinas") },
		"sensitive": func(p *Page) { p.gate.onSensitive("Banjir") },
		"earlier":   func(p *Page) { p.gate.onEarlier() },
		"open311":   func(p *Page) { p.gate.open311.SetChecked(true) },
		"as of":     func(p *Page) { p.asOf.SetText("2026-03-31") },
		"language":  func(p *Page) { p.tongue.SetSelected(p.language.Text("publish.language.en")) },
		"period":    func(p *Page) { p.period.Set(day(2026, 1, 1), day(2026, 2, 1)); p.compose() },
	} {
		t.Run(name, func(t *testing.T) {
			o := filled()
			p := opened(t, o)
			test.Tap(p.gate.check)
			if p.gate.save.Disabled() {
				t.Fatal("what was judged cannot be saved")
			}
			change(p)
			if !p.gate.save.Disabled() || p.gate.findings != nil {
				t.Error("what was not judged can be saved")
			}
		})
	}
}

func TestGateNeedsALimit(t *testing.T) {
	for _, k := range []string{"", "2", "banyak", "1001", "-5"} {
		o := filled()
		p := opened(t, o)
		p.gate.k.SetText(k)
		test.Tap(p.gate.check)
		if len(o.judged) > 0 {
			t.Errorf("k %q was asked for", k)
		}
	}
}

func TestGateRefuses(t *testing.T) {
	o := filled()
	o.gate = func(context.Context) error { return data.ErrDisclosure }
	p := opened(t, o)
	test.Tap(p.gate.check)
	if !p.gate.save.Disabled() {
		t.Error("a release that the gate refuses can be saved")
	}
	if got := strings.Join(words(p.preview), " "); !strings.Contains(got, p.language.Reason(data.ErrDisclosure)) {
		t.Errorf("shows %q", got)
	}
}

// The answer to an earlier question arrives late and is not shown.
func TestLateFindings(t *testing.T) {
	o := filled()
	p := opened(t, o)
	o.gate = func(context.Context) error {
		p.gate.k.SetText("8")
		return nil
	}
	test.Tap(p.gate.check)
	if p.gate.findings != nil {
		t.Error("findings about k 5 are shown for k 8")
	}
}

func TestStopTheGate(t *testing.T) {
	o := filled()
	p := opened(t, o)
	o.gate = func(ctx context.Context) error {
		p.gate.stop()
		return ctx.Err()
	}
	test.Tap(p.gate.check)
	if p.gate.findings != nil || !p.gate.save.Disabled() {
		t.Error("a check that was stopped has findings")
	}
}

func TestWorkbookForPublication(t *testing.T) {
	o := filled()
	p := o.page(t)
	p.Load(t.Context())
	p.cards[0].public.SetChecked(true)
	test.Tap(p.cards[0].save)
	if want := []string{"publication /tmp/d temuan pertama"}; !slices.Equal(o.wrote, want) || !strings.HasSuffix(o.name, ".xlsx") {
		t.Errorf("wrote %q as %q", o.wrote, o.name)
	}
}
