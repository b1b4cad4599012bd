package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"tuntas/reports/sample"
	"tuntas/reports/sheet"
)

// at is when the workbooks of the tests are made.
var at = time.Date(2026, 4, 5, 8, 15, 0, 0, time.UTC)

// made is a workbook with one table.
func made(t *testing.T, most int, h sheet.Head, rows ...[]sheet.Cell) []byte {
	t.Helper()
	b, err := sheet.New(sheet.Properties{Title: "Uji", Author: "Biro", Language: "id", At: at, MostRows: most, Licence: "CC-BY-4.0"})
	if err != nil {
		t.Fatal(err)
	}
	table, err := b.Table(h)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := table.Row(row...); err != nil {
			t.Fatal(err)
		}
	}
	if err := table.End(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(t *testing.T, text []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func raw(t *testing.T, f *excelize.File, name, cell string) string {
	t.Helper()
	v, err := f.GetCellValue(name, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// one is a table with a column of the unit.
func one(u sheet.Unit) sheet.Head {
	return sheet.Head{Name: "Nilai", Title: "Judul", Columns: []sheet.Column{{Title: "n", Unit: u}}}
}

func TestCellsKeepTheirValue(t *testing.T) {
	wib := time.FixedZone("WIB", 7*3600)
	tests := []struct {
		name string
		unit sheet.Unit
		cell sheet.Cell
		want string
	}{
		{"NaN is not available", sheet.Decimal, sheet.Number(math.NaN()), "[x]"},
		{"infinity is not available", sheet.Decimal, sheet.Number(math.Inf(1)), "[x]"},
		{"shorthand", sheet.Count, sheet.Mark(sheet.Confidential), "[c]"},
		{"evening in Jakarta", sheet.Date, sheet.Day(time.Date(2025, 1, 1, 23, 30, 0, 0, wib)), "45658"},
		{"first day that Excel counts right", sheet.Date, sheet.Day(time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)), "61"},
		{"15 digits", sheet.Count, sheet.Integer(999_999_999_999_999), "999999999999999"},
		{"negative", sheet.Count, sheet.Integer(-3), "-3"},
		{"fraction", sheet.Share, sheet.Number(0.1), "0.1"},
		{"tiny", sheet.Decimal, sheet.Number(1e-9), "1e-09"},
		{"code keeps its zeros", sheet.Verbatim, sheet.Text("0071"), "0071"},
		{"16 digits as text", sheet.Verbatim, sheet.Text("3174012345678901"), "3174012345678901"},
		{"blanks at the ends", sheet.Words, sheet.Text("  a  "), "  a  "},
		{"line feeds and tabs", sheet.Words, sheet.Text("a\nb\tc"), "a\nb\tc"},
		{"escape of the format", sheet.Words, sheet.Text("_x0041_"), "_x0041_"},
		{"markup", sheet.Words, sheet.Text(`<b>&amp;"'`), `<b>&amp;"'`},
		{"control characters", sheet.Words, sheet.Text("a\x00b\x0bc\ufffe\xff"), "a␀b␋c\ufffd\ufffd"},
		{"empty", sheet.Words, sheet.Text(""), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := open(t, made(t, 0, one(tt.unit), []sheet.Cell{tt.cell}))
			if got := raw(t, f, "Nilai", "A3"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLongTextIsCutAndSaysSo(t *testing.T) {
	f := open(t, made(t, 0, one(sheet.Words), []sheet.Cell{sheet.Text(strings.Repeat("\U0001F6AE", 20_000))}))
	got := raw(t, f, "Nilai", "A3")
	if n := len(utf16.Encode([]rune(got))); n > 32767 || n < 32760 || !strings.HasSuffix(got, " […]") {
		t.Errorf("%d units, ends with %q", n, got[max(0, len(got)-10):])
	}
}

func TestRowsRefused(t *testing.T) {
	tests := []struct {
		name string
		row  []sheet.Cell
	}{
		{"16 digits", []sheet.Cell{sheet.Integer(3174012345678901)}},
		{"too early", []sheet.Cell{sheet.Day(time.Date(1900, 2, 28, 0, 0, 0, 0, time.UTC))}},
		{"too many cells", []sheet.Cell{sheet.Integer(1), sheet.Integer(2)}},
		{"no cells", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := sheet.New(sheet.Properties{})
			if err != nil {
				t.Fatal(err)
			}
			table, err := b.Table(one(sheet.Count))
			if err != nil {
				t.Fatal(err)
			}
			if err := table.Row(tt.row...); !errors.Is(err, sheet.ErrCell) {
				t.Errorf("got %v, want %v", err, sheet.ErrCell)
			}
			if err := table.End(); !errors.Is(err, sheet.ErrCell) {
				t.Errorf("the end gives %v: the fault must not be forgotten", err)
			}
			if err := b.Write(io.Discard); err == nil {
				t.Error("a workbook with a broken table was written")
			}
		})
	}
}

func TestTableGoesOnOnTheNextSheet(t *testing.T) {
	h := one(sheet.Count)
	h.Goes = func(part int) string { return fmt.Sprintf("bagian %d", part) }
	var rows [][]sheet.Cell
	for i := range 25 {
		rows = append(rows, []sheet.Cell{sheet.Integer(int64(i))})
	}
	f := open(t, made(t, 10, h, rows...))
	if got, want := fmt.Sprint(f.GetSheetList()), "[Nilai Nilai (2) Nilai (3)]"; got != want {
		t.Fatalf("sheets %s, want %s", got, want)
	}
	var seen []string
	for i, name := range f.GetSheetList() {
		first := 3
		if i > 0 {
			first = 4
			if got := raw(t, f, name, "A2"); got != fmt.Sprintf("bagian %d", i+1) {
				t.Errorf("%s: the notice says %q", name, got)
			}
		}
		for row := first; row < first+10; row++ {
			if v := raw(t, f, name, fmt.Sprintf("A%d", row)); v != "" {
				seen = append(seen, v)
			}
		}
		tables, err := f.GetTables(name)
		if err != nil || len(tables) != 1 || tables[0].Name != fmt.Sprintf("Tabel_%d", i+1) {
			t.Errorf("%s: tables %+v, %v", name, tables, err)
		}
	}
	if len(seen) != 25 || seen[24] != "24" {
		t.Errorf("rows %v", seen)
	}
}

func TestEmptyTableSaysSo(t *testing.T) {
	f := open(t, made(t, 0, one(sheet.Count)))
	if got := raw(t, f, "Nilai", "A3"); got != "[z]" {
		t.Errorf("got %q", got)
	}
}

// some is a workbook with several sheets that are filled at the same time, the first last.
func some(t *testing.T) []byte {
	t.Helper()
	b, err := sheet.New(sheet.Properties{Title: "Uji", Language: "id", At: at})
	if err != nil {
		t.Fatal(err)
	}
	var all []*sheet.Table
	for i := range 5 {
		h := sheet.Head{Name: fmt.Sprint("Lembar ", i), Title: "Judul", Lines: []string{"baris"}, Columns: []sheet.Column{
			{Title: "kode", Unit: sheet.Verbatim}, {Title: "n", Unit: sheet.Count}, {Title: "bagian", Unit: sheet.Share},
			{Title: "hari", Unit: sheet.Date}, {Title: "lama", Unit: sheet.Days}, {Title: "isi", Unit: sheet.Words},
		}}
		table, err := b.Table(h)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, table)
	}
	for i := range 500 {
		for _, table := range all {
			row := []sheet.Cell{
				sheet.Text(fmt.Sprintf("%04d", i)), sheet.Integer(int64(i) * 1000), sheet.Number(float64(i) / 500), sheet.Day(at.AddDate(0, 0, i)),
				sheet.Number(float64(i) / 7), sheet.Text(sample.Payloads[i%len(sample.Payloads)]),
			}
			if i == 3 {
				row[1] = sheet.Mark(sheet.Confidential)
			}
			if err := table.Row(row...); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i := range all {
		if err := all[len(all)-1-i].End(); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestSameBytes(t *testing.T) {
	want := some(t)
	for range 10 {
		if !bytes.Equal(some(t), want) {
			t.Fatal("the same rows gave other bytes")
		}
	}
}

func TestRulesOfPublication(t *testing.T) {
	text := some(t)
	z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	forbidden := regexp.MustCompile(`<f[ >/]|<mergeCell|<pane |<autoFilter|<conditionalFormatting|<drawing|hidden=|<headerFooter|<hyperlink`)
	sheets := 0
	for _, p := range z.File {
		r, err := p.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(p.Name, "xl/worksheets/sheet") {
			sheets++
			if m := forbidden.Find(body); m != nil {
				t.Errorf("%s holds %s", p.Name, m)
			}
		}
		if strings.Contains(string(body), "External") {
			t.Errorf("%s leads out of the workbook", p.Name)
		}
	}
	if sheets != 5 {
		t.Fatalf("%d sheets", sheets)
	}
	f := open(t, text)
	areas := 0
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" && strings.HasSuffix(n.RefersTo, "!$A$1:$F$503") {
			areas++
		}
	}
	if areas != 5 {
		t.Errorf("%d print areas: %v", areas, f.GetDefinedName())
	}
}

// TestOfficeReadsTheSame lets another program open the workbook and compares every cell that it sees.
func TestOfficeReadsTheSame(t *testing.T) {
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("SKIPPED: no LibreOffice on this machine, so whether another program reads the same cells is not tried")
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "book.xlsx")
	if err := os.WriteFile(path, some(t), 0o600); err != nil {
		t.Fatal(err)
	}
	filter := "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
	out, err := exec.CommandContext(t.Context(), program, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), //nolint:gosec // a test
		"--headless", "--convert-to", filter, "--outdir", folder, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	f := open(t, some(t))
	for _, name := range f.GetSheetList() {
		file, err := os.Open(filepath.Join(folder, "book-"+name+".csv")) //nolint:gosec // a test
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		reader := csv.NewReader(file)
		reader.FieldsPerRecord, reader.LazyQuotes = -1, false
		rows, err := reader.ReadAll()
		if err = errors.Join(err, file.Close()); err != nil {
			t.Fatal(err)
		}
		if len(rows) < 503 {
			t.Fatalf("%s: %d rows", name, len(rows))
		}
		for i := range 500 {
			for j, column := range []string{"A", "B", "F"} {
				want := raw(t, f, name, fmt.Sprint(column, i+4))
				if got := rows[i+3][[]int{0, 1, 5}[j]]; got != want {
					t.Fatalf("%s!%s%d: got %q, want %q", name, column, i+4, got, want)
				}
			}
		}
	}
}
