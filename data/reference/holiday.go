package reference

import (
	_ "embed"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// HolidayKind says who rests on a day, and by what right.
type HolidayKind string

// The kinds of days.
const (
	National  HolidayKind = "national" // libur nasional
	JointDay  HolidayKind = "joint"    // cuti bersama: leave that all take together, counted or not as a setting says
	Local     HolidayKind = "local"    // a day off in Jakarta alone
	WorkedDay HolidayKind = "worked"   // a day of the list that is worked after all, by a later decree
)

// holidayFields is how many fields a line has at least: day, kind, name, English name.
const holidayFields = 4

// Holiday is one day on which offices rest. Two feasts on one day are one Holiday with both names.
type Holiday struct {
	Day     time.Time // midnight UTC
	Kind    HolidayKind
	Name    string // in Indonesian
	English string
	Decree  string // what sets it, in the form that holds at last
}

// The list is that of the joint decrees of three ministers (SKB) in their last form, with the election days that the
// President set. It was put together from what was published about the decrees and compared, day by day, with another
// list kept independently; for 2026 it is the decree of 19 September 2025, and what may have been changed after that is
// not in it.
//
//go:embed holidays.txt
var holidayList string

// readHolidays reads a holiday a line; a line "# year: decree" begins a year.
func readHolidays(text string) (days map[time.Time]Holiday, years map[int]bool) {
	days, years = map[time.Time]Holiday{}, map[int]bool{}
	decree := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "# "); ok {
			year, rest, _ := strings.Cut(title, ": ")
			n, _ := strconv.Atoi(year)
			years[n], decree = true, rest
			continue
		}
		f := strings.Split(line, "|")
		day, _ := time.Parse(time.DateOnly, f[0])
		h := Holiday{Day: day, Kind: HolidayKind(f[1]), Name: f[2], English: f[3], Decree: decree}
		if len(f) > holidayFields {
			h.Decree = f[holidayFields]
		}
		days[day] = h
	}
	return days, years
}

// HolidayOn returns the holiday on the calendar day of day, by its own clock: pass local time. Saturdays and Sundays are
// none by themselves, and a day that is worked after all is none.
func (t *Tables) HolidayOn(day time.Time) (h Holiday, ok bool) {
	h, ok = t.holidays[dayOf(day)]
	if !ok || h.Kind == WorkedDay {
		return Holiday{}, false
	}
	return h, true
}

// Holidays returns the holidays of a year by date, none for a year that is not known.
func (t *Tables) Holidays(year int) []Holiday {
	days := slices.Collect(maps.Values(t.holidays))
	days = slices.DeleteFunc(days, func(h Holiday) bool { return h.Day.Year() != year || h.Kind == WorkedDay })
	slices.SortFunc(days, func(a, b Holiday) int { return a.Day.Compare(b.Day) })
	return days
}

// HolidaysKnown tells whether the list holds the holidays of a year. Where it does not, days are counted too many by
// whoever counts working days, and that has to be said.
func (t *Tables) HolidaysKnown(year int) (complete bool) { return t.years[year] }

// JointLeave says whether joint leave stops a clock that counts working days.
type JointLeave bool

// What an office may decide.
const (
	LeaveRests JointLeave = true  // joint leave is no working day
	LeaveWorks JointLeave = false // joint leave is worked
)

// WorkingDay tells whether the calendar day of day, by its own clock, is worked: no Saturday, no Sunday, no holiday. In a
// year whose holidays are not known it can tell weekends only.
func (t *Tables) WorkingDay(day time.Time, leave JointLeave) bool {
	if weekday := day.Weekday(); weekday == time.Saturday || weekday == time.Sunday {
		return false
	}
	h, rests := t.HolidayOn(day)
	return !rests || h.Kind == JointDay && leave == LeaveWorks
}
