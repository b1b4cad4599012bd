package dashboard

import (
	"errors"
	"strings"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

// usualOf is the usual filter at a moment.
func usualOf(t testing.TB) (filter, time.Time) {
	t.Helper()
	now := datatest.At(t, "2026-06-15 12:00").In(datatest.Jakarta)
	return usualFilter(data.Choices{}, now, datatest.Jakarta), now
}

func TestStateAsText(t *testing.T) {
	usual, now := usualOf(t)
	march := usual
	march.from, march.until = dayOf("2026-03-01", datatest.Jakarta), dayOf("2026-04-01", datatest.Jakarta)
	lastMonth := usual
	lastMonth.from, lastMonth.until, lastMonth.preset = dayOf("2026-05-01", datatest.Jakarta), dayOf("2026-06-01", datatest.Jakarta), "last_month"
	full := march
	full.asOf, full.area, full.category, full.channel, full.unit = now, "31.74.06", "Jalan & jembatan=?", "JAKI", "Sudin #1;"
	full.stage, full.grain, full.rule, full.against = "process", analytics.Week, analytics.Left, analytics.Before
	open := usual
	open.from = time.Time{}
	for _, tt := range []struct {
		name string
		s    state
		want string // nothing where the order of the fields does not matter
	}{
		{"usual", state{page: "overview", filter: usual}, "tuntas-1?page=overview"},
		{"two days", state{page: "flood", filter: march}, "tuntas-1?from=2026-03-01&page=flood&until=2026-04-01"},
		{"a usual range", state{page: "trend", filter: lastMonth, large: "trend-done"}, "tuntas-1?figure=trend-done&page=trend&period=last_month"},
		{"an open end", state{page: "flood", filter: open}, "tuntas-1?from=open&page=flood&until=2026-07-01"},
		{"everything", state{page: "units", filter: full, large: "handover", alone: true}, ""},
	} {
		text := tt.s.text(usual)
		if tt.want != "" && text != tt.want {
			t.Errorf("%s: %q; want %q", tt.name, text, tt.want)
		}
		got, err := readState("  "+text+"\n", usual, now)
		if err != nil || !got.same(tt.s) {
			t.Errorf("%s: %q gives %+v, %v; want %+v", tt.name, text, got, err, tt.s)
		}
	}
}

// TestUsualRangeMovesOn: what was kept as the last month is another month later on, what was kept as days is not.
func TestUsualRangeMovesOn(t *testing.T) {
	usual, now := usualOf(t)
	for text, want := range map[string]string{
		"tuntas-1?period=last_month": "2026-08-01", "tuntas-1?from=2026-03-01&until=2026-04-01": "2026-03-01",
	} {
		got, err := readState(text, usual, now.AddDate(0, 3, 0))
		if err != nil || got.filter.from.Format(time.DateOnly) != want {
			t.Errorf("%s: from %v, %v; want %s", text, got.filter.from, err, want)
		}
	}
}

func TestNoState(t *testing.T) {
	usual, now := usualOf(t)
	for _, text := range []string{
		"", "page=flood", "tuntas-2?page=flood", "tuntas-1", "tuntas-1?page=%zz", "tuntas-1?colour=red", "tuntas-1?page=a&page=b",
		"tuntas-1?period=tomorrow", "tuntas-1?from=yesterday", "tuntas-1?from=2026-03-02&until=2026-03-01", "tuntas-1?asof=now",
		"tuntas-1?axis=decade", "tuntas-1?rule=thumb", "tuntas-1?against=all", "tuntas-1?stage=lost", "tuntas-1?unit=" + strings.Repeat("x", longestState),
	} {
		if s, err := readState(text, usual, now); !errors.Is(err, data.ErrSharedView) {
			t.Errorf("%.60q: %+v, %v; want %v", text, s, err, data.ErrSharedView)
		}
	}
}

func FuzzReadState(f *testing.F) {
	usual, now := usualOf(f)
	f.Add("tuntas-1?page=flood&area=31.74&from=2026-03-01&until=open")
	f.Add("tuntas-1?period=year&numbers=alone&figure=volume&asof=2026-03-01T00%3A00%3A00Z")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := readState(text, usual, now)
		if err != nil {
			return
		}
		again, err := readState(s.text(usual), usual, now)
		if err != nil && len(s.text(usual)) <= longestState || err == nil && !again.same(s) {
			t.Errorf("%q: %+v is read as %+v, %v", text, s, again, err)
		}
	})
}

func TestTrail(t *testing.T) {
	var way trail
	if _, ok := way.back(); ok {
		t.Error("a way back from nowhere")
	}
	for _, page := range []string{"a", "b", "b", "c"} {
		way.to(state{page: page})
	}
	var got []string
	walk := func(step func() (state, bool)) {
		s, ok := step()
		got = append(got, s.page)
		if !ok {
			got[len(got)-1] = "-"
		}
	}
	for _, step := range []func() (state, bool){way.back, way.back, way.back, way.forward, way.forward, way.forward, way.back} {
		walk(step)
	}
	if text := strings.Join(got, " "); text != "b a - b c - b" {
		t.Errorf("walked %s; want b a - b c - b", text)
	}
	way.to(state{page: "d"})
	if _, ok := way.forward(); ok {
		t.Error("a way forward after another way was taken")
	}
	for range 3 * longestTrail {
		way.to(state{page: way.now.page + "x"})
	}
	if len(way.past) != longestTrail {
		t.Errorf("%d steps are kept; want %d", len(way.past), longestTrail)
	}
}
