package intake_test

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/intake"
)

// The log of the declarations says the same as XES and as CSV.
func TestEventLogAgreesWithCSV(t *testing.T) {
	p := profile(t, "declarations")
	log, lc := read(t, p, shared(t, "07-domestic-declarations/DomesticDeclarations.xes.gz"))
	table, tc := read(t, p, shared(t, "07-domestic-declarations/DomesticDeclarations.csv.gz"))
	if lc != tc || lc.Events != 55_628 {
		t.Errorf("counts: XES %+v, CSV %+v", lc, tc)
	}
	if !slices.Equal(log.numbers, table.numbers) {
		t.Error("the numbers differ")
	}
	for i := range min(len(log.events), len(table.events)) {
		if log.events[i] != table.events[i] {
			t.Fatalf("event %d: XES %+v, CSV %+v", i, log.events[i], table.events[i])
		}
	}
}

const logHead = `<?xml version="1.0" encoding="UTF-8"?>
<!-- a log -->
<log xes.version="1.0" xmlns="http://www.xes-standard.org">
<extension name="Concept" prefix="concept" uri="x"/>
<global scope="event"><string key="concept:name" value="none"/><string key="concept:name" value="none"/></global>
<string key="creator" value="x"/>
`

// logProfile reads any event log and keeps its activities.
const logProfile = `name = "log"
[events]
unmapped = "record"
[[file]]
kind = "events"
[file.columns]
case = "case:concept:name"
time = "time:timestamp"
activity = "concept:name"
actor = "org:resource"
`

func event(attributes ...string) string {
	var b strings.Builder
	b.WriteString("<event>")
	for i := 0; i < len(attributes); i += 2 {
		b.WriteString(`<string key="` + attributes[i] + `" value="` + attributes[i+1] + `"/>`)
	}
	return b.String() + "</event>"
}

func TestReadEventLog(t *testing.T) {
	const at = "2026-03-01T09:00:00+07:00"
	text := logHead + `<trace>
	<string key="concept:name" value="A &amp; B"><string key="inner" value="ignored"/></string>
	<list key="tags"><values><string key="concept:name" value="ignored"/></values></list>
	<event>
		<date key="time:timestamp" value="` + at + `"><string key="concept:name" value="ignored"/></date>
		<string key="concept:name" value="Start é"/>
		<string key="case:concept:name" value="said again"/>
	</event>
` + event("concept:name", "second", "time:timestamp", at, "org:resource", "budi") + event("concept:name", "bad", "time:timestamp", "soon") + `
</trace>
<trace><string key="concept:name" value="C"/>` + event("concept:name", "x", "concept:name", "y", "time:timestamp", at) +
		event("concept:name", "of C", "time:timestamp", at) + "</trace>\n<trace/>\n</log>\n"
	want := []string{"A & B|Start é|", "A & B|second|budi", "C|of C|"}
	tests := map[string]string{
		"UTF-8": text, "packed": packed(t, text), "in an archive": zipped(t, entry{"a.xes.gz", packed(t, text)}),
		"UTF-16":                wide(binary.LittleEndian, strings.Replace(text, "UTF-8", "UTF-16", 1)),
		"Windows-1252":          strings.NewReplacer("UTF-8", "windows-1252", "é", "\xe9").Replace(text),
		"Latin-1 late":          strings.NewReplacer("UTF-8", "ISO-8859-1", "é", "\xe9", "<!-- a log -->", strings.Repeat(" ", 70_000)).Replace(text),
		"without a declaration": text[strings.IndexByte(text, '\n')+1:],
	}
	p := profile(t, file(t, "p.toml", logProfile))
	for name, text := range tests {
		path := file(t, "a.xes", text)
		v, err := intake.Look(p, path, 10)
		if err != nil || v.Format != intake.EventLog {
			t.Errorf("%s: got %s, %v", name, v.Format, err)
			continue
		}
		k, _ := read(t, p, path)
		var got []string
		for i, e := range k.events {
			got = append(got, k.numbers[i]+"|"+e.Activity+"|"+e.Actor)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: (-want +got):\n%s", name, diff)
		}
		if name != "UTF-8" {
			continue
		}
		refused := []data.RefusedRow{
			{Path: path, Line: 15, Column: "time:timestamp", Value: "soon", Reason: data.RefusedTime, Raw: event("concept:name", "bad", "time:timestamp", "soon")},
			{Path: path, Line: 17, Reason: data.RefusedShape, Raw: event("concept:name", "x", "concept:name", "y", "time:timestamp", at)},
		}
		if diff := cmp.Diff(refused, k.refused); diff != "" {
			t.Errorf("refused (-want +got):\n%s", diff)
		}
	}
}

