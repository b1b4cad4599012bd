package office_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/datatest"
)

// A template that cannot be used says in which line, and what stands there.
func TestReadTemplateSaysWhere(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"no TOML", "[title]\nid = \"x\n", "2: "},
		{"unknown key", "[title]\nid = \"x\"\nfr = \"y\"\n", "3: title.fr"},
		{"unknown question", "[[chapter]]\n[[chapter.question]]\nname = \"volume\"\n[[chapter.question]]\nname = \"weather\"\n", "5: weather"},
		{"grouping that the question does not have", "[[chapter]]\n[[chapter.question]]\nname = \"flood-clusters\"\nby = \"unit\"\n", "4: unit"},
		{"grain that is none", "[[chapter]]\n[[chapter.question]]\nname = \"volume\"\ngrain = \"hour\"\n", "4: hour"},
		{"rule of another question", "[[chapter]]\n[[chapter.question]]\nname = \"volume\"\nrule = \"entered\"\n", "4: entered"},
		{"measure that is none", "[[chapter]]\n[[chapter.question]]\nname = \"units\"\nof = \"happiness\"\n", "4: happiness"},
		{"filter", "[[chapter]]\n[[chapter.question]]\nname = \"activities\"\nwhere = { city = [\"31.71\"] }\n", "4: city"},
		{"result", "[[chapter]]\n[[chapter.question]]\nname = \"results\"\nmeasures = [\"joy\"]\n", "4: joy"},
		{"comparison", "[[chapter]]\n[[chapter.question]]\nname = \"compare\"\nagainst = \"luck\"\n", "4: luck"},
		{"another type", "[title]\nid = 3\n", "2: "},
		{"nothing", "[title]\nid = \"x\"\n", "3: [[chapter.question]]"},
	} {
		_, err := office.ReadTemplate(strings.NewReader(tt.text))
		if !errors.Is(err, data.ErrTemplate) || !strings.HasPrefix(data.Subject(err), tt.want) {
			t.Errorf("%s: got %q, %v; want %q", tt.name, data.Subject(err), err, tt.want)
		}
	}
}

