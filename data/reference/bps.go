package reference

import (
	"iter"
	"strings"
)

// CodeSystem says who gave an area its code. Both systems write the same digits for other places.
type CodeSystem string

// The systems. A code that both could have given belongs to Undecided until a name beside it decides.
const (
	Undecided  CodeSystem = ""
	Kemendagri CodeSystem = "kemendagri" // interior ministry: 31.74 or 3174 is Jakarta Selatan
	BPS        CodeSystem = "bps"        // statistics office: 3174 is Jakarta Barat
)

// bpsCodes leads from the numbers of the statistics office to those of the interior ministry, for cities and kecamatan, as
// the statistics office set them side by side in 2020. It numbers the kelurahan too, with three more digits, but no list
// of these that may be shipped is known; there the name within the kecamatan decides (FromBPSNamed).
var bpsCodes = map[string]string{
	"31":   "31",
	"3101": "31.01", "3171": "31.74", "3172": "31.75", "3173": "31.71", "3174": "31.73", "3175": "31.72",

	"3101010": "31.01.02", "3101020": "31.01.01",

	"3171010": "31.74.09", "3171020": "31.74.04", "3171030": "31.74.06", "3171040": "31.74.10", "3171050": "31.74.05",
	"3171060": "31.74.07", "3171070": "31.74.03", "3171080": "31.74.08", "3171090": "31.74.01", "3171100": "31.74.02",

	"3172010": "31.75.05", "3172020": "31.75.09", "3172030": "31.75.10", "3172040": "31.75.08", "3172050": "31.75.04",
	"3172060": "31.75.03", "3172070": "31.75.07", "3172080": "31.75.06", "3172090": "31.75.02", "3172100": "31.75.01",

	"3173010": "31.71.07", "3173020": "31.71.06", "3173030": "31.71.04", "3173040": "31.71.08", "3173050": "31.71.05",
	"3173060": "31.71.03", "3173070": "31.71.02", "3173080": "31.71.01",

	"3174010": "31.73.08", "3174020": "31.73.05", "3174030": "31.73.07", "3174040": "31.73.02", "3174050": "31.73.04",
	"3174060": "31.73.03", "3174070": "31.73.01", "3174080": "31.73.06",

	"3175010": "31.72.01", "3175020": "31.72.05", "3175030": "31.72.02", "3175040": "31.72.03", "3175050": "31.72.06",
	"3175060": "31.72.04",
}

// Lengths of a code without dots, by system and level.
const (
	bpsKecamatanDigits        = 7
	bpsKelurahanDigits        = 10
	kemendagriKecamatanDigits = 6
	kemendagriKelurahanDigits = 10
)

// FromBPS returns the Kemendagri code of the city or kecamatan that the statistics office numbers so, digits without dots:
// 3171 is Jakarta Selatan, 31.74. It takes the caller's word that code is one of BPS: SystemOf and SystemOfAll help to
// find out. It is not ok for a kelurahan, of which only the kecamatan (the first seven digits) can be known, and for a
// code that BPS did not give in Jakarta.
func FromBPS(code string) (kemendagri string, ok bool) {
	kemendagri, ok = bpsCodes[strings.TrimSpace(code)]
	return kemendagri, ok
}

// FromBPSNamed returns the Kemendagri code of the area that has this BPS code and this name beside it; a kelurahan's is
// found by its name among those of the kecamatan that the code begins with. It is not ok where code and name do not agree.
func (t *Tables) FromBPSNamed(code, name string) (kemendagri string, ok bool) {
	code = strings.TrimSpace(code)
	kecamatan, isKelurahan := bpsKecamatan(code)
	if isKelurahan {
		kelurahan, found := t.Kelurahan(name)
		if !found || t.Parent(kelurahan) != kecamatan {
			return "", false
		}
		return kelurahan, true
	}
	area, ok := FromBPS(code)
	if !ok || !t.named(area, name) {
		return "", false
	}
	return area, true
}

// bpsKecamatan returns the kecamatan in which a ten-digit code of BPS lies.
func bpsKecamatan(code string) (kemendagri string, ok bool) {
	if len(code) != bpsKelurahanDigits || !digitsOnly(code) || code[bpsKecamatanDigits:] == "000" {
		return "", false
	}
	return FromBPS(code[:bpsKecamatanDigits])
}

