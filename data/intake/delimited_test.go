package intake

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
)

// deviations say in words where a file of the suites is not read as its JSON, or its author, has it.
var deviations = map[string]string{
	"csv-test-data/csv/all-empty.csv":        "a line without a character is no row, and two of them are no table",
	"csv-test-data/csv/empty-one-column.csv": "a line without a character is no row",
	"frictionless/dialect.csv":               "# is no quote here and stays in the value",
	"frictionless/escaping.csv":              "a quote behind a blank is no quote around a field",
	"frictionless/invalid.csv":               "its column name stands twice, and the profile uses another",
	"frictionless/matrix-with-comment.csv":   "its first line is the header",
	"frictionless/duplicate-headers.csv":     "its column id stands thrice, and the profile uses it",
}

// headed has a column of each file of the suites for both fields that must be there, and no other.
const headed = `name = "any"
[[file]]
kind = "reports"
[file.columns]
number = [NAMES]
sent = [NAMES]
`

func headedProfile(t *testing.T) *Profile {
	t.Helper()
	names := []string{"a", "first", "key", "foo", "id", "name", "inciso", "id_station", "nome", "value", "musei"}
	for i, n := range names {
		names[i] = fmt.Sprintf("%q", n)
	}
	p, err := parseProfile(strings.ReplaceAll(headed, "NAMES", strings.Join(names, ", ")))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// oddTable is what was found in a file.
type oddTable struct {
	err      error
	header   []string
	rows     [][]string // of those that can be taken apart
	refused  []string   // line and reason of the others
	comma    string
	encoding Encoding
}

// readOdd reads a file as Read does; that its numbers and times are none makes no difference.
func readOdd(t *testing.T, p *Profile, path string) (found oddTable) {
	t.Helper()
	tab, err := openTable(p, place{path: path, file: path, entry: wholeFile})
	if err != nil {
		return oddTable{err: err}
	}
	defer tab.Close() //nolint:errcheck // read only
	found = oddTable{header: tab.header, comma: tab.comma, encoding: tab.encoding}
	watch := new(watcher)
	rs := newReading(p, watch).rowsOf(tab)
	for {
		rec, err := tab.source.next()
		if err == io.EOF {
			return found
		}
		if err != nil {
			return oddTable{err: err}
		}
		row, before := texts(rec), len(watch.Refused)
		if err := rs.take(rec); err != nil {
			t.Fatal(err)
		}
		if len(watch.Refused) > before {
			r := watch.Refused[before]
			if slices.Contains([]data.Refusal{data.RefusedQuote, data.RefusedShape, data.RefusedText}, r.Reason) {
				found.refused = append(found.refused, fmt.Sprintf("line %d refused: %s", r.Line, r.Reason))
				continue
			}
		}
		found.rows = append(found.rows, row)
	}
}

// wanted reads the JSON beside a file, as rows with the header first; no rows when there is none.
func wanted(t *testing.T, path string, header []string) (rows [][]string, ok bool) {
	t.Helper()
	dir, name := filepath.Split(path)
	text, err := os.ReadFile(filepath.Join(filepath.Dir(filepath.Clean(dir)), "json", strings.TrimSuffix(name, ".csv")+".json"))
	if err != nil {
		return nil, false
	}
	if json.Unmarshal(text, &rows) == nil && len(rows) > 0 {
		return rows, true
	}
	var objects []map[string]string
	if err := json.Unmarshal(text, &objects); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	rows = [][]string{header}
	for _, o := range objects {
		row := make([]string, len(header))
		for i, h := range header {
			row[i] = o[h]
		}
		if len(o) != len(header) {
			t.Errorf("%s: the header %q is not that of its JSON", path, header)
		}
		rows = append(rows, row)
	}
	return rows, true
}

// told puts what was found into words.
func (o oddTable) told(t *testing.T, want [][]string, published bool) string {
	t.Helper()
	if o.err != nil {
		return outcome(t, o.err)
	}
	words := fmt.Sprintf("%d rows, %q, %s", len(o.rows), o.comma, o.encoding)
	got := append([][]string{o.header}, o.rows...)
	switch {
	case published && cmp.Equal(want, got):
		words += ", as its JSON says"
	case published:
		words += ", not as its JSON says"
	default:
		words += fmt.Sprintf(", %.6x", sha256.Sum256(fmt.Appendf(nil, "%q", got)))
	}
	return strings.Join(append([]string{words}, o.refused...), "; ")
}

// Each CSV of the suites is read as its JSON says, or refused with a reason; the golden file says which, and where a file is
// read otherwise, why.
func TestOddDelimited(t *testing.T) {
	root, p := shared(t, "31-csv-odd"), headedProfile(t)
	var lines []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".csv" {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		found := readOdd(t, p, path)
		want, published := wanted(t, path, found.header)
		line := name + ": " + found.told(t, want, published)
		why := deviations[name]
		if why != "" {
			line += " (" + why + ")"
		}
		if published && why == "" && !strings.HasSuffix(line, ", as its JSON says") {
			t.Errorf("%s\nwant %q, got %q %q", line, want, found.header, found.rows)
		}
		if published && why != "" && strings.Contains(line, ", as its JSON says") {
			t.Errorf("%s: it is no deviation", line)
		}
		lines = append(lines, line)
		return nil
	})
	if err != nil || len(lines) != 64 {
		t.Fatalf("got %d files, %v; want 64", len(lines), err)
	}
	matches(t, "csv-odd.golden", strings.Join(lines, "\n")+"\n")
}

// matches compares a text with a golden file.
func matches(t *testing.T, name, found string) {
	t.Helper()
	golden := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(golden, []byte(found), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(found, "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
