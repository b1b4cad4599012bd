package evidence

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"tuntas/data"
)

// Row is one line of a table that says which photo belongs to which report.
type Row struct {
	Line   int64 // of the file, from 1
	Number string
	File   string
	Role   string // as it stands there; may be empty
}

// Refused is a photo, or a line of a table, that was not taken.
type Refused struct {
	Path   string // of the source or the table
	Line   int64  // of the table; 0 when the name of the file alone was read
	Number string // of the report as far as it was told; may be empty
	File   string // name inside the source
	Role   string
	Reason data.Refusal
}

// columns are the headers under which a table may keep its columns, in lower case.
var columns = [3][]string{
	{"number", "nomor", "nomor laporan", "nomor_laporan", "no laporan", "no_laporan", "report"},
	{"file", "berkas", "nama berkas", "nama_berkas", "foto", "photo", "nama file"},
	{"role", "peran", "jenis"},
}

// ReadTable reads a table of photos: delimited text in UTF-8 with a header, separated by commas, semicolons or tabs. A
// column for the number and one for the file must be there (data.ErrColumnMissing); one for the role may. Text that is no
// table gives data.ErrNotTable, an empty one data.ErrEmptyFile.
func ReadTable(r io.Reader) ([]Row, error) {
	buffered := bufio.NewReader(io.LimitReader(r, defaultBytes))
	head, err := buffered.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if len(head) == 0 {
		return nil, data.ErrEmptyFile
	}
	if strings.HasPrefix(string(head), "\ufeff") {
		_, _ = buffered.Discard(3) // they were seen
	}
	in := csv.NewReader(buffered)
	in.Comma, in.FieldsPerRecord = delimiter(string(head)), -1
	header, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", data.ErrNotTable, err)
	}
	at, err := locate(header)
	if err != nil {
		return nil, err
	}
	return readRows(in, at)
}

// delimiter returns what the first line is separated by.
func delimiter(text string) rune {
	first, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, c := range ";\t" {
		if strings.Count(first, string(c)) > strings.Count(first, string(best)) {
			best = c
		}
	}
	return best
}

// locate returns where the columns of number, file and role stand; -1 for no column.
func locate(header []string) (at [3]int, err error) {
	for i, names := range columns {
		at[i] = slices.IndexFunc(header, func(h string) bool {
			return slices.Contains(names, strings.ToLower(strings.TrimSpace(h)))
		})
		if at[i] < 0 && i < 2 {
			return at, data.About(names[0], data.ErrColumnMissing)
		}
	}
	return at, nil
}

func readRows(in *csv.Reader, at [3]int) ([]Row, error) {
	var rows []Row
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", data.ErrNotTable, err)
		}
		field := func(i int) string {
			if i < 0 || i >= len(record) {
				return ""
			}
			return unguard(strings.TrimSpace(record[i]))
		}
		lineNumber, _ := in.FieldPos(0)
		rows = append(rows, Row{int64(lineNumber), field(at[0]), field(at[1]), field(at[2])})
		if len(rows) > maxFiles {
			return nil, fmt.Errorf("%w: more than %d rows", data.ErrTooLarge, maxFiles)
		}
	}
}

// WriteRefused writes what was refused as a table that ReadTable reads: whoever mends its numbers can give it back. A text
// that a spreadsheet would take for a formula is guarded with a leading '.
func WriteRefused(w io.Writer, all []Refused) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"number", "file", "role", "reason", "path", "line"}}
	for _, r := range all {
		rows = append(rows, []string{
			guard(r.Number), guard(r.File), guard(r.Role), string(r.Reason), guard(r.Path), strconv.FormatInt(r.Line, 10),
		})
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("write refused photos: %w", err)
	}
	return nil
}

const formulas = "=+-@"

func guard(s string) string {
	if s != "" && strings.IndexByte(formulas, s[0]) >= 0 {
		return "'" + s
	}
	return s
}

// unguard takes away what guard has added.
func unguard(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.IndexByte(formulas, s[1]) >= 0 {
		return s[1:]
	}
	return s
}
