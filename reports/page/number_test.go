package page

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"tuntas/analytics/figure"
)

func words() figure.Words {
	w := figure.Words{Day: "h", Hour: "j", Minute: "mnt", Missing: "kosong"}
	w.Months[2] = "Maret"
	return w
}

func TestCell(t *testing.T) {
	wib := time.FixedZone("WIB", 7*3600)
	id := writer{indonesian: true, words: words(), zone: wib}
	en := writer{words: words(), zone: wib}
	tests := []struct {
		w    writer
		v    any
		unit figure.Unit
		want string
	}{
		{id, int64(1234567), figure.Count, "1.234.567"},
		{en, int64(1234567), figure.Count, "1,234,567"},
		{id, int64(-999), figure.Count, "−999"},
		{id, 12.5, figure.Count, "12,5"},
		{id, -0.04, figure.Share, "−4,0%"},
		{id, -0.0001, figure.Share, "0,0%"},
		{id, 0.104, figure.Share, "10,4%"},
		{en, 0.104, figure.Share, "10.4%"},
		{id, 0.0, figure.Duration, "0 mnt"},
		{id, 29.0, figure.Duration, "0 mnt"},
		{id, 2100.0, figure.Duration, "35 mnt"},
		{id, 3600.0, figure.Duration, "1 j"},
		{id, 86399.0, figure.Duration, "1 h"},
		{id, int64(187200), figure.Duration, "2 h 4 j"},
		{id, 5400.0, figure.Duration, "1 j 30 mnt"},
		{id, -5400.0, figure.Duration, "−1 j 30 mnt"},
		{id, "0071", figure.Code, "0071"},
		{id, nil, figure.Count, "kosong"},
		{id, math.NaN(), figure.Share, "kosong"},
		{id, math.Inf(1), figure.Share, "kosong"},
		{id, true, figure.Text, "✓"},
		{id, time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC), figure.Date, "3 Maret 2026"},
		{id, time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC), figure.Date, "4 Maret 2026"},
		{id, time.Date(2026, 4, 3, 0, 0, 0, 0, time.UTC), figure.Date, "2026-04-03"},
	}
	for _, tt := range tests {
		got, _, err := tt.w.cell(tt.v, tt.unit)
		if got = strings.ReplaceAll(got, nbsp, " "); err != nil || got != tt.want {
			t.Errorf("%v as %s: got %q, %v; want %q", tt.v, tt.unit, got, err, tt.want)
		}
	}
	if _, _, err := id.cell(struct{}{}, figure.Text); err == nil {
		t.Error("an unknown type was written")
	}
}

