package intake

import (
	"bytes"
	"crypto/sha256"
	"errors"
	goflag "flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tuntas/data"
)

var update = goflag.Bool("update", false, "write what was found as what is wanted")

// cellsOf reads all rows of a sheet, each cell behind its row's number.
func cellsOf(w *workbook, at sheetPart) (rows map[int64][]string, err error) {
	s, err := w.sheet(at)
	if err != nil {
		return nil, err
	}
	rows = make(map[int64][]string)
	for {
		cells, err := s.next()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		for _, c := range cells {
			rows[s.row] = append(rows[s.row], string(c))
		}
	}
}

// oddWorkbooks opens each workbook of the shared test data.
func oddWorkbooks(t *testing.T, each func(name, path string, w *workbook, err error)) {
	var files []string
	for _, folder := range []string{filepath.Join(shared(t, "30-xlsx-odd"), "*"), filepath.Join(shared(t, "31-csv-odd"), "frictionless", "xlsx")} {
		more, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, more...)
	}
	if len(files) != 44+9 {
		t.Fatalf("got %d files, want %d", len(files), 44+9)
	}
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		var w *workbook
		if err = data.ErrProtected; isZip(f) { // what is no archive is the encrypted one
			archive, _, zipErr := openZip(f)
			if err = zipErr; err == nil {
				w, err = openWorkbook(archive)
			}
		}
		each(filepath.Base(path), path, w, err)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Each workbook is read or refused by name; the golden file says which, with the size of each sheet and a hash of its texts.
func TestOddWorkbooks(t *testing.T) {
	var found strings.Builder
	p, err := parseProfile("name = \"any\"\n[[file]]\nkind = \"reports\"\n[file.columns]\nnumber = [\"a\", \"columns\", \"name\"]\nsent = [\"b\", \"column a\"]\n")
	if err != nil {
		t.Fatal(err)
	}
	oddWorkbooks(t, func(name, path string, w *workbook, err error) {
		_, readErr := Read(t.Context(), p, []string{path}, new(watcher), nil)
		fmt.Fprintf(&found, "%s: %s\n", name, outcome(t, readErr))
		if err != nil {
			return
		}
		for _, at := range w.sheets {
			rows, err := cellsOf(w, at)
			if err != nil {
				fmt.Fprintf(&found, "\t%q broken\n", at.name)
				continue
			}
			fmt.Fprintf(&found, "\t%q hidden %t, %d rows, %s\n", at.name, at.hidden, len(rows), digest(rows))
		}
	})
	matches(t, "xlsx-odd.golden", found.String())
}

// outcome names an error of Read; one without a name fails the test.
func outcome(t *testing.T, err error) string {
	if err == nil {
		return "read"
	}
	for _, want := range []error{
		data.ErrColumnMissing, data.ErrColumnTwice, data.ErrEmptyFile, data.ErrProtected, data.ErrTooLarge, data.ErrNotTable,
	} {
		if errors.Is(err, want) {
			return want.Error()
		}
	}
	t.Errorf("an error without a name: %v", err)
	return "?"
}

