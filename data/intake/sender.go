package intake

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"

	"tuntas/data"
)

// PersonSink is a Sink that also takes who sent a report. A sink that is none gets no persons.
type PersonSink interface {
	// AddPerson takes who sent the report with this number, just behind a row that speaks of it. It comes only where the
	// profile names a column for it, and may come again.
	AddPerson(number string, p data.Person) error
}

// personNames are headers under which sources write who sent a report, folded. They are known so that they are left alone: no
// field is ever proposed for them, their values are shown nowhere, and a refused row is kept without them.
var personNames = []string{
	"pelapor", "namapelapor", "namapengadu", "pengadu", "namawarga", "pengirim", "namapengirim", "namalengkap", "nama", "reporter", "reportername",
	"reportedby", "sender", "sendername", "citizenname", "complainant", "complainantname", "callername", "firstname", "lastname", "fullname",
	"naammelder", "melder", "contact", "kontak", "kontakpelapor", "telepon", "telp", "notelp", "notelepon", "nomortelepon", "teleponpelapor", "telppelapor",
	"nohp", "nomorhp", "hp", "nohandphone", "handphone", "phone", "phonenumber", "phoneno", "mobile", "telephone", "telefoon", "telefoonnummer", "whatsapp",
	"nowa", "nomorwa", "email", "emailaddress", "emailpelapor", "alamatemail", "surel", "nik", "ktp", "noktp", "nomorktp", "nationalid", "instagram", "twitter",
	"akun", "account", "accountid", "deviceid", "ipaddress",
}

// isPersonal tells whether a header names who sent a report.
func isPersonal(header string) bool {
	return slices.ContainsFunc(spellings(header), func(s string) bool { return slices.Contains(personNames, s) })
}

// personalColumns are the positions of columns that say who sent a report, whether the profile takes them or not. A column that
// the profile takes for something else is not among them.
func (t *table) personalColumns() []int {
	taken, sent := map[int]bool{}, map[int]bool{}
	for f, at := range t.fit.at {
		columns := t.fit.joined[f]
		if columns == nil && at >= 0 {
			columns = []int{at}
		}
		for _, at := range columns {
			if field(f) == fieldSender || field(f) == fieldContact {
				sent[at] = true
			} else {
				taken[at] = true
			}
		}
	}
	var all []int
	for i, h := range t.header {
		if sent[i] || isPersonal(h) && !taken[i] {
			all = append(all, i)
		}
	}
	return all
}

// withheld stands in the place of what says who sent a report.
const withheld = "…"

// without returns the row as text without what says who sent the report. Where there is nothing of the kind it is the row as it
// stands. A row whose fields cannot be told apart could hold it anywhere and is withheld as a whole.
func (rs *rows) without(rec record) string {
	if len(rs.personal) == 0 {
		return printable(rec.raw)
	}
	if len(rec.fields) != len(rs.table.header) || rec.fault != "" {
		return withheld
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	if rs.table.comma != "" {
		w.Comma = rune(rs.table.comma[0])
	}
	if w.Write(rs.shown(rec)) != nil {
		return withheld
	}
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}

// shown is the fields of a row for people.
func (rs *rows) shown(rec record) []string {
	all := texts(rec)
	if len(rec.fields) != len(rs.table.header) && len(rs.personal) > 0 {
		return []string{withheld}
	}
	for _, i := range rs.personal {
		if all[i] != "" {
			all[i] = withheld
		}
	}
	return all
}

// person gives who sent the report to a sink that takes persons.
func (rs *rows) person(number string) error {
	if rs.persons == nil || rs.fields == nil {
		return nil
	}
	p := data.Person{Name: rs.privateText(fieldSender), Contact: rs.privateText(fieldContact)}
	if p.Name == "" && p.Contact == "" {
		return nil
	}
	return rs.persons.AddPerson(number, p)
}

// privateText is a text of which nothing is told, not even that it was cleaned.
func (rs *rows) privateText(f field) string {
	b := bytes.TrimSpace(rs.cell(rs.fields, f))
	if len(b) == 0 {
		return ""
	}
	text, _ := cleanText(string(b))
	return text
}
