package intake

import (
	"html"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tuntas/data"
)

// changes are the kinds of cleaning that a value went through, one bit each.
type changes uint8

const (
	decoded changes = 1 << iota
	stripped
	normalised
	trimmed
	respelt
	changeKinds = 5
)

// changeFindings are the findings that tell of each bit of changes, from the lowest.
var changeFindings = [changeKinds]data.FindingKind{
	data.FoundEntities, data.FoundControls, data.FoundNormalised, data.FoundTrimmed, data.FoundSpelling,
}

// cleanKey cleans a value that others are compared with: entities are decoded once, control and invisible format characters
// taken away, characters brought to their plain form (NFKC), outer blanks taken away and inner ones made single. Tabs and
// line ends are blanks here.
func cleanKey(s string) (string, changes) {
	if plainKey(s) {
		return s, 0
	}
	s, changed := decodeEntities(s)
	if t := strings.Map(keptInKey, s); t != s {
		s, changed = t, changed|stripped
	}
	if !norm.NFKC.IsNormalString(s) {
		s, changed = norm.NFKC.String(s), changed|normalised
	}
	if t := strings.Join(strings.Fields(s), " "); t != s {
		s, changed = t, changed|trimmed
	}
	return s, changed
}

// plainKey tells at one pass whether there is nothing to clean in s: it is ASCII with single blanks inside.
func plainKey(s string) bool {
	if s == "" {
		return true
	}
	if s[0] == ' ' || s[len(s)-1] == ' ' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '&' || c == ' ' && s[i+1] == ' ' {
			return false
		}
	}
	return true
}

// keptInKey drops the characters that nobody sees, but those that are blanks.
func keptInKey(r rune) rune {
	if (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) && !unicode.IsSpace(r) {
		return -1
	}
	return r
}

// cleanText cleans a free text: entities are decoded once, line ends become LF, and control characters but these and tabs
// are taken away. All else stands as it was written.
func cleanText(s string) (string, changes) {
	if plainText(s) {
		return s, 0
	}
	s, changed := decodeEntities(s)
	t := s
	if strings.IndexByte(t, '\r') >= 0 {
		t = strings.ReplaceAll(strings.ReplaceAll(t, "\r\n", "\n"), "\r", "\n")
	}
	if t = strings.Map(keptInText, t); t != s {
		return t, changed | stripped
	}
	return s, changed
}

// plainText tells at one pass whether there is nothing to clean in s. 0xC2 begins the control characters beyond ASCII.
func plainText(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\t' && c != '\n' || c == 0x7f || c == '&' || c == 0xc2 {
			return false
		}
	}
	return true
}

func keptInText(r rune) rune {
	if unicode.IsControl(r) && r != '\t' && r != '\n' {
		return -1
	}
	return r
}

// longestEntity is the size of the longest name of an entity, with its & and semicolon.
const longestEntity = 33

// decodeEntities decodes the HTML entities in s, once. One without its semicolon is none: "a=1&copy=2" stays.
func decodeEntities(s string) (string, changes) {
	at := strings.IndexByte(s, '&')
	if at < 0 {
		return s, 0
	}
	var b strings.Builder
	rest, changed := s, changes(0)
	for at >= 0 {
		b.WriteString(rest[:at])
		rest = rest[at:]
		size := entity(rest)
		if text := html.UnescapeString(rest[:size]); text != rest[:size] {
			b.WriteString(text)
			changed = decoded
		} else {
			b.WriteString(rest[:size])
		}
		rest = rest[size:]
		at = strings.IndexByte(rest, '&')
	}
	if changed == 0 {
		return s, 0
	}
	return b.String() + rest, changed
}

// entity returns the size of what looks like an entity at the beginning of s; 1, the &, when nothing does.
func entity(s string) int {
	for i := 1; i < len(s) && i < longestEntity; i++ {
		switch c := s[i]; {
		case c == ';' && i > 1:
			return i + 1
		case !isLetter(c) && (c < '0' || c > '9') && (c != '#' || i > 1):
			return 1
		}
	}
	return 1
}
