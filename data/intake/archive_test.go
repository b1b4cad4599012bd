package intake_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tuntas/data"
	"tuntas/data/intake"
)

// entry is one file in an archive.
type entry struct{ name, text string }

// zipped is an archive of the entries in their order.
func zipped(t testing.TB, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.Create(e.name)
		if err == nil {
			_, err = f.Write([]byte(e.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const (
	reportRows = "number,sent_at\nA,2026-03-01 07:00\nB,2026-03-01 07:00\n"
	eventRows  = "number;happened_at;activity\nA;2026-03-01 09:00;proses\nC;soon;proses\n"
)

func TestReadArchives(t *testing.T) {
	tests := []struct {
		name    string
		entries []entry
		want    intake.Count
		refused string // behind the ! of the path of the refused row
	}{
		{"one entry", []entry{{"r.csv", reportRows}}, intake.Count{Read: 2, Taken: 2, Reports: 2}, ""},
		{"events before reports", []entry{{"e.csv", eventRows}, {"r.csv", reportRows}},
			intake.Count{Read: 4, Taken: 3, Refused: 1, Reports: 2, Events: 1}, "e.csv"},
		{"papers beside", []entry{{"docs/", ""}, {"README.txt", "read me"}, {"docs/a.PDF", "%PDF-"}, {"__MACOSX/._r.csv", "\x00"},
			{".DS_Store", "\x00"}, {"r.csv", reportRows}}, intake.Count{Read: 2, Taken: 2, Reports: 2}, ""},
		{"packed within", []entry{{"r.csv.gz", packed(t, reportRows)}}, intake.Count{Read: 2, Taken: 2, Reports: 2}, ""},
		{"names that lead elsewhere", []entry{{"../../e.csv", eventRows}}, intake.Count{Read: 2, Taken: 1, Refused: 1, Events: 1}, "../../e.csv"},
		{"absolute name", []entry{{"/etc/passwd", eventRows}}, intake.Count{Read: 2, Taken: 1, Refused: 1, Events: 1}, "/etc/passwd"},
		{"name with a line end", []entry{{"a\nb\x80.csv", eventRows}}, intake.Count{Read: 2, Taken: 1, Refused: 1, Events: 1}, "a\ufffdb\\x80.csv"},
		{"the same name twice", []entry{{"r.csv", reportRows}, {"r.csv", "number,sent_at\nD,2026-03-01 07:00\n"}},
			intake.Count{Read: 3, Taken: 3, Reports: 3}, ""},
	}
	for _, tt := range tests {
		path := file(t, "a.zip", zipped(t, tt.entries...))
		k, c := read(t, profile(t, "tuntas"), path)
		if c != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.name, c, tt.want)
		}
		if tt.refused != "" && (len(k.refused) != 1 || k.refused[0].Path != path+"!"+tt.refused || k.refused[0].Line != 3) {
			t.Errorf("%s: refused %+v", tt.name, k.refused)
		}
	}
}

// Nothing of an archive is written anywhere.
func TestReadArchivesWritesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "inner", "a.zip")
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(zipped(t, entry{"../r.csv", reportRows})), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Dir(path))
	read(t, profile(t, "tuntas"), path)
	var found []string
	for _, pattern := range []string{"*", "*/*"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, names...)
	}
	if want := []string{filepath.Dir(path), path}; !slices.Equal(found, want) {
		t.Errorf("got %q, want %q", found, want)
	}
}

func TestReadRefusesArchives(t *testing.T) {
	many := make([]entry, 101)
	for i := range many {
		many[i] = entry{fmt.Sprint(i, ".csv"), reportRows}
	}
	one := zipped(t, entry{"r.csv", reportRows})
	// The list of entries begins with PK 1 2; flags lie 8, the packed size 20 and the unpacked one 24 bytes behind.
	list := strings.Index(one, "PK\x01\x02")
	patched := func(at int, value uint32) string {
		b := []byte(one)
		binary.LittleEndian.PutUint32(b[list+at:], value)
		return string(b)
	}
	flipped := []byte(one)
	flipped[list-24] ^= 0xff // within the packed bytes
	tests := []struct {
		name, text, subject string
		want                error
	}{
		{"not an archive after all", "PK\x03\x04 and so on", "", data.ErrNotTable},
		{"cut", one[:len(one)/2], "", data.ErrNotTable},
		{"damaged", string(flipped), "!r.csv", data.ErrNotTable},
		{"no entries", zipped(t), "", data.ErrEmptyFile},
		{"papers only", zipped(t, entry{"README.md", "x"}), "", data.ErrEmptyFile},
		{"empty entry", zipped(t, entry{"r.csv", ""}), "!r.csv", data.ErrEmptyFile},
		{"archive within", zipped(t, entry{"b.zip", one}), "!b.zip", data.ErrNotTable},
		{"other things beside", zipped(t, entry{"r.csv", reportRows}, entry{"x.exe", "MZ\x00\x01"}), "!x.exe", data.ErrNotTable},
		{"too many entries", zipped(t, many...), "", data.ErrTooLarge},
		{"bomb", zipped(t, entry{"r.csv", reportRows + strings.Repeat("0", 3<<20)}), "!r.csv", data.ErrTooLarge},
		{"more than 2 GiB", patched(24, 1<<31+1), "!r.csv", data.ErrTooLarge},
		{"more than it says", patched(24, 20), "!r.csv", data.ErrNotTable},
		{"less than it says", patched(24, 1000), "!r.csv", data.ErrNotTable},
		{"encrypted", patched(8, 1|8<<16), "!r.csv", data.ErrProtected},
	}
	for _, tt := range tests {
		path := file(t, "a.zip", tt.text)
		k := new(kept)
		c, err := intake.Read(t.Context(), profile(t, "tuntas"), []string{path}, k, nil)
		if !errors.Is(err, tt.want) || data.Subject(err) != path+tt.subject || !k.adds(c) {
			t.Errorf("%s: got %v about %q, want %v about %q", tt.name, err, data.Subject(err), tt.want, path+tt.subject)
		}
		if _, lookErr := intake.Look(profile(t, "tuntas"), path, 1<<20); !errors.Is(lookErr, tt.want) {
			t.Errorf("%s: Look gave %v, want %v", tt.name, lookErr, tt.want)
		}
	}
}

