package intake

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tuntas/data"
	"tuntas/data/reference"
)

// found is a sink that keeps reports and findings.
type found struct {
	reports  []data.Report
	refused  []data.RefusedRow
	findings []data.Finding
}

func (f *found) NextFile(string) error             { return nil }
func (f *found) AddReport(r data.Report) error     { f.reports = append(f.reports, r); return nil }
func (f *found) AddCase(r data.Report) error       { f.reports = append(f.reports, r); return nil }
func (f *found) AddEvent(string, data.Event) error { return nil }
func (f *found) AddMove(string, data.Event) error  { return nil }
func (f *found) Pass() error                       { return nil }
func (f *found) Refuse(r data.RefusedRow) error    { f.refused = append(f.refused, r); return nil }
func (f *found) Note(n data.Finding) error         { f.findings = append(f.findings, n); return nil }

// readText reads a file of this text with the profile of that text.
func readText(t *testing.T, profile, text string) *found {
	t.Helper()
	path := filepath.Join(t.TempDir(), "r.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := parseProfile(profile)
	if err != nil {
		t.Fatal(err)
	}
	f := new(found)
	if _, err := Read(t.Context(), p, []string{path}, f, nil); err != nil {
		t.Fatal(err)
	}
	for i := range f.findings {
		f.findings[i].Path = ""
	}
	return f
}

const placed = `name = "x"
jakarta = true
[[file]]
kind = "reports"
[file.columns]
number = "n"
sent = "s"
lat = "lat"
lon = "lon"
position = "geometry.coordinates"
area = "area"
`

func TestReadPositions(t *testing.T) {
	want, ok := reference.Locate(-6.2, 106.8)
	if !ok {
		t.Fatal("the place of this test lies outside Jakarta")
	}
	const sent = "A,2026-03-01 09:00,"
	tests := []struct {
		header, row string
		lat, lon    float64 // both 0: refused, or none
		refused     string  // column
		kinds       []data.FindingKind
		area        string
	}{
		{"lat,lon", "-6.2,106.8", -6.2, 106.8, "", []data.FindingKind{data.FoundLocated}, want},
		{"lat,lon", "-6200000,106800000", -6.2, 106.8, "", []data.FindingKind{data.FoundScaled, data.FoundLocated}, want},
		{"lat,lon", "-6200000,106.8", -6.2, 106.8, "", []data.FindingKind{data.FoundScaled, data.FoundLocated}, want},
		{"lat,lon", "-6.2,106800000", -6.2, 106.8, "", []data.FindingKind{data.FoundScaled, data.FoundLocated}, want},
		{"lat,lon", "-7.2,106800000", 0, 0, "lon", nil, ""},
		{"lat,lon", "-7200000,106800000", 0, 0, "lat", nil, ""},
		{"lat,lon", "-6200000.5,106.8", 0, 0, "lat", nil, ""},
		{"lat,lon", "-6.2,", 0, 0, "lon", nil, ""},
		{"lat,lon", "-6.35,106.6", -6.35, 106.6, "", []data.FindingKind{data.FoundOutside}, ""},
		{"lat,lon", "0,0", 0, 0, "", nil, ""},
		{"lat,lon,area", "-6.2,106.8,here", -6.2, 106.8, "", nil, "here"},
		{"geometry.coordinates", "\"[106.8,-6.2]\"", -6.2, 106.8, "", []data.FindingKind{data.FoundLocated}, want},
		{"geometry.coordinates", "\"[106.8, -6.2, 12]\"", -6.2, 106.8, "", []data.FindingKind{data.FoundLocated}, want},
		{"geometry.coordinates", "\"[]\"", 0, 0, "", nil, ""},
		{"geometry.coordinates", "", 0, 0, "", nil, ""},
		{"geometry.coordinates", "[106.8]", 0, 0, "geometry.coordinates", nil, ""},
		{"geometry.coordinates", "\"[1,2,3,4]\"", 0, 0, "geometry.coordinates", nil, ""},
		{"geometry.coordinates", "\"[[106.8,-6.2],[106.8,-6.2]]\"", 0, 0, "geometry.coordinates", nil, ""},
	}
	for _, tt := range tests {
		f := readText(t, placed, "n,s,"+tt.header+"\n"+sent+tt.row+"\n")
		if tt.refused != "" {
			if len(f.refused) != 1 || f.refused[0].Reason != data.RefusedNumber || f.refused[0].Column != tt.refused {
				t.Errorf("%s: refused %+v, want %s", tt.row, f.refused, tt.refused)
			}
			continue
		}
		if len(f.reports) != 1 {
			t.Errorf("%s: refused %+v", tt.row, f.refused)
			continue
		}
		var kinds []data.FindingKind
		for _, n := range f.findings {
			kinds = append(kinds, n.Kind)
		}
		r := f.reports[0]
		if r.Lat != tt.lat || r.Lon != tt.lon || r.Area != tt.area || !slices.Equal(kinds, tt.kinds) {
			t.Errorf("%s: got %v, %v in %q, %v", tt.row, r.Lat, r.Lon, r.Area, f.findings)
		}
	}
}

// What is said of a report's position is told once, however many events carry it, and what is found by it in one sum.
func TestReadTellsOfAPositionOnce(t *testing.T) {
	where, ok := reference.Locate(-6.2, 106.8)
	if !ok {
		t.Fatal("the place of this test lies outside Jakarta")
	}
	events := `name = "x"
jakarta = true
[events]
own_names = true
[[file]]
kind = "events"
[file.columns]
case = "n"
time = "s"
activity = "a"
lat = "lat"
lon = "lon"
`
	f := readText(t, events, "n,s,a,lat,lon\nA,2026-03-01 09:00,proses,-6.35,106.6\nB,2026-03-01 09:00,proses,-6.2,106.8\n"+
		"A,2026-03-01 09:00,proses,-6.35,106.6\nB,2026-03-01 09:00,proses,-6.2,106.8\nC,2026-03-01 09:00,proses,-6.1,106.8\n")
	want := []data.Finding{
		{Kind: data.FoundOutside, Line: 2, Number: "A", Field: "lat", Told: "-6.35 106.6", Rows: 1},
		{Kind: data.FoundLocated, Field: "lat", Told: "-6.2 106.8", Was: where, Rows: 2},
	}
	if !slices.Equal(f.findings, want) {
		t.Errorf("got %+v, want %+v", f.findings, want)
	}
	if len(f.reports) != 3 {
		t.Errorf("got %d cases, want 3", len(f.reports))
	}
}

func TestReadTakesCodesOfTheStatisticsOffice(t *testing.T) {
	kecamatan, ok := reference.FromBPS("3171060")
	if !ok {
		t.Fatal("the code of this test is not known")
	}
	f := readText(t, "reference = [\"area\"]\n"+placed, "n,s,area\nA,2026-03-01 09:00,3171060\nB,2026-03-01 09:00,3171060\nC,2026-03-01 09:00,3179060\n")
	want := []data.Finding{
		{Kind: data.FoundOtherCode, Field: "area", Told: "3171060", Was: kecamatan, Rows: 2},
		{Kind: data.FoundUnknown, Field: "area", Told: "3179060", Rows: 1},
	}
	if !slices.Equal(f.findings, want) || f.reports[0].Area != kecamatan || f.reports[2].Area != "3179060" {
		t.Errorf("got %+v, want %+v; reports %+v", f.findings, want, f.reports)
	}
}

func TestOfficialNumber(t *testing.T) {
	for number, want := range map[string]bool{
		"JK2503050007": true, "JK0402290001": true, "JK2512319999": true, "": false, "JK250305007": false, "JK25030500071": false,
		"jk2503050007": false, "JK2513050007": false, "JK2500050007": false, "JK2502300007": false, "JK25030500O7": false,
	} {
		if got := officialNumber(number); got != want {
			t.Errorf("%s: got %v", number, got)
		}
	}
}

func TestReadNotesOddNumbers(t *testing.T) {
	plain := "name = \"x\"\nreference = true\n[[file]]\nkind = \"reports\"\n[file.columns]\nsent = \"s\"\nnumber = "
	rows := "n,s\nJK2503050007,2026-03-01 09:00\n1,2026-03-01 09:00\n2,2026-03-01 09:00\n3,never\n"
	f := readText(t, plain+"\"n\"", rows)
	want := []data.Finding{{Kind: data.FoundOddNumber, Field: "n", Told: "1", Rows: 2}}
	if !slices.Equal(f.findings, want) {
		t.Errorf("got %+v, want %+v", f.findings, want)
	}
	if f := readText(t, plain+"{ join = [\"n\"], prefix = \"x\" }", rows); len(f.findings) != 0 {
		t.Errorf("numbers put together: got %+v", f.findings)
	}
}

func TestProfileChoosesLists(t *testing.T) {
	tests := []struct {
		reference string
		want      []data.Finding
		area      string
	}{
		{"false", nil, "gambir"},
		{"[]", nil, "gambir"},
		{"[\"area\", \"district\"]", []data.Finding{{Kind: data.FoundSpelling, Field: "d", Told: "Kebun Jeruk", Was: "Kebon Jeruk", Rows: 1}}, "31.71.01.1001"},
		{"[\"channel\"]", []data.Finding{{Kind: data.FoundUnknown, Field: "c", Told: "Pigeon", Rows: 1}}, "gambir"},
	}
	for _, tt := range tests {
		profile := "name = \"x\"\nreference = " + tt.reference +
			"\n[[file]]\nkind = \"reports\"\n[file.columns]\nnumber = \"n\"\nsent = \"s\"\narea = \"a\"\nchannel = \"c\"\ndistrict = \"d\"\n"
		f := readText(t, profile, "n,s,a,c,d\n1,2026-03-01 09:00,gambir,Pigeon,Kebun Jeruk\n")
		if !slices.Equal(f.findings, tt.want) || f.reports[0].Area != tt.area {
			t.Errorf("%s: got %+v, %+v", tt.reference, f.findings, f.reports)
		}
	}
	for _, bad := range []string{"3", "\"area\"", "[\"text\"]", "[\"moon\"]", "[3]"} {
		if _, err := parseProfile("name = \"x\"\nreference = " + bad + "\n[[file]]\nkind = \"reports\"\n[file.columns]\nnumber = \"n\"\nsent = \"s\"\n"); err == nil {
			t.Errorf("reference = %s: taken", bad)
		}
	}
}

// Of the flood reports of one day in greater Jakarta 19 lie outside.
func TestReadLocatesFloodReports(t *testing.T) {
	p, err := Open("petabencana")
	if err != nil {
		t.Fatal(err)
	}
	f := new(found)
	if _, err := Read(t.Context(), p, []string{shared(t, "11-petabencana-2017-02-20/reports_2017-02-20.geojson")}, f, nil); err != nil {
		t.Fatal(err)
	}
	rows, cities := make(map[data.FindingKind]int64), make(map[string]int)
	for _, n := range f.findings {
		rows[n.Kind] += n.Rows
	}
	for _, r := range f.reports {
		cities[r.Area[:min(5, len(r.Area))]]++
	}
	if rows[data.FoundOutside] != 19 || rows[data.FoundLocated] != 50 {
		t.Errorf("got %v, want 19 outside and 50 inside", rows)
	}
	want := map[string]int{"": 19, "31.75": 23, "31.71": 9, "31.72": 8, "31.73": 6, "31.74": 4}
	if !maps.Equal(cities, want) {
		t.Errorf("by city: got %v, want %v", cities, want)
	}
}
