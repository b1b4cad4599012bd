package intake_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/intake"
)

const joining = `name = "x"
[time]
formats = ["D/M/YYYY H:mm", "D/M/YYYY", "excel"]
[[file]]
kind = "reports"
[file.columns]
number = { join = ["year", "no"], prefix = "post" }
sent = { join = ["date", "clock"] }
text = { join = ["title", "body"] }
`

func TestReadJoinsColumns(t *testing.T) {
	path := file(t, "r.csv", "no,year,date,clock,title,body\n"+
		"7,2026,1/3/2026,9:30,Flood,in the street\n"+
		"007, 2026 ,1/3/2026,,,only a body\n"+
		"8,,46082.5,,,\n"+
		",,1/3/2026,,,\n"+
		"9,2026,,9:30,,\n")
	k, _ := read(t, profile(t, file(t, "p.toml", joining)), path)
	at := func(hour, minute int) time.Time {
		return time.Date(2026, time.March, 1, hour-7, minute, 0, 0, time.UTC)
	}
	want := []data.Report{
		{Number: "post/2026/7", SentAt: at(9, 30), Text: "Flood in the street"},
		{Number: "post/2026/007", SentAt: at(0, 0), Text: "only a body"},
		{Number: "post//8", SentAt: at(12, 0)},
	}
	if !slices.Equal(k.reports, want) {
		t.Errorf("got %+v, want %+v", k.reports, want)
	}
	if len(k.refused) != 2 || k.refused[0].Reason != data.RefusedCase || k.refused[1].Reason != data.RefusedTime ||
		k.refused[1].Column != "date" {
		t.Errorf("refused %+v", k.refused)
	}
}

func TestReadNeedsAllJoinedColumns(t *testing.T) {
	p := profile(t, file(t, "p.toml", joining))
	tests := []struct {
		header, subject string
		want            error
	}{
		{"no,year,date", "clock", data.ErrColumnMissing},
		{"no,date,clock", "year", data.ErrColumnMissing},
		{"no,year,date,clock,clock", "clock", data.ErrColumnTwice},
	}
	for _, tt := range tests {
		_, err := intake.Read(t.Context(), p, []string{file(t, "r.csv", tt.header+"\n")}, new(kept), nil)
		if !errors.Is(err, tt.want) || data.Subject(err) != tt.subject {
			t.Errorf("%s: got %v, want %v about %s", tt.header, err, tt.want, tt.subject)
		}
	}
}

func TestLookShowsJoinedColumns(t *testing.T) {
	v, err := intake.Look(profile(t, file(t, "p.toml", joining)), file(t, "r.csv", "no,year,date,clock\n"), 1)
	want := []intake.Column{{Header: "no", Field: "number"}, {Header: "year", Field: "number"}, {Header: "date", Field: "sent"}, {Header: "clock", Field: "sent"}}
	if err != nil || !slices.Equal(v.Columns, want) {
		t.Errorf("got %v, %v; want %v", v.Columns, err, want)
	}
}
