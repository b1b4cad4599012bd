package intake_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/intake"
)

// kept is a sink that keeps everything.
type kept struct {
	reports, cases []data.Report
	numbers        []string
	events         []data.Event
	refused        []data.RefusedRow
	findings       []data.Finding
	moves          []data.Event
	moved          []string // numbers of the moves
	passed         int64
}

func (k *kept) AddReport(r data.Report) error  { k.reports = append(k.reports, r); return nil }
func (k *kept) NextFile(string) error          { return nil }
func (k *kept) AddCase(r data.Report) error    { k.cases = append(k.cases, r); return nil }
func (k *kept) Note(f data.Finding) error      { k.findings = append(k.findings, f); return nil }
func (k *kept) Refuse(r data.RefusedRow) error { k.refused = append(k.refused, r); return nil }
func (k *kept) Pass() error                    { k.passed++; return nil }
func (k *kept) AddMove(n string, e data.Event) error {
	k.moved, k.moves = append(k.moved, n), append(k.moves, e)
	return nil
}
func (k *kept) AddEvent(n string, e data.Event) error {
	k.numbers, k.events = append(k.numbers, n), append(k.events, e)
	return nil
}

// adds tells whether the count is what the sink got.
func (k *kept) adds(c intake.Count) bool {
	return c.Read == c.Taken+c.Refused && c.Taken == c.Reports+c.Events+c.Empty && c.Reports == int64(len(k.reports)) &&
		c.Events == int64(len(k.events)) && c.Refused == int64(len(k.refused)) && c.Cases == int64(len(k.cases)) &&
		c.Moves == int64(len(k.moves)) && c.Empty == k.passed
}

