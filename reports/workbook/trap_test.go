package workbook_test

import (
	"encoding/csv"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"tuntas/analytics/figure"
	"tuntas/reports/sample"
)

// single is a document with one table of one column.
func single(unit figure.Unit, values ...any) figure.Document {
	d := sample.Document("id")
	t := figure.Table{Columns: []figure.Column{{Name: "v", Title: "Nilai", Unit: unit}}}
	for _, v := range values {
		t.Rows = append(t.Rows, []any{v})
	}
	d.Sections = []figure.Section{{Title: "Nilai", Table: t}}
	return d
}

func TestTraps(t *testing.T) {
	wib := time.FixedZone("WIB", 7*3600)
	long := strings.Repeat("\U0001F6AE", 20_000) // 40,000 units
	tests := []struct {
		name string
		unit figure.Unit
		v    any
		want string
	}{
		{"NaN is no value", figure.Share, math.NaN(), ""},
		{"infinity is no value", figure.Share, math.Inf(-1), ""},
		{"evening in Jakarta", figure.Date, time.Date(2025, 1, 1, 23, 30, 0, 0, wib), "45658"},
		{"the same instant in UTC", figure.Date, time.Date(2025, 1, 1, 16, 30, 0, 0, time.UTC), "45658"},
		{"a day without a zone", figure.Date, time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), "45658"},
		{"first day that Excel counts right", figure.Date, time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC), "61"},
		{"last instant of a day", figure.Date, time.Date(2025, 1, 1, 23, 59, 59, 999999999, wib), "45658"},
		{"15 digits", figure.Count, int64(999_999_999_999_999), "999999999999999"},
		{"code keeps its zeros", figure.Code, "0071", "0071"},
		{"long code stays whole", figure.Code, "3174012345678901", "3174012345678901"},
		{"number in a column of codes", figure.Code, int64(3171), "3171"},
		{"negative number is a number", figure.Count, int64(-3), "-3"},
		{"leading and trailing blanks", figure.Text, "  a  ", "  a  "},
		{"line feeds", figure.Text, "a\nb\tc", "a\nb\tc"},
		{"escape of the format", figure.Text, "_x0041_", "_x0041_"},
		{"escapes in a row", figure.Text, "_x0041_x0042_ _x005F_", "_x0041_x0042_ _x005F_"},
		{"seconds become days", figure.Duration, int64(43200), "0.5"},
		{"truth", figure.Text, true, "1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := open(t, write(t, single(tt.unit, tt.v)))
			if got := raw(t, f, "Nilai", 1, firstRow); got != tt.want && !(tt.v == true && got == "TRUE") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	f := open(t, write(t, single(figure.Text, long)))
	got := raw(t, f, "Nilai", 1, firstRow)
	if n := len(utf16.Encode([]rune(got))); n > 32767 || n < 32760 || !strings.HasSuffix(got, " […]") {
		t.Errorf("a long text has %d units and ends with %q", n, got[max(0, len(got)-10):])
	}
}

func TestNames(t *testing.T) {
	d := sample.Document("en")
	titles := []string{
		"History", "data", "Data", "a/b:c?", "'quoted'", "", strings.Repeat("panjang ", 9), strings.Repeat("panjang ", 9),
		strings.Repeat("\U0001F6AE", 20), "It's", "Measure cards",
	}
	want := []string{
		"Contents", "History -", "data", "Data (2)", "a-b-c-", "quoted", "Tabel", "panjang panjang panjang panjang",
		"panjang panjang panjang pan (2)", strings.Repeat("\U0001F6AE", 15), "It's", "Measure cards", "Measure cards (2)",
	}
	section := d.Sections[2]
	d.Sections = nil
	for _, title := range titles {
		section.Title = title
		d.Sections = append(d.Sections, section)
	}
	f := open(t, write(t, d))
	got := f.GetSheetList()
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Errorf("sheets are %q, want %q", got, want)
			break
		}
	}
}

func TestHeadersAreUnlike(t *testing.T) {
	d := single(figure.Count, int64(1))
	d.Sections[0].Table.Columns = []figure.Column{
		{Title: "n", Unit: figure.Count}, {Title: "N", Unit: figure.Count}, {Name: "share", Unit: figure.Share}, {}, {Title: "2026"},
	}
	d.Sections[0].Table.Rows[0] = []any{int64(1), int64(2), .3, nil, "x"}
	text := write(t, d)
	f := open(t, text)
	for i, want := range []string{"n", "N (2)", "share", "-", "2026"} {
		if got := raw(t, f, "Nilai", i+1, firstRow-1); got != want {
			t.Errorf("heading %d is %q, want %q", i+1, got, want)
		}
	}
	tables, err := f.GetTables("Nilai")
	if err != nil || len(tables) != 1 || tables[0].Range != "A5:E6" {
		t.Errorf("tables %+v, %v", tables, err)
	}
	for name, body := range parts(t, text, `^xl/tables/`) {
		for _, want := range []string{`name="n"`, `name="N (2)"`, `name="share"`, `name="-"`, `name="2026"`} {
			if !strings.Contains(body, want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
	}
}

func TestEmptyTable(t *testing.T) {
	f := open(t, write(t, single(figure.Count)))
	tables, err := f.GetTables("Nilai")
	if err != nil || len(tables) != 1 || tables[0].Range != "A5:A6" {
		t.Errorf("tables %+v, %v; want one of a header and an empty row", tables, err)
	}
}

// TestOfficeReadsTheSame lets another program open the workbook and compares what it sees with the table.
func TestOfficeReadsTheSame(t *testing.T) {
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice on this machine: whether another program reads the same cells is not tried")
	}
	d := sample.Document("en")
	folder := t.TempDir()
	path := filepath.Join(folder, "month.xlsx")
	if err := os.WriteFile(path, write(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
	filter := "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
	out, err := exec.CommandContext(t.Context(), program, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"),
		"--headless", "--convert-to", filter, "--outdir", folder, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	file, err := os.Open(filepath.Join(folder, "month-State of reports.csv"))
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	defer func() { _ = file.Close() }()
	reader := csv.NewReader(file)
	reader.FieldsPerRecord = -1
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"Month received", "Done", "Rejected", "Still open"}, {"Oct 2025", "9120", "902", "41"}}
	for i, line := range want {
		got := rows[firstRow-2+i]
		for j, v := range line {
			if got[j] != v {
				t.Errorf("row %d: got %q, want %q", i, got, line)
				break
			}
		}
	}
}
