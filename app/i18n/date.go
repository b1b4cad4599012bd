package i18n

import (
	"fmt"
	"strings"
	"time"
)

var (
	indonesianShort = [12]string{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"}
	indonesianLong  = [12]string{
		"Januari", "Februari", "Maret", "April", "Mei", "Juni",
		"Juli", "Agustus", "September", "Oktober", "November", "Desember",
	}
	englishShort = [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	englishLong  = [12]string{
		"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December",
	}
)

// Months returns the short names of the months from January on: Jan, Feb, ... Mei or May, ... Des or Dec.
func (l *Language) Months() [12]string { return l.short }

// Date writes the day of t in the language's zone: 3 Mar 2026. The zero time gives a dash.
func (l *Language) Date(t time.Time) string {
	if t.IsZero() {
		return none
	}
	t = t.In(l.zone)
	return fmt.Sprintf("%d %s %d", t.Day(), l.short[t.Month()-1], t.Year())
}

// DateTime writes day, minute and zone of t: 3 Mar 2026 14.05 WIB in Indonesian, 3 Mar 2026 14:05 WIB in English. The zero
// time gives a dash.
func (l *Language) DateTime(t time.Time) string {
	if t.IsZero() {
		return none
	}
	t = t.In(l.zone)
	return fmt.Sprintf("%s %02d%s%02d %s", l.Date(t), t.Hour(), l.clock, t.Minute(), abbreviation(t))
}

// Month writes month and year of t as Date does: Mar 2026. The zero time gives a dash.
func (l *Language) Month(t time.Time) string {
	if t.IsZero() {
		return none
	}
	t = t.In(l.zone)
	return fmt.Sprintf("%s %d", l.short[t.Month()-1], t.Year())
}

// abbreviation returns the short name of t's zone. A zone that has none but an offset, such as -03, gives UTC-03.
func abbreviation(t time.Time) string {
	if t.Location().String() == "Asia/Jakarta" {
		return "WIB"
	}
	name, _ := t.Zone()
	if strings.HasPrefix(name, "+") || strings.HasPrefix(name, "-") {
		return "UTC" + name
	}
	return name
}

// Duration writes d with its two largest units, rounded to the smaller: 2 hr 4 jam, 35 mnt, 12 dtk in Indonesian; 2 d 4 h,
// 35 min, 12 s in English. A unit of nothing is left out. Less than a second, but not nothing, is "< 1 dtk".
func (l *Language) Duration(d time.Duration) string {
	if d < 0 {
		return "-" + l.Duration(max(-d, 0))
	}
	if d > 0 && d < time.Second {
		return "< 1 " + l.Text("unit.second")
	}
	const day = 24 * time.Hour
	d = d.Round(fineness(d))
	parts := []struct {
		amount time.Duration
		unit   string
	}{
		{d / day, "unit.day"},
		{d % day / time.Hour, "unit.hour"},
		{d % time.Hour / time.Minute, "unit.minute"},
		{d % time.Minute / time.Second, "unit.second"},
	}
	var words []string
	for _, p := range parts {
		if p.amount > 0 {
			words = append(words, l.Number(int64(p.amount))+" "+l.Text(p.unit))
		}
	}
	if len(words) == 0 {
		return "0 " + l.Text("unit.second")
	}
	return strings.Join(words, " ")
}

// fineness returns the smaller of the two units that d is written with.
func fineness(d time.Duration) time.Duration {
	switch {
	case d >= 24*time.Hour:
		return time.Hour
	case d >= time.Hour:
		return time.Minute
	}
	return time.Second
}

// ReadDate reads a day as Date writes it, 3 Mar 2026, with the months of the language or of the other one, in full or short,
// or as numbers: 2026-03-31 or 31-03-2026, with dashes, dots or slashes. It returns the first instant of the day in the
// language's zone; ok is false for anything else.
func (l *Language) ReadDate(text string) (day time.Time, ok bool) {
	words := strings.Fields(text)
	if len(words) == 3 {
		month := monthOf(words[1])
		day, err := time.ParseInLocation("2 1 2006", fmt.Sprintf("%s %d %s", words[0], month, words[2]), l.zone)
		return day, err == nil && month > 0
	}
	text = strings.NewReplacer(".", "-", "/", "-").Replace(strings.TrimSpace(text))
	for _, form := range []string{"2006-1-2", "2-1-2006"} {
		if day, err := time.ParseInLocation(form, text, l.zone); err == nil {
			return day, true
		}
	}
	return time.Time{}, false
}

// monthOf is the number of the month whose name begins with word, at least three letters of it, in either language; 0 for
// none.
func monthOf(word string) int {
	word = strings.ToLower(word)
	if len(word) < 3 {
		return 0
	}
	for _, names := range [][12]string{indonesianLong, englishLong} {
		for i, name := range names {
			if strings.HasPrefix(strings.ToLower(name), word) {
				return i + 1
			}
		}
	}
	if word == "agt" {
		return int(time.August)
	}
	return 0
}
