package office_test

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/intake"
	"tuntas/data/store"
)

// city makes the sample city in memory.
func city(t testing.TB, reports int) (*store.DB, demo.Planted, time.Time) {
	t.Helper()
	until := datatest.At(t, "2026-06-01")
	db := datatest.Open(t, &datatest.Clock{Now: until})
	planted, err := office.Sample(t.Context(), db, demo.Plan{Reports: reports, Seed: 7, Until: until, Zone: datatest.Jakarta}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return db, planted, until
}

func ask(t testing.TB, db *store.DB, name string, s analytics.Scope) analytics.Answer {
	t.Helper()
	q, err := analytics.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	s.Zone = datatest.Jakarta
	a, err := q.Ask(t.Context(), db, s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestQuestionsFindWhatWasPlanted asks each question about the sample city and holds the answer against what the
// generator says it did: counts exactly, estimates within what chance allows.
func TestQuestionsFindWhatWasPlanted(t *testing.T) {
	db, planted, until := city(t, 20_000)
	now := analytics.Scope{Now: until}
	t.Run("volume", func(t *testing.T) {
		s := now
		s.Grain = analytics.None
		a := ask(t, db, "volume", s)
		got := [3]int64{a.Value(0, "received").(int64), a.Value(0, "done").(int64), a.Value(0, "rejected").(int64)}
		if want := [3]int64{int64(planted.Reports), int64(planted.Done), int64(planted.Rejected)}; got != want {
			t.Errorf("got %v, want %v", got, want)
		}
		if a.Value(0, "open") != int64(planted.Open) {
			t.Errorf("open %v, want %d", a.Value(0, "open"), planted.Open)
		}
	})
	t.Run("volume by channel", func(t *testing.T) {
		s := now
		s.Grain, s.By = analytics.None, analytics.ByChannel
		a := ask(t, db, "volume", s)
		got := counts(a, "channel", "received")
		for _, c := range planted.Channels {
			if got[c.Name] != int64(c.Count) {
				t.Errorf("%s: %d, want %d", c.Name, got[c.Name], c.Count)
			}
		}
	})
	t.Run("refusal", func(t *testing.T) {
		a := ask(t, db, "refusal", now)
		decisions, refused := counts(a, "unit", "decisions"), counts(a, "unit", "refused")
		for i, u := range planted.Units {
			if decisions[u.Unit] != int64(u.Refusals.Of) || refused[u.Unit] != int64(u.Refusals.Count) {
				t.Errorf("%s: %d of %d, want %d of %d", u.Unit, refused[u.Unit], decisions[u.Unit], u.Refusals.Count, u.Refusals.Of)
			}
			if n := float64(u.Refusals.Of); n > 200 {
				rate, spread := float64(refused[u.Unit])/n, 4*math.Sqrt(u.Refusals.Planted*(1-u.Refusals.Planted)/n)
				if math.Abs(rate-u.Refusals.Planted) > spread {
					t.Errorf("unit %d, %s: rate %.3f, planted %.3f", i, u.Unit, rate, u.Refusals.Planted)
				}
			}
		}
	})
	t.Run("time in stage", func(t *testing.T) {
		a := ask(t, db, "time-in-stage", now)
		for _, s := range planted.Stays {
			if !s.Stage.Open() {
				continue
			}
			for i := range a.Rows {
				if a.Value(i, "stage") != string(s.Stage) {
					continue
				}
				if got := a.Value(i, "median_s").(float64); math.Abs(got/s.DrawnMedian-1) > 0.03 {
					t.Errorf("%s: median %.0f s, drawn %.0f s", s.Stage, got, s.DrawnMedian)
				}
			}
		}
	})
	t.Run("rejection", func(t *testing.T) {
		s := now
		s.Grain = analytics.None
		a := ask(t, db, "rejection", s)
		if a.Value(0, "rejected") != int64(planted.Rejected) || a.Value(0, "undecided") != int64(planted.Open) {
			t.Errorf("%v", a.Rows)
		}
	})
	t.Run("flood", func(t *testing.T) {
		s := now
		s.Grain, s.By = analytics.Day, analytics.None
		a := ask(t, db, "flood", s)
		got := map[string]int64{}
		usual := a.N
		for i := range a.Rows {
			got[a.Value(i, "period").(time.Time).Format(time.DateOnly)] = a.Value(i, "received").(int64)
		}
		for _, f := range planted.Floods {
			if got[f.Date] != int64(f.FloodReports) {
				t.Errorf("%s: %d flood reports, want %d", f.Date, got[f.Date], f.FloodReports)
			}
			usual -= got[f.Date]
		}
		if len(planted.Floods) < 5 || float64(usual)/float64(len(got)) > 3 {
			t.Errorf("%d flood days, %d reports on %d other days", len(planted.Floods), usual, len(got)-len(planted.Floods))
		}
	})
}

func counts(a analytics.Answer, dimension, column string) map[string]int64 {
	all := map[string]int64{}
	for i := range a.Rows {
		all[a.Value(i, dimension).(string)] = a.Value(i, column).(int64)
	}
	return all
}

// TestAsOfNeverChanges asks as of a past day, lets the city go on, and asks again.
func TestAsOfNeverChanges(t *testing.T) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-06-01")}
	db := datatest.Open(t, clock)
	plan := demo.Plan{Reports: 2000, Seed: 3, Until: clock.Now, Zone: datatest.Jakarta}
	if _, err := office.Sample(t.Context(), db, plan, nil); err != nil {
		t.Fatal(err)
	}
	s := analytics.Scope{Now: clock.Now, AsOf: datatest.At(t, "2026-05-28 12:00")}
	before := map[string][][]any{}
	for _, q := range analytics.Questions() {
		before[q.Name] = ask(t, db, q.Name, s).Rows
	}
	decideAll(t, db, clock)
	s.Now = clock.Now
	for _, q := range analytics.Questions() {
		if got := ask(t, db, q.Name, s).Rows; !equal(got, before[q.Name]) {
			t.Errorf("%s as of the past changed:\n%v\n%v", q.Name, before[q.Name], got)
		}
	}
}

// decideAll refuses and accepts what waits for validation, a day later.
func decideAll(t *testing.T, db *store.DB, clock *datatest.Clock) {
	t.Helper()
	clock.Now = clock.Now.AddDate(0, 0, 1)
	lines, err := db.Reports(t.Context(), data.Filter{Stages: []data.Stage{data.Validation}}, 0, 1000)
	if err != nil || len(lines) == 0 {
		t.Fatal(len(lines), err)
	}
	for i, line := range lines {
		_, h, err := db.Case(t.Context(), line.ID)
		if err != nil {
			t.Fatal(err)
		}
		c := data.Command{ID: line.Number, Report: line.ID, Version: h.Version(), Kind: data.Accepted}
		if i%2 == 0 {
			c.Kind, c.Reason = data.Refused, "photo_unclear"
		}
		if err := db.Advance(t.Context(), c, data.Staff{Name: "validator", Role: data.Validator}); err != nil {
			t.Fatal(err)
		}
	}
}

func equal(a, b [][]any) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		for j := range a[i] {
			if a[i][j] != b[i][j] {
				return false
			}
		}
	}
	return true
}

