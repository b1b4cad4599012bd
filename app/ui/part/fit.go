package part

import (
	"strings"

	"fyne.io/fyne/v2"

	"tuntas/app/i18n"
)

// fitted returns text as it fits into room at that size, cut with an ellipsis where it is too wide: in its middle with
// middle, for names that differ at their ends and have short forms, else at its end. Where a single letter has no room it is the ellipsis alone.
func fitted(text string, room, size float32, bold, middle bool) string {
	if float32(len(text))*size <= room { // no letter is wider than it is high: nothing to measure
		return text
	}
	fits := func(s string) bool { return fyne.MeasureText(s, size, fyne.TextStyle{Bold: bold}).Width <= room }
	if fits(text) {
		return text
	}
	if middle {
		if text = i18n.Brief(text); fits(text) {
			return text
		}
	}
	letters := []rune(text)
	least, most := 0, len(letters)-1 // letters that are kept: least fit, more than most do not
	for least < most {
		n := (least + most + 1) / 2
		if fits(cutTo(letters, n, middle)) {
			least = n
		} else {
			most = n - 1
		}
	}
	return cutTo(letters, least, middle)
}

// cutTo keeps n of the letters.
func cutTo(letters []rune, n int, middle bool) string {
	if !middle {
		return strings.TrimRight(string(letters[:n]), " ") + "…"
	}
	tail := letters[len(letters)-n/2:]
	return strings.TrimRight(string(letters[:n-n/2]), " ") + "…" + strings.TrimLeft(string(tail), " ")
}

// Fitted returns text as it fits into room at that size, cut at its end with an ellipsis where it is too wide.
func Fitted(text string, room, size float32, bold bool) string {
	return fitted(text, room, size, bold, false)
}

// Excerpt returns the beginning of text, at most so many letters, with an ellipsis where it goes on.
func Excerpt(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	return cutTo(letters, most, false)
}

// longPiece is how many letters without a blank have room in a column.
const longPiece = 24

// Breakable returns a name whose parts stand between slashes with blanks around these, if it is too long to stand on a line: lines
// break at blanks alone.
func Breakable(name string) string {
	for _, piece := range strings.Fields(name) {
		if len(piece) > longPiece && strings.Contains(piece, "/") {
			name = strings.ReplaceAll(name, piece, strings.ReplaceAll(piece, "/", " / "))
		}
	}
	return name
}
