package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
)

func TestReadNotesItsCleaning(t *testing.T) {
	reports := file(t, "r.csv", "number,sent_at,category,channel,area,text\n"+
		" JK2603010001,2026-03-01 08:00,Parkir  liar,JAKI,gambir,a&amp;b\n"+
		"JK2603010002,2026-03-01 08:00,parkir liar,Pigeon,Kampung Tengah,a\x01&lt;\n"+
		"JK2603010003,2026-03-01 08:00,Sampah ,Pigeon,Atlantis,\n"+
		"JK2603010004,never,Sampah ,Pigeon,Atlantis,&amp;\n"+ // refused: nothing of it counts
		"JK2603010005,2026-03-01 08:00,Sampah,,Ａtlantis,\n")
	k, _ := read(t, profile(t, "tuntas"), reports)
	want := []data.Finding{
		{Kind: data.FoundTrimmed, Field: "number", Rows: 1},
		{Kind: data.FoundTrimmed, Field: "category", Rows: 2},
		{Kind: data.FoundSpelling, Field: "category", Told: "Parkir liar", Was: "Parkir Liar", Rows: 2},
		{Kind: data.FoundNormalised, Field: "area", Rows: 1},
		{Kind: data.FoundSpelling, Field: "area", Told: "Kampung Tengah", Was: "Tengah", Rows: 1},
		{Kind: data.FoundEntities, Field: "text", Rows: 2},
		{Kind: data.FoundControls, Field: "text", Rows: 1},
		{Kind: data.FoundUnknown, Field: "channel", Told: "Pigeon", Rows: 2},
		{Kind: data.FoundUnknown, Field: "area", Told: "Atlantis", Rows: 2},
	}
	for i := range want {
		want[i].Path = reports
	}
	if diff := cmp.Diff(want, k.findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if r := k.reports[1]; r.Category != "Parkir Liar" || r.Area != "31.75.04.1002" || r.Text != "a<" {
		t.Errorf("got %+v", r)
	}
}

func TestReadCleansEvents(t *testing.T) {
	events := file(t, "e.csv", "number,happened_at,activity,unit,actor,reason,note\n"+
		"JK2603010001,2026-03-01 08:00,TL  Ditolak,dinas bina marga,b&amp;c, a,\n"+
		"JK2603010001 ,2026-03-01 08:00,TL Ditolak,DINAS BINA MARGA,,,\" x \"\n"+
		"JK2603010001 ,2026-03-01 08:00,TL Ditolak,,,,\n")
	k, _ := read(t, profile(t, "tuntas"), events)
	want := []data.Finding{
		{Kind: data.FoundTrimmed, Field: "number", Rows: 2},
		{Kind: data.FoundTrimmed, Field: "activity", Rows: 1},
		{Kind: data.FoundSpelling, Field: "unit", Told: "dinas bina marga", Was: "DINAS BINA MARGA", Rows: 1},
		{Kind: data.FoundEntities, Field: "actor", Rows: 1},
		{Kind: data.FoundTrimmed, Field: "reason", Rows: 1},
	}
	for i := range want {
		want[i].Path = events
	}
	if diff := cmp.Diff(want, k.findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if e := k.events[0]; e.Activity != "TL Ditolak" || e.Unit != "DINAS BINA MARGA" || e.Actor != "b&c" || e.Reason != "a" {
		t.Errorf("got %+v", e)
	}
	if k.numbers[1] != "JK2603010001" || k.events[1].Note != " x " {
		t.Errorf("got %q, %+v", k.numbers[1], k.events[1])
	}
}

func TestReadNotesForms(t *testing.T) {
	rows := "number,sent_at\nJK2603010001,2026-03-01 08:00\nJK2603010002,2026-03-01 08:00\n"
	tests := []struct {
		name, text string
		want       []data.Finding
	}{
		{"LF", rows, nil},
		{"CRLF", strings.ReplaceAll(rows, "\n", "\r\n"), nil},
		{"CR", strings.ReplaceAll(rows, "\n", "\r"), []data.Finding{{Kind: data.FoundLineEnds, Rows: 3}}},
		{"CR once", strings.Replace(rows, "\n", "\r", 1), []data.Finding{{Kind: data.FoundLineEnds, Rows: 1}}},
		{"CR but the last", strings.TrimSpace(strings.ReplaceAll(rows, "\n", "\r")), []data.Finding{{Kind: data.FoundLineEnds, Rows: 2}}},
		{"CR in quotes", "number,sent_at,text\nJK2603010001,2026-03-01 08:00,\"a\rb\"\n",
			[]data.Finding{{Kind: data.FoundControls, Field: "text", Rows: 1}}},
		{"Windows", "number,sent_at,text\nJK2603010001,2026-03-01 08:00,caf\xe9\n",
			[]data.Finding{{Kind: data.FoundEncoding, Told: "Windows-1252", Rows: 1}}},
	}
	for _, tt := range tests {
		path := file(t, "r.csv", tt.text)
		for i := range tt.want {
			tt.want[i].Path = path
		}
		k, _ := read(t, profile(t, "tuntas"), path)
		if diff := cmp.Diff(tt.want, k.findings); diff != "" {
			t.Errorf("%s: findings (-want +got):\n%s", tt.name, diff)
		}
	}
}

// Of a column with very many unknown values the first thousand are told, the rest together.
func TestReadNotesManyValues(t *testing.T) {
	var s strings.Builder
	s.WriteString("number,sent_at,area\n")
	const values = 20_000
	for i := range values {
		fmt.Fprintf(&s, "JK2603010001,2026-03-01 08:00,Atlantis %d\n", i)
	}
	k, _ := read(t, profile(t, "tuntas"), file(t, "r.csv", s.String()))
	told, rows := 0, int64(0)
	for _, f := range k.findings {
		if f.Kind == data.FoundUnknown {
			told, rows = told+1, rows+f.Rows
		}
	}
	if told != 1001 || rows != values {
		t.Errorf("%d findings tell of %d rows, want 1001 of %d", told, rows, values)
	}
}
