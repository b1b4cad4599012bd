package intake_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tuntas/data"
	"tuntas/data/intake"
)

// each gives out rows one after the other.
func each(rows []data.RefusedRow) iter.Seq2[data.RefusedRow, error] {
	return func(yield func(data.RefusedRow, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func reason(r data.RefusedRow) string { return string(r.Reason) + " " + r.Column }

// mendable writes refused rows of a file as text.
func mendable(t testing.TB, p *intake.Profile, path string, rows []data.RefusedRow) string {
	t.Helper()
	var b bytes.Buffer
	if err := intake.WriteMendable(&b, p, path, each(rows), reason); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteMendable(t *testing.T) {
	path := file(t, "e.csv", "Number;happened_at;activity;note\n"+
		"A;2026-03-01 09:00;proses;\n"+
		"A;soon;proses;\"a;\"\"b\"\"\nc\"\n"+
		"A;2026-03-01 09:00;=Mandi();=1+1\n"+
		"A;2026-03-01 09:00;proses\n"+
		"=A;2026-03-01 09:00;\"proses;\n"+
		"A;2026-03-01 09:00;pro\x00ses;\n"+
		";2026-03-01 09:00;proses;\n")
	p := profile(t, file(t, "p.toml", "name = \"x\"\n[events]\nown_names = true\n[[file]]\nkind = \"events\"\n[file.columns]\n"+
		"case = \"number\"\ntime = \"happened_at\"\nactivity = \"activity\"\nnote = \"note\"\n"))
	k, _ := read(t, p, path)
	want := "\ufeffNumber;happened_at;activity;note;tuntas_line;tuntas_reason;tuntas_raw\n" +
		"A;soon;proses;\"a;\"\"b\"\"\nc\";3;time happened_at;\n" +
		"A;2026-03-01 09:00;=Mandi();=1+1;5;activity activity;\n" +
		";;;;6;shape ;\"A;2026-03-01 09:00;proses\"\n" +
		";;;;7;quote ;\"'=A;2026-03-01 09:00;\"\"proses;\"\n" +
		";;;;8;text activity;\"A;2026-03-01 09:00;pro\\x00ses;\"\n" +
		";2026-03-01 09:00;proses;;9;case Number;\n"
	if diff := cmp.Diff(want, mendable(t, p, path, k.refused)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	again := file(t, "again.csv", want)
	k2, c := read(t, p, again)
	if c.Read != 6 || c.Refused != 6 {
		t.Errorf("what nobody has mended: got %+v, want all refused", c)
	}
	if got := mendable(t, p, again, k2.refused[:1]); !strings.HasPrefix(got, "\ufeffNumber;happened_at;activity;note;tuntas_line;tuntas_reason;tuntas_raw\nA;soon;proses;") {
		t.Errorf("written again: got %q", got)
	}
}

// Of the forms that are no delimited text it makes one.
func TestWriteMendableForms(t *testing.T) {
	rows := `{"number":"A","happened_at":"2026-03-01 09:00","activity":"proses"},` +
		`{"number":"A","happened_at":"soon","activity":"proses","unit":{"name":"u, v"}},` +
		`{"number":"B","happened_at":"soon","activity":"proses"},{"number":"C","number":"C"}`
	log := `<log><trace><string key="number" value="A"/>` + event("happened_at", "2026-03-01 09:00", "activity", "proses") +
		event("happened_at", "soon", "activity", "proses") + "</trace></log>"
	const head = "\ufeffnumber,happened_at,activity"
	const tail = ",tuntas_line,tuntas_reason,tuntas_raw\n"
	tests := []struct{ name, text, want string }{
		{"json", "[" + rows + "]", head + ",unit.name" + tail + "A,soon,proses,\"u, v\",1,time happened_at,\n" +
			"B,soon,proses,,1,time happened_at,\n,,,,1,shape ,\"{\"\"number\"\":\"\"C\"\",\"\"number\"\":\"\"C\"\"}\"\n"},
		{"xes", log, "\ufeffcase:number,happened_at,activity" + tail + "A,soon,proses,1,time happened_at,\n"},
		{"xlsx", book(t, func(f *excelize.File) error {
			return fillRows(f, "Sheet1", 1, []any{"number", "happened_at", "activity"}, []any{"A", "2026-03-01 09:00", "proses"},
				[]any{"B", "a\tb", "proses"})
		}), head + tail + "B,a\tb,proses,3,time happened_at,\n"},
		{"zip", zipped(t, entry{"README", "x"}, entry{"e.csv", "number,happened_at,activity\nA,soon,proses\n"}),
			head + tail + "A,soon,proses,2,time happened_at,\n"},
	}
	p := profile(t, file(t, "p.toml", "name = \"x\"\n[events]\nown_names = true\n[[file]]\nkind = \"events\"\n[file.columns]\n"+
		"case = [\"number\", \"case:number\"]\ntime = \"happened_at\"\nactivity = \"activity\"\n"))
	for _, tt := range tests {
		path := file(t, "e."+tt.name, tt.text)
		k, _ := read(t, p, path)
		if diff := cmp.Diff(tt.want, mendable(t, p, k.refused[0].Path, k.refused)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// The source may have changed, or be gone, since its rows were refused.
func TestWriteMendableOfAnotherSource(t *testing.T) {
	p := profile(t, "tuntas")
	path := file(t, "r.csv", "number,sent_at\nA,soon\nB,soon\n")
	rows := []data.RefusedRow{
		{Path: "other.csv", Line: 2, Reason: data.RefusedTime, Raw: "A,soon"},
		{Path: path, Line: 2, Reason: data.RefusedTime, Raw: "X,soon"},
		{Path: path, Line: 3, Reason: data.RefusedTime, Raw: "B,soon"},
		{Path: path, Line: 2, Reason: data.RefusedTime, Raw: "A,soon"}, // not in order
		{Path: path, Line: 9, Reason: data.RefusedTime, Raw: "C,soon"},
	}
	want := "\ufeffnumber,sent_at,tuntas_line,tuntas_reason,tuntas_raw\n" +
		",,2,time ,\"X,soon\"\nB,soon,3,time ,\n,,2,time ,\"A,soon\"\n,,9,time ,\"C,soon\"\n"
	if diff := cmp.Diff(want, mendable(t, p, path, rows)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	bad := func(yield func(data.RefusedRow, error) bool) {
		_ = yield(rows[2], nil) && yield(data.RefusedRow{}, errFull)
	}
	if err := intake.WriteMendable(new(bytes.Buffer), p, path, bad, reason); !errors.Is(err, errFull) {
		t.Errorf("got %v, want %v", err, errFull)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{path, path + "!x.csv"} {
		if err := intake.WriteMendable(new(bytes.Buffer), p, gone, each(rows), reason); !errors.Is(err, data.ErrUnknownPlace) {
			t.Errorf("%s: got %v, want %v", gone, err, data.ErrUnknownPlace)
		}
	}
}

const kindsOfDamage = 6

// damaged is a row of events, damaged in one of several ways.
func damaged(number, at, unit string, way int) string {
	switch way {
	case 0:
		return number + ",x" + at + ",proses," + unit + ","
	case 1:
		return number + "," + at + ",xproses," + unit + ","
	case 2:
		return "," + at + ",proses," + unit + "," + number // the number stands in the note
	case 3:
		return number + "," + at + ",proses," + unit + ",,surplus"
	case 4:
		return number + "," + at + ",proses,\"" + unit + ","
	}
	return number + "," + at + ",proses,\x00" + unit + ","
}

// mend is what a person does with a file of refused rows: each is mended by what its columns say.
func mendRows(t *testing.T, text string) string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) int { return slices.Index(rows[0], name) }
	for _, row := range rows[1:] {
		switch why, _, _ := strings.Cut(row[at(intake.ReasonColumn)], " "); data.Refusal(why) {
		case data.RefusedTime:
			row[at("happened_at")] = strings.TrimPrefix(row[at("happened_at")], "x")
		case data.RefusedActivity:
			row[at("activity")] = strings.TrimPrefix(row[at("activity")], "x")
		case data.RefusedCase:
			row[at("number")], row[at("note")] = row[at("note")], ""
		default:
			raw := strings.NewReplacer(",surplus", "", "\"", "", `\x00`, "").Replace(row[at(intake.RawColumn)])
			copy(row, strings.Split(raw, ","))
		}
	}
	var b strings.Builder
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Of very many rows one in a hundred is damaged: these are refused and no others, and when they have been mended through
// the file that is written of them, all events are there as if nothing had been wrong.
func TestRefusedRowsComeBackMended(t *testing.T) {
	rows := 100_000
	if testing.Short() {
		rows = 10_000
	}
	var whole, broken strings.Builder
	const header = "number,happened_at,activity,unit,note\n"
	whole.WriteString(header)
	broken.WriteString(header)
	lines := make(map[int64]data.Refusal)
	reasons := [kindsOfDamage]data.Refusal{
		data.RefusedTime, data.RefusedActivity, data.RefusedCase, data.RefusedShape, data.RefusedQuote, data.RefusedText,
	}
	for i := range rows {
		number, at, unit := fmt.Sprintf("JK260301%04d", i%10_000), fmt.Sprintf("2026-03-%02d %02d:%02d", 1+i%28, i%24, i%60), fmt.Sprint("unit ", i)
		row := number + "," + at + ",proses," + unit + ","
		whole.WriteString(row + "\n")
		if i%100 == 42 {
			way := i / 100 % kindsOfDamage
			row, lines[int64(i+2)] = damaged(number, at, unit, way), reasons[way]
		}
		broken.WriteString(row + "\n")
	}
	p, path := profile(t, "tuntas"), file(t, "e.csv", broken.String())
	want, _ := read(t, p, file(t, "whole.csv", whole.String()))
	first, c := read(t, p, path)
	if c.Refused != int64(rows/100) || c.Taken != int64(rows-rows/100) {
		t.Fatalf("got %+v", c)
	}
	for _, r := range first.refused {
		if lines[r.Line] != r.Reason {
			t.Errorf("line %d: refused for %s, damaged as %q", r.Line, r.Reason, lines[r.Line])
		}
		delete(lines, r.Line)
	}
	if len(lines) != 0 {
		t.Errorf("%d damaged rows were taken", len(lines))
	}
	second, c := read(t, p, file(t, "mended.csv", mendRows(t, mendable(t, p, path, first.refused))))
	if c.Read != int64(rows/100) || c.Refused != 0 {
		t.Errorf("mended: got %+v, %+v", c, second.refused[:min(3, len(second.refused))])
	}
	told := func(k ...*kept) []string {
		var all []string
		for _, k := range k {
			for i, e := range k.events {
				all = append(all, fmt.Sprint(k.numbers[i], e))
			}
		}
		slices.Sort(all)
		return all
	}
	if !slices.Equal(told(want), told(first, second)) {
		t.Error("the events are not those of the undamaged file")
	}
}

func FuzzMendable(f *testing.F) {
	for _, seed := range []string{
		"number,sent_at\nA,x\nB\n\"C,1\n", "number;sent_at;tuntas_raw\r;;a\r", "number\tsent_at\n\"a\"\"b\"\t\x00\n", "[{\"number\":1,\"sent_at\":2}]",
	} {
		f.Add([]byte(seed))
	}
	p := profile(f, "tuntas")
	f.Fuzz(func(t *testing.T, text []byte) {
		path := file(t, "f.csv", string(text))
		k := new(kept)
		if _, err := intake.Read(t.Context(), p, []string{path}, k, nil); err != nil {
			return
		}
		var b bytes.Buffer
		if err := intake.WriteMendable(&b, p, path, each(k.refused), reason); err != nil {
			t.Fatal(err)
		}
		k2 := new(kept)
		c, err := intake.Read(t.Context(), p, []string{file(t, "again.csv", b.String())}, k2, nil)
		if len(k.refused) > 0 && (err != nil || c.Taken != 0 || c.Refused != int64(len(k.refused))) {
			t.Errorf("%q: %d refused, then %+v, %v:\n%s", text, len(k.refused), c, err, b.String())
		}
	})
}
