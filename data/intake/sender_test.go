package intake_test

import (
	"strings"
	"testing"

	"tuntas/data"
	"tuntas/data/intake"
)

// guestbook is a sink that takes persons.
type guestbook struct {
	kept
	persons []string
}

func (g *guestbook) AddPerson(number string, p data.Person) error {
	g.persons = append(g.persons, number+"|"+p.Name+"|"+p.Contact)
	return nil
}

const sending = `name = "p"
[[file]]
kind = "reports"
[file.columns]
number = "no"
sent = "tanggal"
text = "isi"
sender = "pelapor"
contact = { join = ["hp", "email"] }
`

const sent = "no;tanggal;isi;pelapor;hp;email;nik\n" +
	"1;2026-03-01T08:00:00Z;a;\"Siti &amp; Ani\";0812;s@x;317\n" +
	"2;2026-03-01T08:00:00Z;b;;;;\n" +
	"3;soon;\"c;\"\"c\"\"\";Kenari;0813;k@x;318\n" +
	"4;2026-03-01T08:00:00Z;d;Kenari;0814;k@x;319;more\n" +
	"5;2026-03-01T08:00:00Z;d;\"Kenari\n"

// Persons go to a sink that takes them; a refused row, a preview and a finding hold nothing of them.
func TestPersonsOfAFile(t *testing.T) {
	p, path := profile(t, file(t, "p.toml", sending)), file(t, "r.csv", sent)
	g := new(guestbook)
	if _, err := intake.Read(t.Context(), p, []string{path}, g, nil); err != nil {
		t.Fatal(err)
	}
	if want := "1|Siti & Ani|0812 s@x"; strings.Join(g.persons, "\n") != want {
		t.Errorf("persons %q, want %q", g.persons, want)
	}
	v, err := intake.Look(p, path, 9)
	if err != nil {
		t.Fatal(err)
	}
	var told strings.Builder
	for _, r := range append(g.refused, v.Refused...) {
		told.WriteString(r.Raw + r.Value)
	}
	for _, row := range v.Rows {
		told.WriteString(strings.Join(row, " "))
	}
	for _, f := range g.findings {
		told.WriteString(f.Was + f.Told)
	}
	for _, secret := range []string{"Siti", "Kenari", "0812", "0813", "0814", "@x", "317", "318", "319"} {
		if strings.Contains(told.String(), secret) {
			t.Errorf("%q is told in %s", secret, told.String())
		}
	}
	if len(g.refused) != 3 || g.refused[0].Raw != `3;soon;"c;""c""";…;…;…;…` || g.refused[1].Raw != "…" || g.refused[2].Raw != "…" {
		t.Errorf("refused %q", g.refused)
	}
	for i, want := range []bool{false, false, false, true, true, true, true} {
		if c := v.Columns[i]; c.Personal != want || (c.Field == "") != (c.Header == "nik") {
			t.Errorf("%+v, want personal %v", c, want)
		}
	}
}

// A sink that takes none, and a profile that names none, keep persons out.
func TestPersonsOnlyWhereAsked(t *testing.T) {
	path := file(t, "r.csv", sent)
	if _, err := intake.Read(t.Context(), profile(t, file(t, "p.toml", sending)), []string{path}, new(kept), nil); err != nil {
		t.Error(err)
	}
	silent := strings.NewReplacer("sender = \"pelapor\"\n", "", "contact = { join = [\"hp\", \"email\"] }\n", "").Replace(sending)
	g := new(guestbook)
	if _, err := intake.Read(t.Context(), profile(t, file(t, "p.toml", silent)), []string{path}, g, nil); err != nil || len(g.persons) > 0 {
		t.Errorf("%q, %v", g.persons, err)
	}
	if len(g.refused) != 3 || strings.Contains(g.refused[0].Raw, "Kenari") {
		t.Errorf("refused %q", g.refused)
	}
}

// A proposal recognises who sent reports and leaves it alone until a person says otherwise.
func TestProposalLeavesPersons(t *testing.T) {
	d, err := intake.Propose(file(t, "r.csv", strings.ReplaceAll(sent[:strings.Index(sent, "3;soon")], ";", ",")))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range d.Columns {
		switch c.Header {
		case "pelapor", "hp", "email", "nik":
			if c.Field != "" || c.Why != intake.WhyPersonal || len(c.Examples) > 0 {
				t.Errorf("%+v", c)
			}
		default:
			if c.Why == intake.WhyPersonal {
				t.Errorf("%+v", c)
			}
		}
	}
	if err := d.Set("pelapor", "sender"); err != nil {
		t.Error(err)
	}
}