func digest(rows map[int64][]string) string {
	numbers := make([]int64, 0, len(rows))
	for n := range rows {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	h := sha256.New()
	for _, n := range numbers {
		fmt.Fprintf(h, "%d %q\n", n, rows[n])
	}
	return fmt.Sprintf("%.6x", h.Sum(nil))
}

// The cells are those that another reader finds, dates, truth values and the last digits of numbers aside.
func TestSheetAgreesWithExcelize(t *testing.T) {
	sheets, cells := 0, 0
	oddWorkbooks(t, func(name, path string, w *workbook, err error) {
		x, xerr := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
		if err != nil || xerr != nil {
			return
		}
		defer x.Close() //nolint:errcheck // read only
		w.styles = nil  // leaves serial numbers as they are stored
		for _, at := range w.sheets {
			rows, err := cellsOf(w, at)
			all, xerr := x.GetRows(at.name, excelize.Options{RawCellValue: true})
			if err != nil || xerr != nil {
				t.Errorf("%s, %s: %v, %v", name, at.name, err, xerr)
				continue
			}
			sheets++
			for i, want := range all {
				cells += len(want)
				got := rows[int64(i+1)]
				for k := range max(len(got), len(want)) {
					if a, b := cellAt(got, k), cellAt(want, k); a != b && a != plainNumber(b) && !(a == "TRUE" && b == "1") && !(a == "FALSE" && b == "0") {
						t.Errorf("%s, %s, row %d, column %d: got %q, excelize %q", name, at.name, i+1, k+1, a, b)
					}
				}
			}
		}
	})
	if sheets < 50 || cells < 100_000 {
		t.Errorf("compared %d sheets and %d cells", sheets, cells)
	}
}

// cellAt is the cell at k; empty behind the last.
func cellAt(cells []string, k int) string {
	if k < len(cells) {
		return cells[k]
	}
	return ""
}

// What the tests of the files' origins say is in them.
func TestSheetPublished(t *testing.T) {
	want := map[string][]string{ // sheet number, row, column: text
		"calamine-date.xlsx":                      {"0 1 1 2021-01-01", "0 3 1 255:10:10"},
		"calamine-date_1904.xlsx":                 {"0 1 1 2021-01-01", "0 3 1 255:10:10"},
		"calamine-date_iso.xlsx":                  {"0 1 1 2021-01-01", "0 2 1 2021-01-01T10:10:10", "0 3 1 10:10:10"},
		"calamine-date_quoted_format.xlsx":        {"0 1 1 2021-01-01", "0 2 1 2021-01-01", "0 3 1 2021-01-01", "0 4 1 2021-01-01"},
		"calamine-has_x000D_.xlsx":                {"0 1 1 ABC\r\nDEF"},
		"calamine-has_x000D_inline.xlsx":          {"0 1 1 ABC\r\nDEF"},
		"calamine-inlineStr_cdata.xlsx":           {"0 1 1 Hello CDATA", "0 1 2 World", "0 2 1 12345", "0 2 2 NormalText"},
		"calamine-nonstandard-xml-ns-prefix.xlsx": {"0 1 1 a", "0 1 2 b", "0 3 2 4"},
		"calamine-errors.xlsx":                    {"0 1 1 #DIV/0!", "0 7 1 #N/A"},
		"calamine-header-row.xlsx":                {"0 3 3 Note 1", "0 9 1 Columns"},
		"calamine-minimal_package.xlsx":           {"0 3 1 BKG_NUM"},
		"calamine-non_monotonic_si.xlsx":          {"0 6 3 18"},
		"poi-59746_NoRowNums.xlsx":                {"0 10 3 Checked", "0 71 9 FALSE"},
		"poi-49609.xlsx":                          {"0 1 2 Cycle"},
		"excelize-OverflowNumericCell.xlsx":       {"0 1 1 8595602512225"},
		"closedxml-Date1904System.xlsx":           {"0 2 1 2017-10-27T21:00:00"},
		"closedxml-CellWithStringDataType.xlsx":   {"0 2 2 String with String Data type"},
	}
	checked := 0
	oddWorkbooks(t, func(name, _ string, w *workbook, err error) {
		for _, line := range want[name] {
			var n, row, column int
			var text string
			parts := strings.SplitN(line, " ", 4)
			if _, scanErr := fmt.Sscan(strings.Join(parts[:3], " "), &n, &row, &column); scanErr != nil || err != nil {
				t.Fatal(name, scanErr, err)
			}
			text = parts[3]
			rows, err := cellsOf(w, w.sheets[n])
			if got := cellAt(rows[int64(row)], column-1); got != text || err != nil {
				t.Errorf("%s, row %d, column %d: got %q, %v; want %q", name, row, column, got, err, text)
			}
			checked++
		}
	})
	if checked < 30 {
		t.Errorf("checked %d cells", checked)
	}
}

func TestStyles(t *testing.T) {
	tests := []struct {
		code string
		want style
	}{
		{"General", styleNumber}, {"0.00", styleNumber}, {"#,##0 \"hari\"", styleNumber}, {"[Red]0.00", styleNumber},
		{"0.00E+00", styleNumber}, {"@", styleNumber}, {`\d0`, styleNumber}, {"_d0", styleNumber}, {"[$Rp-421] #,##0", styleNumber},
		{"yyyy-mm-dd", styleDay}, {`mmmm" "yyyy`, styleDay}, {"mmm", styleDay}, {"[$-421]dd mmmm yyyy;@", styleDay}, {"YYYY\\-MM", styleDay},
		{"hh:mm", styleClock}, {"mm:ss.0", styleClock}, {"h:mm AM/PM", styleClock},
		{"dd/mm/yyyy hh:mm", styleBoth}, {"m/d/yy h:mm;@", styleBoth}, {"[h]:mm:ss", styleElapsed}, {"[mm]:ss", styleElapsed},
		{`0;dd`, styleNumber},
	}
	for _, tt := range tests {
		if got := styleOf(tt.code); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.code, got, tt.want)
		}
	}
}