func TestExtent(t *testing.T) {
	one := func(k figure.Kind, u figure.Unit, values ...float64) figure.Figure {
		f := figure.Figure{Kind: k, Unit: u, Categories: make([]string, len(values)), Series: []figure.Series{{}, {}}}
		for _, v := range values {
			f.Series[0].Points = append(f.Series[0].Points, figure.Point{Value: v, Low: v, High: v})
			f.Series[1].Points = append(f.Series[1].Points, figure.Point{Value: v, Low: v, High: v})
		}
		return f
	}
	tall := one(figure.Dots, figure.Share, .1)
	tall.Series[0].Points[0].High = .59
	lined := one(figure.Bars, figure.Count, 10)
	lined.Reference = &figure.Line{Value: 44}
	tests := []struct {
		name string
		f    figure.Figure
		want extent
	}{
		{"bars from zero", one(figure.Bars, figure.Count, 90, 97), extent{0, 100, 20}},
		{"stack adds up", one(figure.Stacked, figure.Count, 90, 97), extent{0, 200, 50}},
		{"lines far from zero", one(figure.Lines, figure.Count, 90, 97), extent{90, 98, 2}},
		{"whole steps", one(figure.Bars, figure.Count, 1, 2), extent{0, 2, 1}},
		{"all zero", one(figure.Bars, figure.Count, 0, 0), extent{0, 1, 1}},
		{"share ends at one", one(figure.Bars, figure.Share, .99), extent{0, 1, .2}},
		{"interval counts", tall, extent{0, .6, .2}},
		{"reference counts", lined, extent{0, 50, 10}},
		{"days", one(figure.Bars, figure.Duration, 9*day), extent{0, 10 * day, 2 * day}},
		{"hours", one(figure.Bars, figure.Duration, 9*hour), extent{0, 10 * hour, 2 * hour}},
		{"below zero", one(figure.Bars, figure.Count, -3, 4), extent{-4, 4, 2}},
	}
	for _, tt := range tests {
		got := newExtent(tt.f)
		if math.Abs(got.Min-tt.want.Min)+math.Abs(got.Max-tt.want.Max)+math.Abs(got.Step-tt.want.Step) > 1e-9 {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestColoursAreReadable holds each colour of marks and words against the card it lies on: by day, by night, and both for
// those who ask for more contrast, for whom the bounds are higher.
func TestColoursAreReadable(t *testing.T) {
	parts := strings.Split(strings.SplitN(style, "* {", 2)[0], "@media screen and ")
	if len(parts) != 4 {
		t.Fatalf("%d looks; want 4", len(parts))
	}
	for i, look := range []string{"light", "dark", "light, more contrast", "dark, more contrast"} {
		text, more := parts[i], float64(i/2)
		colours := map[string]float64{}
		for _, m := range regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6})`).FindAllStringSubmatch(text, -1) {
			colours[m[1]] = luminance(t, m[2])
		}
		want := map[string]float64{"ink": 7 + 7*more, "quiet": 4.5 + 2.5*more, "link": 4.5 + 2.5*more, "axis": 3 + 1.5*more}
		for _, tone := range tones {
			want[string(tone)] = 3 + 1.5*more
		}
		for name, least := range want {
			if got := contrast(colours[name], colours["card"]); len(colours) < 15 || got < least {
				t.Errorf("%s: %s on the card has contrast %.2f, want %.1f", look, name, got, least)
			}
			if got := contrast(colours[name], colours["page"]); least >= 4.5 && got < 4.5 {
				t.Errorf("%s: %s on the page has contrast %.2f, want 4.5", look, name, got)
			}
		}
		for _, shade := range []string{"heat-low", "heat-high"} {
			if got := contrast(colours["ink"], colours[shade]); got < 4.5 {
				t.Errorf("%s: words on %s have contrast %.2f, want 4.5", look, shade, got)
			}
		}
	}
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

// TestManyPointsHaveABand: a line of many points has the stretch of its intervals behind it, as in the window; one of few has
// whiskers.
func TestManyPointsHaveABand(t *testing.T) {
	for points, want := range map[int]int{6: 0, 12: 2} {
		f := figure.Figure{ID: "x", Kind: figure.Lines, Unit: figure.Count, Series: []figure.Series{{Name: "s", Tone: figure.Good}}}
		for i := range points {
			f.Categories = append(f.Categories, strconv.Itoa(i))
			f.Series[0].Points = append(f.Series[0].Points, figure.Point{Value: 10, Low: 8, High: 13, Missing: i == 4})
		}
		b, err := newBlock(newWriter(figure.Document{}), f, "x")
		if err != nil {
			t.Fatal(err)
		}
		stacked := 0
		series := b.Option.(map[string]any)["series"].([]any)
		for i, raw := range series {
			s := raw.(map[string]any)
			if s["stack"] != "band0" {
				continue
			}
			stacked++
			data := s["data"].([]any)
			if data[4] != "-" || b.Tones[i] != string(figure.Good) {
				t.Errorf("%d points: gap %v, tone %s", points, data[4], b.Tones[i])
			}
		}
		if stacked != want || len(b.Tones) != len(series) {
			t.Errorf("%d points: %d series of a band; want %d", points, stacked, want)
		}
	}
}
