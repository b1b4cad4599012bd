package desk

import (
	"strings"
	"testing"

	"tuntas/data"
)

// TestPrivateReportStaysCovered shows a private report in the list, in what is copied and in what is saved, even where
// something had given its text away.
func TestPrivateReportStaysCovered(t *testing.T) {
	c := &city{n: 2, row: func(_ data.Filter, i int) data.Summary {
		return data.Summary{ID: int64(i + 1), Number: "JK" + string(rune('a'+i)), Stage: data.Process, Pass: 1, Private: i == 0, Text: "rahasia"}
	}}
	f := openedFull(t, c, &shelf{})
	f.texts[1], f.texts[2] = "rahasia", "lubang"
	for row, want := range []string{"Laporan privat", "lubang"} {
		line, _ := f.rows.at(row)
		if cell := f.textCell(line); cell.Text != want || cell.Locked != (row == 0) {
			t.Errorf("row %d shows %+v, want %q", row, cell, want)
		}
	}
	f.table.OnMark(0, 1, false)
	f.marks.onCopy()
	f.marks.onSave()
	f.marks.onBook()
	if all := f.copied + f.saved.String(); strings.Contains(all, "rahasia") || f.copied != "JKa\nJKb" {
		t.Errorf("copied and saved %q", all)
	}
	f.marks.onSave()
	lines := strings.Split(f.saved.String(), "\n")
	if !strings.Contains(lines[0], ",Privat") || !strings.HasSuffix(strings.TrimSpace(lines[1]), ",Laporan privat") || strings.Contains(lines[2], "privat") {
		t.Errorf("saved %q", lines)
	}
}
