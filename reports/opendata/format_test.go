package opendata_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"tuntas/app/i18n"
	"tuntas/reports/opendata"
)

// columnar reads a Parquet file as texts, null as empty, under its header.
func columnar(t *testing.T, text []byte) (header []string, rows [][]string) {
	t.Helper()
	f, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range f.Schema().Columns() {
		header = append(header, c[0])
	}
	for _, g := range f.RowGroups() {
		r := g.Rows()
		buffer := make([]parquet.Row, 100)
		for {
			n, err := r.ReadRows(buffer)
			for _, row := range buffer[:n] {
				cells := make([]string, len(header))
				for _, v := range row {
					if !v.IsNull() {
						cells[v.Column()] = v.String()
					}
				}
				rows = append(rows, cells)
			}
			if err != nil {
				break
			}
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return header, rows
}

func TestParquetHoldsTheSameRows(t *testing.T) {
	_, s := released(t, 3000)
	for name, header := range map[string][]string{
		opendata.CaseFile: opendata.CaseColumns, opendata.EventFile: opendata.EventColumns, opendata.AggregateFile: opendata.AggregateColumns,
	} {
		got, rows := columnar(t, s[opendata.Columnar(name)].Bytes())
		want := s.rows(t, name, header)
		if !slices.Equal(got, header) || len(rows) != len(want) || len(rows) == 0 {
			t.Fatalf("%s: columns %v and %d rows, want %v and %d", name, got, len(rows), header, len(want))
		}
		for i := range want {
			if !slices.Equal(rows[i], want[i]) {
				t.Fatalf("%s: row %d is %q, want %q", name, i, rows[i], want[i])
			}
		}
	}
}

func TestParquetIsTyped(t *testing.T) {
	_, s := released(t, 300)
	want := map[string]string{"passes": "INT(32,true)", "key": "STRING", "hours": "INT(64,true)", "reports": "INT(64,true)", "seq": "INT(32,true)"}
	for _, name := range []string{opendata.CaseFile, opendata.EventFile, opendata.AggregateFile} {
		text := s[opendata.Columnar(name)].Bytes()
		f, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)))
		if err != nil {
			t.Fatal(err)
		}
		for _, field := range f.Schema().Fields() {
			if kind, ok := want[field.Name()]; ok && field.Type().String() != kind {
				t.Errorf("%s: %s is %s, want %s", name, field.Name(), field.Type(), kind)
			}
		}
	}
}

// open opens the workbook of a release.
func (s shelf) open(t *testing.T) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(s[opendata.Workbook].Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestWorkbookOfARelease(t *testing.T) {
	r, s := released(t, 3000)
	f := s.open(t)
	want := []string{
		"Sampul", "Daftar isi", "Catatan & singkatan", "Kamus data", "Indikator", "Menurut kota", "Menurut kategori", "Menurut kanal",
		"Menurut keadaan", "Metodologi & mutu", "Riwayat revisi", "Laporan",
	}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("sheets %q, want %q", got, want)
	}
	for _, name := range want {
		if tables, err := f.GetTables(name); err != nil || len(tables) != 1 {
			t.Errorf("%s: %d tables, %v", name, len(tables), err)
		}
		rows, err := f.GetRows(name)
		if err != nil || len(rows) < 3 {
			t.Fatalf("%s: %d rows, %v", name, len(rows), err)
		}
		if text := fmt.Sprint(rows); strings.Contains(text, "opendata.") || strings.Contains(text, "sheet.") || strings.Contains(text, "{") && name != "Kamus data" {
			t.Errorf("%s: a text is missing: %s", name, regexp.MustCompile(`\S*(opendata|sheet)\.\S*|\{\S*`).FindString(text))
		}
	}
	cover, _ := f.GetRows("Sampul")
	sum := fmt.Sprintf("%x", sha256.Sum256(s[opendata.CaseFile].Bytes()))
	if !strings.Contains(fmt.Sprint(cover), sum) {
		t.Error("the cover lacks the checksum of the case file")
	}
	cases, _ := f.GetRows("Laporan")
	if got := int64(len(cases) - 3); got != r.Balance.Released {
		t.Errorf("%d cases in the workbook, %d released", got, r.Balance.Released)
	}
	for i, row := range s.rows(t, opendata.CaseFile, opendata.CaseColumns) {
		for j, v := range row {
			if v == "" {
				v = "[x]"
			}
			if cases[i+3][j] != v {
				t.Fatalf("case %d: %q, want %q", i, cases[i+3], row)
			}
		}
	}
}

