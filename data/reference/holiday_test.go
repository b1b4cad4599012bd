package reference_test

import (
	"testing"
	"time"

	"tuntas/data/reference"
)

// The counts of national days are those of the decrees, with the election days; 13 May 2021 held two feasts.
func TestHolidaysOfTheYears(t *testing.T) {
	for _, c := range []struct{ year, national, joint, local int }{
		{2017, 17, 7, 1}, {2018, 17, 8, 0}, {2019, 17, 4, 0}, {2020, 17, 5, 0}, {2021, 15, 1, 0},
		{2022, 16, 4, 0}, {2023, 16, 11, 0}, {2024, 19, 10, 0}, {2025, 17, 11, 0}, {2026, 17, 8, 0},
		{2016, 0, 0, 0}, {2027, 0, 0, 0},
	} {
		got := map[reference.HolidayKind]int{}
		for _, h := range reference.Standard().Holidays(c.year) {
			got[h.Kind]++
			if h.Name == "" || h.English == "" || h.Decree == "" || h.Day.Year() != c.year {
				t.Errorf("%d: %+v", c.year, h)
			}
		}
		if got[reference.National] != c.national || got[reference.JointDay] != c.joint || got[reference.Local] != c.local || len(got) > 3 {
			t.Errorf("%d: got %v, want %+v", c.year, got, c)
		}
		if known := reference.HolidaysKnown(c.year); known != (c.national > 0) {
			t.Errorf("%d: known %t", c.year, known)
		}
	}
}

// Joint leave is set for working days: a line on a weekend would be a wrong date.
func TestJointLeaveFallsOnWeekdays(t *testing.T) {
	for year := 2017; year <= 2026; year++ {
		for _, h := range reference.Standard().Holidays(year) {
			if w := h.Day.Weekday(); h.Kind == reference.JointDay && (w == time.Saturday || w == time.Sunday) {
				t.Errorf("%s falls on a %s", h.Day.Format(time.DateOnly), w)
			}
		}
	}
}

func TestHolidayOn(t *testing.T) {
	for _, c := range []struct {
		day  string
		kind reference.HolidayKind
		name string
	}{
		{"2020-12-28", "", ""}, // joint leave that was taken back
		{"2020-12-31", reference.JointDay, "Cuti bersama Hari Raya Idul Fitri (pengganti)"},
		{"2020-05-26", "", ""}, // moved away
		{"2021-08-10", "", ""}, // moved by a day
		{"2021-08-11", reference.National, "Tahun Baru Islam 1443 Hijriah"},
		{"2021-10-20", reference.National, "Maulid Nabi Muhammad SAW"},
		{"2021-12-24", "", ""}, // taken back
		{"2021-05-13", reference.National, "Kenaikan Isa Almasih; Hari Raya Idul Fitri 1442 Hijriah"},
		{"2022-07-09", "", ""},
		{"2022-07-10", reference.National, "Hari Raya Idul Adha 1443 Hijriah"},
		{"2023-06-30", reference.JointDay, "Cuti bersama Hari Raya Idul Adha"},
		{"2023-04-26", "", ""}, // the joint leave of April 2023 began two days earlier instead
		{"2017-04-19", reference.Local, "Pemilihan gubernur DKI Jakarta putaran kedua"},
		{"2024-11-27", reference.National, "Pemilihan kepala daerah serentak"},
		{"2025-08-18", reference.JointDay, "Cuti bersama Proklamasi Kemerdekaan"},
		{"2026-12-24", reference.JointDay, "Cuti bersama Kelahiran Yesus Kristus (Natal)"},
	} {
		got, ok := reference.HolidayOn(day(c.day))
		if got.Kind != c.kind || got.Name != c.name || ok != (c.kind != "") {
			t.Errorf("%s: got %+v, want %s %q", c.day, got, c.kind, c.name)
		}
	}
}

// The day is that of the clock that is passed in.
func TestHolidayOnTheLocalDay(t *testing.T) {
	jakarta := time.FixedZone("WIB", 7*60*60)
	newYear := time.Date(2026, time.January, 1, 0, 30, 0, 0, jakarta)
	if _, ok := reference.HolidayOn(newYear); !ok {
		t.Error("half past midnight in Jakarta is New Year's Day")
	}
	if _, ok := reference.HolidayOn(newYear.UTC()); ok {
		t.Error("the same moment in London is not yet")
	}
}

// The months of 2026 are those counted from the decree: 240 working days with joint leave off, 248 with it worked.
func TestWorkingDaysOf2026(t *testing.T) {
	months := [13]int{}
	weekdays, worked := 0, 0
	for d := day("2026-01-01"); d.Year() == 2026; d = d.AddDate(0, 0, 1) {
		if d.Weekday() != time.Saturday && d.Weekday() != time.Sunday {
			weekdays++
		}
		if reference.WorkingDay(d, reference.LeaveRests) {
			months[d.Month()]++
		}
		if reference.WorkingDay(d, reference.LeaveWorks) {
			worked++
		}
	}
	if want := [13]int{0, 20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21}; months != want || weekdays != 261 || worked != 248 {
		t.Errorf("got %v of %d weekdays, %d with joint leave worked; want %v of 261, 248", months, weekdays, worked, want)
	}
}
