package intake_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tuntas/data"
	"tuntas/data/intake"
)

// book is a workbook that fill has filled; it begins with one empty sheet, Sheet1.
func book(t testing.TB, fill func(f *excelize.File) error) string {
	t.Helper()
	f := excelize.NewFile()
	var b bytes.Buffer
	err := fill(f)
	if err == nil {
		err = f.Write(&b)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// fillRows writes rows into a sheet from this row on.
func fillRows(f *excelize.File, sheet string, from int, rows ...[]any) error {
	for i, row := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprint("A", from+i), &row); err != nil {
			return err
		}
	}
	return nil
}

var bookHeader = []any{"number", "happened_at", "activity", "note"}

func TestReadWorkbook(t *testing.T) {
	at := time.Date(2026, time.March, 1, 9, 30, 0, 0, time.UTC) // on the wall in Jakarta
	text := book(t, func(f *excelize.File) error {
		hidden, err := f.NewSheet("Hidden")
		if err != nil {
			return err
		}
		_, other := f.NewSheet("Notes")
		_, third := f.NewSheet("Data")
		return errors.Join(other, third, f.MoveSheet("Hidden", "Sheet1"), f.SetSheetVisible("Hidden", hidden < 0),
			fillRows(f, "Hidden", 1, bookHeader, []any{"hidden", at, "proses"}),
			fillRows(f, "Notes", 1, []any{"number", "nothing else"}),
			fillRows(f, "Data", 2, []any{"Daftar kejadian"}, []any{nil, "Maret 2026"}),
			fillRows(f, "Data", 6, bookHeader,
				[]any{123456789012, at, "proses", "a_x0041_\nb"}, // line 7
				[]any{"B", "2026-03-01 09:30", "proses", true},
				[]any{},
				[]any{"C", at.Add(250 * time.Millisecond), "selesai"},
				[]any{"D", "soon", "proses", 1.5},
				[]any{"E", at, "proses", "x", "beyond"},
				[]any{nil, at, "proses"},
			))
	})
	path := file(t, "a.xlsx", text)
	v, err := intake.Look(profile(t, "tuntas"), path, 10)
	if err != nil || v.Sheet != "Data" || v.Format != intake.Workbook || len(v.Rows) != 6 || v.Rows[0][0] != "123456789012" {
		t.Errorf("got %+v, %v", v, err)
	}
	k, c := read(t, profile(t, "tuntas"), path)
	if want := (intake.Count{Read: 6, Taken: 3, Refused: 3, Events: 3}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	var got []string
	for i, e := range k.events {
		got = append(got, fmt.Sprintf("%s|%s|%s", k.numbers[i], e.HappenedAt.Format(time.RFC3339Nano), e.Note))
	}
	want := []string{"123456789012|2026-03-01T02:30:00Z|aA\nb", "B|2026-03-01T02:30:00Z|TRUE", "C|2026-03-01T02:30:00.25Z|"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	refused := []data.RefusedRow{
		{Path: path, Line: 11, Column: "happened_at", Value: "soon", Reason: data.RefusedTime, Raw: "D\tsoon\tproses\t1.5"},
		{Path: path, Line: 12, Reason: data.RefusedShape, Raw: "E\t2026-03-01T09:30:00\tproses\tx\tbeyond"},
		{Path: path, Line: 13, Column: "number", Reason: data.RefusedCase, Raw: "\t2026-03-01T09:30:00\tproses"},
	}
	if diff := cmp.Diff(refused, k.refused); diff != "" {
		t.Errorf("refused (-want +got):\n%s", diff)
	}
}

// rewritten is a workbook of which one part was changed.
func rewritten(t testing.TB, text, part string, change func(string) string) string {
	t.Helper()
	r, err := zip.NewReader(strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	var all []entry
	changed := false
	for _, f := range r.File {
		body, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			after := change(string(b))
			changed, b = after != string(b), []byte(after)
		}
		all = append(all, entry{f.Name, string(b)})
	}
	if !changed {
		t.Fatalf("%s was not changed", part)
	}
	return zipped(t, all...)
}

func swap(before, after string) func(string) string {
	return func(s string) string { return strings.Replace(s, before, after, 1) }
}

// Half a sheet is never a whole one: whatever is wrong with its XML is an error, wherever it stands.
func TestReadRefusesDamagedWorkbooks(t *testing.T) {
	const sheetPart, texts = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
	good := book(t, func(f *excelize.File) error {
		rows := [][]any{bookHeader}
		for i := range 1000 {
			rows = append(rows, []any{fmt.Sprint("R", i), "2026-03-01 09:30", "proses"})
		}
		return fillRows(f, "Sheet1", 1, rows...)
	})
	if _, c := read(t, profile(t, "tuntas"), file(t, "a.xlsx", good)); c.Taken != 1000 {
		t.Fatalf("took %d rows of the sheet that is whole", c.Taken)
	}
	cut := func(share int) string {
		return rewritten(t, good, sheetPart, func(s string) string { return s[:len(s)*share/100] })
	}
	tests := map[string]string{
		"bad tag":                   rewritten(t, good, sheetPart, swap(`<row r="500"`, `<row r="500`)),
		"wrong end":                 rewritten(t, good, sheetPart, swap(`</row><row r="500"`, `</raw><row r="500"`)),
		"unknown entity":            rewritten(t, good, sheetPart, swap(`<v>`, `<v>&x;`)),
		"sheetData is not closed":   rewritten(t, good, sheetPart, swap(`</sheetData>`, ``)),
		"a row twice":               rewritten(t, good, sheetPart, swap(`<row r="11"`, `<row r="10"`)),
		"rows in no order":          rewritten(t, good, sheetPart, swap(`<row r="700"`, `<row r="7"`)),
		"a cell of another row":     rewritten(t, good, sheetPart, swap(`r="B700"`, `r="B7"`)),
		"cells in no order":         rewritten(t, good, sheetPart, swap(`r="B700"`, `r="A700"`)),
		"bad reference":             rewritten(t, good, sheetPart, swap(`r="B700"`, `r="?700"`)),
		"bad row number":            rewritten(t, good, sheetPart, swap(`<row r="700"`, `<row r="-1"`)),
		"document type":             rewritten(t, good, sheetPart, swap(`<worksheet`, `<!DOCTYPE a [<!ENTITY x "y">]><worksheet`)),
		"document type of texts":    rewritten(t, good, texts, swap(`<sst`, `<!DOCTYPE a><sst`)),
		"no such text":              rewritten(t, good, sheetPart, swap(`t="s"><v>7</v>`, `t="s"><v>9999</v>`)),
		"texts break off":           rewritten(t, good, texts, func(s string) string { return s[:len(s)/2] }),
		"another root":              rewritten(t, good, sheetPart, func(string) string { return "<html/>" }),
		"empty sheet part":          rewritten(t, good, sheetPart, func(string) string { return "" }),
		"no UTF-8":                  rewritten(t, good, texts, swap("R1<", "\xe9\xe8<")),
		"links lead nowhere":        rewritten(t, good, "xl/_rels/workbook.xml.rels", swap("worksheets/sheet1.xml", "../../sheet1.xml")),
		"another kind of document":  rewritten(t, good, "xl/workbook.xml", func(string) string { return "<document/>" }),
		"archive is cut":            good[:len(good)/2],
		"no part that says what is": zipped(t, entry{"[Content_Types].xml", "<Types/>"}),
	}
	for share := 5; share < 100; share += 5 {
		tests[fmt.Sprintf("cut at %d %%", share)] = cut(share)
	}
	for name, text := range tests {
		path := file(t, "a.xlsx", text)
		k := new(kept)
		_, err := intake.Read(t.Context(), profile(t, "tuntas"), []string{path}, k, nil)
		if !errors.Is(err, data.ErrNotTable) || data.Subject(err) != path {
			t.Errorf("%s: got %v about %q after %d rows, want %v about the file", name, err, data.Subject(err), len(k.events), data.ErrNotTable)
		}
	}
}

func TestReadLimitsWorkbooks(t *testing.T) {
	const sheetPart = "xl/worksheets/sheet1.xml"
	fill := func(rows ...[]any) string {
		return book(t, func(f *excelize.File) error { return fillRows(f, "Sheet1", 1, rows...) })
	}
	good := fill(bookHeader, []any{"A", "2026-03-01 09:30", "proses"})
	noise := make([]byte, 0, 20<<20) // of a kind that does not pack too well
	for x := uint32(1); len(noise) < 20<<20; x = x*1664525 + 1013904223 {
		noise = append(noise, 'a'+byte(x>>24)%26)
	}
	many := []entry{{"[Content_Types].xml", "<Types/>"}}
	for i := range 10_000 {
		many = append(many, entry{fmt.Sprint(i), ""})
	}
	tests := []struct {
		name, text string
		want       error
	}{
		{"empty", fill(), data.ErrEmptyFile},
		{"no such header", fill([]any{"a", "b"}), data.ErrColumnMissing},
		{"header too far below", book(t, func(f *excelize.File) error {
			for i := range 30 {
				if err := f.SetCellValue("Sheet1", fmt.Sprint("A", i+1), i); err != nil {
					return err
				}
			}
			return fillRows(f, "Sheet1", 31, bookHeader)
		}), data.ErrColumnMissing},
		{"column twice", fill([]any{"number", "happened_at", "activity", "number"}), data.ErrColumnTwice},
		{"row too far", rewritten(t, good, sheetPart, func(s string) string {
			return strings.NewReplacer(`r="2"`, `r="1048577"`, `2" t=`, `1048577" t=`).Replace(s)
		}), data.ErrTooLarge},
		{"column too far", rewritten(t, good, sheetPart, swap(`r="C2"`, `r="XFE2"`)), data.ErrTooLarge},
		{"endless cell", rewritten(t, good, sheetPart, swap(`<v>`, `<v>`+string(noise))), data.ErrTooLarge},
		{"bomb", rewritten(t, good, sheetPart, swap(`<sheetData>`, strings.Repeat(" ", 8<<20)+`<sheetData>`)), data.ErrTooLarge},
		{"too many parts", zipped(t, many...), data.ErrTooLarge},
	}
	for _, tt := range tests {
		_, err := intake.Read(t.Context(), profile(t, "tuntas"), []string{file(t, "a.xlsx", tt.text)}, new(kept), nil)
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	lone := rewritten(t, good, sheetPart, swap(`</sheetData>`, `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>`))
	_, c := read(t, profile(t, "tuntas"), file(t, "a.xlsx", lone))
	if want := (intake.Count{Read: 2, Taken: 1, Refused: 1, Events: 1}); c != want {
		t.Errorf("a lone cell in the last corner: got %+v, want %+v", c, want)
	}
}

func TestReadProtectedWorkbook(t *testing.T) {
	var b bytes.Buffer
	f := excelize.NewFile()
	if err := errors.Join(f.Write(&b, excelize.Options{Password: "x"}), f.Close()); err != nil {
		t.Fatal(err)
	}
	path := file(t, "a.xlsx", b.String())
	_, err := intake.Read(t.Context(), profile(t, "tuntas"), []string{path}, new(kept), nil)
	if !errors.Is(err, data.ErrProtected) || data.Subject(err) != path {
		t.Errorf("got %v about %q, want %v", err, data.Subject(err), data.ErrProtected)
	}
}

func FuzzWorkbook(f *testing.F) {
	seed := func(rows ...[]any) {
		f.Add([]byte(book(f, func(x *excelize.File) error { return fillRows(x, "Sheet1", 1, rows...) })))
	}
	seed()
	seed(bookHeader, []any{"A", time.Date(2026, time.March, 1, 9, 30, 0, 0, time.UTC), "proses", 1.5})
	seed([]any{"title"}, bookHeader, []any{"A", "x", "proses", true, "y"})
	fuzzFile(f, "fuzz.xlsx")
}

// FuzzSheet puts what the fuzzer makes up where the cells are.
func FuzzSheet(f *testing.F) {
	whole := book(f, func(x *excelize.File) error {
		return fillRows(x, "Sheet1", 1, bookHeader, []any{"A", "2026-03-01 09:30", "proses"})
	})
	f.Add(`<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>44197.5</v></c></row>`)
	f.Add(`<row><c t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>`)
	f.Add(`<row r="1"/>`)
	f.Add(`<row r="99999999999999999999"/></sheetData><mergeCells><mergeCell ref="A1"/></mergeCells><sheetData>`)
	p := profile(f, "tuntas")
	f.Fuzz(func(t *testing.T, cells string) {
		text := rewritten(t, whole, "xl/worksheets/sheet1.xml", swap("</sheetData>", cells+" </sheetData>"))
		k := new(kept)
		c, err := intake.Read(t.Context(), p, []string{file(t, "a.xlsx", text)}, k, nil)
		if !k.adds(c) {
			t.Errorf("the count %+v is not what the sink got", c)
		}
		if err != nil && !errors.Is(err, data.ErrNotTable) && !errors.Is(err, data.ErrTooLarge) {
			t.Errorf("an error without a name: %v", err)
		}
	})
}

// A profile may name the sheet: that one is read, hidden or not, and no other.
func TestReadNamedSheet(t *testing.T) {
	text := book(t, func(f *excelize.File) error {
		_, first := f.NewSheet("Januari")
		hidden, second := f.NewSheet("Februari")
		return errors.Join(first, second, f.SetSheetVisible("Februari", hidden < 0),
			fillRows(f, "Januari", 1, bookHeader, []any{"J", "2026-01-01 09:00", "proses"}),
			fillRows(f, "Februari", 1, bookHeader, []any{"F", "2026-02-01 09:00", "proses"}))
	})
	path := file(t, "a.xlsx", text)
	for sheet, want := range map[string]string{"": "J", "februari": "F", "Maret": ""} {
		p := profileOf(t, "name = \"x\"\nsheet = \""+sheet+"\"\n[events]\nown_names = true\n[[file]]\nkind = \"events\"\n[file.columns]\n"+
			"case = \"number\"\ntime = \"happened_at\"\nactivity = \"activity\"\n")
		k := new(kept)
		_, err := intake.Read(t.Context(), p, []string{path}, k, nil)
		switch {
		case want == "" && (!errors.Is(err, data.ErrUnknownPlace) || data.Subject(err) != path+"!"+sheet):
			t.Errorf("%s: %v", sheet, err)
		case want != "" && (err != nil || len(k.numbers) != 1 || k.numbers[0] != want):
			t.Errorf("%q: %v, %v", sheet, k.numbers, err)
		}
	}
}

// profileOf opens a profile with this text.
func profileOf(t *testing.T, text string) *intake.Profile {
	t.Helper()
	p, err := intake.Open(file(t, "x.toml", text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}
