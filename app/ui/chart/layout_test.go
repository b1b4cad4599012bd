package chart

import (
	"fmt"
	"math"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
)

// square measures as if every letter were 0.55 of the size wide: the layout needs no toolkit.
var square = ruler{Text: 14, Measure: func(words string, size float32, bold bool) (w, h float32) {
	if bold {
		size *= 1.05
	}
	return float32(utf8.RuneCountInString(words)) * size * 0.55, size * 1.36
}}

// check fails on everything that must hold for any figure in any room.
func check(t interface{ Errorf(string, ...any) }, f figure.Figure, width, height float32, s scene) {
	f = tidy(f)
	room := box{0, 0, width, height}
	if len(s.Marks) > 0 && !s.Plot.within(room) {
		t.Errorf("plot %v outside %v", s.Plot, room)
	}
	seen := map[[2]int]bool{}
	for _, m := range s.Marks {
		if m.Series != noSeries && !m.Box.within(s.Plot) {
			t.Errorf("mark %d/%d at %v outside the plot %v", m.Series, m.Category, m.Box, s.Plot)
		}
		if seen[[2]int{m.Series, m.Category}] {
			t.Errorf("point %d/%d has two marks", m.Series, m.Category)
		}
		seen[[2]int{m.Series, m.Category}] = true
	}
	for i, series := range f.Series {
		for c, p := range series.Points {
			if f.Check() != nil || f.Kind == figure.Spark && i > 0 {
				break
			}
			if got := seen[[2]int{i, c}]; got == p.Missing {
				t.Errorf("point %d/%d missing %v, has mark %v", i, c, p.Missing, got)
			}
		}
	}
	checkTexts(t, s, room)
}

func checkTexts(t interface{ Errorf(string, ...any) }, s scene, room box) {
	var texts []text
	for _, it := range s.Items {
		words, ok := it.(text)
		if !ok {
			continue
		}
		if !words.Box.within(room) {
			t.Errorf("%q at %v outside the figure %v", words.Words, words.Box, room)
		}
		for _, other := range texts {
			if words.Box.meets(other.Box) {
				t.Errorf("%q at %v meets %q at %v", words.Words, words.Box, other.Words, other.Box)
			}
		}
		texts = append(texts, words)
	}
}

func TestEveryKindFitsItsRoom(t *testing.T) {
	for name, f := range everyKind() {
		f = prepared(f)
		for _, size := range [][2]float32{{280, 240}, {360, 300}, {520, 480}, {760, 400}, {1400, 900}} {
			t.Run(fmt.Sprintf("%s %vx%v", name, size[0], size[1]), func(t *testing.T) {
				s := arrange(f, size[0], size[1], square, jakarta())
				check(t, f, size[0], size[1], s)
				if n := len(s.Items); n == 0 || n > budget && !plated(s.Items) {
					t.Errorf("%d items, want 1 to %d", n, budget)
				}
			})
		}
	}
}

func TestBarsStartAtZero(t *testing.T) {
	for _, name := range []string{"bars", "grouped", "lying"} {
		f := samples()[name]
		s := arrange(f, 760, 400, square, jakarta())
		per := float32(0) // length of one unit of value
		for _, m := range s.Marks {
			v := f.Series[m.Series].Points[m.Category].Value
			foot, length := m.Box.bottom(), m.Box.H
			want := s.Plot.bottom()
			if s.Lying {
				foot, length, want = m.Box.X, m.Box.W, s.Plot.X
			}
			if math.Abs(float64(foot-want)) > 0.01 {
				t.Errorf("%s: bar %d/%d starts at %v, zero is at %v", name, m.Series, m.Category, foot, want)
			}
			if per == 0 {
				per = length / float32(v)
			}
			if got := length / float32(v); math.Abs(float64(got/per-1)) > 0.001 {
				t.Errorf("%s: %v is %v long for each, others %v", name, v, got, per)
			}
		}
	}
}

func TestStackedBarsStandOnEachOther(t *testing.T) {
	s := arrange(samples()["stacked"], 760, 400, square, jakarta())
	for c := range 5 {
		foot := s.Plot.bottom()
		for series := range 4 {
			m := s.Marks[s.find(series, c)]
			if math.Abs(float64(m.Box.bottom()-foot)) > 0.01 {
				t.Errorf("bar %d/%d stands at %v, want %v", series, c, m.Box.bottom(), foot)
			}
			foot = m.Box.Y
			v := samples()["stacked"].Series[series].Points[c].Value
			if want := s.Plot.H * float32(v/600); math.Abs(float64(m.Box.H-want)) > 0.01 {
				t.Errorf("bar %d/%d of %v is %v high, want %v", series, c, v, m.Box.H, want)
			}
		}
	}
}