func TestReadRefusesEventLogs(t *testing.T) {
	const at = "2026-03-01T09:00:00+07:00"
	one := `<trace><string key="concept:name" value="A"/>` + event("concept:name", "a", "time:timestamp", at) + "</trace>"
	whole := logHead + one + "</log>"
	tests := []struct {
		name, text string
		want       error
	}{
		{"no events", logHead + "</log>", data.ErrEmptyFile},
		{"cut behind an event", logHead + strings.TrimSuffix(one, "</trace>"), data.ErrNotTable},
		{"cut behind a trace", logHead + one, data.ErrNotTable},
		{"cut late", logHead + strings.Repeat(one, 3000), data.ErrNotTable},
		{"cut and packed", packed(t, whole)[:100], data.ErrNotTable},
		{"document type", strings.Replace(whole, "<log", `<!DOCTYPE log [<!ENTITY a "aaaa">]><log`, 1), data.ErrNotTable},
		{"document type late", strings.Replace(whole, "</trace>", `<!DOCTYPE log></trace>`, 1), data.ErrNotTable},
		{"unknown entity", strings.Replace(whole, `value="a"`, `value="&a;"`, 1), data.ErrNotTable},
		{"wrong end", strings.Replace(whole, "</trace>", "</event>", 1), data.ErrNotTable},
		{"a second root", whole + "<html/>", data.ErrNotTable},
		{"a second log", whole + "<log/>", data.ErrNotTable},
		{"another root", "<html><body/></html>", data.ErrNotTable},
		{"unknown encoding", strings.Replace(whole, "UTF-8", "koi8-r", 1), data.ErrNotTable},
		{"another version of XML", strings.Replace(whole, `version="1.0"`, `version="0"`, 1), data.ErrNotTable},
		{"no UTF-8", strings.Replace(whole, `value="a"`, "value=\"\xe9é\"", 1), data.ErrNotTable},
		{"too deep", logHead + strings.Repeat("<a>", 1000), data.ErrNotTable},
		{"endless event", logHead + "<trace><event>" + strings.Repeat(`<string key="a" value="b"/>`, 1<<20), data.ErrTooLarge},
		{"time missing", logHead + "<trace>" + event("concept:name", "a") + "</trace></log>", data.ErrColumnMissing},
		{"citizens' requests", "<?xml version=\"1.0\"?><service_requests><request/></service_requests>", data.ErrNotTable},
	}
	for _, tt := range tests {
		path := file(t, "a.xes", tt.text)
		k := new(kept)
		c, err := intake.Read(t.Context(), profile(t, "event-log"), []string{path}, k, nil)
		if !errors.Is(err, tt.want) || !k.adds(c) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
		if tt.want != data.ErrColumnMissing && data.Subject(err) != path {
			t.Errorf("%s: about %q, want %q", tt.name, data.Subject(err), path)
		}
	}
}

func FuzzEventLog(f *testing.F) {
	one := `<trace><string key="number" value="A"/>` + event("number", "A", "happened_at", "2026-03-01 09:00", "activity", "proses") + "</trace>"
	for _, seed := range []string{
		logHead + one + "</log>", logHead + one, "<log><event/></log>", "<log><trace><event><a><b/></a></event></trace></log>",
		"<!DOCTYPE a><log/>", `<?xml version="1.0" encoding="latin1"?><log>` + one + "</log>", "<log></log><log>" + one + "</log>",
	} {
		f.Add([]byte(seed))
	}
	fuzzFile(f, "fuzz.xes")
}