// file writes text to a new file with this name.
func file(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// packed is text as gzip packs it.
func packed(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(text))
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func profile(t testing.TB, name string) *intake.Profile {
	t.Helper()
	p, err := intake.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// read reads files whose rows are to add up.
func read(t testing.TB, p *intake.Profile, paths ...string) (*kept, intake.Count) {
	t.Helper()
	k := new(kept)
	c, err := intake.Read(t.Context(), p, paths, k, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !k.adds(c) {
		t.Errorf("the count %+v is not what the sink got", c)
	}
	return k, c
}

func TestReadOwnForm(t *testing.T) {
	reports := file(t, "r.csv", `number,sent_at,channel,category,area,address,text,lat,lon,private,continues,extra
 JK2603010001 ,2026-03-01 08:00:00,jaki,parkir  LIAR,Kel. Gambir,"Jl. A, 1",'=1+1,-6.2,"106,8",ya,,x
JK2603010002,2026-03-01T01:30:00Z,Kantor Pos,Sampah ,Atlantis,,"two
lines",,,,JK2603010001,x
`)
	events := file(t, "e.csv", `number;happened_at;activity;unit;actor;role;reason;note
JK2603010001;2026-03-01 09:00:00;Koordinasi;Kelurahan  Gambir;budi;officer;;go
JK2603010001;2026-03-02 09:00:00;TL Ditolak;;ani;Validator;photo;
JK2603010003;2026-03-02 09:00:00;field_check;;;Lurah;;
`)
	k, c := read(t, profile(t, "tuntas"), events, reports)
	if want := (intake.Count{Read: 5, Taken: 5, Reports: 2, Events: 3}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	at := func(day, hour, minute int) time.Time {
		return time.Date(2026, time.March, day, hour, minute, 0, 0, time.UTC)
	}
	wantReports := []data.Report{
		{
			Number: "JK2603010001", Channel: "JAKI", Category: "Parkir Liar", Area: "31.71.01.1001", Address: "Jl. A, 1",
			Text: "=1+1", Lat: -6.2, Lon: 106.8, Private: true, SentAt: at(1, 1, 0),
		},
		{
			Number: "JK2603010002", Channel: "Kantor Pos", Category: "Sampah", Area: "Atlantis", Text: "two\nlines",
			SentAt: at(1, 1, 30), Continues: "JK2603010001",
		},
	}
	if diff := cmp.Diff(wantReports, k.reports); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
	wantEvents := []data.Event{
		{
			Kind: data.Coordinated, Stage: data.Coordination, Activity: "Koordinasi", Unit: "Kelurahan Gambir", Actor: "budi",
			Role: data.Officer, Note: "go", HappenedAt: at(1, 2, 0),
		},
		{
			Kind: data.Refused, Stage: data.Process, Activity: "TL Ditolak", Actor: "ani", Role: data.Validator,
			Reason: "photo", HappenedAt: at(2, 2, 0),
		},
		{Kind: data.FieldChecked, Activity: "field_check", HappenedAt: at(2, 2, 0)},
	}
	if diff := cmp.Diff(wantEvents, k.events); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	if want := []string{"JK2603010001", "JK2603010001", "JK2603010003"}; !slices.Equal(k.numbers, want) {
		t.Errorf("numbers %q, want %q", k.numbers, want)
	}
}

func TestReadSpeaksOfACaseOnce(t *testing.T) {
	events := file(t, "e.csv", "number,happened_at,activity,channel,sent_at,lat,lon\n"+
		"A,2026-03-01 09:00,menunggu,JAKI,2026-03-01 08:00,,\n"+ // first sight of A
		"B,2026-03-01 09:00,menunggu,SMS,never,,\n"+ // refused: the next row of B speaks
		"A,2026-03-01 10:00,proses,Qlue,,,\n"+
		"B,2026-03-01 11:00,proses,Email,,,\n"+
		"C,2026-03-01 11:00,proses,Email,,,\n"+ // a report of its own tells of C
		"A,2026-03-01 12:00,selesai,JAKI,,1,\n") // refused although A has been told of
	reports := file(t, "r.csv", "number,sent_at\nC,2026-03-01 07:00\nC,2026-03-01 07:00\n")
	k, c := read(t, profile(t, "tuntas"), events, reports)
	if want := (intake.Count{Read: 8, Taken: 6, Refused: 2, Reports: 2, Events: 4, Cases: 2}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	want := []data.Report{
		{Number: "A", Channel: "JAKI", SentAt: time.Date(2026, time.March, 1, 1, 0, 0, 0, time.UTC)},
		{Number: "B", Channel: "Email"},
	}
	if diff := cmp.Diff(want, k.cases); diff != "" {
		t.Errorf("cases (-want +got):\n%s", diff)
	}
}

func TestReadRefusesRows(t *testing.T) {
	const header = "number,happened_at,activity,unit,lat,lon,sent_at"
	text := strings.Join([]string{
		header,
		"A,2026-03-01 09:00,proses,u,,,", // line 2, taken
		"A,2026-03-01 09:00,proses,u,,",
		"A,2026-03-01 09:00,proses,u,,,,",
		"",
		"\"A\",\"2026-03-01 09:00\",\"pro",
		"ses\",u,,,", // the activity goes over lines 6 and 7: "pro", line end, "ses"
		" ,2026-03-01 09:00,proses,u,,,",
		"A,03/04/2026,proses,u,,,",
		"A,,proses,u,,,",
		"A,2026-03-01 09:00,\" Mandi \",u,,,",
		"A,2026-03-01 09:00,,u,,,",
		"A,2026-03-01 09:00,proses,u,-617511,106.8,",
		"A,2026-03-01 09:00,proses,u,-6.1,,",
		"A,2026-03-01 09:00,proses,u,-6.1,NaN,",
		"A,2026-03-01 09:00,proses,u,,,soon",
		"A,2026-03-01 09:00,proses,caf\xe9,,,",
		"A,2026-03-01 09:00,proses,u\x00,,,",
		"A,2026-03-01 09:00,proses,\"u,,,",
		"A,2026-03-01 09:00,proses,u,,,", // line 20, taken
		",,,,,,",
		"",
	}, "\r\n")
	want := []data.RefusedRow{
		{Line: 3, Reason: data.RefusedShape, Raw: "A,2026-03-01 09:00,proses,u,,"},
		{Line: 4, Reason: data.RefusedShape, Raw: "A,2026-03-01 09:00,proses,u,,,,"},
		{Line: 6, Reason: data.RefusedActivity, Column: "activity", Value: "pro\r\nses",
			Raw: "\"A\",\"2026-03-01 09:00\",\"pro\r\nses\",u,,,"},
		{Line: 8, Reason: data.RefusedCase, Column: "number", Value: " ", Raw: " ,2026-03-01 09:00,proses,u,,,"},
		{Line: 9, Reason: data.RefusedTime, Column: "happened_at", Value: "03/04/2026", Raw: "A,03/04/2026,proses,u,,,"},
		{Line: 10, Reason: data.RefusedTime, Column: "happened_at", Raw: "A,,proses,u,,,"},
		{Line: 11, Reason: data.RefusedActivity, Column: "activity", Value: " Mandi ", Raw: "A,2026-03-01 09:00,\" Mandi \",u,,,"},
		{Line: 12, Reason: data.RefusedActivity, Column: "activity", Raw: "A,2026-03-01 09:00,,u,,,"},
		{Line: 13, Reason: data.RefusedNumber, Column: "lat", Value: "-617511", Raw: "A,2026-03-01 09:00,proses,u,-617511,106.8,"},
		{Line: 14, Reason: data.RefusedNumber, Column: "lon", Raw: "A,2026-03-01 09:00,proses,u,-6.1,,"},
		{Line: 15, Reason: data.RefusedNumber, Column: "lon", Value: "NaN", Raw: "A,2026-03-01 09:00,proses,u,-6.1,NaN,"},
		{Line: 16, Reason: data.RefusedTime, Column: "sent_at", Value: "soon", Raw: "A,2026-03-01 09:00,proses,u,,,soon"},
		{Line: 17, Reason: data.RefusedText, Column: "unit", Value: `caf\xe9`, Raw: `A,2026-03-01 09:00,proses,caf\xe9,,,`},
		{Line: 18, Reason: data.RefusedText, Column: "unit", Value: `u\x00`, Raw: `A,2026-03-01 09:00,proses,u\x00,,,`},
		{Line: 19, Reason: data.RefusedQuote, Raw: `A,2026-03-01 09:00,proses,"u,,,`},
		{Line: 21, Reason: data.RefusedCase, Column: "number", Raw: ",,,,,,"},
	}
	path := file(t, "e.csv", text)
	for i := range want {
		want[i].Path = path
	}
	k, c := read(t, profile(t, "tuntas"), path)
	if diff := cmp.Diff(want, k.refused); diff != "" {
		t.Errorf("refused (-want +got):\n%s", diff)
	}
	if c.Taken != 2 {
		t.Errorf("took %d rows, want those of lines 2 and 20", c.Taken)
	}
}

func TestReadFileOfReportsRefuses(t *testing.T) {
	path := file(t, "r.csv", "number,sent_at,private\nA,,\n,2026-03-01 07:00,\nB,2026-03-01 07:00,perhaps\nB,2026-03-01 07:00,tidak\n")
	k, c := read(t, profile(t, "tuntas"), path)
	want := []data.RefusedRow{
		{Path: path, Line: 2, Column: "sent_at", Reason: data.RefusedTime, Raw: "A,,"},
		{Path: path, Line: 3, Column: "number", Reason: data.RefusedCase, Raw: ",2026-03-01 07:00,"},
		{Path: path, Line: 4, Column: "private", Value: "perhaps", Reason: data.RefusedNumber, Raw: "B,2026-03-01 07:00,perhaps"},
	}
	if diff := cmp.Diff(want, k.refused); diff != "" || c.Reports != 1 {
		t.Errorf("%d reports, refused (-want +got):\n%s", c.Reports, diff)
	}
}

func TestReadFindsTheDelimiter(t *testing.T) {
	rows := "number,happened_at,activity,note\nA,2026-03-01 09:00,proses,\"x,y;z|w\tv\"\n"
	tests := map[string]string{
		"comma":     rows,
		"semicolon": "number;happened_at;activity;note\nA;2026-03-01 09:00;proses;\"x,y;z|w\tv\"\n",
		"tab":       "number\thappened_at\tactivity\tnote\nA\t2026-03-01 09:00\tproses\t\"x,y;z|w\tv\"\n",
		"pipe":      "number|happened_at|activity|note\nA|2026-03-01 09:00|proses|\"x,y;z|w\tv\"\n",
		"decoy":     "number;happened_at;activity;note;\"a,b,c,d,e,f,g\"\nA;2026-03-01 09:00;proses;\"x,y;z|w\tv\";\n",
		"mark":      "\ufeff" + rows,
		"late":      "\n\r\n" + rows,
		"packed":    packed(t, "\ufeff"+rows),
		"quoted":    strings.Replace(rows, "number,", "\"number\",", 1),
		"any case":  strings.Replace(rows, "number,happened_at", " Number ,HAPPENED_AT", 1),
		"CR":        strings.ReplaceAll(rows, "\n", "\r"),
	}
	for name, text := range tests {
		k, c := read(t, profile(t, "tuntas"), file(t, "e", text))
		if c.Taken != 1 || c.Read != 1 || k.events[0].Note != "x,y;z|w\tv" || k.numbers[0] != "A" {
			t.Errorf("%s: got %+v, %+v", name, c, k.events)
		}
	}
}

func TestReadRefusesFiles(t *testing.T) {
	good := "number,happened_at,activity\n" + strings.Repeat("A,2026-03-01 09:00,proses\n", 2000)
	broken := []byte(packed(t, good))
	broken[len(broken)-6] ^= 1
	tests := []struct {
		name, text, subject string
		want                error
	}{
		{"empty", "", "", data.ErrEmptyFile},
		{"mark only", "\ufeff\r\n", "", data.ErrEmptyFile},
		{"packed nothing", packed(t, ""), "", data.ErrEmptyFile},
		{"column missing", "number,happened_at,act\nA,2026-03-01 09:00,proses\n", "activity", data.ErrColumnMissing},
		{"single column", "whatever\n1\n", "number", data.ErrColumnMissing},
		{"unknown delimiter", "number#happened_at#activity\n", "number", data.ErrColumnMissing},
		{"column twice", "number,happened_at,activity,Number\n", "number", data.ErrColumnTwice},
		{"workbook", "PK\x03\x04 and so on", "", data.ErrNotTable},
		{"old workbook", "\xd0\xcf\x11\xe0\xa1\xb1", "", data.ErrNotTable},
		{"UTF-16", "\xff\xfen\x00u\x00m\x00", "number", data.ErrColumnMissing},
		{"UTF-32", "\xff\xfe\x00\x00n\x00\x00\x00", "", data.ErrNotTable},
		{"UTF-16 without mark", "n\x00u\x00m\x00b\x00e\x00r\x00", "", data.ErrNotTable},
		{"no encoding", "number,happened_at,activity,caf\x81\n", "", data.ErrNotTable},
		{"quotes in the header", "number,\"happened_at,activity\n", "", data.ErrNotTable},
		{"endless header", strings.Repeat("x", 5<<20), "", data.ErrNotTable},
		{"cut", packed(t, good)[:60], "", data.ErrNotTable},
		{"checksum", string(broken), "", data.ErrNotTable},
		{"not packed after all", "\x1f\x8bxx", "", data.ErrNotTable},
	}
	for _, tt := range tests {
		path := file(t, "x.csv", tt.text)
		k := new(kept)
		c, err := intake.Read(t.Context(), profile(t, "tuntas"), []string{path}, k, nil)
		if tt.subject == "" {
			tt.subject = path
		}
		if !errors.Is(err, tt.want) || data.Subject(err) != tt.subject {
			t.Errorf("%s: got %v about %q, want %v about %q", tt.name, err, data.Subject(err), tt.want, tt.subject)
		}
		if !k.adds(c) {
			t.Errorf("%s: the count %+v is not what the sink got", tt.name, c)
		}
	}
	for _, path := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none.csv")} {
		_, err := intake.Read(t.Context(), profile(t, "tuntas"), []string{path}, new(kept), nil)
		if !errors.Is(err, data.ErrNotTable) && !errors.Is(err, data.ErrUnknownPlace) || data.Subject(err) != path {
			t.Errorf("%s: got %v", path, err)
		}
	}
}

// A bad file is found before the rows of a good one are given to the sink.
func TestReadJudgesAllHeadersFirst(t *testing.T) {
	good, bad := file(t, "a.csv", "number,sent_at\nA,2026-03-01 07:00\n"), file(t, "b.csv", "x,y\n1,2\n")
	k := new(kept)
	if _, err := intake.Read(t.Context(), profile(t, "tuntas"), []string{good, bad}, k, nil); !errors.Is(err, data.ErrColumnMissing) {
		t.Errorf("got %v, want %v", err, data.ErrColumnMissing)
	}
	if len(k.reports) != 0 {
		t.Errorf("the sink got %d reports", len(k.reports))
	}
}

func TestReadHeaderOnly(t *testing.T) {
	if _, c := read(t, profile(t, "tuntas"), file(t, "r.csv", "number,sent_at\n")); c != (intake.Count{}) {
		t.Errorf("got %+v, want nothing", c)
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	path := file(t, "r.csv", "number,sent_at\n"+strings.Repeat("A,2026-03-01 07:00\n", 10_000))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c, err := intake.Read(ctx, profile(t, "tuntas"), []string{path}, new(kept), func(p intake.Progress) {
		if p.Rows >= 3000 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || c.Read != 4000 {
		t.Errorf("got %d rows, %v; want 4000, %v", c.Read, err, context.Canceled)
	}
}

func TestReadTellsItsProgress(t *testing.T) {
	rows := "number,sent_at\n" + strings.Repeat("A,2026-03-01 07:00\n", 20_000)
	paths := []string{file(t, "a.csv", rows), file(t, "b.csv.gz", packed(t, rows))}
	var told []intake.Progress
	_, err := intake.Read(t.Context(), profile(t, "tuntas"), paths, new(kept), func(p intake.Progress) { told = append(told, p) })
	if err != nil || len(told) < 40 {
		t.Fatalf("told %d times, %v", len(told), err)
	}
	if !slices.IsSortedFunc(told, func(a, b intake.Progress) int { return int(a.Bytes - b.Bytes) }) {
		t.Error("the bytes go back")
	}
	last := told[len(told)-1]
	want := intake.Progress{Path: paths[1], Bytes: last.Total, Total: last.Total, Rows: 40_000}
	if last != want || last.Total <= int64(len(rows)) || last.Total >= 2*int64(len(rows)) {
		t.Errorf("ended with %+v, want %+v", last, want)
	}
}

var errFull = errors.New("full")

// full is a sink that takes nothing.
type full struct{ kept }

func (*full) AddReport(data.Report) error { return errFull }

func TestReadPassesErrorsOfTheSinkOn(t *testing.T) {
	path := file(t, "r.csv", "number,sent_at\nA,2026-03-01 07:00\n")
	_, err := intake.Read(t.Context(), profile(t, "tuntas"), []string{path}, new(full), nil)
	if !errors.Is(err, errFull) || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v, want %v in line 2", err, errFull)
	}
}
