package opendata_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/reports/opendata"
	"tuntas/reports/sample"
)

// TestHostileTexts releases categories and channels of every bad kind: inert in each file, whole or declared shortened, and
// each file valid.
func TestHostileTexts(t *testing.T) {
	payloads := append(slices.Clone(sample.Payloads), strings.Repeat("panjang ", 5000))
	var cases []opendata.Case
	for i := range 12 * len(payloads) {
		cases = append(cases, opendata.Case{
			Number: fmt.Sprintf("JK%06d", i), Category: payloads[i%len(payloads)], Channel: payloads[i%len(payloads)], Area: "31.71.01.1001",
			SentOn: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Stage: data.Done, Passes: 1,
		})
	}
	slices.SortFunc(cases, func(a, b opendata.Case) int {
		return strings.Compare(opendata.Key(salt, a.Number), opendata.Key(salt, b.Number))
	})
	p := full(t)
	p.Open311 = true
	r, s := releasedUnder(t, p, sourceOf(cases))
	if r.Balance.Released != int64(len(cases)) {
		t.Fatalf("balance %+v", r.Balance)
	}
	want := make(map[string]bool)
	for _, text := range payloads {
		want[strings.ToValidUTF8(text, "\ufffd")] = true
	}
	_, rows := columnar(t, s[opendata.Columnar(opendata.CaseFile)].Bytes())
	for _, row := range rows {
		if !want[row[5]] || row[5] != row[6] {
			t.Fatalf("Parquet holds %.60q", row[5])
		}
	}
	formula := regexp.MustCompile(`^[=+@\t\r-]`)
	for name, header := range map[string][]string{opendata.CaseFile: opendata.CaseColumns, opendata.AggregateFile: opendata.AggregateColumns, opendata.Open311CSV: opendata.Open311Columns} {
		for _, row := range s.rows(t, name, header) {
			for _, cell := range row {
				if formula.MatchString(cell) {
					t.Errorf("%s: %.60q would be a formula", name, cell)
				}
			}
		}
	}
	z, err := zip.NewReader(bytes.NewReader(s[opendata.Workbook].Bytes()), int64(s[opendata.Workbook].Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range z.File {
		body, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(body)
		if err != nil || strings.HasPrefix(part.Name, "xl/worksheets/sheet") && regexp.MustCompile(`<f[ >/]`).Match(text) || bytes.Contains(text, []byte("External")) {
			t.Errorf("%s holds a formula or leads out: %v", part.Name, err)
		}
	}
	shown, err := s.open(t).GetRows("Laporan")
	if err != nil || len(shown) != len(cases)+3 {
		t.Fatalf("%d rows, %v", len(shown), err)
	}
	for _, row := range shown[3:] {
		if len(row[5]) > 32767 && !strings.HasSuffix(row[5], " […]") {
			t.Errorf("a text of %d bytes does not say that it is cut", len(row[5]))
		}
	}
}
