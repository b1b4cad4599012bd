package intake_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/intake"
)

// nested is a profile for reports whose values lie in inner objects.
const nested = `name = "nested"
[[file]]
kind = "reports"
[file.columns]
number = "id"
sent = "sent_at"
category = ["properties.category", "category"]
lat = "place.at.lat"
lon = "place.at.lon"
text = "words"
`

const jsonRow = `{"id":"A","sent_at":"2026-03-01T07:00:00Z"}`

func TestReadJSON(t *testing.T) {
	const sent = `"sent_at": "2026-03-01T07:00:00Z"`
	tests := []struct {
		name, text string
		format     intake.Format
		want       []string // number|category|lat|lon|text
	}{
		{"array", `[{"id":"A",` + sent + `},{"id":"B",` + sent + `,"category":"Banjir"}]`, intake.JSON, []string{"A||0|0|", "B|Banjir|0|0|"}},
		{"numbers keep their text", `[{"id":00,` + sent + `}]`, "", nil},
		{"long number", `[{"id":123456789012345678901234567890,` + sent + `}]`, intake.JSON, []string{"123456789012345678901234567890||0|0|"}},
		{"point zero", `[{"id":1.0,` + sent + `}]`, intake.JSON, []string{"1.0||0|0|"}},
		{"inner objects", `[{"id":"A",` + sent + `,"place":{"at":{"lat":-6.25,"lon":106.8}},"properties":{"category":"Banjir"}}]`,
			intake.JSON, []string{"A|Banjir|-6.25|106.8|"}},
		{"arrays are text", `[{"id":"A",` + sent + `,"words":["a", {"b" : 1}]}]`, intake.JSON, []string{`A||0|0|["a",{"b":1}]`}},
		{"true and null", `[{"id":true,` + sent + `,"words":null}]`, intake.JSON, []string{"true||0|0|"}},
		{"escapes", `[{"id":"\u0041",` + sent + `,"words":"a\n\"\ud83d\ude00"}]`, intake.JSON, []string{"A||0|0|a\n\"😀"}},
		{"keys in another order", `[{"id":"A",` + sent + `},{` + sent + `,"id":"B"}]`, intake.JSON, []string{"A||0|0|", "B||0|0|"}},
		{"object around the array", `{"meta":{"n":[1,[2],{}]},"none":[],"numbers":[1,{"a":2}],"rows":[` + jsonRow + `],"end":[[{}]]}`,
			intake.JSON, []string{"A||0|0|"}},
		{"lines", jsonRow + "\n\n  \r\n" + strings.Replace(jsonRow, "A", "B", 1), intake.JSONLines, []string{"A||0|0|", "B||0|0|"}},
		{"one line", jsonRow + "\n", intake.JSONLines, []string{"A||0|0|"}},
		{"with mark, blanks and UTF-8", "\ufeff \n[ {\"id\":\"é\"," + sent + "} ]\n", intake.JSON, []string{"é||0|0|"}},
		{"packed", packed(t, "["+jsonRow+"]"), intake.JSON, []string{"A||0|0|"}},
		{"in an archive", zipped(t, entry{"a.json", "[" + jsonRow + "]"}), intake.JSON, []string{"A||0|0|"}},
		{"larger than the buffer", "[" + strings.Repeat(jsonRow+",\n", 20_000) + jsonRow + "]", intake.JSON, nil},
	}
	p := profile(t, file(t, "p.toml", nested))
	for _, tt := range tests {
		path := file(t, "r.json", tt.text)
		if tt.format == "" {
			if _, err := intake.Look(p, path, 1); !errors.Is(err, data.ErrNotTable) {
				t.Errorf("%s: got %v, want %v", tt.name, err, data.ErrNotTable)
			}
			continue
		}
		v, err := intake.Look(p, path, 1)
		if err != nil || v.Format != tt.format || v.Delimiter != "" {
			t.Errorf("%s: got %+v, %v; want %s", tt.name, v, err, tt.format)
			continue
		}
		k, c := read(t, p, path)
		if tt.want == nil {
			if c.Taken != 20_001 {
				t.Errorf("%s: took %d rows, want 20001", tt.name, c.Taken)
			}
			continue
		}
		var got []string
		for _, r := range k.reports {
			got = append(got, fmt.Sprintf("%s|%s|%v|%v|%s", r.Number, r.Category, r.Lat, r.Lon, r.Text))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || c.Refused != 0 {
			t.Errorf("%s: %d refused (-want +got):\n%s", tt.name, c.Refused, diff)
		}
	}
}

func TestReadJSONRefusesRows(t *testing.T) {
	rows := []string{
		jsonRow, // lines 2 and 3
		`{"id":"B","sent_at":"soon"}`,
		`{"id":"C","sent_at":"2026-03-01T07:00:00Z",
"id":"D"}`, // lines 5 and 6
		`[1]`,
		`{"id":"E\u0000","sent_at":"2026-03-01T07:00:00Z"}`,
		`{"id":"\ud800","sent_at":"2026-03-01T07:00:00Z"}`,
		"{\"id\":\"\xe9é\",\"sent_at\":\"2026-03-01T07:00:00Z\"}",
		`{"id":{"deep":1},"sent_at":"2026-03-01T07:00:00Z"}`,
	}
	path := file(t, "r.json", "[\n"+strings.Replace(strings.Join(rows, ",\n"), `"A",`, "\"A\",\n", 1)+"]")
	k, c := read(t, profile(t, file(t, "p.toml", nested)), path)
	want := []data.RefusedRow{
		{Path: path, Line: 4, Column: "sent_at", Value: "soon", Reason: data.RefusedTime, Raw: rows[1]},
		{Path: path, Line: 5, Reason: data.RefusedShape, Raw: rows[2]},
		{Path: path, Line: 7, Reason: data.RefusedShape, Raw: rows[3]},
		{Path: path, Line: 8, Reason: data.RefusedText, Raw: rows[4]},
		{Path: path, Line: 9, Reason: data.RefusedText, Raw: rows[5]},
		{Path: path, Line: 10, Reason: data.RefusedText, Raw: `{"id":"\xe9é","sent_at":"2026-03-01T07:00:00Z"}`},
		{Path: path, Line: 11, Column: "id", Reason: data.RefusedCase, Raw: rows[7]},
	}
	if diff := cmp.Diff(want, k.refused); diff != "" || c.Taken != 1 {
		t.Errorf("%d taken, refused (-want +got):\n%s", c.Taken, diff)
	}
}

// A line that is no object is refused alone; an array that is damaged is no table.
func TestReadJSONLinesRefusesRows(t *testing.T) {
	lines := []string{jsonRow, `{"id":"B"`, `{"id":"B"} {}`, `nonsense`, "", `{"id":"C","sent_at":""}`, jsonRow}
	path := file(t, "r.jsonl", strings.Join(lines, "\n"))
	k, c := read(t, profile(t, file(t, "p.toml", nested)), path)
	want := []data.RefusedRow{
		{Path: path, Line: 2, Reason: data.RefusedShape, Raw: lines[1]},
		{Path: path, Line: 3, Reason: data.RefusedShape, Raw: lines[2]},
		{Path: path, Line: 4, Reason: data.RefusedShape, Raw: lines[3]},
		{Path: path, Line: 6, Column: "sent_at", Reason: data.RefusedTime, Raw: lines[5]},
	}
	if diff := cmp.Diff(want, k.refused); diff != "" || c.Taken != 2 {
		t.Errorf("%d taken, refused (-want +got):\n%s", c.Taken, diff)
	}
}

func TestReadJSONHeaderEndsAfterAThousandRows(t *testing.T) {
	late := `{"id":"Z","sent_at":"2026-03-01T07:00:00Z","words":"late"}`
	rows := func(n int) string { return "[" + strings.Repeat(jsonRow+",", n) + late + "]" }
	p := profile(t, file(t, "p.toml", nested))
	for n, want := range map[int]string{999: "late", 1000: ""} {
		k, c := read(t, p, file(t, "r.json", rows(n)))
		if got := k.reports[len(k.reports)-1].Text; got != want || c.Taken != int64(n+1) {
			t.Errorf("behind %d rows: got %q and %d rows, want %q", n, got, c.Taken, want)
		}
	}
}

func TestReadRefusesJSONFiles(t *testing.T) {
	tests := []struct {
		name, text, subject string
		want                error
	}{
		{"empty array", "[]", "", data.ErrEmptyFile},
		{"empty array within", "{\"rows\":\n[]}", "", data.ErrNotTable},
		{"no array", "{\n\"a\":1}", "", data.ErrNotTable},
		{"key missing", `[{"id":"A"}]`, "sent_at", data.ErrColumnMissing},
		{"key twice", `[{"id":"A","ID":"B","sent_at":"x"}]`, "id", data.ErrColumnTwice},
		{"cut behind a comma", "[" + jsonRow + ",", "", data.ErrNotTable},
		{"cut behind a row", "[" + jsonRow, "", data.ErrNotTable},
		{"cut within a row", "[" + jsonRow + "," + jsonRow[:20], "", data.ErrNotTable},
		{"cut within what is around", `{"rows":[` + jsonRow + `],"x":`, "", data.ErrNotTable},
		{"text behind", "[" + jsonRow + "] x", "", data.ErrNotTable},
		{"second array behind", "[" + jsonRow + "] []", "", data.ErrNotTable},
		{"two tables", `{"a":[` + jsonRow + `],"b":[` + jsonRow + `]}`, "", data.ErrNotTable},
		{"comma missing", "[" + jsonRow + jsonRow + "]", "", data.ErrNotTable},
		{"damaged late", "[" + strings.Repeat(jsonRow+",", 3000) + "{]", "", data.ErrNotTable},
		{"endless row", `[{"id":"` + strings.Repeat("x", 20<<20), "", data.ErrTooLarge},
		{"endless blank", "[" + jsonRow + "," + strings.Repeat(" ", 20<<20), "", data.ErrTooLarge},
		{"endless keys", "[{" + manyKeys(20_000) + "}]", "", data.ErrTooLarge},
	}
	p := profile(t, file(t, "p.toml", nested))
	for _, tt := range tests {
		path := file(t, "r.json", tt.text)
		if tt.subject == "" || tt.want == data.ErrNotTable {
			tt.subject = path
		}
		k := new(kept)
		c, err := intake.Read(t.Context(), p, []string{path}, k, nil)
		if !errors.Is(err, tt.want) || data.Subject(err) != tt.subject || !k.adds(c) {
			t.Errorf("%s: got %v about %q, want %v about %q", tt.name, err, data.Subject(err), tt.want, tt.subject)
		}
	}
}

// manyKeys is the inside of an object with n keys.
func manyKeys(n int) string {
	keys := make([]string, n)
	for i := range keys {
		keys[i] = fmt.Sprintf(`"k%d":1`, i)
	}
	return strings.Join(keys, ",")
}

func FuzzJSON(f *testing.F) {
	row := `{"number":"A","happened_at":"2026-03-01 09:00","activity":"proses","lat":-6.1,"x":{"y":[1,null]}}`
	for _, seed := range []string{
		"[" + row + "," + row + "]", row + "\n" + row + "\nx\n", `{"a":[1],"rows":[` + row + `],"b":{}}`, "[]", "{}", "[{", "[{}]",
		"[" + row + ",", `{"a":"\ud800`, "[" + row + ",\n\n[]]\n",
	} {
		f.Add([]byte(seed))
	}
	fuzzFile(f, "fuzz.json")
}
