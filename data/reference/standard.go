package reference

import (
	"iter"
	"time"

	"tuntas/data"
)

// AreaName is Tables.AreaName of the standard lists.
func AreaName(code string) (name string, ok bool) { return Standard().AreaName(code) }

// Parent is Tables.Parent of the standard lists.
func Parent(code string) string { return Standard().Parent(code) }

// Cities is Tables.Cities of the standard lists.
func Cities() iter.Seq[Area] { return Standard().Cities() }

// KecamatanOf is Tables.KecamatanOf of the standard lists.
func KecamatanOf(city string) iter.Seq[Area] { return Standard().KecamatanOf(city) }

// KelurahanOf is Tables.KelurahanOf of the standard lists.
func KelurahanOf(kecamatan string) iter.Seq[Area] { return Standard().KelurahanOf(kecamatan) }

// Kelurahan is Tables.Kelurahan of the standard lists.
func Kelurahan(text string) (code string, ok bool) { return Standard().Kelurahan(text) }

// Kecamatan is Tables.Kecamatan of the standard lists.
func Kecamatan(text string) (code string, ok bool) { return Standard().Kecamatan(text) }

// City is Tables.City of the standard lists.
func City(text string) (code string, ok bool) { return Standard().City(text) }

// Channels is Tables.Channels of the standard lists.
func Channels() []Channel { return Standard().Channels() }

// FindChannel is Tables.FindChannel of the standard lists.
func FindChannel(text string) (c Channel, ok bool) { return Standard().FindChannel(text) }

// Categories is Tables.Categories of the standard lists.
func Categories() []Category { return Standard().Categories() }

// FindCategory is Tables.FindCategory of the standard lists.
func FindCategory(text string) (c Category, ok bool) { return Standard().FindCategory(text) }

// Flood is Tables.Flood of the standard lists.
func Flood(category string) bool { return Standard().Flood(category) }

// Units is Tables.Units of the standard lists.
func Units() []Unit { return Standard().Units() }

// FindUnit is Tables.FindUnit of the standard lists.
func FindUnit(text string) (u Unit, ok bool) { return Standard().FindUnit(text) }

// Agency is Tables.Agency of the standard lists.
func Agency(unit string) (agency string, ok bool) { return Standard().Agency(unit) }

// OPDOf is Tables.OPDOf of the standard lists.
func OPDOf(unit string, at time.Time) (agency string, ok bool) { return Standard().OPDOf(unit, at) }

// IsValidator is Tables.IsValidator of the standard lists.
func IsValidator(unit string) bool { return Standard().IsValidator(unit) }

// HolidayOn is Tables.HolidayOn of the standard lists.
func HolidayOn(day time.Time) (h Holiday, ok bool) { return Standard().HolidayOn(day) }

// HolidaysKnown is Tables.HolidaysKnown of the standard lists.
func HolidaysKnown(year int) (complete bool) { return Standard().HolidaysKnown(year) }

// WorkingDay is Tables.WorkingDay of the standard lists.
func WorkingDay(day time.Time, leave JointLeave) bool { return Standard().WorkingDay(day, leave) }

// Nearest is Tables.Nearest of the standard lists.
func Nearest(list data.List, text string, n int) []Candidate {
	return Standard().Nearest(list, text, n)
}

// FromBPSNamed is Tables.FromBPSNamed of the standard lists.
func FromBPSNamed(code, name string) (kemendagri string, ok bool) {
	return Standard().FromBPSNamed(code, name)
}

// SystemOf is Tables.SystemOf of the standard lists.
func SystemOf(code, name string) CodeSystem { return Standard().SystemOf(code, name) }

// SystemOfAll is Tables.SystemOfAll of the standard lists.
func SystemOfAll(rows iter.Seq2[string, string]) SystemCount { return Standard().SystemOfAll(rows) }

// FromDigits is Tables.FromDigits of the standard lists.
func FromDigits(digits string) (kemendagri string, ok bool) { return Standard().FromDigits(digits) }