func TestBarValuesStandWholeOrNotAtAll(t *testing.T) {
	tests := []struct {
		width float32
		want  bool
	}{{280, false}, {360, false}, {760, true}, {1400, true}}
	for _, test := range tests {
		s := arrange(samples()["bars"], test.width, 400, square, jakarta())
		if got := says(s, "1.822"); got != test.want {
			t.Errorf("%v wide: value written %v, want %v", test.width, got, test.want)
		}
	}
	level := figure.Figure{Kind: figure.Bars, Unit: figure.Share, Categories: []string{"a"}}
	for range 5 {
		level.Series = append(level.Series, figure.Series{Name: "s", Points: row(0, 0.5)})
	}
	check(t, level, 280, 240, arrange(level, 280, 240, square, jakarta()))
}

func TestLineBreaksAtMissingValue(t *testing.T) {
	f := samples()["lines"]
	f.Series = f.Series[:1]
	count := func() (n int) {
		for _, it := range arrange(f, 760, 400, square, jakarta()).Items {
			if line, ok := it.(stroke); ok && line.Ink.Role == roleTone {
				n++
			}
		}
		return n
	}
	if got := count(); got != 11 {
		t.Errorf("%d pieces join twelve values, want 11", got)
	}
	f.Series[0].Points[5].Missing = true
	if got := count(); got != 9 {
		t.Errorf("%d pieces around a gap, want 9", got)
	}
}

func TestPatternsTellSeriesApart(t *testing.T) {
	for _, b := range []box{{10, 10, 40, 90}, {3, 7, 9, 4}, {0, 0, 200, 3}} {
		seen := map[string]int{}
		for series := range 4 {
			lines := hatch(b, series)
			for _, it := range lines {
				s := it.(stroke)
				if !(box{s.From.X, s.From.Y, 0, 0}).within(b) || !(box{s.To.X, s.To.Y, 0, 0}).within(b) {
					t.Errorf("pattern %d: %v leaves %v", series, s, b)
				}
			}
			if b.H > 50 {
				seen[fmt.Sprint(lines)]++
			}
		}
		if b.H > 50 && len(seen) != 4 {
			t.Errorf("%d different patterns, want 4", len(seen))
		}
	}
}

func TestEmptyFigureIsASentence(t *testing.T) {
	none := samples()["empty"]
	nobody := figure.Figure{Kind: figure.Heat}
	unknown := samples()["bars"]
	unknown.Kind = "pie"
	infinite := figure.Figure{Kind: figure.Lines, Categories: []string{"a"}, Series: []figure.Series{{Points: row(0, math.Inf(1))}}}
	for want, figures := range map[string][]figure.Figure{
		"chart.empty": {none, nobody, infinite, {}}, "chart.unknown_kind": {unknown},
	} {
		for _, f := range figures {
			s := arrange(f, 500, 300, square, jakarta())
			if len(s.Marks) > 0 || !says(s, jakarta().Text(want)) {
				t.Errorf("figure %q of kind %q does not say %s", f.ID, f.Kind, want)
			}
		}
	}
}

func says(s scene, words string) bool {
	for _, it := range s.Items {
		if t, ok := it.(text); ok && t.Words == words {
			return true
		}
	}
	return false
}

func TestEverythingIsNamed(t *testing.T) {
	for name, f := range samples() {
		if name == "empty" {
			continue
		}
		s := arrange(f, 1200, 700, square, jakarta())
		want := []string{f.Title, f.Subtitle, f.ValueAxis, f.CategoryAxis}
		want = append(append(want, f.Notes...), f.Categories...)
		if len(f.Series) > 1 {
			for _, series := range f.Series {
				want = append(want, series.Name)
			}
		}
		for _, words := range want {
			if words != "" && !says(s, words) {
				t.Errorf("%s does not say %q", name, words)
			}
		}
	}
}

func TestTicks(t *testing.T) {
	tests := []struct {
		lo, hi float64
		unit   figure.Unit
		count  int
		want   string
	}{
		{0, 1822, figure.Count, 4, "[0 500 1.000 1.500 2.000]"},
		{0, 3, figure.Count, 8, "[0 1 2 3]"},
		{0, 0, figure.Count, 5, "[0 1]"},
		{-40, 90, figure.Count, 3, "[-50 0 50 100]"},
		{0, 0.21, figure.Share, 5, "[0% 5% 10% 15% 20% 25%]"},
		{0, 0.012, figure.Share, 3, "[0,0% 0,5% 1,0% 1,5%]"},
		{0.9, 0.95, figure.Share, 3, "[90% 92% 94% 96%]"},
		{0, 9.4 * day, figure.Duration, 5, "[0 hr 2 hr 4 hr 6 hr 8 hr 10 hr]"},
		{0, 5 * hour, figure.Duration, 3, "[0 jam 2 jam 4 jam 6 jam]"},
		{0, 50 * minute, figure.Duration, 4, "[0 mnt 15 mnt 30 mnt 45 mnt 60 mnt]"},
		{0, 400 * day, figure.Duration, 4, "[0 hr 100 hr 200 hr 300 hr 400 hr]"},
	}
	for _, test := range tests {
		var got []string
		for _, tick := range newAxis(test.lo, test.hi, test.unit, test.count, jakarta()).Ticks {
			got = append(got, tick.Words)
		}
		if fmt.Sprint(got) != test.want {
			t.Errorf("%v to %v %s: got %v, want %s", test.lo, test.hi, test.unit, got, test.want)
		}
	}
}

