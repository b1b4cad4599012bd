package reference

import (
	"strings"
	"unicode"
)

// fold keeps the letters and digits of s, in lower case: the form in which names are compared.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
