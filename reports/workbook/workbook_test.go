package workbook_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tuntas/analytics/figure"
	"tuntas/reports/sample"
	"tuntas/reports/workbook"
)

var errBroken = errors.New("broken")

// firstRow is the row below the header of a section's table.
const firstRow = 6

func write(t *testing.T, d figure.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := workbook.Write(&out, d); err != nil {
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
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

func raw(t *testing.T, f *excelize.File, sheet string, column, row int) string {
	t.Helper()
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		t.Fatal(err)
	}
	v, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// same tells whether the text of a cell is the value that was to be written.
func same(got string, v any, unit figure.Unit) bool {
	switch v := v.(type) {
	case nil:
		return got == ""
	case string:
		return got == v
	case int64:
		return got == strconv.FormatInt(v, 10)
	case float64:
		n, err := strconv.ParseFloat(got, 64)
		if unit == figure.Duration {
			v /= 86400
		}
		return err == nil && math.Abs(n-v) <= 1e-12*math.Max(1, math.Abs(v))
	case time.Time:
		days := v.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
		return got == fmt.Sprint(days)
	}
	return false
}

func TestWriteThenRead(t *testing.T) {
	for _, language := range []string{"id", "en"} {
		d := sample.Document(language)
		f := open(t, write(t, d))
		if got := len(f.GetSheetList()); got != len(d.Sections)+2 {
			t.Fatalf("%d sheets, want cover, %d sections and cards", got, len(d.Sections))
		}
		for i, s := range d.Sections {
			sheet := f.GetSheetList()[i+1]
			if raw(t, f, sheet, 1, 1) != s.Title || raw(t, f, sheet, 1, 2) != s.Finding || raw(t, f, sheet, 1, 3) != s.Figure.Subtitle {
				t.Errorf("%s: title, finding or subtitle differ", sheet)
			}
			for j, c := range s.Table.Columns {
				if got := raw(t, f, sheet, j+1, firstRow-1); got != c.Title {
					t.Errorf("%s: heading %q, want %q", sheet, got, c.Title)
				}
				for row, values := range s.Table.Rows {
					if got := raw(t, f, sheet, j+1, firstRow+row); !same(got, values[j], c.Unit) {
						t.Errorf("%s: column %s, row %d: got %q, want %v", sheet, c.Name, row, got, values[j])
					}
				}
			}
		}
	}
}

func TestCover(t *testing.T) {
	d := sample.Document("id")
	f := open(t, write(t, d))
	cover := f.GetSheetList()[0]
	rows, err := f.GetRows(cover)
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprint(rows)
	for _, want := range []string{d.Title, d.Subtitle, d.Facts[3].Text, d.Words.Contents, d.Words.Notice, d.Sections[2].Finding} {
		if !strings.Contains(text, want) {
			t.Errorf("the cover lacks %q", want)
		}
	}
	var links int
	for row := range rows {
		ok, target, err := f.GetCellHyperLink(cover, fmt.Sprintf("A%d", row+1))
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			continue
		}
		links++
		sheet := strings.TrimSuffix(strings.TrimPrefix(target, "'"), "'!A1")
		if i, err := f.GetSheetIndex(sheet); err != nil || i < 1 {
			t.Errorf("a link leads to %q: no such sheet", target)
		}
	}
	if links != len(d.Sections)+1 {
		t.Errorf("%d links, want %d", links, len(d.Sections)+1)
	}
	props, err := f.GetDocProps()
	if err != nil || props.Title != d.Title || props.Created != "2026-04-05T01:15:00Z" || props.Language != "id-ID" {
		t.Errorf("properties %+v, %v", props, err)
	}
}

func TestFormats(t *testing.T) {
	f := open(t, write(t, sample.Document("id")))
	tests := []struct{ sheet, cell, want string }{
		{"Laporan masuk", "A6", "@"},
		{"Laporan masuk", "C6", "#,##0"},
		{"Laporan masuk", "D6", "0.0%"},
		{"Laporan masuk", "E6", "[$-421]d mmm yyyy"},
		{"Waktu per tahap", "C6", `#,##0.00" h"`},
	}
	for _, tt := range tests {
		id, err := f.GetCellStyle(tt.sheet, tt.cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		got := map[int]string{3: "#,##0", 49: "@"}[style.NumFmt]
		if style.CustomNumFmt != nil {
			got = *style.CustomNumFmt
		}
		if got != tt.want {
			t.Errorf("%s!%s: format %q, want %q", tt.sheet, tt.cell, got, tt.want)
		}
	}
}

func TestPrintedAndFrozen(t *testing.T) {
	f := open(t, write(t, sample.Document("en")))
	titles, areas := 0, 0
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" && strings.HasPrefix(n.RefersTo, "'"+n.Scope+"'!$A:$") {
			areas++
		}
		if n.Name == "_xlnm.Print_Titles" && n.RefersTo == "'"+n.Scope+"'!$5:$5" {
			titles++
		}
	}
	if areas != 13 {
		t.Errorf("%d sheets say what is printed, want 13", areas)
	}
	if titles != 13 {
		t.Errorf("%d sheets repeat their header in print, want 13", titles)
	}
	for i, sheet := range f.GetSheetList() {
		layout, err := f.GetPageLayout(sheet)
		if err != nil || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 || *layout.Size != 9 {
			t.Errorf("%s: layout %+v, %v", sheet, layout, err)
		}
		panes, err := f.GetPanes(sheet)
		if section := i > 0 && i < 14; err != nil || panes.Freeze != section || section && panes.YSplit != 5 {
			t.Errorf("%s: panes %+v, %v", sheet, panes, err)
		}
	}
}

