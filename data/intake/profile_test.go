package intake_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/intake"
)

const smallest = `name = "x"
[[file]]
kind = "events"
[file.columns]
case = "c"
time = "t"
activity = ["a", "b"]
`

func TestShippedProfilesOpen(t *testing.T) {
	want := []string{
		"declarations", "event-log", "fire-jakarta-2013", "flood-jakarta-2024", "jakarta-crm", "nyc311", "open311", "opendata", "petabencana", "receipt",
		"sf311", "tuntas",
	}
	if got := intake.Profiles(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, name := range want {
		p, err := intake.Open(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if p.Name() != name || p.Title("id") == name || p.Title("en") == name || p.Title("nl") != name {
			t.Errorf("%s: name %q, titles %q and %q", name, p.Name(), p.Title("id"), p.Title("en"))
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	with := func(more string) string { return strings.Replace(smallest, "[[file]]", more+"\n[[file]]", 1) }
	tests := []struct{ text, want string }{
		{"name = ", "line 1"},
		{with("[time]\nzone = 3"), "zone"},
		{with("colour = 1"), "colour"},
		{with("[title]\nnl = \"x\""), "title.nl"},
		{with("[time]\nzones = \"UTC\""), "time.zones"},
		{with("[time]\nzone = \"Asia/Batavia\""), "Asia/Batavia"},
		{with("[time]\nformats = [\"YYYY\"]"), "YYYY"},
		{with("[events]\nunmapped = \"drop\""), "drop"},
		{with("[activities]\nA = { stage = \"moon\" }"), "moon"},
		{with("[activities]\nA = { decision = \"maybe\" }"), "maybe"},
		{with("[activities]\nA = { decision = \"noted\" }"), "noted"},
		{with("[activities]\nA = { kind = \"maybe\" }"), "maybe"},
		{with("[activities]\nA = { stge = \"done\" }"), "stge"},
		{with("[activities]\nA = { record = true, stage = \"done\" }"), "two meanings"},
		{with("[activities]\nA = { kind = \"noted\", decision = \"accepted\" }"), "two meanings"},
		{with("[activities]\nA = {}"), "no meaning"},
		{with("[activities]\nA_b = { stage = \"done\" }\n\"a  B\" = { stage = \"process\" }"), "not the same"},
		{strings.Replace(smallest, "\"x\"", "\" \"", 1), "name"},
		{"name = \"x\"", "file"},
		{strings.Replace(smallest, "\"events\"", "\"rows\"", 1), "rows"},
		{strings.Replace(smallest, "time = \"t\"\n", "", 1), "columns.time"},
		{strings.Replace(smallest, "time = \"t\"", "time = 3", 1), "columns.time"},
		{strings.Replace(smallest, "time = \"t\"", "time = []", 1), "columns.time"},
		{strings.Replace(smallest, "time = \"t\"", "time = [\"t\", \" \"]", 1), "columns.time"},
		{strings.Replace(smallest, "time = \"t\"", "time = { join = [] }", 1), "columns.time"},
		{strings.Replace(smallest, "time = \"t\"", "time = { join = 3 }", 1), "columns.time"},
		{strings.Replace(smallest, "time = \"t\"", "time = { joint = [\"t\"] }", 1), "joint"},
		{strings.Replace(smallest, "time = \"t\"", "time = { prefix = \"t\" }", 1), "join is missing"},
		{strings.Replace(smallest, "time = \"t\"", "time = { join = [\"t\"], prefix = \"x\" }", 1), "columns.time: only a number"},
		{strings.Replace(smallest, "case = \"c\"", "case = { join = [\"t\"], prefix = \" \" }", 1), "prefix is no text"},
		{strings.Replace(smallest, "case = \"c\"", "number = \"c\"", 1), "number"},
		{strings.Replace(smallest, "kind =", "required = [\"unit\"]\nkind =", 1), "columns.unit"},
		{strings.Replace(smallest, "kind =", "required = [\"moon\"]\nkind =", 1), "moon"},
		{strings.Replace(smallest, "kind =", "needed = [\"unit\"]\nkind =", 1), "needed"},
		{strings.Replace(smallest, "kind =", "activity = \"Menunggu\"\nkind =", 1), "Menunggu"},
		{"name = \"x\"\n[[file]]\nkind = \"reports\"\n[file.columns]\nnumber = \"n\"\nsent = \"s\"\nunit = \"u\"", "unit"},
		{"name = \"x\"\n[[file]]\nkind = \"reports\"\nactivity = \"a\"\n[file.columns]\nnumber = \"n\"\nsent = \"s\"", "activity"},
	}
	for _, tt := range tests {
		_, err := intake.Open(file(t, "p.toml", tt.text))
		if !errors.Is(err, data.ErrProfile) || !strings.Contains(data.Subject(err), tt.want) {
			t.Errorf("%s\ngot %v about %q, want %v about %q", tt.text, err, data.Subject(err), data.ErrProfile, tt.want)
		}
	}
	for _, name := range []string{"moon", filepath.Join(t.TempDir(), "moon.toml"), t.TempDir(), ""} {
		if _, err := intake.Open(name); !errors.Is(err, data.ErrUnknownProfile) || data.Subject(err) != name {
			t.Errorf("%q: got %v", name, err)
		}
	}
}

func TestActivitiesOfAProfile(t *testing.T) {
	text := `name = "x"
[time]
zone = "UTC"
[events]
unmapped = "record"
own_names = true
[activities]
"Step_One" = { stage = "waiting" }
"passed" = { decision = "accepted" }
"passed for good" = { decision = "accepted", stage = "done" }
"failed" = { decision = "refused", stage = "process" }
"printed" = { record = true }
"visit" = { kind = "field_check" }
"back" = { kind = "undone" }
"in" = { kind = "received" }
"odd" = { kind = "noted", stage = "process" }
"done" = { stage = "rejected" }
[[file]]
kind = "events"
[file.columns]
case = "c"
time = "t"
activity = ["a", "b"]
`
	tests := []struct {
		activity string
		kind     data.Kind
		stage    data.Stage
	}{
		{"STEP one", data.Received, data.Waiting},
		{"passed", data.Accepted, ""},
		{"Passed for good", data.Accepted, data.Done},
		{"failed", data.Refused, data.Process},
		{"printed", data.Recorded, ""},
		{"visit", data.FieldChecked, ""},
		{"back", data.Undone, data.Validation},
		{"in", data.Received, data.Waiting},
		{"odd", data.Noted, data.Process},
		{"done", data.RejectedIt, data.Rejected}, // the profile's line counts more than the name of ours
		{"never heard of", data.Recorded, ""},
		{"Menunggu", data.Received, data.Waiting},
		{"Menunggu Validasi", data.Submitted, data.Validation},
		{"Tindak Lanjut", data.FollowedUp, data.FollowUp},
		{"Follow-up", data.FollowedUp, data.FollowUp},
		{"follow_up", data.FollowedUp, data.FollowUp},
		{"TL Ditolak", data.Refused, data.Process},
		{"refused", data.Refused, data.Process},
		{"Ditolak", data.RejectedIt, data.Rejected},
		{"Selesai", data.Accepted, data.Done},
		{"completed", data.Completed, data.Waiting},
		{"noted", data.Noted, ""},
	}
	rows := "c,t,b\n"
	for _, tt := range tests {
		rows += "1,2026-03-01 09:00," + tt.activity + "\n"
	}
	k, c := read(t, profile(t, file(t, "p.toml", text)), file(t, "e.csv", rows))
	if c.Events != int64(len(tests)) {
		t.Fatalf("got %+v, want %d events", c, len(tests))
	}
	for i, tt := range tests {
		if e := k.events[i]; e.Kind != tt.kind || e.Stage != tt.stage || e.Activity != tt.activity {
			t.Errorf("%s: got %s, %q as %q; want %s, %q", tt.activity, e.Kind, e.Stage, e.Activity, tt.kind, tt.stage)
		}
	}
}

// Each stage and each kind that an export may hold comes back as what it was.
func TestOwnNamesAreComplete(t *testing.T) {
	rows := "number,happened_at,activity\n"
	for _, s := range data.Stages() {
		rows += "1,2026-03-01 09:00," + string(s) + "\n"
	}
	for _, k := range data.Kinds() {
		rows += "1,2026-03-01 09:00," + string(k) + "\n"
	}
	k, _ := read(t, profile(t, "tuntas"), file(t, "e.csv", rows))
	if want := len(data.Stages()) + len(data.Kinds()); len(k.events) != want {
		t.Fatalf("got %d events, %+v; want %d", len(k.events), k.refused, want)
	}
	for i, s := range data.Stages() {
		if e := k.events[i]; e.Stage != s || e.Kind != data.KindOf(s) {
			t.Errorf("%s: got %s, %q", s, e.Kind, e.Stage)
		}
	}
	for i, kind := range data.Kinds() {
		e := k.events[len(data.Stages())+i]
		if e.Kind != kind || kind != data.Received && e.Stage != kind.Target() {
			t.Errorf("%s: got %s, %q", kind, e.Kind, e.Stage)
		}
	}
}

func TestFileOfOneActivity(t *testing.T) {
	text := "name = \"x\"\n[activities]\nin = { stage = \"waiting\" }\n[[file]]\nkind = \"events\"\nactivity = \"In\"\n" +
		"[file.columns]\ncase = \"c\"\ntime = \"t\"\n"
	k, _ := read(t, profile(t, file(t, "p.toml", text)), file(t, "e.csv", "c,t\n1,2026-03-01 09:00\n"))
	if len(k.events) != 1 || k.events[0].Kind != data.Received || k.events[0].Activity != "In" {
		t.Errorf("got %+v", k.events)
	}
}

func TestLook(t *testing.T) {
	path := file(t, "e.csv", "number;happened_at;activity;colour\nA;2026-03-01 09:00;proses;red\nA;2026-03-01 10:00;Mandi;\n"+
		"A;2026-03-01 11:00;mandi;\nA;x\nA;\"x\nA;2026-03-01 11:00;Makan;\nA;2026-03-01 11:00;Tidur;\n")
	got, err := intake.Look(profile(t, "tuntas"), path, 6)
	if err != nil {
		t.Fatal(err)
	}
	want := intake.Preview{
		Path: path, Kind: intake.Events, Tables: 1, Format: intake.Delimited, Encoding: intake.UTF8, Delimiter: ";",
		Columns: []intake.Column{{Header: "number", Field: "case"}, {Header: "happened_at", Field: "time"}, {Header: "activity", Field: "activity"}, {Header: "colour", Field: ""}},
		Rows: [][]string{
			{"A", "2026-03-01 09:00", "proses", "red"}, {"A", "2026-03-01 10:00", "Mandi", ""},
			{"A", "2026-03-01 11:00", "mandi", ""}, {"A", "x"}, {"A;\"x"}, {"A", "2026-03-01 11:00", "Makan", ""},
		},
		Unmapped: []intake.Unmapped{{"Makan", 1}, {"Mandi", 1}, {"mandi", 1}},
		Refused: []data.RefusedRow{
			{Path: path, Line: 3, Column: "activity", Value: "Mandi", Reason: data.RefusedActivity, Raw: "A;2026-03-01 10:00;Mandi;"},
			{Path: path, Line: 4, Column: "activity", Value: "mandi", Reason: data.RefusedActivity, Raw: "A;2026-03-01 11:00;mandi;"},
			{Path: path, Line: 5, Reason: data.RefusedShape, Raw: "A;x"},
			{Path: path, Line: 6, Reason: data.RefusedQuote, Raw: "A;\"x"},
			{Path: path, Line: 7, Column: "activity", Value: "Makan", Reason: data.RefusedActivity, Raw: "A;2026-03-01 11:00;Makan;"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if none, err := intake.Look(profile(t, "tuntas"), path, 0); err != nil || len(none.Rows) != 0 || len(none.Columns) != 4 {
		t.Errorf("without rows: got %+v, %v", none, err)
	}
}

func TestSuggest(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"number,sent_at\n", []string{"tuntas"}},
		{"case_id,activity,time,resource,role\n1,Request Payment,2017-01-09T09:49:50.000+01:00,SYSTEM,UNDEFINED\n", []string{"declarations", "event-log"}},
		{"case_id,activity,time,resource,role\n1,Proses,2017-01-09T09:49:50.000+01:00,SYSTEM,UNDEFINED\n", []string{"event-log", "declarations"}},
		{"x,y\n1,2\n", []string{}},
	}
	for _, tt := range tests {
		got, err := intake.Folder("").Suggest(file(t, "x.csv", tt.text))
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, %v; want %q", tt.text, got, err, tt.want)
		}
	}
	if _, err := intake.Folder("").Suggest(file(t, "x.csv", "")); !errors.Is(err, data.ErrEmptyFile) {
		t.Errorf("empty file: got %v", err)
	}
}