func TestSampleNeedsAnEmptyDatabase(t *testing.T) {
	db, _, until := city(t, 50)
	_, err := office.Sample(t.Context(), db, demo.Plan{Reports: 50, Until: until}, nil)
	if !errors.Is(err, data.ErrNotEmpty) {
		t.Errorf("got %v", err)
	}
}

func TestSampleIsCancelled(t *testing.T) {
	db := datatest.Open(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := office.Sample(ctx, db, demo.Plan{Reports: 5000, Seed: 1, Until: datatest.At(t, "2026-06-01"), Zone: datatest.Jakarta}, func(int) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if n, err := db.Count(t.Context(), data.Filter{}); n != 0 || err != nil {
		t.Errorf("%d reports, %v", n, err)
	}
}

func TestBring(t *testing.T) {
	folder := t.TempDir()
	events := filepath.Join(folder, "events.csv")
	text := "case_id,activity,timestamp,resource\nA,Menunggu,2026-03-01T08:00:00+07:00,x\nA,Fishing,2026-03-01T09:00:00+07:00,x\n" +
		",Menunggu,2026-03-01T08:00:00+07:00,x\nB,Menunggu,yesterday,x\n"
	if err := os.WriteFile(events, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := intake.Open("event-log")
	if err != nil {
		t.Fatal(err)
	}
	db := datatest.Open(t, nil)
	r, refused, err := office.Bring(t.Context(), db, p, data.Import{Paths: []string{events}}, -1, nil)
	if err != nil || r.Read != 4 || r.Taken != 1 || r.Refused != 3 {
		t.Fatalf("%+v, %v", r, err)
	}
	for i, want := range []struct {
		line   int64
		reason data.Refusal
	}{{3, data.RefusedActivity}, {4, data.RefusedCase}, {5, data.RefusedTime}} {
		if refused[i].Line != want.line || refused[i].Reason != want.reason {
			t.Errorf("row %d: %+v", i, refused[i])
		}
	}
}

func TestDocuments(t *testing.T) {
	db, _, until := city(t, 500)
	for _, lang := range []string{"id", "en"} {
		d, err := periodic(t, db, analytics.Scope{Now: until, Zone: datatest.Jakarta}, i18n.For(lang, datatest.Jakarta))
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Sections) != 30 {
			t.Errorf("%d sections", len(d.Sections))
		}
		for _, kind := range office.Kinds() {
			path := filepath.Join(t.TempDir(), "document."+kind)
			if err := office.Write(kind, d, path, office.Press{Language: i18n.For(lang, nil)}); err != nil {
				t.Error(err)
			}
			if s, err := os.Stat(path); err != nil || s.Size() < 10_000 {
				t.Errorf("%s: %v, %v", kind, s, err)
			}
		}
	}
	d, _ := periodic(t, db, analytics.Scope{Now: until}, i18n.For("id", nil))
	if err := office.Write("scroll", d, filepath.Join(t.TempDir(), "x"), office.Press{}); !errors.Is(err, data.ErrUnknownKind) {
		t.Errorf("got %v", err)
	}
}

// periodic is the periodic document about a scope.
func periodic(t *testing.T, db *store.DB, s analytics.Scope, l *i18n.Language) (figure.Document, error) {
	t.Helper()
	template, err := office.OpenTemplate(office.Periodic)
	if err != nil {
		t.Fatal(err)
	}
	return office.ComposeTemplate(t.Context(), db, template, s, l)
}

// TestEveryQuestionIsWritten: whatever question is asked, its answer fits into each kind of document.
func TestEveryQuestionIsWritten(t *testing.T) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-06-01")}
	db := datatest.Open(t, clock)
	plan := demo.Plan{Reports: 800, Seed: 3, Until: clock.Now, Zone: datatest.Jakarta}
	if _, err := office.Sample(t.Context(), db, plan, nil); err != nil {
		t.Fatal(err)
	}
	l := i18n.For("id", datatest.Jakarta)
	issue := analytics.Issue{Scope: analytics.Scope{Now: clock.Now, Zone: datatest.Jakarta}}
	d := analytics.Frame(issue, l)
	for _, q := range analytics.Questions() {
		a, err := q.Ask(t.Context(), db, issue.Scope)
		if err != nil {
			t.Fatal(q.Name, err)
		}
		d.Sections = append(d.Sections, a.Section(l))
	}
	for _, kind := range []string{office.Page, office.Workbook} {
		path := filepath.Join(t.TempDir(), kind)
		if err := office.Write(kind, d, path, office.Press{Language: i18n.For("id", nil)}); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
}