func TestValueAxisBegins(t *testing.T) {
	tests := []struct {
		kind   figure.Kind
		lo, hi float64
		want   float64
	}{
		{figure.Bars, 900, 950, 0}, {figure.Lying, 900, 950, 0}, {figure.Stacked, 900, 950, 0},
		{figure.Lines, 900, 950, 900}, {figure.Lines, 100, 950, 0}, {figure.Dots, 7, 7, 0}, {figure.Lines, -30, -20, -30},
	}
	for _, test := range tests {
		if got := valueAxis(figure.Figure{Kind: test.kind, Unit: figure.Count}, test.lo, test.hi, 3, jakarta()).Lo; got != test.want {
			t.Errorf("%s from %v to %v begins at %v, want %v", test.kind, test.lo, test.hi, got, test.want)
		}
	}
}

func TestWrapAndShorten(t *testing.T) {
	tests := []struct {
		words string
		room  float32
		most  int
		want  string
	}{
		{"Sudin Bina Marga", 200, 2, "[Sudin Bina Marga]"},
		{"Sudin Bina Marga", 70, 2, "[Sudin Bina Marga]"},
		{"Sudin Bina Marga Jakarta Selatan", 70, 2, "[Sudin Bina Marga Jak…]"},
		{"Kebayoran", 40, 1, "[Kebay…]"},
		{"Kebayoran", 3, 1, "[]"},
		{"", 50, 2, "[]"},
	}
	for _, test := range tests {
		if got := fmt.Sprint(square.wrap(test.words, gradeSmall, test.room, test.most)); got != test.want {
			t.Errorf("%q in %v: got %s, want %s", test.words, test.room, got, test.want)
		}
	}
}

func TestSaid(t *testing.T) {
	f := figure.Figure{Unit: figure.Share, Categories: []string{"Gambir"}, Series: []figure.Series{{
		Name: "Ditolak", Points: []figure.Point{{Value: .125, Low: .08, High: .19, N: 1234, Small: true}},
	}}}
	want := "[Gambir Ditolak: 12,5% Rentang 8,0% sampai 19,0% n = 1.234 terlalu sedikit untuk dinilai]"
	if got := fmt.Sprint(said(f, 0, 0, jakarta())); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	f.Unit = figure.Duration
	f.Series[0].Points[0] = figure.Point{Value: 2*day + 4*hour}
	if got := fmt.Sprint(said(f, 0, 0, jakarta())); got != "[Gambir Ditolak: 2 hr 4 jam]" {
		t.Errorf("got %s", got)
	}
}

func TestTipStaysInside(t *testing.T) {
	for _, f := range everyKind() {
		s := arrange(f, 360, 300, square, jakarta())
		for _, m := range s.Marks {
			card, lines := tipAt(m, box{0, 0, 360, 300}, square)
			if !card.within(box{0, 0, 360, 300}) {
				t.Errorf("%s: card %v outside", f.ID, card)
			}
			for _, line := range lines {
				if !line.Box.within(card) {
					t.Errorf("%s: %q outside its card", f.ID, line.Words)
				}
			}
		}
	}
}

// reader is a language, whichever.
func reader(t *rapid.T) *i18n.Language {
	return i18n.For(rapid.SampledFrom([]string{"id", "en"}).Draw(t, "language"), jakarta().Zone())
}

func TestAnyFigure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFigure(t)
		width := float32(rapid.IntRange(280, 1600).Draw(t, "width"))
		height := float32(rapid.IntRange(240, 1000).Draw(t, "height"))
		s := arrange(f, width, height, square, reader(t))
		check(t, f, width, height, s)
		for i := range s.Marks {
			for _, step := range [][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
				to := s.step(i, step[0], step[1])
				if back := s.step(to, -step[0], -step[1]); back != i && to != i {
					t.Errorf("from %d by %v to %d and back to %d", i, step, to, back)
				}
			}
		}
	})
}

func TestTinyRoomsDoNotPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFigure(t)
		arrange(f, float32(rapid.IntRange(0, 280).Draw(t, "width")), float32(rapid.IntRange(0, 240).Draw(t, "height")), square, jakarta())
	})
}
