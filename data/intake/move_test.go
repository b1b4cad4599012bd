package intake_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/intake"
)

const moving = `name = "x"
[activities]
"Seen" = { kind = "field_check" }
[[file]]
kind = "reports"
[file.columns]
number = "id"
sent = "sent"
category = "category"
[[file.move]]
activity = "Seen"
time = { join = ["day", "seen"] }
next_day = true
actor = "by"
[[file.move]]
time = ["closed", "ended"]
stage = "done"
unit = "unit"
reason = ["why"]
note = { join = ["note", "more"] }
when = { column = "status", values = ["Closed", "shut_down"] }
[time]
formats = ["iso", "YYYY-MM-DD H:mm", "YYYY-MM-DD"]
`

func jakarta(day, hour, minute int) time.Time {
	return time.Date(2026, time.March, day, hour-7, minute, 0, 0, time.UTC)
}

func TestReadMoves(t *testing.T) {
	path := file(t, "r.csv", "id,sent,category,day,seen,by,closed,unit,why,note,more,status\n"+
		"A,2026-03-01 09:00,c,2026-03-01,9:30,me,2026-03-02 10:00, u ,r,n,m,closed\n"+
		"B,2026-03-01 23:50,c,2026-03-01,0:10,,,,,,,Open\n"+ // passes midnight
		"C,2026-03-01 09:00,c,2026-03-01,,,2026-03-02 10:00,,,,,Open\n"+ // closed, and is not
		"D,2026-03-01 09:00,c,2026-03-01,,,,,,,,CLOSED\n"+ // not closed, and is
		"E,2026-03-01 09:00,c,,,,2026-03-01 08:59,,,,,Shut  down\n"+ // closed before it was sent
		"F,2026-03-01 09:00,c,,,,2026-03-01 09:00,,,,,Shut down\n"+
		"G,2026-03-01 09:00,c,,,,soon,,,,,Open\n")
	k, c := read(t, profile(t, file(t, "p.toml", moving)), path)
	if want := (intake.Count{Read: 7, Taken: 6, Refused: 1, Reports: 6, Moves: 7}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	received := func(at time.Time) data.Event {
		return data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: at}
	}
	want := []data.Event{
		received(jakarta(1, 9, 0)),
		{Kind: data.FieldChecked, Activity: "Seen", Actor: "me", HappenedAt: jakarta(1, 9, 30)},
		{Kind: data.Accepted, Stage: data.Done, Activity: "closed", Unit: "u", Reason: "r", Note: "n m", HappenedAt: jakarta(2, 10, 0)},
		received(jakarta(1, 23, 50)),
		{Kind: data.FieldChecked, Activity: "Seen", HappenedAt: jakarta(2, 0, 10)},
		received(jakarta(1, 9, 0)),
		{Kind: data.Accepted, Stage: data.Done, Activity: "closed", HappenedAt: jakarta(1, 9, 0)},
	}
	if diff := cmp.Diff(want, k.moves); diff != "" {
		t.Errorf("moves (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"A", "A", "A", "B", "B", "F", "F"}, k.moved); diff != "" {
		t.Errorf("numbers (-want +got):\n%s", diff)
	}
	wantFound := []data.Finding{
		{Kind: data.FoundClosedOpen, Line: 4, Number: "C", Field: "closed", Was: "Open", Told: "2026-03-02 10:00"},
		{Kind: data.FoundEndMissing, Line: 5, Number: "D", Field: "status", Told: "CLOSED"},
		{Kind: data.FoundNegative, Line: 6, Number: "E", Field: "closed", Was: "2026-03-01 09:00", Told: "2026-03-01 08:59"},
		{Kind: data.FoundTrimmed, Field: "unit"},
	}
	for i := range wantFound {
		wantFound[i].Path, wantFound[i].Rows = path, 1
	}
	if diff := cmp.Diff(wantFound, k.findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if len(k.refused) != 1 || k.refused[0].Reason != data.RefusedTime || k.refused[0].Column != "closed" {
		t.Errorf("refused %+v", k.refused)
	}
}

// Rows that repeat a report give its moves once; equal rows are told of.
func TestReadRepeatedRows(t *testing.T) {
	row := "A,2026-03-01 09:00,c,,,2026-03-02 10:00,Closed\n"
	other := "A,2026-03-01 09:00,d,,,2026-03-02 10:00,Closed\n"
	header := "id,sent,category,day,seen,closed,status\n"
	first, second := file(t, "a.csv", header+row+row+other+row), file(t, "b.csv", header+other)
	k, c := read(t, profile(t, file(t, "p.toml", moving)), first, second)
	if want := (intake.Count{Read: 5, Taken: 5, Reports: 5, Moves: 2}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	want := []data.Finding{
		{Kind: data.FoundRepeated, Path: first, Line: 3, Number: "A", Rows: 1},
		{Kind: data.FoundRepeated, Path: first, Line: 5, Number: "A", Rows: 1},
	}
	if diff := cmp.Diff(want, k.findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestReadListsAThousandFindingsOfAKind(t *testing.T) {
	var s strings.Builder
	s.WriteString("id,sent,day,seen,closed,status\n")
	for i := range 1500 {
		fmt.Fprintf(&s, "%d,2026-03-01 09:00,,,,Closed\n", i)
	}
	k, _ := read(t, profile(t, file(t, "p.toml", moving)), file(t, "r.csv", s.String()))
	last := k.findings[len(k.findings)-1]
	if len(k.findings) != 1001 || last.Rows != 500 || last.Line != 0 || last.Kind != data.FoundEndMissing {
		t.Errorf("got %d findings, the last %+v", len(k.findings), last)
	}
}

func TestReadRowsThatStandForMany(t *testing.T) {
	text := strings.Replace(moving, "category = \"category\"\n", "times = \"cases\"\n", 1)
	path := file(t, "r.csv", "id,sent,cases,day,seen,closed,status\n"+
		"A,2026-03-01 09:00, 2 ,,,2026-03-02 10:00,Closed\n"+
		"B,2026-03-01 09:00,0,,,,Open\n"+
		"C,2026-03-01 09:00,1,,,,Open\n"+
		"D,2026-03-01 09:00,10001,,,,Open\n"+
		"E,2026-03-01 09:00,,,,,Open\n"+
		"F,2026-03-01 09:00,-1,,,,Open\n")
	k, c := read(t, profile(t, file(t, "p.toml", text)), path)
	if want := (intake.Count{Read: 6, Taken: 3, Refused: 3, Reports: 2, Empty: 1, Cases: 1, Moves: 4}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	numbers := []string{k.reports[0].Number, k.cases[0].Number, k.reports[1].Number}
	if diff := cmp.Diff([]string{"A/1", "A/2", "C/1"}, numbers); diff != "" {
		t.Errorf("numbers (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"A/1", "A/1", "A/2", "A/2"}, k.moved); diff != "" {
		t.Errorf("moved (-want +got):\n%s", diff)
	}
	for _, r := range k.refused {
		if r.Reason != data.RefusedNumber || r.Column != "cases" {
			t.Errorf("refused %+v", r)
		}
	}
}

func TestOpenRefusesMoves(t *testing.T) {
	const from = "time = [\"closed\", \"ended\"]\nstage = \"done\""
	tests := []struct{ with, want string }{
		{"stage = \"done\"\ntime = []", "move 2: time"},
		{"time = \"closed\"", "no meaning"},
		{"time = \"closed\"\nactivity = \"Gone\"", "Gone"},
		{"time = \"closed\"\nstage = \"moon\"", "moon"},
		{"time = { join = [\"a\"], prefix = \"x\" }\nstage = \"done\"", "prefix"},
		{"time = \"closed\"\nstage = \"done\"\nactor = 3", "actor"},
		{"time = \"closed\"\nstage = \"done\"\ncolour = 3", "colour"},
	}
	for _, tt := range tests {
		_, err := intake.Open(file(t, "p.toml", strings.Replace(moving, from, tt.with, 1)))
		if !errors.Is(err, data.ErrProfile) || !strings.Contains(data.Subject(err), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.with, err, tt.want)
		}
	}
	for _, tt := range []struct{ from, to, want string }{
		{"when = { column = \"status\", values = [\"Closed\", \"shut_down\"] }", "when = { column = \"status\" }", "values"},
		{"when = { column = \"status\", values = [\"Closed\", \"shut_down\"] }", "when = { values = [\"x\"] }", "when"},
		{"time = { join = [\"day\", \"seen\"] }\n", "", "move 1: time is missing"},
		{"kind = \"reports\"\n[file.columns]\nnumber = \"id\"\nsent = \"sent\"\ncategory = \"category\"",
			"kind = \"events\"\n[file.columns]\ncase = \"id\"\ntime = \"sent\"\nactivity = \"a\"", "only the row of a report"},
		{"category = \"category\"", "moved = \"x\"", "moved"},
	} {
		_, err := intake.Open(file(t, "p.toml", strings.Replace(moving, tt.from, tt.to, 1)))
		if !errors.Is(err, data.ErrProfile) || !strings.Contains(data.Subject(err), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.to, err, tt.want)
		}
	}
}

func TestReadNeedsTheColumnsOfMoves(t *testing.T) {
	p := profile(t, file(t, "p.toml", moving))
	for header, want := range map[string]string{
		"id,sent,day,seen,status": "closed", "id,sent,day,closed,status": "seen", "id,sent,day,seen,closed": "status",
	} {
		_, err := intake.Read(t.Context(), p, []string{file(t, "r.csv", header+"\n")}, new(kept), nil)
		if !errors.Is(err, data.ErrColumnMissing) || data.Subject(err) != want {
			t.Errorf("%s: got %v, want %s", header, err, want)
		}
	}
	v, err := intake.Look(p, file(t, "r.csv", "id,sent,day,seen,ended,status\n"), 1)
	want := []intake.Column{{Header: "id", Field: "number"}, {Header: "sent", Field: "sent"}, {Header: "day", Field: "move.time"}, {Header: "seen", Field: "move.time"}, {Header: "ended", Field: "move.time"}, {Header: "status", Field: "move.when"}}
	if diff := cmp.Diff(want, v.Columns); diff != "" || err != nil {
		t.Errorf("%v, columns (-want +got):\n%s", err, diff)
	}
}

func FuzzMoves(f *testing.F) {
	header := "id,sent,cases,day,seen,closed,status,pos\n"
	for _, seed := range []string{
		header, header + "A,2026-03-01 09:00,2,2026-03-01,9:30,2026-03-02 10:00,Closed,\"[106.8,-6.2]\"\n",
		header + "A,2026-03-01 23:50,0,2026-03-01,0:10,,Closed,[]\nA,45000.5,1,,,44999,Shut down,\"[106800000,-6200000]\"\n",
		"id;sent;cases;day;seen;closed;status\r1;;;;;;\r",
	} {
		f.Add([]byte(seed))
	}
	text := strings.Replace(moving, "category = \"category\"\n", "times = \"cases\"\nposition = \"pos\"\n", 1)
	p := profile(f, file(f, "p.toml", strings.Replace(text, "\"YYYY-MM-DD\"]", "\"YYYY-MM-DD\", \"excel\"]", 1)))
	f.Fuzz(func(t *testing.T, text []byte) {
		k := new(kept)
		c, err := intake.Read(t.Context(), p, []string{file(t, "r.csv", string(text))}, k, nil)
		if err != nil {
			return
		}
		if !k.adds(c) {
			t.Errorf("the count %+v is not what the sink got", c)
		}
		sent := make(map[string]time.Time)
		for _, r := range append(k.reports, k.cases...) {
			if at, ok := sent[r.Number]; !ok || r.SentAt.Before(at) {
				sent[r.Number] = r.SentAt
			}
		}
		for i, e := range k.moves {
			if at, ok := sent[k.moved[i]]; !ok || e.HappenedAt.Before(at) {
				t.Errorf("a move of %q at %v, sent %v: %+v", k.moved[i], e.HappenedAt, at, e)
			}
		}
	})
}
