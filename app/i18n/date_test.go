package i18n_test

import (
	"testing"
	"time"

	"tuntas/app/i18n"
)

func jakarta() *time.Location { return time.FixedZone("WIB", 7*60*60) }

func TestDates(t *testing.T) {
	id, en := i18n.For("id", jakarta()), i18n.For("en", jakarta())
	late := time.Date(2026, time.March, 2, 17, 5, 59, 0, time.UTC) // 3 March, 00:05:59 in Jakarta
	for _, c := range []struct{ name, got, want string }{
		{"date id", id.Date(late), "3 Mar 2026"},
		{"date en", en.Date(late), "3 Mar 2026"},
		{"date and time id", id.DateTime(late), "3 Mar 2026 00.05 WIB"},
		{"date and time en", en.DateTime(late), "3 Mar 2026 00:05 WIB"},
		{"month id", id.Month(late), "Mar 2026"},
		{"month en", en.Month(late), "Mar 2026"},
		{"year's turn", id.Month(time.Date(2025, 12, 31, 17, 0, 0, 0, time.UTC)), "Jan 2026"},
		{"afternoon", id.DateTime(time.Date(2026, 3, 3, 7, 5, 0, 0, time.UTC)), "3 Mar 2026 14.05 WIB"},
		{"utc", i18n.For("en", nil).DateTime(late), "2 Mar 2026 17:05 UTC"},
		{"zone without a name", i18n.For("en", time.FixedZone("-03", -3*60*60)).DateTime(late), "2 Mar 2026 14:05 UTC-03"},
		{"no date", id.Date(time.Time{}), "–"},
		{"no time", id.DateTime(time.Time{}), "–"},
		{"no month", id.Month(time.Time{}), "–"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q; want %q", c.name, c.got, c.want)
		}
	}
}

func TestDateTimeInLoadedZone(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Skipf("no zone data: %v", err)
	}
	at := time.Date(2026, time.August, 17, 3, 0, 0, 0, time.UTC)
	if got, want := i18n.For("id", zone).DateTime(at), "17 Agu 2026 10.00 WIB"; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

func TestMonths(t *testing.T) {
	wantID := [12]string{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"}
	wantEN := [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	if got := i18n.For("id", nil).Months(); got != wantID {
		t.Errorf("id: got %v", got)
	}
	if got := i18n.For("en", nil).Months(); got != wantEN {
		t.Errorf("en: got %v", got)
	}
	english := i18n.For("en", nil)
	for m := time.January; m <= time.December; m++ {
		at := time.Date(2026, m, 15, 0, 0, 0, 0, time.UTC)
		if got, want := english.Month(at), at.Format("Jan 2006"); got != want {
			t.Errorf("got %q; want %q", got, want)
		}
	}
}

func TestDuration(t *testing.T) {
	const day = 24 * time.Hour
	id, en := i18n.For("id", nil), i18n.For("en", nil)
	for _, c := range []struct {
		d              time.Duration
		wantID, wantEN string
	}{
		{0, "0 dtk", "0 s"},
		{400 * time.Millisecond, "< 1 dtk", "< 1 s"},
		{12 * time.Second, "12 dtk", "12 s"},
		{35 * time.Minute, "35 mnt", "35 min"},
		{35*time.Minute + 12*time.Second, "35 mnt 12 dtk", "35 min 12 s"},
		{59*time.Minute + 59600*time.Millisecond, "1 jam", "1 h"},
		{4*time.Hour + 29*time.Second, "4 jam", "4 h"},
		{4*time.Hour + 30*time.Second, "4 jam 1 mnt", "4 h 1 min"},
		{day - 20*time.Second, "1 hr", "1 d"},
		{2*day + 4*time.Hour, "2 hr 4 jam", "2 d 4 h"},
		{2*day + 4*time.Hour + 31*time.Minute, "2 hr 5 jam", "2 d 5 h"},
		{2*day + 29*time.Minute, "2 hr", "2 d"},
		{1500 * day, "1.500 hr", "1,500 d"},
		{-(2*day + 4*time.Hour), "-2 hr 4 jam", "-2 d 4 h"},
	} {
		if got := id.Duration(c.d); got != c.wantID {
			t.Errorf("id %v: got %q; want %q", c.d, got, c.wantID)
		}
		if got := en.Duration(c.d); got != c.wantEN {
			t.Errorf("en %v: got %q; want %q", c.d, got, c.wantEN)
		}
	}
}

func TestReadDate(t *testing.T) {
	l := i18n.For("id", jakarta())
	day := time.Date(2026, time.August, 7, 0, 0, 0, 0, jakarta())
	for text, want := range map[string]bool{
		"7 Agu 2026": true, "7 agustus 2026": true, "7 Aug 2026": true, "7 Agt 2026": true, " 2026-08-07 ": true, "7/8/2026": true, "07.08.2026": true,
		"": false, "7 Ag 2026": false, "7 8 2026": false, "32 Agu 2026": false, "7 Agu 26": false, "Agu 2026": false,
	} {
		got, ok := l.ReadDate(text)
		if ok != want || want && !got.Equal(day) {
			t.Errorf("%q: got %v, %v; want %v", text, got, ok, want)
		}
	}
	for m := time.January; m <= time.December; m++ {
		for _, code := range []string{"id", "en"} {
			l, day := i18n.For(code, jakarta()), time.Date(2026, m, 3, 0, 0, 0, 0, jakarta())
			if got, ok := l.ReadDate(l.Date(day)); !ok || !got.Equal(day) {
				t.Errorf("%s: %q is read as %v, %v", code, l.Date(day), got, ok)
			}
		}
	}
}