// Templates that come with Tuntas can be used, in both languages, for a bounded and an open period, also where nothing lies in
// it; and their texts are there in both.
func TestShippedTemplates(t *testing.T) {
	db, _, until := city(t, 400)
	for _, name := range office.Templates() {
		tmpl, err := office.OpenTemplate(name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, lang := range []string{"id", "en"} {
			l := i18n.For(lang, datatest.Jakarta)
			for _, s := range []analytics.Scope{
				{Now: until}, {Now: until, From: until.AddDate(0, -3, 0), Until: until}, {Now: until, From: until.AddDate(-9, 0, 0), Until: until.AddDate(-9, 0, 7)},
			} {
				s.Zone = datatest.Jakarta
				d, err := office.ComposeTemplate(t.Context(), db, tmpl, s, l)
				if err != nil {
					t.Fatalf("%s, %s: %v", name, lang, err)
				}
				ids := map[string]bool{}
				for _, section := range d.Sections {
					if section.Title == "" || section.Chapter == "" || ids[section.ID] {
						t.Errorf("%s, %s: section %q, chapter %q, %q twice", name, lang, section.Title, section.Chapter, section.ID)
					}
					ids[section.ID] = true
				}
				if len(d.Sections) != tmpl.Questions() || len(d.Signers) != 1 {
					t.Errorf("%s, %s: %d sections of %d questions, %d signers", name, lang, len(d.Sections), tmpl.Questions(), len(d.Signers))
				}
			}
		}
	}
}

const ownTemplate = `
[title]
id = "Laporan kita"
[imprint]
office = "Biro Kita"
number = "7"
[[signature]]
place = "Jakarta"
date  = "today"
title = { id = "Kepala\nBiro" }
name  = "Nama Pejabat"
nip   = "1"
[[signature]]
[[chapter]]
title = { id = "Satu" }
text  = { id = "Kata sendiri." }
[[chapter.question]]
name = "findings"
[[chapter.question]]
name  = "volume"
key   = true
grain = "none"
by    = "channel"
columns = ["channel", "received"]
above = { id = "Di atas." }
below = { id = "Di bawah." }
[[chapter.question]]
name = "volume"
key  = true
grain = "none"
where = { city = ["31.71"] }
[[chapter.question]]
name = "results"
measures = ["received"]
targets = { received = 50 }
`

// What the bureau writes into its template stands in the document, and what it leaves empty is left to the hand.
func TestComposeTemplate(t *testing.T) {
	db, _, until := city(t, 400)
	path := filepath.Join(t.TempDir(), "own.toml")
	if err := os.WriteFile(path, []byte(ownTemplate), 0o600); err != nil {
		t.Fatal(err)
	}
	own, err := office.OpenTemplate(path)
	if err != nil {
		t.Fatal(err)
	}
	l := i18n.For("id", datatest.Jakarta)
	s := analytics.Scope{Now: until, From: until.AddDate(0, -1, 0), Until: until, Zone: datatest.Jakarta}
	d, err := office.ComposeTemplate(t.Context(), db, own.With(office.Imprint{Number: " 8 "}), s, l)
	if err != nil {
		t.Fatal(err)
	}
	if d.Title != "Laporan kita" || d.Author != "Biro Kita" || !slices.Contains(d.Facts, figure.Entry{Label: "Nomor", Text: "8"}) {
		t.Errorf("%q by %q: %v", d.Title, d.Author, d.Facts)
	}
	want := []figure.Signer{
		{Above: []string{"Jakarta, " + l.Date(until), "Kepala", "Biro"}, Name: "Nama Pejabat", Number: "NIP 1"},
		{Above: []string{"………………, ………………"}, Number: "NIP ………………"},
	}
	for i, s := range d.Signers {
		if !slices.Equal(s.Above, want[i].Above) || s.Name != want[i].Name || s.Number != want[i].Number {
			t.Errorf("signer %d: %+v; want %+v", i, s, want[i])
		}
	}
	if len(d.Sections) != 5 {
		t.Fatalf("%d sections", len(d.Sections))
	}
	whole, one, target := d.Sections[2], d.Sections[3], d.Sections[4]
	if d.Sections[0].Finding != "Kata sendiri." || !strings.HasPrefix(whole.Finding, "Di atas. ") || !slices.Contains(whole.Figure.Notes, "Di bawah.") {
		t.Errorf("texts: %q, %q, %q", d.Sections[0].Finding, whole.Finding, whole.Figure.Notes)
	}
	if len(whole.Table.Columns) != 2 || whole.Table.Columns[1].Name != "received" {
		t.Errorf("columns %v", whole.Table.Columns)
	}
	if got := d.Sections[1].Table.Rows; len(got) != 2 || got[0][1] != whole.Finding || got[1][1] != one.Finding || whole.Finding == one.Finding {
		t.Errorf("findings %v", got)
	}
	row := target.Table.Rows[0]
	received := row[1].(int64)
	if row[7] != 50.0 || row[8] != float64(received)/50 || received == 0 {
		t.Errorf("target %v", row)
	}
}

// Only what is about floods stands in the flood pack, and its numbers are those of the question asked alone.
func TestFloodPack(t *testing.T) {
	db, planted, until := city(t, 20_000)
	first, _ := time.Parse(time.DateOnly, planted.Floods[0].Date)
	s := analytics.Scope{Now: until, From: first.AddDate(0, 0, -3), Until: first.AddDate(0, 0, 4), Zone: datatest.Jakarta}
	pack, err := office.OpenTemplate(office.Flood)
	if err != nil {
		t.Fatal(err)
	}
	d, err := office.ComposeTemplate(t.Context(), db, pack, s, i18n.For("en", datatest.Jakarta))
	if err != nil {
		t.Fatal(err)
	}
	received := ask(t, db, "flood", analytics.Scope{Now: until, From: s.From, Until: s.Until, By: analytics.None, Grain: analytics.None}).N
	if received < int64(planted.Floods[0].FloodReports) {
		t.Fatalf("%d flood reports", received)
	}
	sums := map[string]int64{}
	for _, section := range d.Sections {
		at := slices.IndexFunc(section.Table.Columns, func(c figure.Column) bool { return c.Name == "received" || c.Name == "reports" })
		if at < 0 || strings.HasPrefix(section.ID, "time-in-stage") || strings.HasPrefix(section.ID, "flood-clusters") {
			continue
		}
		for _, row := range section.Table.Rows {
			n, _ := row[at].(int64)
			sums[section.ID] += n
		}
	}
	for id, n := range sums {
		if n != received {
			t.Errorf("%s adds up to %d; want %d", id, n, received)
		}
	}
	if len(sums) < 8 {
		t.Errorf("only %d sections have counts: %v", len(sums), sums)
	}
	if peak := d.Sections[slices.IndexFunc(d.Sections, func(s figure.Section) bool { return strings.HasPrefix(s.ID, "flood-peaks") })]; !peak.Table.Rows[0][2].(time.Time).Equal(first) {
		t.Errorf("peak %v; want %s", peak.Table.Rows, planted.Floods[0].Date)
	}
	mapped := slices.ContainsFunc(d.Sections, func(s figure.Section) bool { return s.Figure.Kind == figure.Places })
	if !mapped {
		t.Error("the flood pack has no map")
	}
}