// SystemOf returns the system that an area code belongs to, as far as the code and the name beside it (which may be empty)
// tell. Dots speak for Kemendagri. Digits alone belong to the one system in which they are a code of Jakarta; where they
// are one in both, as those of the five cities, to the one in which they are the code of the area named, or of one around
// it or within it. Everything else is Undecided, and so is a code whose name contradicts it: no system is ever assumed.
func (t *Tables) SystemOf(code, name string) CodeSystem {
	code = strings.TrimSpace(code)
	if strings.Contains(code, ".") {
		if _, known := t.areas.byCode[code]; known {
			return Kemendagri
		}
		return Undecided
	}
	return decide(t.readings(code, name))
}

// readings says under which systems the digits are a code that the name does not contradict.
func (t *Tables) readings(code, name string) (kemendagri, bps bool) {
	if code == Province || !digitsOnly(code) {
		return false, false // the province's is the same in both
	}
	ours, isOurs := t.undotted(code)
	theirs, isTheirs := bpsCodes[code]
	if !isTheirs {
		theirs, isTheirs = bpsKecamatan(code)
	}
	if strings.TrimSpace(name) == "" {
		return isOurs, isTheirs
	}
	return isOurs && t.named(ours, name), isTheirs && t.named(theirs, name)
}

func decide(kemendagri, bps bool) CodeSystem {
	switch {
	case kemendagri && !bps:
		return Kemendagri
	case bps && !kemendagri:
		return BPS
	default:
		return Undecided
	}
}

// undotted returns the Kemendagri code of the list that digits are when its dots are put back.
func (t *Tables) undotted(digits string) (code string, ok bool) {
	switch len(digits) {
	case len("3174"):
		code = digits[:2] + "." + digits[2:]
	case kemendagriKecamatanDigits:
		code = digits[:2] + "." + digits[2:4] + "." + digits[4:]
	case kemendagriKelurahanDigits:
		code = digits[:2] + "." + digits[2:4] + "." + digits[4:6] + "." + digits[6:]
	default:
		return "", false
	}
	if _, ok = t.areas.byCode[code]; !ok {
		return "", false
	}
	return code, true
}

// FromDigits returns the Kemendagri code whose digits are written without dots; the caller vouches for the system.
func (t *Tables) FromDigits(digits string) (kemendagri string, ok bool) {
	digits = strings.TrimSpace(digits)
	if digits == Province {
		return Province, true
	}
	return t.undotted(digits)
}

// named tells whether name is that of the area, of one around it or of one within it.
func (t *Tables) named(area, name string) bool {
	for _, find := range []func(string) (string, bool){t.City, t.Kecamatan, t.Kelurahan} {
		if code, ok := find(name); ok && (strings.HasPrefix(code+".", area+".") || strings.HasPrefix(area+".", code+".")) {
			return true
		}
	}
	return false
}

func digitsOnly(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// SystemCount says how a column of codes reads: rows that only one system explains, and rows that decide nothing.
type SystemCount struct {
	Kemendagri, BPS int
	Undecided       int // explained by both or by neither
}

// clearMajority is how many times the rows for one system must outnumber those for the other: names beside codes are
// misspelt or wrong now and then, but not in every tenth row.
const clearMajority = 10

// System returns the system of the whole column: the one that explains at least ten times as many rows as the other.
// Undecided when no row decides or the rows disagree, which a person has to settle.
func (c SystemCount) System() CodeSystem {
	return decide(c.Kemendagri > 0 && c.Kemendagri >= clearMajority*c.BPS, c.BPS > 0 && c.BPS >= clearMajority*c.Kemendagri)
}

// SystemOfAll counts how the codes of a column read, each with the name beside it (empty where there is none).
func (t *Tables) SystemOfAll(rows iter.Seq2[string, string]) SystemCount {
	var c SystemCount
	for code, name := range rows {
		switch t.SystemOf(code, name) {
		case Kemendagri:
			c.Kemendagri++
		case BPS:
			c.BPS++
		default:
			c.Undecided++
		}
	}
	return c
}