// parts returns the parts of a workbook whose names match.
func parts(t *testing.T, text []byte, pattern string) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, p := range z.File {
		if !regexp.MustCompile(pattern).MatchString(p.Name) {
			continue
		}
		r, err := p.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		found[p.Name] = string(body)
	}
	return found
}

// TestChartsReadCells follows each reference of each chart and compares the cells with the figure.
func TestChartsReadCells(t *testing.T) {
	d := sample.Document("id")
	text := write(t, d)
	f := open(t, text)
	charts := parts(t, text, `^xl/charts/chart\d+\.xml$`)
	if len(charts) != 9 {
		t.Fatalf("%d charts, want 9: heat, calendar, flow and places are shaded cells", len(charts))
	}
	for name, body := range charts {
		section := -1
		columns := map[string]bool{}
		for _, m := range regexp.MustCompile(`<(?:c:)?f>([^<]*)</`).FindAllStringSubmatch(body, -1) {
			ref := strings.ReplaceAll(m[1], "&#39;", "'")
			sheet, cells, ok := strings.Cut(strings.TrimPrefix(ref, "'"), "'!")
			if !ok {
				t.Fatalf("%s: reference %q names no sheet", name, ref)
			}
			for i, s := range d.Sections {
				if s.Title == sheet {
					section = i
				}
			}
			columns[column(t, f, sheet, cells)] = true
		}
		if section < 0 {
			t.Fatalf("%s reads no section", name)
		}
		switch d.Sections[section].Figure.Kind {
		case figure.Steps, figure.Funnel, figure.Boxes: // whose cells are made for the chart
			checkOwn(t, d.Sections[section].Figure, columns)
			continue
		}
		for _, s := range d.Sections[section].Figure.Series {
			if want := fmt.Sprint(values(s)); !columns[want] {
				t.Errorf("%s: no reference holds %s; there are %v", name, want, columns)
			}
		}
		if want := fmt.Sprint(d.Sections[section].Figure.Categories); !columns[want] {
			t.Errorf("%s: no reference holds %s", name, want)
		}
	}
}

// column reads the cells of a range like $B$6:$B$11.
func column(t *testing.T, f *excelize.File, sheet, cells string) string {
	t.Helper()
	first, last, ok := strings.Cut(strings.ReplaceAll(cells, "$", ""), ":")
	if !ok {
		last = first
	}
	x, from, err := excelize.CellNameToCoordinates(first)
	if err != nil {
		t.Fatal(err)
	}
	_, to, err := excelize.CellNameToCoordinates(last)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for row := from; row <= to; row++ {
		v := raw(t, f, sheet, x, row)
		if n, err := strconv.ParseFloat(v, 64); err == nil {
			v = fmt.Sprintf("%.9g", n)
		}
		all = append(all, v)
	}
	return fmt.Sprint(all)
}

