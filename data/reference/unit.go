package reference

import (
	"slices"
	"strings"
	"time"

	"tuntas/data"
)

// UnitKind says what a unit is in the administration.
type UnitKind string

// The kinds of units.
const (
	OPD           UnitKind = "opd"       // an agency of the province
	UKPD          UnitKind = "ukpd"      // a work unit below an agency
	BUMD          UnitKind = "bumd"      // a company of the province
	KelurahanUnit UnitKind = "kelurahan" // the office of a kelurahan, and all of them together
	Validator     UnitKind = "bureau"    // the bureau that judges follow-ups; it is met as a handler too
)

// Unit is somebody who can be given a report: an agency, a work unit, a company, a kelurahan, the bureau.
type Unit struct {
	Name   string
	Agency string // the agency (OPD) that answers for it by the latest that is known; its own name when nobody stands above
	City   string // Kemendagri code of the city that it works in; empty when it works in all
	Kind   UnitKind
	Above  []Tenure // who stood above it when, by time
}

// Tenure says who stood above a unit for a time; an empty Unit is nobody.
type Tenure struct {
	Unit string
	Period
}

// ListedAt tells whether there was such a unit on the day of t, as far as known.
func (u Unit) ListedAt(t time.Time) bool {
	return slices.ContainsFunc(u.Above, func(a Tenure) bool { return a.Holds(t) })
}

// aboveAt returns who stood above the unit on the day of at: by the last tenure that had begun by then, for units live on
// in old data; by the last of all for a zero at.
func (u Unit) aboveAt(at time.Time) string {
	name := ""
	for i, a := range u.Above {
		if i == 0 || at.IsZero() || !dayOf(at).Before(a.From) {
			name = a.Unit
		}
	}
	return name
}

// The agencies as the back office writes them.
const (
	BinaMarga   = "DINAS BINA MARGA"
	Water       = "DINAS SUMBER DAYA AIR"
	Transport   = "DINAS PERHUBUNGAN"
	Environment = "DINAS LINGKUNGAN HIDUP"
	Parks       = "DINAS PERTAMANAN DAN HUTAN KOTA"
	PublicOrder = "SATUAN POLISI PAMONG PRAJA"
	Village     = "KELURAHAN"
	Bureau      = "BIRO PEMERINTAHAN" // judges follow-ups, and is met as a handler too

	politics  = "BADAN KESATUAN BANGSA DAN POLITIK"
	companies = "BADAN PEMBINAAN BADAN USAHA MILIK DAERAH"
)

// Agencies returns the agencies that are known to handle reports; the slice is the caller's own.
func Agencies() []string {
	return []string{
		BinaMarga, Water, Transport, Environment, Parks, PublicOrder,
		"DINAS SOSIAL", "DINAS CIPTA KARYA, TATA RUANG, DAN PERTANAHAN", "DINAS PERUMAHAN RAKYAT DAN KAWASAN PERMUKIMAN",
		"BADAN PENDAPATAN DAERAH", "DINAS PARIWISATA DAN EKONOMI KREATIF", "DINAS KETAHANAN PANGAN, KELAUTAN, DAN PERTANIAN",
		politics, companies, Village, Bureau,
	}
}

// seenUnits are work units and companies met in real data.
var seenUnits = []struct {
	name, above string
	kind        UnitKind
}{
	{"UNIT PENGELOLA PERPARKIRAN", Transport, UKPD},
	{"UNIT PENGELOLA SISTEM PENGENDALIAN LALU LINTAS", Transport, UKPD},
	{"UNIT PERALATAN DAN PERBEKALAN BINA MARGA", BinaMarga, UKPD},
	{"SUKU BADAN KESATUAN BANGSA DAN POLITIK", politics, UKPD},
	{"PD PASAR JAYA", companies, BUMD},
	{"PT TRANSPORTASI", companies, BUMD},
}

// cityUnits are the agencies that have a sub-department in each of the five cities, with its short name.
var cityUnits = []struct{ agency, title string }{
	{BinaMarga, "Sudin Bina Marga"},
	{Water, "Sudin Sumber Daya Air"},
	{Transport, "Sudin Perhubungan"},
	{Environment, "Sudin Lingkungan Hidup"},
	{Parks, "Sudin Pertamanan dan Hutan Kota"},
	{PublicOrder, "Satpol PP"},
}

// standardUnits puts the table together: agencies, units met, sub-departments of the cities ("Sudin Bina Marga Jakarta
// Pusat", a form of our own, since the published names do not carry the city) and the kelurahan.
func standardUnits(areas areaTable) []Unit {
	var us []Unit
	for _, a := range Agencies() {
		kind := OPD
		switch a {
		case Village:
			kind = KelurahanUnit
		case Bureau:
			kind = Validator
		}
		us = append(us, Unit{Name: a, Agency: a, Kind: kind, Above: []Tenure{{}}})
	}
	for _, u := range seenUnits {
		us = append(us, Unit{Name: u.name, Agency: u.above, Kind: u.kind, Above: []Tenure{{Unit: u.above}}})
	}
	for _, u := range cityUnits {
		for _, c := range areas.levels[data.ListCity] {
			if name, ok := strings.CutPrefix(c.Name, "Kota Administrasi "); ok {
				us = append(us, Unit{Name: u.title + " " + name, Agency: u.agency, City: c.Code, Kind: UKPD, Above: []Tenure{{Unit: u.agency}}})
			}
		}
	}
	for _, k := range areas.levels[data.ListKelurahan] {
		us = append(us, kelurahanUnit(k))
	}
	return us
}

// kelurahanUnit is the office of a kelurahan.
func kelurahanUnit(k Area) Unit {
	return Unit{Name: "Kelurahan " + k.Name, Agency: Village, City: above(above(k.Code)), Kind: KelurahanUnit,
		Above: []Tenure{{Unit: Village, Period: k.Valid}}}
}

// Units returns all known units: agencies, work units, sub-departments of the cities, kelurahan. The slice is the caller's
// own, what it leads to is not.
func (t *Tables) Units() []Unit { return slices.Clone(t.units.all) }

// FindUnit returns the unit that text names, case, blanks and punctuation aside.
func (t *Tables) FindUnit(text string) (u Unit, ok bool) {
	name, ok := t.Find(data.ListUnit, text, time.Time{})
	if !ok {
		return Unit{}, false
	}
	return t.units.get(name)
}

// Agency returns the agency (OPD) that answers for the unit that text names, by the latest that is known; ok is false for
// an unknown unit.
func (t *Tables) Agency(unit string) (agency string, ok bool) { return t.OPDOf(unit, time.Time{}) }

// OPDOf returns the agency (OPD) that answered for the unit that text names on the day of at, the unit itself when nobody
// stood above; by the latest that is known for a zero at. Ok is false for an unknown unit.
func (t *Tables) OPDOf(unit string, at time.Time) (agency string, ok bool) {
	name, ok := t.Find(data.ListUnit, unit, at)
	if !ok {
		return "", false
	}
	for {
		u, known := t.units.get(name)
		above := u.aboveAt(at)
		if !known || above == "" {
			return name, true
		}
		name = above
	}
}

// IsValidator tells whether text names the bureau that judges follow-ups. Where it is the handler too it judges its own
// work, which is worth a flag.
func (t *Tables) IsValidator(unit string) bool {
	u, ok := t.FindUnit(unit)
	return ok && u.Kind == Validator
}
