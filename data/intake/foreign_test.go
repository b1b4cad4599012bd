package intake_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"tuntas/data"
	"tuntas/data/intake"
)

// shared finds a file or folder of the shared test data, which lies beside the project; the test is skipped when it does not.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no shared test data beside the project: %v", err)
	}
	return path
}

func TestDeclarations(t *testing.T) {
	k, c := read(t, profile(t, "declarations"), shared(t, "07-domestic-declarations/DomesticDeclarations.csv.gz"))
	if want := (intake.Count{Read: 55_628, Taken: 55_628, Events: 55_628}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	if got := len(distinct(k.numbers)); got != 10_357 {
		t.Errorf("got %d cases, want 10357", got)
	}
	kinds, refusedBy := map[data.Kind]int{}, map[string]int{}
	for _, e := range k.events {
		kinds[e.Kind]++
		if e.Kind == data.Refused {
			refusedBy[e.Unit]++
		}
	}
	want := map[data.Kind]int{
		data.Submitted: 11_371, data.Started: 135, data.Accepted: 9_999 + 8_061 + 2_747 + 685, data.Refused: 936 + 286 + 89 + 86 + 57,
		data.Recorded: 1_350 + 9_914 + 9_912,
	}
	for kind, n := range want {
		if kinds[kind] != n {
			t.Errorf("%s: got %d events, want %d", kind, kinds[kind], n)
		}
	}
	published := map[string]int{"ADMINISTRATION": 936, "SUPERVISOR": 286, "MISSING": 89, "PRE_APPROVER": 86, "BUDGET OWNER": 57}
	for unit, n := range published {
		if refusedBy[unit] != n {
			t.Errorf("refused by %s: got %d, want %d", unit, refusedBy[unit], n)
		}
	}
}

func TestReceipt(t *testing.T) {
	k, c := read(t, profile(t, "receipt"), shared(t, "01-event-logs-pm4py/receipt.csv.gz"))
	if want := (intake.Count{Read: 8_577, Taken: 8_577, Events: 8_577, Cases: 1_434}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	channels, departments, activities := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range k.cases {
		channels[r.Channel]++
		departments[r.Category]++
		if r.SentAt.IsZero() {
			t.Errorf("%s: not sent", r.Number)
		}
	}
	for _, e := range k.events {
		activities[e.Activity]++
	}
	for channel, n := range map[string]int{"Internet": 1250, "Desk": 109, "Post": 53, "e-mail": 21, "Intern": 1} {
		if channels[channel] != n {
			t.Errorf("%s: got %d cases, want %d", channel, channels[channel], n)
		}
	}
	for department, n := range map[string]int{"General": 1390, "Customer contact": 29, "Experts": 15} {
		if departments[department] != n {
			t.Errorf("%s: got %d cases, want %d", department, departments[department], n)
		}
	}
	if len(activities) != 27 || activities["T06 Determine necessity of stop advice"] != 1416 {
		t.Errorf("got %d activities: %v", len(activities), activities)
	}
}

func TestSuggestForeign(t *testing.T) {
	for file, want := range map[string]string{
		"01-event-logs-pm4py/receipt.csv.gz":                   "receipt",
		"07-domestic-declarations/DomesticDeclarations.csv.gz": "declarations",
		"01-event-logs-pm4py/running-example-transformed.csv":  "event-log",
		"01-event-logs-pm4py/running_example_broken.csv":       "event-log",
	} {
		got, err := intake.Folder("").Suggest(shared(t, file))
		if err != nil || len(got) == 0 || got[0] != want {
			t.Errorf("%s: got %q, %v; want %s first", file, got, err, want)
		}
	}
}

// anything is a profile under which each row of a file with these columns is kept.
const anything = `name = "any"
[events]
unmapped = "record"
[[file]]
kind = "events"
[file.columns]
case = ["a", "id", "key", "foo", "first", "one", "header1", "col1", "name"]
time = ["b", "time", "value", "bar", "last", "two", "header2", "col2", "neighbor_id"]
activity = ["c", "text", "baz", "address", "three", "header3", "col3", "population", "neighbor_id"]
`

// Odd files are read to their end with counts that add up, or refused by name; nothing else.
func TestOddFiles(t *testing.T) {
	root := shared(t, "31-csv-odd")
	named := []error{data.ErrColumnMissing, data.ErrNotTable, data.ErrEmptyFile, data.ErrColumnTwice}
	p, files, whole := profile(t, file(t, "p.toml", anything)), 0, 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		k := new(kept)
		c, err := intake.Read(t.Context(), p, []string{path}, k, nil)
		known := err == nil
		for _, e := range named {
			known = known || errors.Is(err, e)
		}
		if !known || !k.adds(c) {
			t.Errorf("%s: got %+v, %v", path, c, err)
		}
		if err == nil {
			whole++
		}
		return nil
	})
	if err != nil || files < 60 || whole < 10 {
		t.Errorf("tried %d files, read %d, %v", files, whole, err)
	}
}

func distinct(all []string) map[string]bool {
	set := make(map[string]bool)
	for _, s := range all {
		set[s] = true
	}
	return set
}

func FuzzRead(f *testing.F) {
	header := "number,happened_at,activity,unit,note,lat,lon,sent_at\n"
	for _, seed := range []string{
		"", "\ufeff\n", header, header + "A,2026-03-01 09:00,proses,u,n,,,\n", header + "A,2026-03-01 09:00,proses,\"u\n",
		header + "A,2026-03-01 09:00,\"pro\"\"ses\",\"u\r\n\",n,-6,106,2026-03-01T09:00:00.5+07\r\n\r\nB,x",
		"number;sent_at;private\rA;2026-03-01 09:00;ya\rB;;\r", "number\tsent_at\nA\t\xff\nB\t\x00\n", "PK\x03\x04", "\xff\xfe",
		"number|happened_at|activity|note\nA|2026-02-30 09:00|selesai|'=1\n", header + ",,,,,,,\n\"\"\"\n\"\n",
	} {
		f.Add([]byte(seed))
	}
	p := profile(f, "tuntas")
	path := filepath.Join(f.TempDir(), "fuzz.csv")
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		k := new(kept)
		c, err := intake.Read(t.Context(), p, []string{path}, k, nil)
		if !k.adds(c) {
			t.Errorf("the count %+v is not what the sink got", c)
		}
		for i, e := range k.events {
			if k.numbers[i] == "" || !e.Kind.Valid() || e.HappenedAt.IsZero() || e.Activity == "" {
				t.Errorf("took an event that is none: %q %+v", k.numbers[i], e)
			}
		}
		for _, r := range k.refused {
			if r.Line < 2 || r.Reason == "" {
				t.Errorf("refused a row without place or reason: %+v", r)
			}
		}
		v, lookErr := intake.Look(p, path, 1<<20)
		if err == nil && (lookErr != nil || len(v.Rows) != int(c.Read) || len(v.Refused) != int(c.Refused)) {
			t.Errorf("Look saw %d rows and %d refused, %v; Read %+v", len(v.Rows), len(v.Refused), lookErr, c)
		}
	})
}