func values(s figure.Series) []string {
	var all []string
	for _, p := range s.Points {
		v := p.Value
		if v > 3600 && v < 1e6 && math.Mod(v, 3600) == 0 {
			v /= 86400
		}
		text := fmt.Sprintf("%.9g", v)
		if p.Missing {
			text = ""
		}
		all = append(all, text)
	}
	return all
}

func TestSameBytes(t *testing.T) {
	want := write(t, sample.Document("id"))
	for range 20 {
		if !bytes.Equal(write(t, sample.Document("id")), want) {
			t.Fatal("the same document gave other bytes")
		}
	}
	z, err := zip.NewReader(bytes.NewReader(want), int64(len(want)))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "[Content_Types].xml" || z.File[1].Name != "_rels/.rels" {
		t.Errorf("parts begin with %s, %s", z.File[0].Name, z.File[1].Name)
	}
	for _, p := range z.File {
		if p.ModifiedDate != 0x21 || p.ModifiedTime != 0 {
			t.Errorf("%s is dated %v", p.Name, p.Modified)
		}
	}
}

func TestPayloadsStayText(t *testing.T) {
	for _, payload := range append(sample.Payloads, strings.Repeat("panjang ", 5000)) {
		t.Run(fmt.Sprintf("%.40s", payload), func(t *testing.T) {
			d := sample.Hostile(payload)
			text := write(t, d)
			for name, body := range parts(t, text, `^xl/worksheets/[^/]+\.xml$`) {
				if regexp.MustCompile(`<f[ >/]`).MatchString(body) {
					t.Errorf("%s holds a formula", name)
				}
			}
			for name, body := range parts(t, text, `\.rels$`) {
				if strings.Contains(body, "External") {
					t.Errorf("%s leads out of the workbook", name)
				}
			}
			f := open(t, text)
			sheet := f.GetSheetList()[1]
			if got, want := raw(t, f, sheet, 2, firstRow), seen(payload); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// seen is what a cell shows of a payload: the pictures of control characters, U+FFFD for what is none.
func seen(payload string) string {
	text := strings.NewReplacer("\x00", "␀", "\x0b", "␋", "\ufffe", "\ufffd").Replace(strings.ToValidUTF8(payload, "\ufffd"))
	if len(text) > 32767 {
		text = text[:32763] + " […]"
	}
	return text
}

func TestWriteRefuses(t *testing.T) {
	with := func(v any) figure.Document {
		d := sample.Document("id")
		d.Sections[0].Table.Rows[0][2] = v
		return d
	}
	unknown := sample.Document("id")
	unknown.Sections[0].Figure.Kind = "pie"
	tests := []struct {
		name     string
		document figure.Document
		want     error
	}{
		{"16 digits", with(int64(3174012345678901)), workbook.ErrCell},
		{"too early", with(time.Date(1900, 2, 28, 0, 0, 0, 0, time.UTC)), workbook.ErrCell},
		{"unknown type", with([]byte("x")), workbook.ErrCell},
		{"unknown kind", unknown, figure.ErrShape},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := workbook.Write(&out, tt.document); !errors.Is(err, tt.want) || out.Len() > 0 {
				t.Errorf("got %v and %d bytes, want %v and none", err, out.Len(), tt.want)
			}
		})
	}
}

type brokenWriter struct{ n int }

func (w *brokenWriter) Write(p []byte) (int, error) {
	if len(p) > w.n {
		return w.n, errBroken
	}
	w.n -= len(p)
	return len(p), nil
}

func TestWriteReportsBrokenWriter(t *testing.T) {
	for _, n := range []int{0, 1, 1000} {
		if err := workbook.Write(&brokenWriter{n}, sample.Document("id")); !errors.Is(err, errBroken) {
			t.Errorf("after %d bytes: got %v, want %v", n, err, errBroken)
		}
	}
}