func TestStyleTexts(t *testing.T) {
	tests := []struct {
		style  style
		value  string
		from04 bool
		want   string
	}{
		{styleDay, "44197", false, "2021-01-01"}, {styleDay, "44197.5", false, "2021-01-01T12:00:00"}, {styleDay, "42735", true, "2021-01-01"},
		{styleDay, "1", false, "1900-01-01"}, {styleDay, "59", false, "1900-02-28"}, {styleDay, "60", false, "60"}, {styleDay, "61", false, "1900-03-01"},
		{styleDay, "2958465", false, "9999-12-31"}, {styleDay, "2958466", false, "2958466"}, {styleDay, "-1", false, "-1"},
		{styleDay, "NaN", false, "NaN"}, {styleDay, "x", false, "x"}, {styleDay, "", false, ""}, {styleDay, "0", true, "1904-01-01"},
		{styleBoth, "44197", false, "2021-01-01T00:00:00"}, {styleBoth, "44196.999999999", false, "2021-01-01T00:00:00"},
		{styleBoth, "44197.0000000116", false, "2021-01-01T00:00:00.001"},
		{styleClock, "0.75", false, "18:00:00"}, {styleClock, "44197.75", false, "2021-01-01T18:00:00"},
		{styleElapsed, "10.632060185185185", false, "255:10:10"}, {styleElapsed, "0.5", false, "12:00:00"},
		{styleNumber, "60.564999999999998", false, "60.565"}, {styleNumber, "1.23E-2", false, "0.0123"}, {styleNumber, "8.5956025122250004E+12", false, "8595602512225"},
		{styleNumber, "007", false, "007"}, {styleNumber, "1e999", false, "1e999"}, {styleNumber, "1e30", false, "1" + strings.Repeat("0", 30)},
		{styleNumber, "-0.1", false, "-0.1"}, {styleNumber, " 5 ", false, "5"},
	}
	for _, tt := range tests {
		if got := tt.style.text(tt.value, tt.from04); got != tt.want {
			t.Errorf("style %d of %s: got %q, want %q", tt.style, tt.value, got, tt.want)
		}
	}
}

func TestUnescaped(t *testing.T) {
	for text, want := range map[string]string{
		"a_x000D__x000a_b": "a\r\nb", "_x005F_x000D_": "_x000D_", "_xD83D_": "_xD83D_", "_x00_": "_x00_", "x_": "x_",
	} {
		if got := unescaped(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// A tape forgets what was taken of it, however much runs through.
func TestTapeForgets(t *testing.T) {
	tp := &tape{src: io.LimitReader(neverEnding('x'), 64<<20)}
	b, at := make([]byte, 4<<10), int64(0)
	for {
		n, err := tp.Read(b)
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		at += int64(n)
		if got := tp.take(at); !bytes.Equal(got, b[:n]) {
			t.Fatalf("took %d bytes, want %d", len(got), n)
		}
	}
	if at != 64<<20 || cap(tp.buf) > 1<<20 {
		t.Errorf("read %d bytes, holds %d", at, cap(tp.buf))
	}
}

type neverEnding byte

func (c neverEnding) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(c)
	}
	return len(b), nil
}
