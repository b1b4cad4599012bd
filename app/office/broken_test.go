package office_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/intake"
)

// brokenEvents is how many events the test of broken rows has; TUNTAS_BROKEN_EVENTS sets another number.
const brokenEvents = 50_000

// faults are what is wrong with each hundredth row, by turns.
var faults = []struct{ good, bad string }{
	{"2026-03-01T09:00:00+07:00", "yesterday"}, {"process", "fishing"}, {"2026-03-01T09:00:00+07:00", ""}, {"process", "prosess?"},
}

// Of many events one in a hundred is broken: those, all of them and only they, are refused, mended in the file that was saved,
// and then taken.
func TestBrokenRowsAreMended(t *testing.T) {
	n := brokenEvents
	if text := os.Getenv("TUNTAS_BROKEN_EVENTS"); text != "" {
		n, _ = strconv.Atoi(text)
	}
	events, refusedFile := filepath.Join(t.TempDir(), "events.csv"), filepath.Join(t.TempDir(), "refused.csv")
	writeBroken(t, events, n)
	p, err := intake.Open("tuntas")
	if err != nil {
		t.Fatal(err)
	}
	db := datatest.Open(t, nil)
	r, refused, err := office.Bring(t.Context(), db, p, data.Import{Paths: []string{events}}, -1, nil)
	if err != nil || r.Read != int64(n) || r.Refused != int64(n/100) || r.Taken != int64(n-n/100) {
		t.Fatalf("%+v, %v", r, err)
	}
	for i, row := range refused {
		if want := int64(100*(i+1)) + 1; row.Line != want {
			t.Fatalf("refused row %d stands in line %d, want %d", i, row.Line, want)
		}
	}
	written, err := office.SaveRefused(p, refused, refusedFile, i18n.For("id", nil))
	if err != nil || len(written) != 1 {
		t.Fatal(written, err)
	}
	mendFile(t, refusedFile)
	again, still, err := office.Bring(t.Context(), db, p, data.Import{Paths: written}, -1, nil)
	if err != nil || again.Taken != int64(n/100) || len(still) != 0 {
		t.Fatalf("%+v, %v, %v", again, still[:min(1, len(still))], err)
	}
}

// writeBroken writes n events of n reports; each hundredth has a fault.
func writeBroken(t *testing.T, path string, n int) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "number,happened_at,activity,unit")
	for i := range n {
		row := fmt.Sprintf("JK%08d,2026-03-01T09:00:00+07:00,process,Sudin Bina Marga", i)
		if (i+1)%100 == 0 {
			fault := faults[i/100%len(faults)]
			row = strings.Replace(row, fault.good, fault.bad, 1)
		}
		fmt.Fprintln(w, row)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// mendFile does what a person would do in a spreadsheet: the first columns are put right, the others stay.
func mendFile(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	for i, line := range lines[1:] {
		cells := strings.Split(line, ",")
		cells[1], cells[2] = "2026-03-01T09:00:00+07:00", "process"
		lines[i+1] = strings.Join(cells, ",")
	}
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
}
