package analytics_test

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/intake"
	"tuntas/data/store"
)

// ask asks a question as of the end of time unless the scope says otherwise.
func ask(t testing.TB, db analytics.Querier, question string, s analytics.Scope) analytics.Answer {
	t.Helper()
	q, err := analytics.Find(question)
	if err != nil {
		t.Fatal(err)
	}
	if s.Now.IsZero() {
		s.Now = datatest.At(t, "2030-01-01")
	}
	a, err := q.Ask(t.Context(), db, s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// month is the scope of one month of 2026 in Jakarta.
func month(m time.Month) analytics.Scope {
	from := time.Date(2026, m, 1, 0, 0, 0, 0, time.UTC)
	return analytics.Scope{From: from, Until: from.AddDate(0, 1, 0), Zone: datatest.Jakarta}
}

// TestStatementsFitSchema prepares every statement, so that a wrong column fails without data.
func TestStatementsFitSchema(t *testing.T) {
	db := datatest.Open(t, nil)
	names, err := fs.Glob(os.DirFS("sql"), "*.sql")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join("sql", name))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(text), "-- ") || !strings.Contains(strings.SplitN(string(text), "\n", 2)[0], "?") {
			t.Errorf("%s does not begin with its question", name)
		}
		s, err := db.PrepareContext(t.Context(), string(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestVolume(t *testing.T) {
	db := datatest.Open(t, nil)
	accepted := []data.Kind{data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted, data.Accepted}
	first := datatest.Walk(t, 1, "2026-03-01 00:00", accepted...) // first instant of March in Jakarta: in; done at 05:00
	last := datatest.Walk(t, 2, "2026-03-31 23:59", data.Received, data.RejectedIt)
	next := datatest.Walk(t, 3, "2026-04-01 00:00", data.Received) // first instant of April: out
	open := datatest.Walk(t, 4, "2026-03-15", data.Received, data.Coordinated)
	datatest.Add(t, db, first, last, next, open)
	march := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name string
		asOf string
		want [][]any
	}{
		{"now", "2026-05-01", [][]any{{march, int64(3), int64(1), int64(1), int64(1), 1.0 / 3}}},
		{"before the rejection", "2026-04-01 00:30", [][]any{{march, int64(3), int64(1), int64(0), int64(2), 1.0 / 3}}},
		{"an instant is not before itself", "2026-03-01 05:00", [][]any{{march, int64(1), int64(0), int64(0), int64(1), 0.0}}},
		{"before anything", "2026-02-01", nil},
	} {
		s := month(time.March)
		s.AsOf = datatest.At(t, tt.asOf)
		if diff := cmp.Diff(tt.want, ask(t, db, "volume", s).Rows); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
	for _, tt := range []struct {
		name  string
		first time.Time
		want  int64
	}{
		{"done on the day", march, 1},
		{"done long ago, not yet received", march.AddDate(0, 0, 1), 0},
		{"one ends, one comes, one goes on", time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), 3},
		{"the day after the end", time.Date(2026, 4, 2, 0, 0, 0, 0, time.UTC), 2},
	} {
		s := analytics.Scope{Rule: analytics.Touched, From: tt.first, Until: tt.first.AddDate(0, 0, 1), Grain: analytics.None}
		if got := ask(t, db, "volume", s); got.N != tt.want {
			t.Errorf("touched, %s: got %d, want %d", tt.name, got.N, tt.want)
		}
	}
}

func TestTimeInStage(t *testing.T) {
	db := datatest.Open(t, nil)
	a := datatest.Walk(t, 1, "2026-03-01", data.Received, data.Coordinated)
	b := datatest.Walk(t, 2, "2026-03-01", data.Received, data.Coordinated)
	b.Events[1].HappenedAt = b.Events[0].HappenedAt.Add(3 * time.Hour)
	c := datatest.Walk(t, 3, "2026-03-01", data.Received)
	datatest.Add(t, db, a, b, c)
	s := month(time.March)
	s.AsOf = datatest.At(t, "2026-03-01 02:00") // a left after 1 h; b and c are open since 2 h
	got := ask(t, db, "time-in-stage", s)
	if got.Rows[0][0] != "waiting" || got.Rows[0][2] != int64(3) || got.Rows[0][3] != int64(2) || got.Rows[0][4] != nil {
		t.Errorf("waiting: %v", got.Rows[0])
	}
	s.AsOf = datatest.At(t, "2026-03-02")
	if got := ask(t, db, "time-in-stage", s); got.Rows[0][4] != 10800.0 || got.Rows[1][0] != "coordination" {
		t.Errorf("median %v", got.Rows)
	}
	s.Rule = analytics.Left
	if got := ask(t, db, "time-in-stage", s); got.Rows[0][2] != int64(2) || got.Rows[0][3] != int64(0) {
		t.Errorf("left: %v", got.Rows)
	}
}

func TestRefusal(t *testing.T) {
	db := datatest.Open(t, nil)
	a := datatest.Walk(t, 1, "2026-03-01", data.Received, data.Started, data.FollowedUp, data.Submitted, data.Refused, data.Submitted, data.Accepted)
	b := datatest.Walk(t, 2, "2026-03-01", data.Received, data.Submitted, data.Refused, data.Undone, data.Accepted)
	for i := range b.Events {
		b.Events[i].Unit = "Sudin Pertamanan"
	}
	datatest.Add(t, db, a, b)
	got := ask(t, db, "refusal", month(time.March)).Rows
	want := [][]any{
		{"Sudin Bina Marga", int64(1), int64(2), int64(1), int64(1), 0.5, got[0][6], got[0][7]},
		{"Sudin Pertamanan", int64(1), int64(1), int64(1), int64(0), 0.0, got[1][6], got[1][7]},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	s := month(time.March)
	s.AsOf = datatest.At(t, "2026-03-01 03:00") // before the refusal of b was taken back
	s.Where = map[analytics.Dimension][]string{analytics.ByUnit: {"Sudin Pertamanan"}}
	if got := ask(t, db, "refusal", s).Rows; got[0][4] != int64(1) {
		t.Errorf("as of before the undoing: %v", got)
	}
}

func TestFloodAndRejection(t *testing.T) {
	db := datatest.Open(t, nil)
	wet := datatest.Walk(t, 1, "2026-03-01", data.Received)
	wet.Report.Category, wet.Report.Area = "Banjir", "31.74.06.1003"
	handled := datatest.Walk(t, 2, "2026-03-02", data.Received, data.Submitted, data.Accepted)
	handled.Report.Category, handled.Report.Area = "Penanganan Banjir", "31.71.01.1001"
	dry := datatest.Walk(t, 3, "2026-03-02", data.Received, data.RejectedIt)
	datatest.Add(t, db, wet, handled, dry)
	march := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	want := [][]any{{march, "31.71", int64(1), int64(1), 1.0}, {march, "31.74", int64(1), int64(0), 0.0}}
	if diff := cmp.Diff(want, ask(t, db, "flood", month(time.March)).Rows); diff != "" {
		t.Error(diff)
	}
	got := ask(t, db, "rejection", month(time.March)).Rows[0]
	if diff := cmp.Diff([]any{march, int64(3), int64(1), int64(2), int64(1), 0.5}, got[:6]); diff != "" {
		t.Error(diff)
	}
}

func TestScopeIsChecked(t *testing.T) {
	db := datatest.Open(t, nil)
	for _, tt := range []struct {
		name, question string
		scope          analytics.Scope
		want           error
	}{
		{"backwards", "volume", analytics.Scope{From: time.Unix(86400*9, 0), Until: time.Unix(0, 0)}, data.ErrPeriod},
		{"dimension", "volume", analytics.Scope{By: "colour"}, data.ErrUnknownDimension},
		{"grain", "volume", analytics.Scope{Grain: "fortnight"}, data.ErrUnknownDimension},
		{"rule", "rejection", analytics.Scope{Rule: analytics.Left}, data.ErrUnknownDimension},
		{"filter", "rejection", analytics.Scope{Where: map[analytics.Dimension][]string{"x": {"y"}}}, data.ErrUnknownDimension},
	} {
		q, err := analytics.Find(tt.question)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := q.Ask(t.Context(), db, tt.scope); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	if _, err := analytics.Find("weather"); !errors.Is(err, data.ErrUnknownQuestion) {
		t.Error(err)
	}
}

// load brings a real file in; the test is skipped where the files do not lie beside the project.
func load(t *testing.T, profile, path string) *store.DB {
	t.Helper()
	path = filepath.Join("..", "..", "shared", "data", path)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED: the real file %s does not lie beside the project", path)
	}
	p, err := intake.Open(profile)
	if err != nil {
		t.Fatal(err)
	}
	db := datatest.Open(t, nil)
	_, err = db.Import(t.Context(), data.Import{Profile: profile, Paths: []string{path}}, func(b *store.Batch) error {
		_, err := intake.Read(context.WithoutCancel(t.Context()), p, []string{path}, b, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// TestTravelDeclarations reproduces the published refusals by role of the travel declarations.
func TestTravelDeclarations(t *testing.T) {
	db := load(t, "declarations", "07-domestic-declarations/DomesticDeclarations.csv.gz")
	a := ask(t, db, "refusal", analytics.Scope{})
	got := map[string][2]int64{}
	for i := range a.Rows {
		got[a.Value(i, "unit").(string)] = [2]int64{a.Value(i, "refused").(int64), a.Value(i, "decisions").(int64)}
	}
	for role, want := range map[string]struct {
		counts [2]int64
		rate   float64 // per cent, as published
	}{
		"ADMINISTRATION": {[2]int64{936, 8997}, 10.40}, "PRE_APPROVER": {[2]int64{86, 771}, 11.15},
		"BUDGET OWNER": {[2]int64{57, 2804}, 2.03}, "SUPERVISOR": {[2]int64{286, 10285}, 2.78},
	} {
		rate := math.Round(1e4*float64(got[role][0])/float64(got[role][1])) / 100
		if got[role] != want.counts || rate != want.rate {
			t.Errorf("%s: %v, %.2f %%; want %v", role, got[role], rate, want)
		}
	}
	stages := ask(t, db, "time-in-stage", analytics.Scope{})
	for i := range stages.Rows {
		if stages.Value(i, "stage") == "done" && stages.Value(i, "reports") != int64(10357-419) {
			t.Errorf("finally approved: %v of 10357, want all but 419", stages.Value(i, "reports"))
		}
	}
	if v := ask(t, db, "volume", analytics.Scope{Grain: analytics.None}); v.N != 10357 {
		t.Errorf("%d declarations", v.N)
	}
}

// TestReceipts reproduces the published counts of the permit receipts.
func TestReceipts(t *testing.T) {
	db := load(t, "receipt", "01-event-logs-pm4py/receipt.csv.gz")
	a := ask(t, db, "activities", analytics.Scope{})
	if a.N != 8577 || ask(t, db, "volume", analytics.Scope{Grain: analytics.None}).N != 1434 {
		t.Errorf("%d events", a.N)
	}
	got := map[string][2]int64{}
	for i := range a.Rows {
		name, _, _ := strings.Cut(a.Value(i, "activity").(string), " ")
		got[name] = [2]int64{a.Value(i, "events").(int64), a.Value(i, "reports").(int64)}
	}
	for name, want := range map[string][2]int64{
		"Confirmation": {1434, 1434}, "T06": {1416, 1309}, "T02": {1368, 1316}, "T04": {1307, 1303}, "T05": {1300, 1300},
		"T10": {1283, 1283}, "T03": {55, 37},
	} {
		if got[name] != want {
			t.Errorf("%s: %v events and cases, want %v", name, got[name], want)
		}
	}
	channels := ask(t, db, "volume", analytics.Scope{Grain: analytics.None, By: analytics.ByChannel})
	for i := range channels.Rows {
		want := map[string]int64{"Internet": 1250, "Desk": 109, "Post": 53, "e-mail": 21, "Intern": 1}
		if c := channels.Value(i, "channel").(string); channels.Value(i, "received") != want[c] {
			t.Errorf("%s: %v", c, channels.Value(i, "received"))
		}
	}
}