func TestLookIntoArchives(t *testing.T) {
	path := file(t, "a.zip", zipped(t, entry{"r.csv", reportRows}, entry{"e.csv", eventRows}))
	v, err := intake.Look(profile(t, "tuntas"), path, 10)
	if err != nil || v.Path != path+"!r.csv" || v.Tables != 2 || v.Kind != intake.Reports || len(v.Rows) != 2 {
		t.Errorf("got %+v, %v", v, err)
	}
	bad := file(t, "b.zip", zipped(t, entry{"r.csv", reportRows}, entry{"x.csv", "a,b\n"}))
	if _, err := intake.Look(profile(t, "tuntas"), bad, 10); !errors.Is(err, data.ErrColumnMissing) {
		t.Errorf("a bad second entry: got %v, want %v", err, data.ErrColumnMissing)
	}
}

func TestArchivesTellTheirProgress(t *testing.T) {
	rows := func(n int) string { return "number,sent_at\n" + strings.Repeat("A,2026-03-01 07:00\n", n) }
	path := file(t, "a.zip", zipped(t, entry{"a.csv", rows(20_000)}, entry{"b.csv", rows(3)}))
	var told []intake.Progress
	_, err := intake.Read(t.Context(), profile(t, "tuntas"), []string{path}, new(kept), func(p intake.Progress) { told = append(told, p) })
	if err != nil || len(told) < 20 {
		t.Fatalf("told %d times, %v", len(told), err)
	}
	if !slices.IsSortedFunc(told, func(a, b intake.Progress) int { return int(a.Bytes - b.Bytes) }) {
		t.Error("the bytes go back")
	}
	last := told[len(told)-1]
	if want := (intake.Progress{Path: path + "!b.csv", Bytes: last.Total, Total: last.Total, Rows: 20_003}); last != want || last.Total < 100 {
		t.Errorf("ended with %+v, want %+v", last, want)
	}
}

func FuzzArchive(f *testing.F) {
	one := zipped(f, entry{"r.csv", reportRows}, entry{"../e.csv", eventRows})
	for _, seed := range []string{one, one[:len(one)-9], zipped(f), zipped(f, entry{"b.zip", one}), "PK\x05\x06" + strings.Repeat("\x00", 18)} {
		f.Add([]byte(seed))
	}
	fuzzFile(f, "fuzz.zip")
}

// fuzzFile reads what the fuzzer makes up as a file with this name: it is read with counts that add up, or refused by name.
func fuzzFile(f *testing.F, name string) {
	p, path := profile(f, "tuntas"), filepath.Join(f.TempDir(), name)
	named := []error{
		data.ErrColumnMissing, data.ErrColumnTwice, data.ErrNotTable, data.ErrEmptyFile, data.ErrTooLarge, data.ErrProtected, data.ErrService,
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		k := new(kept)
		c, err := intake.Read(t.Context(), p, []string{path}, k, nil)
		if !k.adds(c) {
			t.Errorf("the count %+v is not what the sink got", c)
		}
		if err != nil && !slices.ContainsFunc(named, func(want error) bool { return errors.Is(err, want) }) {
			t.Errorf("an error without a name: %v", err)
		}
		for _, r := range k.refused {
			if r.Line < 1 || r.Reason == "" || r.Path == "" {
				t.Errorf("refused a row without place or reason: %+v", r)
			}
		}
		if _, lookErr := intake.Look(p, path, 100); err == nil && lookErr != nil {
			t.Errorf("Read took it, Look gave %v", lookErr)
		}
	})
}
