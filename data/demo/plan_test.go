package demo_test

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/demo"
	"tuntas/data/reference"
)

func TestSameSeedSameStream(t *testing.T) {
	plan := demo.Plan{Reports: 3000, Seed: 1, Until: until, Zone: jakarta}
	other := plan
	other.Seed = 2
	first, again, different := digest(t, plan), digest(t, plan), digest(t, other)
	if first != again {
		t.Errorf("same seed: got %x, then %x", first, again)
	}
	if first == different {
		t.Errorf("other seed: got the same %x", first)
	}
}

var (
	number  = regexp.MustCompile(`^JK\d{10}$`)
	address = regexp.MustCompile(`^RT \d\d/RW \d\d, [A-Z]`)
)

func TestReports(t *testing.T) {
	s, planted := city(t)
	if len(s.reports) != 40_000 || planted.Reports != 40_000 {
		t.Fatalf("got %d reports, %d said; want 40000", len(s.reports), planted.Reports)
	}
	if got, want := planted.From, time.Date(2024, time.September, 9, 0, 0, 0, 0, jakarta); !got.Equal(want) {
		t.Errorf("first day: got %v, want %v", got, want)
	}
	sequence := map[string]int{}
	for i, r := range s.reports {
		day := r.SentAt.In(jakarta).Format("060102")
		sequence[day]++
		if !number.MatchString(r.Number) || r.Number[2:8] != day || number4(r.Number) != sequence[day] {
			t.Fatalf("%s is report %d of %s", r.Number, sequence[day], day)
		}
		if i > 0 && r.SentAt.Before(s.reports[i-1].SentAt) {
			t.Fatalf("%s was sent before the one before it", r.Number)
		}
		if !r.SentAt.Before(until) || r.SentAt.Before(planted.From) || r.SentAt.Location() != time.UTC {
			t.Fatalf("%s: sent at %v", r.Number, r.SentAt)
		}
		checkReport(t, r)
	}
}

// checkReport looks at what a report says about itself.
func checkReport(t *testing.T, r data.Report) {
	t.Helper()
	_, category := reference.FindCategory(r.Category)
	channel, known := reference.FindChannel(r.Channel)
	name, area := reference.AreaName(r.Area)
	if !category || !known || !area || channel.Located != r.Located() {
		t.Fatalf("%s: category %q, channel %q, area %q, located %t", r.Number, r.Category, r.Channel, r.Area, r.Located())
	}
	if !address.MatchString(r.Address) || !strings.HasSuffix(r.Address, ", "+name) || len(r.Text) < 10 {
		t.Fatalf("%s: address %q, text %q", r.Number, r.Address, r.Text)
	}
	if inside := r.Lat > -6.4 && r.Lat < -5.2 && r.Lon > 106.3 && r.Lon < 107; r.Located() && !inside {
		t.Fatalf("%s lies at %v, %v", r.Number, r.Lat, r.Lon)
	}
}

func number4(number string) int {
	n := 0
	for _, d := range number[8:] {
		n = 10*n + int(d-'0')
	}
	return n
}

func TestReportsComplainedAboutAgain(t *testing.T) {
	s, planted := city(t)
	earlier, got := map[string]data.Report{}, 0
	for _, r := range s.reports {
		if r.Continues != "" {
			got++
			before := earlier[r.Continues]
			closed := s.histories[r.Continues].AsOf(r.SentAt)
			if before.Category != r.Category || before.Area != r.Area || closed.Stage() != data.Done || !strings.Contains(r.Text, r.Continues) {
				t.Fatalf("%s continues %s: %+v after %+v", r.Number, r.Continues, r, before)
			}
		}
		earlier[r.Number] = r
	}
	if got != planted.Continued || got < 100 {
		t.Errorf("got %d, said %d; want the same and at least 100", got, planted.Continued)
	}
}

func TestSizeOfTheCity(t *testing.T) {
	for _, c := range []struct{ reports, days int }{{0, 548}, {1, 548}, {100, 548}, {306_880, 548}, {336_000, 600}} {
		s := &counting{}
		planted, err := demo.Generate(t.Context(), demo.Plan{Reports: c.reports, Until: until, Zone: jakarta}, s, nil)
		days := int(until.Sub(planted.From).Hours()/24) + 1
		if err != nil || s.reports != c.reports || days != c.days {
			t.Errorf("%d reports: got %d on %d days, %v; want %d days", c.reports, s.reports, days, err, c.days)
		}
	}
}

