package sheet

import (
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	maxText = 32767 // UTF-16 units in a cell
	cutMark = " […]"
)

// Clean makes text fit for a cell. Control characters become their pictures, so that they are seen; what is no character at
// all becomes U+FFFD; TAB and line feeds stay. What is longer than a cell holds is cut and ends with " […]".
func Clean(text string) string {
	text = strings.Map(visible, strings.ToValidUTF8(text, string(utf8.RuneError)))
	if Units(text) > maxText {
		text = Cut(text, maxText-Units(cutMark)) + cutMark
	}
	return text
}

func visible(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return r
	case r < ' ':
		return 0x2400 + r
	case r == 0x7f:
		return 0x2421
	case r == 0xfffe || r == 0xffff:
		return utf8.RuneError
	}
	return r
}

// escaped is how the format writes characters that XML cannot hold. The library leaves such words as they are, so that
// others would read a character there.
var escaped = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// Literal writes each underscore that begins an escape of the format as an escape itself.
func Literal(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var out strings.Builder
	for i, r := range text {
		if r == '_' && escaped.MatchString(text[i:]) {
			out.WriteString("_x005F")
		}
		out.WriteRune(r)
	}
	return out.String()
}

// Units counts UTF-16 units, as Excel does.
func Units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// Cut cuts text to at most n UTF-16 units, never through a character.
func Cut(text string, n int) string {
	units := 0
	for i, r := range text {
		units += utf16.RuneLen(r)
		if units > n {
			return text[:i]
		}
	}
	return text
}

// OneLine is the text without line feeds, and without what cells and lists of columns would write unlike.
func OneLine(text string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(Clean(text)), " "), "_x", "_ x")
}
