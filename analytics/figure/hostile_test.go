package figure_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"tuntas/analytics/figure"
	"tuntas/reports/sample"
)

// TestCSVOfPayloads writes each text that tries to be something else as a cell: it stays in its cell, whole, and none begins a
// formula.
func TestCSVOfPayloads(t *testing.T) {
	for _, payload := range sample.Payloads {
		table := figure.Table{
			Columns: []figure.Column{{Name: "words", Unit: figure.Text}, {Name: "n", Unit: figure.Count}},
			Rows:    [][]any{{payload, int64(-2)}, {" " + payload, int64(3)}},
		}
		var out bytes.Buffer
		if err := figure.WriteCSV(&out, table); err != nil {
			t.Fatal(err)
		}
		got, err := csv.NewReader(&out).ReadAll()
		if err != nil || len(got) != 3 {
			t.Fatalf("%q: %d lines, %v", payload, len(got), err)
		}
		for i, want := range []string{payload, " " + payload} {
			cell := got[i+1][0]
			if strings.TrimPrefix(cell, "'") != want || got[i+1][1] != []string{"-2", "3"}[i] {
				t.Errorf("%q became %q", want, got[i+1])
			}
			if strings.IndexAny(strings.TrimLeft(cell, " "), "=+-@\t") == 0 {
				t.Errorf("%q begins a formula", cell)
			}
		}
	}
}