// The day of a report is the day of the plan's zone, whatever the zone; without one it is Jakarta's.
func TestZone(t *testing.T) {
	plan := demo.Plan{Reports: 2000, Seed: 3, Until: until.UTC()}
	if got, want := digest(t, plan), digest(t, demo.Plan{Reports: 2000, Seed: 3, Until: until.UTC(), Zone: jakarta}); got != want {
		t.Errorf("no zone: got %x, want Jakarta's %x", got, want)
	}
	plan.Zone = time.FixedZone("WIT", 9*60*60)
	s, _ := generate(t, plan)
	for _, r := range s.reports {
		if want := r.SentAt.In(plan.Zone).Format("060102"); r.Number[2:8] != want {
			t.Fatalf("%s was sent on %s", r.Number, want)
		}
	}
}

func TestPlansThatCannotBeCarriedOut(t *testing.T) {
	for name, p := range map[string]demo.Plan{
		"negative": {Reports: -1, Until: until}, "no end": {Reports: 1}, "too many": {Reports: 10_000_001, Until: until},
	} {
		if _, err := demo.Generate(t.Context(), p, &recording{}, nil); !errors.Is(err, demo.ErrPlan) {
			t.Errorf("%s: got %v, want ErrPlan", name, err)
		}
	}
}

// broken fails at one report or at one event.
type broken struct {
	recording
	err           error
	report, event int
}

func (s *broken) AddReport(r data.Report) error {
	if s.report--; s.report == 0 {
		return s.err
	}
	return s.recording.AddReport(r)
}

func (s *broken) AddEvent(_ string, _ data.Event) error {
	if s.event--; s.event == 0 {
		return s.err
	}
	return nil
}

func TestTheSinksErrorEndsIt(t *testing.T) {
	full := errors.New("full")
	for _, s := range []*broken{{err: full, report: 10}, {err: full, event: 1}, {err: full, event: 40}} {
		_, err := demo.Generate(t.Context(), demo.Plan{Reports: 100, Until: until}, s, nil)
		if !errors.Is(err, full) || len(s.reports) > 40 {
			t.Errorf("got %v after %d reports, want full", err, len(s.reports))
		}
	}
}

func TestCancelAndProgress(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var heard []int
	s := &recording{histories: map[string]data.History{}}
	_, err := demo.Generate(ctx, demo.Plan{Reports: 9000, Until: until}, s, func(done int) {
		if heard = append(heard, done); done == 2000 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || !slices.Equal(heard, []int{1000, 2000}) || len(s.reports) > 2256 {
		t.Errorf("got %v after %v and %d reports", err, heard, len(s.reports))
	}
	heard = nil
	if _, err := demo.Generate(t.Context(), demo.Plan{Reports: 1500, Until: until}, s, func(done int) { heard = append(heard, done) }); err != nil {
		t.Fatal(err)
	}
	if want := []int{1000, 1500}; !slices.Equal(heard, want) {
		t.Errorf("progress: got %v, want %v", heard, want)
	}
}

func TestPlantedAsJSON(t *testing.T) {
	_, planted := generate(t, demo.Plan{Reports: 500, Until: until})
	text, err := json.Marshal(planted)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range regexp.MustCompile(`"([^"]*)":`).FindAllStringSubmatch(string(text), -1) {
		if key[1] != strings.ToLower(key[1]) {
			t.Errorf("key %q is not in lower case", key[1])
		}
	}
	var back demo.Planted
	if err := json.Unmarshal(text, &back); err != nil || back.Reports != 500 || len(back.Units) != len(planted.Units) {
		t.Errorf("read back: %v, %d reports, %d units", err, back.Reports, len(back.Units))
	}
}

// counting keeps nothing.
type counting struct{ reports, events int }

func (s *counting) AddReport(data.Report) error {
	s.reports++
	return nil
}

func (s *counting) AddEvent(string, data.Event) error {
	s.events++
	return nil
}

func BenchmarkGenerate(b *testing.B) {
	const reports = 20_000
	for b.Loop() {
		if _, err := demo.Generate(b.Context(), demo.Plan{Reports: reports, Seed: 1, Until: until}, &counting{}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(reports*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}
