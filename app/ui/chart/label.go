package chart

import (
	"math"
	"strings"
	"unicode/utf8"

	"tuntas/app/i18n"
)

// ruler knows the theme's text size and measures words.
type ruler struct {
	Text    float32
	Measure func(words string, size float32, bold bool) (w, h float32)
}

// usualText is the size of text at which the measures of the code are meant.
const usualText = 14

// grade is the weight of a text in the figure.
type grade int

const (
	gradeTitle  grade = iota
	gradeBody         // subtitle, legend, tool tip
	gradeStrong       // the same in bold
	gradeSmall        // axes, labels, notes
)

// size returns the text size of g in whole units.
func (r ruler) size(g grade) float32 {
	factor := map[grade]float64{gradeTitle: 1.2, gradeBody: 0.93, gradeStrong: 0.93, gradeSmall: 0.86}[g]
	return float32(math.Round(float64(r.Text) * factor))
}

// text returns words measured, with its upper left corner at the origin.
func (r ruler) text(words string, g grade, k ink) text {
	bold := g == gradeTitle || g == gradeStrong
	w, h := r.Measure(words, r.size(g), bold)
	return text{Box: box{0, 0, w, h}, Words: words, Size: r.size(g), Bold: bold, Ink: k}
}

func (r ruler) width(words string, g grade) float32 { return r.text(words, g, ink{}).Box.W }
func (r ruler) height(g grade) float32              { return r.text("Ág", g, ink{}).Box.H }

// widest returns the width of the widest of the words.
func (r ruler) widest(all []string, g grade) float32 {
	var w float32
	for _, s := range all {
		w = max(w, r.width(s, g))
	}
	return w
}

// shorten returns words, cut with an ellipsis if it is wider than room; "" when not even that fits.
func (r ruler) shorten(words string, g grade, room float32) string {
	return r.shortenBy(cut, words, g, room)
}

// squeeze is shorten for names that differ at their ends: the ellipsis stands in their middle.
func (r ruler) squeeze(words string, g grade, room float32) string {
	return r.shortenBy(cutMiddle, words, g, room)
}

// shortenBy returns words, cut to as many letters as fit into room.
func (r ruler) shortenBy(cut func(runes []rune, n int) string, words string, g grade, room float32) string {
	if r.width(words, g) <= room {
		return words
	}
	runes := []rune(words)
	fits, fails := -1, len(runes)
	for fails-fits > 1 {
		mid := (fits + fails) / 2
		if r.width(cut(runes, mid), g) <= room {
			fits = mid
		} else {
			fails = mid
		}
	}
	if fits < 0 {
		return ""
	}
	return cut(runes, fits)
}

func cut(runes []rune, n int) string { return strings.TrimRight(string(runes[:n]), " ,.-") + "…" }

func cutMiddle(runes []rune, n int) string {
	tail := runes[len(runes)-n/2:]
	return strings.TrimRight(string(runes[:n-n/2]), " ,.-") + "…" + strings.TrimLeft(string(tail), " ,.-")
}

// wrap breaks words into at most most lines no wider than room; what is left over ends in an ellipsis.
func (r ruler) wrap(words string, g grade, room float32, most int) []string {
	return r.wrapBy(r.shorten, words, g, room, most)
}

// wrapBy is wrap with another way to shorten a line.
func (r ruler) wrapBy(shorten func(string, grade, float32) string, words string, g grade, room float32, most int) []string {
	var lines []string
	rest := pieces(words)
	for len(rest) > 0 {
		if len(lines) == most-1 {
			return kept(lines, shorten(glued(rest), g, room))
		}
		n := 1
		for n < len(rest) && r.width(glued(rest[:n+1]), g) <= room {
			n++
		}
		lines = kept(lines, shorten(glued(rest[:n]), g, room))
		rest = rest[n:]
	}
	return lines
}

// pieces divides words where a line may end: behind a blank, which stays at the piece before it, and behind a mark that stands
// between names without one.
func pieces(words string) []string {
	var all []string
	for _, word := range strings.Fields(words) {
		for {
			at := strings.IndexAny(word, "›/")
			if at < 0 {
				break
			}
			_, size := utf8.DecodeRuneInString(word[at:])
			if at+size == len(word) {
				break
			}
			all = append(all, word[:at+size])
			word = word[at+size:]
		}
		all = append(all, word+" ")
	}
	return all
}

func glued(pieces []string) string { return strings.TrimRight(strings.Join(pieces, ""), " ") }

// brief returns a name as it is, or in its short form where it is wider than room.
func (r ruler) brief(name string, g grade, room float32) string {
	if r.width(name, g) <= room {
		return name
	}
	return i18n.Brief(name)
}

// wrapName is wrap for names: one without room is written in its short form, and loses its middle only where that is too long
// as well.
func (r ruler) wrapName(name string, g grade, room float32, most int) []string {
	if !r.whole(name, g, room, most) {
		name = i18n.Brief(name)
	}
	return r.wrapBy(r.squeeze, name, g, room, most)
}

func kept(lines []string, s string) []string {
	if s == "" {
		return lines
	}
	return append(lines, s)
}

// whole tells whether words stand in lines of that width without being shortened.
func (r ruler) whole(words string, g grade, room float32, most int) bool {
	lines := r.wrap(words, g, room, most)
	return strings.Join(strings.Fields(strings.Join(lines, " ")), "") == strings.Join(strings.Fields(words), "")
}

// moved returns t with its upper left corner at x, y.
func (t text) moved(x, y float32) text {
	t.Box.X, t.Box.Y = x, y
	return t
}

// parted tells whether no two neighbours of ts come nearer than gap.
func parted(ts []text, gap float32) bool {
	for i := 1; i < len(ts); i++ {
		if ts[i-1].Box.right()+gap > ts[i].Box.X {
			return false
		}
	}
	return true
}
