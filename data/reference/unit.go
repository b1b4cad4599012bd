package reference

import (
	"slices"
	"strings"
)

// Unit is a work unit with the agency that answers for it.
type Unit struct {
	Name   string
	Agency string // OPD; the unit's own name when it is one itself
	City   string // Kemendagri code of the city that it works in; empty when it works in all
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
)

// Agencies returns the agencies that are known to handle reports; the slice is the caller's own.
func Agencies() []string {
	return []string{
		BinaMarga, Water, Transport, Environment, Parks, PublicOrder,
		"DINAS SOSIAL", "DINAS CIPTA KARYA, TATA RUANG, DAN PERTANAHAN", "DINAS PERUMAHAN RAKYAT DAN KAWASAN PERMUKIMAN",
		"BADAN PENDAPATAN DAERAH", "DINAS PARIWISATA DAN EKONOMI KREATIF", "DINAS KETAHANAN PANGAN, KELAUTAN, DAN PERTANIAN",
		"BADAN KESATUAN BANGSA DAN POLITIK", "BADAN PEMBINAAN BADAN USAHA MILIK DAERAH", Village, Bureau,
	}
}

// seenUnits are work units and companies met in real data.
var seenUnits = []Unit{
	{Name: "UNIT PENGELOLA PERPARKIRAN", Agency: Transport},
	{Name: "UNIT PENGELOLA SISTEM PENGENDALIAN LALU LINTAS", Agency: Transport},
	{Name: "UNIT PERALATAN DAN PERBEKALAN BINA MARGA", Agency: BinaMarga},
	{Name: "SUKU BADAN KESATUAN BANGSA DAN POLITIK", Agency: "BADAN KESATUAN BANGSA DAN POLITIK"},
	{Name: "PD PASAR JAYA", Agency: "BADAN PEMBINAAN BADAN USAHA MILIK DAERAH"},
	{Name: "PT TRANSPORTASI", Agency: "BADAN PEMBINAAN BADAN USAHA MILIK DAERAH"},
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

var (
	units      = listUnits()
	unitByName = indexUnits(units)
)

// listUnits puts the table together: agencies, units met, sub-departments of the cities ("Sudin Bina Marga Jakarta
// Pusat", a form of our own, since the published names do not carry the city) and the 267 kelurahan.
func listUnits() []Unit {
	var us []Unit
	for _, a := range Agencies() {
		us = append(us, Unit{Name: a, Agency: a})
	}
	us = append(us, seenUnits...)
	for _, u := range cityUnits {
		for _, c := range areas.cities {
			if name, ok := strings.CutPrefix(c.Name, "Kota Administrasi "); ok {
				us = append(us, Unit{Name: u.title + " " + name, Agency: u.agency, City: c.Code})
			}
		}
	}
	for _, k := range areas.kelurahan {
		us = append(us, Unit{Name: "Kelurahan " + k.Name, Agency: Village, City: Parent(Parent(k.Code))})
	}
	return us
}

func indexUnits(us []Unit) map[string]int {
	index := map[string]int{fold("DINAS PERTAMANAN DAN HUTAN"): slices.IndexFunc(us, func(u Unit) bool { return u.Name == Parks })}
	for i, u := range us {
		index[fold(u.Name)] = i
	}
	return index
}

// Units returns all known units: agencies, work units, sub-departments of the cities, kelurahan. The slice is the caller's own.
func Units() []Unit { return slices.Clone(units) }

// FindUnit returns the unit that text names, case, blanks and punctuation aside.
func FindUnit(text string) (u Unit, ok bool) {
	i, ok := unitByName[fold(text)]
	if !ok {
		return Unit{}, false
	}
	return units[i], true
}

// Agency returns the agency (OPD) that answers for the unit that text names; ok is false for an unknown unit.
func Agency(unit string) (agency string, ok bool) {
	u, ok := FindUnit(unit)
	return u.Agency, ok
}
