package workbook_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/reports/sample"
	"tuntas/reports/workbook"
)

func publish(t *testing.T, d figure.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := workbook.WritePublication(&out, d, i18n.For(d.Language, time.UTC)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestPublicationHoldsTheTables(t *testing.T) {
	for _, language := range []string{"id", "en"} {
		d := sample.Document(language)
		f := open(t, publish(t, d))
		names := f.GetSheetList()
		if len(names) != len(d.Sections)+4 {
			t.Fatalf("sheets %q", names)
		}
		for i, s := range d.Sections {
			name := names[i+3]
			header := 4
			if raw(t, f, name, 1, 4) != s.Table.Columns[0].Title {
				header = 5 // below the marks of its notes
			}
			if raw(t, f, name, 1, 1) != s.Title || raw(t, f, name, 1, 2) != s.Finding {
				t.Errorf("%s: title or finding differ", name)
			}
			for j, c := range s.Table.Columns {
				for row, values := range s.Table.Rows {
					got := raw(t, f, name, j+1, header+1+row)
					if values[j] == nil && got == "[x]" {
						continue
					}
					if !same(got, values[j], c.Unit) {
						t.Errorf("%s: column %s, row %d: got %q, want %v", name, c.Name, row, got, values[j])
					}
				}
			}
		}
	}
}

// TestPublicationKeepsToTheRules looks for what statistics in spreadsheets must not have.
func TestPublicationKeepsToTheRules(t *testing.T) {
	text := publish(t, sample.Document("id"))
	forbidden := regexp.MustCompile(`<f[ >/]|<mergeCell|<pane |<autoFilter ref="[^"]*"/></worksheet|<conditionalFormatting|<drawing|hidden=|<headerFooter|patternType="solid"`)
	for name, body := range parts(t, text, `^xl/worksheets/[^/]+\.xml$`) {
		if m := forbidden.FindString(body); m != "" {
			t.Errorf("%s holds %s", name, m)
		}
		if n := strings.Count(body, "<tablePart "); n != 1 {
			t.Errorf("%s has %d tables", name, n)
		}
	}
	f := open(t, text)
	notes, err := f.GetRows("Catatan & singkatan")
	if err != nil || !strings.Contains(fmt.Sprint(notes), "[note 1]") || !strings.Contains(fmt.Sprint(notes), "[x]") {
		t.Errorf("notes %v, %v", notes, err)
	}
	titles := map[string]bool{}
	for _, n := range f.GetDefinedName() {
		titles[n.Name+n.Scope] = true
	}
	for _, name := range f.GetSheetList() {
		if !titles["_xlnm.Print_Area"+name] || !titles["_xlnm.Print_Titles"+name] {
			t.Errorf("%s has no print area or no repeated header", name)
		}
	}
}

func TestPublicationSameBytes(t *testing.T) {
	want := publish(t, sample.Document("en"))
	for range 10 {
		if !bytes.Equal(publish(t, sample.Document("en")), want) {
			t.Fatal("the same document gave other bytes")
		}
	}
}

// TestPublicationPayloads writes each text of a bad kind everywhere and one of 40,000 characters.
func TestPublicationPayloads(t *testing.T) {
	for _, payload := range append(sample.Payloads, strings.Repeat("panjang ", 5000)) {
		d := sample.Hostile(payload)
		text := publish(t, d)
		for name, body := range parts(t, text, `\.(xml|rels)$`) {
			if regexp.MustCompile(`<f[ >/]`).MatchString(body) && strings.HasPrefix(name, "xl/worksheets") || strings.Contains(body, "External") {
				t.Errorf("%.40q: %s holds a formula or leads out", payload, name)
			}
		}
		f := open(t, text)
		if got := raw(t, f, f.GetSheetList()[3], 2, 6); got != seen(payload) {
			t.Errorf("%.40q: got %.60q", payload, got)
		}
	}
}

func TestPublicationRefuses(t *testing.T) {
	d := sample.Document("id")
	d.Sections[0].Table.Rows[0][2] = int64(3174012345678901)
	if err := workbook.WritePublication(&bytes.Buffer{}, d, i18n.For("id", time.UTC)); !errors.Is(err, workbook.ErrCell) {
		t.Errorf("16 digits: %v", err)
	}
	d = sample.Document("id")
	d.Sections[0].Figure.Kind = "pie"
	if err := workbook.WritePublication(&bytes.Buffer{}, d, i18n.For("id", time.UTC)); !errors.Is(err, figure.ErrShape) {
		t.Errorf("unknown kind: %v", err)
	}
	if err := workbook.WritePublication(&brokenWriter{100}, sample.Document("id"), i18n.For("id", time.UTC)); !errors.Is(err, errBroken) {
		t.Errorf("broken writer: %v", err)
	}
}

// TestOfficeOpensHostileWorkbooks lets another program open both profiles full of bad texts: a file that it cannot read would
// give nothing.
func TestOfficeOpensHostileWorkbooks(t *testing.T) {
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("SKIPPED: no LibreOffice on this machine, so whether it opens hostile workbooks is not tried")
	}
	folder := t.TempDir()
	payload := strings.Join(sample.Payloads, " ")
	args := []string{"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless", "--convert-to", "pdf", "--outdir", folder}
	for name, text := range map[string][]byte{"work": write(t, sample.Hostile(payload)), "publication": publish(t, sample.Hostile(payload))} {
		path := filepath.Join(folder, name+".xlsx")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	out, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput() //nolint:gosec // a test
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range []string{"work.pdf", "publication.pdf"} {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.Size() < 10_000 {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}