// TestWorkbookShowsTheCounts compares the tables of counts with the file of aggregates.
func TestWorkbookShowsTheCounts(t *testing.T) {
	r, s := released(t, 300)
	f := s.open(t)
	names := map[string]string{"city": "Menurut kota", "category": "Menurut kategori", "channel": "Menurut kanal", "state": "Menurut keadaan"}
	hidden, words := 0, i18n.For("id", time.UTC)
	for _, a := range r.Aggregates {
		rows, err := f.GetRows(names[a.Dimension], excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		cells := make(map[string]string)
		for _, row := range rows[3:] {
			for j, text := range row[1:] {
				cells[row[0]+"|"+rows[2][j+1]], cells[rows[2][j+1]+"|"+row[0]] = text, text
			}
		}
		word := strings.NewReplacer(opendata.Total, "Jumlah", opendata.Unknown, "Tidak diketahui", opendata.Other, "Lainnya", "done", "Selesai",
			"31.71", "31.71 "+words.Area("31.71"), "31.74", "31.74 "+words.Area("31.74"))
		for _, l := range a.Lines() {
			want := strconv.FormatInt(l.Reports, 10)
			if l.Withheld {
				want = "[c]"
				hidden++
			}
			if got := cells[word.Replace(l.Month)+"|"+word.Replace(l.Value)]; got != want {
				t.Errorf("%s %s %s: %q, want %q", a.Dimension, l.Month, l.Value, got, want)
			}
		}
		if got := cells["Jumlah|Jumlah"]; got != strconv.FormatInt(r.Balance.Source, 10) {
			t.Errorf("%s: the total is %s, want %d", a.Dimension, got, r.Balance.Source)
		}
	}
	if hidden == 0 {
		t.Error("no count is withheld: nothing was shown about [c]")
	}
}

func TestWorkbookGoesOnOnFurtherSheets(t *testing.T) {
	p := full(t)
	p.MostRows = 1000
	r, s := releasedUnder(t, p, city(5000))
	f := s.open(t)
	total := 0
	for i, name := range f.GetSheetList() {
		if !strings.HasPrefix(name, "Laporan") {
			continue
		}
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		head := 3
		if name != "Laporan" {
			head = 4
			if !strings.HasPrefix(rows[2][0], "Bagian ") {
				t.Errorf("sheet %d has no notice: %q", i, rows[2])
			}
		}
		total += len(rows) - head
	}
	contents, _ := f.GetRows("Daftar isi")
	if int64(total) != r.Balance.Released || !strings.Contains(fmt.Sprint(contents), "Laporan (2)") {
		t.Errorf("%d rows of %d; contents %q", total, r.Balance.Released, contents)
	}
}

// schema is what the standard asks of a package, a resource, a schema and a field: keys that must be there with their kind,
// and keys that may be.
var schema = map[string]struct{ must, may map[string]string }{
	"package": {
		map[string]string{"$schema": "string", "name": "name", "resources": "list", "licenses": "list", "created": "time", "version": "version"},
		map[string]string{"id": "string", "title": "string", "description": "string", "keywords": "list", "contributors": "list", "sources": "list"},
	},
	"resource": {
		map[string]string{"name": "name", "path": "path", "bytes": "number", "hash": "hash", "format": "string", "mediatype": "string"},
		map[string]string{"type": "string", "title": "string", "encoding": "string", "schema": "object", "dialect": "object"},
	},
	"schema": {
		map[string]string{"fields": "list", "fieldsMatch": "string", "missingValues": "list"},
		map[string]string{"primaryKey": "list", "foreignKeys": "list"},
	},
	"field": {
		map[string]string{"name": "string", "type": "type"},
		map[string]string{"title": "string", "description": "string", "constraints": "object"},
	},
}

var kinds = map[string]func(v any) bool{
	"string":  func(v any) bool { s, ok := v.(string); return ok && s != "" },
	"number":  func(v any) bool { n, ok := v.(float64); return ok && n > 0 },
	"list":    func(v any) bool { l, ok := v.([]any); return ok && len(l) > 0 },
	"object":  func(v any) bool { _, ok := v.(map[string]any); return ok },
	"name":    fits(`^[a-z0-9._-]+$`),
	"path":    fits(`^[A-Za-z0-9][A-Za-z0-9._-]*$`),
	"hash":    fits(`^sha256:[0-9a-f]{64}$`),
	"time":    fits(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$`),
	"version": fits(`^\d+\.\d+\.\d+$`),
	"type":    fits(`^(string|integer|number|date|datetime|boolean|year|yearmonth)$`),
}

func fits(pattern string) func(v any) bool {
	return func(v any) bool { s, ok := v.(string); return ok && regexp.MustCompile(pattern).MatchString(s) }
}

// keeps demands that v keeps to a part of the schema.
func keeps(t *testing.T, part, where string, v any) map[string]any {
	t.Helper()
	o, ok := v.(map[string]any)
	if !ok {
		t.Fatalf("%s is no object", where)
	}
	for key, kind := range schema[part].must {
		if !kinds[kind](o[key]) {
			t.Errorf("%s.%s is %v, want a %s", where, key, o[key], kind)
		}
	}
	for key, value := range o {
		kind, may := schema[part].may[key]
		if _, must := schema[part].must[key]; !may && !must {
			t.Errorf("%s.%s is not of the standard", where, key)
		} else if may && !kinds[kind](value) {
			t.Errorf("%s.%s is %v, want a %s", where, key, value, kind)
		}
	}
	return o
}

func TestDataPackageKeepsToTheStandard(t *testing.T) {
	p := full(t)
	p.Open311 = true
	_, s := releasedUnder(t, p, city(3000))
	var described any
	if err := json.Unmarshal(s[opendata.PackageFile].Bytes(), &described); err != nil {
		t.Fatal(err)
	}
	names := make(map[string]bool)
	for i, v := range keeps(t, "package", "package", described)["resources"].([]any) {
		r := keeps(t, "resource", fmt.Sprintf("resource %d", i), v)
		path := r["path"].(string)
		if names[r["name"].(string)] {
			t.Errorf("two resources are called %s", r["name"])
		}
		names[r["name"].(string)] = true
		sum := sha256.Sum256(s[path].Bytes())
		if r["bytes"] != float64(s[path].Len()) || r["hash"] != fmt.Sprintf("sha256:%x", sum) {
			t.Errorf("%s: %v bytes, %v", path, r["bytes"], r["hash"])
		}
		if r["schema"] != nil {
			rowsKeep(t, s, path, keeps(t, "schema", path, r["schema"]))
		}
	}
	if len(names) != 8 {
		t.Errorf("resources %v, want four CSV, three Parquet and the workbook", names)
	}
}

// rowsKeep demands that the rows of a file keep to its schema.
func rowsKeep(t *testing.T, s shelf, path string, described map[string]any) {
	t.Helper()
	var header []string
	var rules []map[string]any
	var kindOf []string
	for _, v := range described["fields"].([]any) {
		f := keeps(t, "field", path, v)
		rule, _ := f["constraints"].(map[string]any)
		header, rules, kindOf = append(header, f["name"].(string)), append(rules, rule), append(kindOf, f["type"].(string))
		for _, key := range []string{"title", "description"} {
			if text, ok := f[key].(string); ok && strings.HasPrefix(text, "opendata.") {
				t.Errorf("%s: %s has no text", path, f["name"])
			}
		}
	}
	var rows [][]string
	if strings.HasSuffix(path, ".csv") {
		rows = s.rows(t, path, header)
	} else {
		var got []string
		if got, rows = columnar(t, s[path].Bytes()); !slices.Equal(got, header) {
			t.Errorf("%s: columns %v, want %v", path, got, header)
		}
	}
	keys := make(map[string]bool)
	for _, row := range rows {
		for i, text := range row {
			if wrong := breaks(text, kindOf[i], rules[i]); wrong != "" {
				t.Fatalf("%s: %s is %q: %s", path, header[i], text, wrong)
			}
		}
		var key []string
		for _, name := range described["primaryKey"].([]any) {
			key = append(key, row[slices.Index(header, name.(string))])
		}
		if at := strings.Join(key, "|"); keys[at] {
			t.Fatalf("%s: the key %s is there twice", path, at)
		} else {
			keys[at] = true
		}
	}
}

// breaks says which rule a cell breaks; empty when none.
func breaks(text, kind string, rule map[string]any) string {
	if text == "" {
		if rule["required"] == true {
			return "required"
		}
		return ""
	}
	if n, err := strconv.ParseInt(text, 10, 64); kind == "integer" && (err != nil || rule["minimum"] != nil && float64(n) < rule["minimum"].(float64)) {
		return "integer"
	}
	if p, ok := rule["pattern"].(string); ok && !regexp.MustCompile(p).MatchString(text) {
		return p
	}
	if list, ok := rule["enum"].([]any); ok && !slices.Contains(list, any(text)) {
		return fmt.Sprint(list)
	}
	return ""
}

func TestOpen311(t *testing.T) {
	p := full(t)
	p.Open311 = true
	_, s := releasedUnder(t, p, city(3000))
	rows := s.rows(t, opendata.Open311CSV, opendata.Open311Columns)
	cases := s.rows(t, opendata.CaseFile, opendata.CaseColumns)
	if len(rows) != len(cases) {
		t.Fatalf("%d rows, want %d", len(rows), len(cases))
	}
	first := map[string]string{"day": "", "week": "", "month": "-01"}
	for i, row := range rows {
		c := cases[i]
		want := []string{c[0], "closed", c[7], c[5], "", "", "", c[4], row[8], "", "", c[1], "", "", ""}
		if !slices.Equal(row, want) {
			t.Fatalf("got %q, want %q", row, want)
		}
		if end, ok := first[c[4]]; !ok || !strings.HasPrefix(row[8], c[3][:7]+end) || !strings.HasSuffix(row[8], "T00:00:00Z") {
			t.Fatalf("%s is the time of %s", row[8], c[3])
		}
		if c[4] == "week" && row[8][8:10] != map[string]string{"W1": "01", "W2": "08", "W3": "15", "W4": "22"}[c[3][8:]] {
			t.Fatalf("%s is the time of %s", row[8], c[3])
		}
	}
}
