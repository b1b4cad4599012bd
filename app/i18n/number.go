package i18n

import (
	"math"
	"strconv"
	"strings"
)

// none stands where there is no value to show.
const none = "–"

// Number writes n with the thousands grouped: 1.234.567 in Indonesian, 1,234,567 in English.
func (l *Language) Number(n int64) string { return l.grouped(strconv.FormatInt(n, 10)) }

// Decimal writes v rounded to digits places, with the thousands grouped: 1.234,50 in Indonesian. No number gives a dash,
// an infinite one ∞.
func (l *Language) Decimal(v float64, digits int) string {
	switch {
	case math.IsNaN(v):
		return none
	case math.IsInf(v, 1):
		return "∞"
	case math.IsInf(v, -1):
		return "-∞"
	}
	whole, fraction, found := strings.Cut(strconv.FormatFloat(v, 'f', max(digits, 0), 64), ".")
	if strings.Trim(whole+fraction, "-0") == "" { // nothing but zeros is left: no minus
		whole = strings.TrimPrefix(whole, "-")
	}
	if !found {
		return l.grouped(whole)
	}
	return l.grouped(whole) + l.decimal + fraction
}

// Percent writes a share, 0 to 1, with one decimal: 10,4 % in Indonesian, 10.4% in English. A share that is not quite
// nothing or not quite everything never looks like it: "< 0,1 %", "> 99,9 %". No number gives a dash.
func (l *Language) Percent(share float64) string {
	switch {
	case math.IsNaN(share):
		return none
	case share > 0 && share < 0.0005:
		return "< " + l.Decimal(0.1, 1) + l.percent
	case share < 1 && share >= 0.9995:
		return "> " + l.Decimal(99.9, 1) + l.percent
	}
	return l.Decimal(share*100, 1) + l.percent
}

// grouped puts the sign for thousands into digits, which may begin with a minus.
func (l *Language) grouped(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(l.group)
		}
		b.WriteRune(d)
	}
	return b.String()
}
