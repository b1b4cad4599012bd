package intake

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"tuntas/data"
)

// scanned writes each row as "line: field|field", or "line! reason raw".
func scanned(t *testing.T, s *scanner) []string {
	t.Helper()
	var all []string
	for {
		rec, err := s.next()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		if rec.fault != "" {
			all = append(all, fmt.Sprintf("%d! %s %s", rec.line, rec.fault, rec.raw))
			continue
		}
		all = append(all, fmt.Sprintf("%d: %s", rec.line, strings.Join(texts(rec), "|")))
	}
}

func TestScanner(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", nil},
		{"empty lines only", "\n\r\n\r\r", nil},
		{"LF", "a,b\n1,2\n", []string{"1: a|b", "2: 1|2"}},
		{"CRLF", "a,b\r\n1,2\r\n", []string{"1: a|b", "2: 1|2"}},
		{"CR only", "a,b\r1,2\r\r3,4", []string{"1: a|b", "2: 1|2", "4: 3|4"}},
		{"mixed, with empty lines", "a\n\r\nb\r\rc\n", []string{"1: a", "3: b", "5: c"}},
		{"no end of line", "a,b\n1,", []string{"1: a|b", "2: 1|"}},
		{"blanks are kept", " a , b\n", []string{"1:  a | b"}},
		{"quotes", "\"a,b\",\"c\"\"d\"\"\",\"\"\n", []string{`1: a,b|c"d"|`}},
		{"quoted line ends", "a,\"x\ny\r\nz\rw\",b\nnext\n", []string{"1: a|x\ny\r\nz\rw|b", "5: next"}},
		{"quote at the very end", "a,\"b\"", []string{"1: a|b"}},
		{"doubled quote at the very end", "a,\"b\"\"", []string{"1! quote a,\"b\"\""}},
		{"open quote", "1,\"x\n2,y\n3,z\n", []string{"1! quote 1,\"x", "2: 2|y", "3: 3|z"}},
		{"open quote closed by the next", "1,\"x\n2,\"y\"\n3,z\n", []string{"1! quote 1,\"x", "2: 2|y", "3: 3|z"}},
		{"quote within a field", "1,a\"b\n2,c\n", []string{"1! quote 1,a\"b", "2: 2|c"}},
		{"text behind a quote", "1,\"a\"b\r\n2,c\r\n", []string{"1! quote 1,\"a\"b", "2: 2|c"}},
		{"blank before a quote", "1, \"a\"\n", []string{"1! quote 1, \"a\""}},
	}
	for _, tt := range tests {
		for how, src := range map[string]io.Reader{
			"at once": strings.NewReader(tt.text), "byte by byte": iotest.OneByteReader(strings.NewReader(tt.text)),
		} {
			if got := scanned(t, newScanner(src)); !slices.Equal(got, tt.want) {
				t.Errorf("%s, %s:\n got %q\nwant %q", tt.name, how, got, tt.want)
			}
		}
		s := newScanner(strings.NewReader(tt.text))
		s.buf = make([]byte, 2) // every row crosses the end of the buffer
		if got := scanned(t, s); !slices.Equal(got, tt.want) {
			t.Errorf("%s, small buffer:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

func TestScannerLimits(t *testing.T) {
	long := func(n int) string { return strings.Repeat("x", n) }
	tests := []struct {
		name, row string
		want      data.Refusal
		cut       bool
	}{
		{"longest field", "1," + long(maxField), "", false},
		{"longest quoted field", "1,\"" + long(maxField) + "\"", "", false},
		{"field too long", "1," + long(maxField+1), data.RefusedShape, false},
		{"first field too long", long(maxField+1) + ",1", data.RefusedShape, false},
		{"quoted field too long", "1,\"" + long(maxField+1) + "\"", data.RefusedQuote, false},
		{"row too long", strings.Repeat("x,", maxRow), data.RefusedShape, true},
		{"row too long, quoted", "\"a\"," + strings.Repeat("\"x\",", maxRow/2), data.RefusedShape, true},
	}
	for _, tt := range tests {
		s := newScanner(strings.NewReader("a,b\n" + tt.row + "\n8,9\n"))
		for line := int64(1); line <= 3; line++ {
			rec, err := s.next()
			if err != nil || rec.line != line {
				t.Fatalf("%s: line %d: got line %d, %v", tt.name, line, rec.line, err)
			}
			if line == 2 && (rec.fault != tt.want || len(rec.raw) != len(tt.row) != tt.cut) {
				t.Errorf("%s: got %q and %d bytes, want %q", tt.name, rec.fault, len(rec.raw), tt.want)
			}
			if line == 3 && string(rec.raw) != "8,9" {
				t.Errorf("%s: got %.20q after it", tt.name, rec.raw)
			}
		}
		if rec, err := s.next(); err != io.EOF {
			t.Errorf("%s: got %.20q, %v at the end", tt.name, rec.raw, err)
		}
	}
}

func TestScannerKeepsCharactersWhole(t *testing.T) {
	for shift := range 4 {
		s := newScanner(strings.NewReader(strings.Repeat("x", shift) + strings.Repeat("é😀", maxRow)))
		rec, err := s.next()
		if err != nil || rec.fault != data.RefusedShape || printable(rec.raw) != string(rec.raw) {
			t.Errorf("shift %d: got %q, %v, ending %q", shift, rec.fault, err, rec.raw[len(rec.raw)-6:])
		}
	}
}

func TestScannerPassesErrorsOn(t *testing.T) {
	s := newScanner(io.MultiReader(strings.NewReader("a,b\n1"), iotest.ErrReader(io.ErrUnexpectedEOF)))
	if _, err := s.next(); err != io.ErrUnexpectedEOF {
		t.Errorf("got %v, want %v", err, io.ErrUnexpectedEOF)
	}
}

// The files of csv-spectrum come with what they hold.
func TestScannerSpectrum(t *testing.T) {
	dir := shared(t, "31-csv-odd/csv-spectrum")
	files, err := filepath.Glob(filepath.Join(dir, "csvs", "*.csv"))
	if err != nil || len(files) != 11 {
		t.Fatalf("got %d files, %v; want 11", len(files), err)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".csv")
		var want []map[string]string
		text, err := os.ReadFile(filepath.Join(dir, "json", name+".json"))
		if err != nil || json.Unmarshal(text, &want) != nil {
			t.Fatalf("%s: %v", name, err)
		}
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := objects(t, newScanner(f)); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s:\n got %q\nwant %q", name, got, want)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// objects reads a header and rows.
func objects(t *testing.T, s *scanner) []map[string]string {
	t.Helper()
	var header []string
	var all []map[string]string
	for {
		rec, err := s.next()
		if err == io.EOF {
			return all
		}
		if err != nil || rec.fault != "" {
			t.Fatalf("line %d: %s, %v", rec.line, rec.fault, err)
		}
		if header == nil {
			header = texts(rec)
			continue
		}
		row := make(map[string]string)
		for i, v := range texts(rec) {
			row[header[i]] = v
		}
		all = append(all, row)
	}
}

// shared finds a folder of the shared test data, which lies beside the project; the test is skipped when it does not.
func shared(t testing.TB, name string) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(name))
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no shared test data beside the project: %v", err)
	}
	return dir
}
