package office_test

import (
	"encoding/csv"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data/datatest"
	"tuntas/reports/opendata"
)

// TestConvertedCellsAreTheAnswers lets another program read each kind of workbook and write its sheets as text: the cells are the
// values that the questions gave, and those of the released rows.
func TestConvertedCellsAreTheAnswers(t *testing.T) {
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("SKIPPED: no LibreOffice on this machine, so what it reads is not compared")
	}
	db, _, until := city(t, 2000)
	scope := analytics.Scope{Now: until, From: until.AddDate(0, -3, 0), Until: until, Zone: datatest.Jakarta}
	l := i18n.For("id", datatest.Jakarta)
	d, err := periodic(t, db, scope, l)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for kind, name := range map[string]string{office.Workbook: "kerja.xlsx", office.Publication: "rilis-angka.xlsx"} {
		if err := office.Write(kind, d, filepath.Join(folder, name), office.Press{Language: l}); err != nil {
			t.Fatal(err)
		}
	}
	_, release := releasedTo(t, plenty(t))
	const sheets = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1" // all sheets, values as they are
	args := []string{"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless", "--convert-to", sheets, "--outdir", folder,
		filepath.Join(folder, "kerja.xlsx"), filepath.Join(folder, "rilis-angka.xlsx"), filepath.Join(release, opendata.Workbook)}
	if out, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput(); err != nil { //nolint:gosec // a test
		t.Fatalf("%v\n%s", err, out)
	}
	for _, book := range []string{"kerja", "rilis-angka"} {
		read := sheetsOf(t, folder, book)
		for _, s := range d.Sections {
			if len(s.Table.Rows) > 0 && !slices.ContainsFunc(read, func(rows [][]string) bool { return holds(rows, s.Table) }) {
				t.Errorf("%s: no sheet holds the table of %s, %s", book, s.ID, s.Title)
			}
		}
	}
	released := textRows(t, filepath.Join(release, opendata.CaseFile))
	found := slices.ContainsFunc(sheetsOf(t, folder, "rilis"), func(rows [][]string) bool {
		at := len(rows) - len(released) + 1
		return at > 0 && slices.EqualFunc(rows[at:], released[1:], func(a, b []string) bool { return a[0] == b[0] && a[1] == b[1] && a[8] == b[8] })
	})
	if !found {
		t.Errorf("no sheet of the release holds its %d rows", len(released)-1)
	}
}

// sheetsOf are the sheets of a converted workbook.
func sheetsOf(t *testing.T, folder, book string) (all [][][]string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, book+"-*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		all = append(all, textRows(t, path))
	}
	if len(all) < 3 {
		t.Fatalf("%s: %d sheets", book, len(all))
	}
	return all
}

func textRows(t *testing.T, path string) [][]string {
	t.Helper()
	file, err := os.Open(path) //nolint:gosec // of this test
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // only read
	r := csv.NewReader(file)
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return rows
}

// holds tells whether somewhere on the sheet the table stands, cell for cell.
func holds(sheet [][]string, table figure.Table) bool {
	for from := 0; from+len(table.Rows) <= len(sheet); from++ {
		if slices.EqualFunc(sheet[from:from+len(table.Rows)], table.Rows, func(got []string, want []any) bool {
			if len(got) < len(want) {
				return false
			}
			for j, v := range want {
				if !reads(got[j], v, table.Columns[j].Unit) {
					return false
				}
			}
			return true
		}) {
			return true
		}
	}
	return false
}

// reads tells whether the text is the value: empty or in shorthand for none.
func reads(got string, v any, unit figure.Unit) bool {
	near := func(want float64) bool {
		if unit == figure.Duration {
			want /= 86400
		}
		if share, ok := strings.CutSuffix(got, "%"); ok { // as exact as it is written
			n, err := strconv.ParseFloat(share, 64)
			_, decimals, _ := strings.Cut(share, ".")
			return err == nil && math.Abs(n/100-want) <= 0.51*math.Pow10(-2-len(decimals))+1e-12
		}
		n, err := strconv.ParseFloat(got, 64)
		return err == nil && math.Abs(n-want) <= 1e-9*math.Max(1, math.Abs(want))
	}
	switch v := v.(type) {
	case nil:
		return got == "" || strings.HasPrefix(got, "[")
	case string:
		return got == v
	case int64:
		return near(float64(v))
	case float64:
		return near(v)
	case time.Time:
		for _, layout := range []string{time.DateOnly, "02/01/2006", "01/02/2006", "01/02/06", "02/01/06"} {
			if day, err := time.Parse(layout, got); err == nil && day.Format(time.DateOnly) == v.Format(time.DateOnly) {
				return true
			}
		}
	}
	return false
}
