package opendata

import (
	"fmt"
	"strings"
	"time"
)

// PlaceGrain is how exactly a released row says where.
type PlaceGrain string

// The grains of place, from fine to coarse.
const (
	Kelurahan PlaceGrain = "kelurahan"
	Kecamatan PlaceGrain = "kecamatan"
	City      PlaceGrain = "city"
)

// TimeGrain is how exactly a released row says when.
type TimeGrain string

// The grains of time, from fine to coarse. Weeks are parts of a month (days 1-7, 8-14, 15-21 and the rest), so that each row
// lies in one month of the aggregates.
const (
	Day   TimeGrain = "day"
	Week  TimeGrain = "week"
	Month TimeGrain = "month"
)

// Level is one step of generalisation.
type Level struct {
	Place PlaceGrain
	Time  TimeGrain
}

// Levels are the steps that a row goes through until enough others say the same; behind the last it is withheld. None is
// coarser than the aggregates: then what a reader can add up from rows is part of one cell of each, and the audit of the
// rest is exact.
var Levels = []Level{{Kelurahan, Day}, {Kelurahan, Week}, {Kecamatan, Week}, {Kecamatan, Month}, {City, Month}}

// SensitiveFrom is the first of Levels at which a row of a sensitive category may stand.
const SensitiveFrom = 2

// place is the area at this grain: a code cut to its level. An area that is no code of Jakarta becomes empty: what a source
// wrote there is nobody's business.
func (g PlaceGrain) place(area string) string {
	if !strings.HasPrefix(area, "31.") {
		return ""
	}
	switch g {
	case Kecamatan:
		return area[:min(len(area), len("31.71.01"))]
	case City:
		return area[:min(len(area), len("31.71"))]
	}
	return area
}

// period is the day at this grain: 2026-03-14, 2026-03-W2 or 2026-03.
func (g TimeGrain) period(day time.Time) string {
	switch g {
	case Day:
		return day.Format("2006-01-02")
	case Week:
		return fmt.Sprintf("%s-W%d", day.Format("2006-01"), min(4, (day.Day()+6)/7))
	}
	return day.Format("2006-01")
}
