package intake

import (
	"strings"
	"testing"
	"time"
)

func TestClockReads(t *testing.T) {
	const none = ""
	tests := []struct{ format, text, want string }{
		{"iso", "2017-01-09T09:49:50.000+01:00", "2017-01-09T08:49:50Z"},
		{"iso", "2011-10-11 13:45:40.276000+02:00", "2011-10-11T11:45:40.276Z"},
		{"iso", "2026-03-01 00:00:00", "2026-02-28T17:00:00Z"},
		{"iso", "2026-03-01 00:00", "2026-02-28T17:00:00Z"},
		{"iso", "2026-03-01t07:08:09z", "2026-03-01T07:08:09Z"},
		{"iso", "2026-03-01 07:08:09.1234567891+0730", "2026-02-28T23:38:09.123456789Z"},
		{"iso", "2026-03-01 07:08:09,5 -03", "2026-03-01T10:08:09.5Z"},
		{"iso", "1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"},
		{"iso", "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
		{"iso", "2023-02-29T00:00:00Z", none},
		{"iso", "1900-02-29T00:00:00Z", none},
		{"iso", "2026-13-01T00:00:00Z", none},
		{"iso", "2026-00-01T00:00:00Z", none},
		{"iso", "2026-04-31T00:00:00Z", none},
		{"iso", "2026-03-01T24:00:00Z", none},
		{"iso", "2026-03-01T23:60:00Z", none},
		{"iso", "2026-03-01T23:00:60Z", none},
		{"iso", "0000-03-01T23:00:00Z", none},
		{"iso", "0001-01-01T00:00:00+07:00", none},
		{"iso", "1899-12-31T23:59:59Z", none},
		{"iso", "1900-01-01T00:00:00Z", "1900-01-01T00:00:00Z"},
		{"iso", "2199-12-31T23:59:59Z", "2199-12-31T23:59:59Z"},
		{"iso", "2200-01-01T00:00:00Z", none},
		{"iso", "9999-12-31T23:59:59-07:00", none},
		{"iso", "2026-03-01T2x:00:00Z", none},
		{"iso", "2026-03-01T23:00:00.Z", none},
		{"iso", "2026-03-01T23:00:00+1:00", none},
		{"iso", "2026-03-01T23:00:00+07:60", none},
		{"iso", "2026-03-01T23:00:00 WIB", none},
		{"iso", "2026-03-01T23:00:00Zx", none},
		{"iso", "2026-03-01T23:00:00 ", none},
		{"iso", "2026-03-01", none},
		{"iso", "03/04/2025 10:00:00", none},
		{"iso", "", none},
		{"DD/MM/YYYY HH:mm:ss", "03/04/2025 10:00:00", "2025-04-03T03:00:00Z"},
		{"DD/MM/YYYY HH:mm:ss", "3/4/2025 10:00:00", none},
		{"DD/MM/YYYY HH:mm:ss", "31/02/2025 10:00:00", none},
		{"M/D/YYYY h:mm A", "3/4/2025 12:05 am", "2025-03-03T17:05:00Z"},
		{"M/D/YYYY h:mm A", "11/12/2025 12:05 PM", "2025-11-12T05:05:00Z"},
		{"M/D/YYYY h:mm A", "3/4/2025 13:05 PM", none},
		{"M/D/YYYY h:mm A", "3/4/2025 0:05 PM", none},
		{"M/D/YYYY h:mm A", "3/4/2025 1:05 XM", none},
		{"D MMM YYYY HH.mm [WIB]", "3 Mei 2026 14.05 WIB", "2026-05-03T07:05:00Z"},
		{"D MMM YYYY HH.mm [WIB]", "3 august 2026 14.05 WIB", "2026-08-03T07:05:00Z"},
		{"D MMM YYYY HH.mm [WIB]", "3 Mai 2026 14.05 WIB", none},
		{"YYYY-MM-DD HH:mm:ss.SSSZ", "2026-05-03 14:05:06.25+02:00", "2026-05-03T12:05:06.25Z"},
		{"YYYY-MM-DD", "2026-05-03", "2026-05-02T17:00:00Z"},
		{"YYYY-MM-DD", "2026-05-03 10:00", none},
		{"YYYYMMDD", "20260503", "2026-05-02T17:00:00Z"},
		{"YYYY-MM", "2026-05", "2026-04-30T17:00:00Z"},
		{"MMMM YYYY", "Mei 2026", "2026-04-30T17:00:00Z"},
		{"YYYY?? M", "202403 1", "2023-12-31T17:00:00Z"},
		{"YYYY?? M", "202412 12", "2024-11-30T17:00:00Z"},
		{"YYYY?? M", "20243 1", none},
		{"YYYY?? M", "202403 13", none},
		{"YYYY-MM-DD?HH:mm", "2026-05-03–14:05", "2026-05-03T07:05:00Z"},
		{"YYYY-MM-DD?", "2026-05-03", none},
		{"excel", "45000.5", "2023-03-15T05:00:00Z"},
		{"excel", "45000,5", "2023-03-15T05:00:00Z"},
		{"excel", "45000", "2023-03-14T17:00:00Z"},
		{"excel", "45000.999999999", "2023-03-15T17:00:00Z"},
		{"excel", "1", "1899-12-31T16:52:48Z"},
		{"excel", "59", "1900-02-27T16:52:48Z"},
		{"excel", "60", none},
		{"excel", "60.5", none},
		{"excel", "61", "1900-02-28T16:52:48Z"},
		{"excel", "-1", none},
		{"excel", "4.5e4", none},
		{"excel", "45000.5.1", none},
		{"excel", "NaN", none},
		{"excel", "", none},
		{"excel", "2958466", none},
		{"excel1904", "43538.5", "2023-03-15T05:00:00Z"},
		{"excel1904", "60", "1904-02-29T16:52:48Z"},
		{"epoch", "1772330400", "2026-03-01T02:00:00Z"},
		{"epoch", "1772330400.25", "2026-03-01T02:00:00.25Z"},
		{"epoch", "-1.5", "1969-12-31T23:59:58.5Z"},
		{"epoch", "1772330400123", none},
		{"epoch", "99999999999999999999", none},
		{"epoch", "1e9", none},
		{"epoch", "x", none},
		{"epoch_ms", "1772330400123", "2026-03-01T02:00:00.123Z"},
		{"epoch_ms", "-1500.5", "1969-12-31T23:59:58.4995Z"},
	}
	for _, tt := range tests {
		c, err := newClock("Asia/Jakarta", []string{tt.format})
		if err != nil {
			t.Fatal(err)
		}
		at, ok := c.read([]byte(tt.text))
		got := at.Format(time.RFC3339Nano)
		if !ok {
			got = none
		}
		if got != tt.want {
			t.Errorf("%s with %s: got %q, want %q", tt.text, tt.format, got, tt.want)
		}
	}
}

// Each day from 1600 to 2400 is the day that package time makes of it.
func TestClockAgreesWithPackageTime(t *testing.T) {
	days := 0
	for day := time.Date(1600, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2400; day = day.AddDate(0, 0, 1) {
		w, ok := readISO([]byte(day.Format("2006-01-02T15:04:05Z")))
		if got := w.instant(nil); !ok || !w.exists() || !got.Equal(day) {
			t.Fatalf("got %v, want %v", got, day)
		}
		days++
	}
	if want := 292194; days != want {
		t.Errorf("compared %d days, want %d", days, want)
	}
}

func TestClockRefusesFormats(t *testing.T) {
	tests := []struct {
		zone    string
		formats []string
		want    string
	}{
		{"Asia/Batavia", nil, "Asia/Batavia"},
		{"Local", nil, "Local"},
		{"", []string{"DD/MM/YYYY HH:mm", "MM/DD/YYYY HH:mm"}, "order of day and month"},
		{"", []string{"M/D/YYYY HH:mm", "DD/MM/YYYY HH:mm"}, "order of day and month"},
		{"", []string{"DD/MM/YYYY HH:mm", "MM?DD?YYYY?HH:mm"}, "order of day and month"},
		{"", []string{"YYYY"}, "year or month is missing"},
		{"", []string{"DD/YYYY"}, "year or month is missing"},
		{"", []string{"YYYY-MM HH:mm"}, "without the day"},
		{"", []string{"excel", "epoch"}, "digits alone"},
		{"", []string{"YYYYMMDD", "epoch_ms"}, "digits alone"},
		{"", []string{"YYYY-MM-DD hh:mm"}, "hh goes with A"},
		{"", []string{"YYYY-MM-DD mm"}, "smaller part"},
		{"", []string{"YYYY-MM-DD HH:MM"}, "stands twice"},
		{"", []string{"YYYY-MM-DDTHH:mm"}, "unknown letter"},
		{"", []string{"YYYY-MM-DD [at"}, "not closed"},
	}
	for _, tt := range tests {
		_, err := newClock(tt.zone, tt.formats)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("zone %q, formats %q: got %v, want %q", tt.zone, tt.formats, err, tt.want)
		}
	}
	if _, err := newClock("", []string{"DD/MM/YYYY HH:mm", "MM-DD-YYYY HH:mm", "iso"}); err != nil {
		t.Errorf("formats that cannot be confused: %v", err)
	}
}

func BenchmarkClockISO(b *testing.B) {
	c, err := newClock("", nil)
	if err != nil {
		b.Fatal(err)
	}
	text := []byte("2017-01-09T09:49:50.000+01:00")
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := c.read(text); !ok {
			b.Fatal("not read")
		}
	}
}
