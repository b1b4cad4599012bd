package intake_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/intake"
)

// sums adds up the rows of the findings by kind and column; values are left out.
func sums(all []data.Finding) map[string]int64 {
	rows := make(map[string]int64)
	for _, f := range all {
		rows[strings.TrimSpace(string(f.Kind)+" "+f.Field)] += f.Rows
	}
	return rows
}

// tally counts texts.
func tally[T any](all []T, text func(T) string) map[string]int {
	n := make(map[string]int)
	for _, v := range all {
		n[text(v)]++
	}
	return n
}

func TestNewYork(t *testing.T) {
	k, c := read(t, profile(t, "nyc311"), shared(t, "15-nyc311-water-june-2025/nyc311_water.csv.gz"))
	if want := (intake.Count{Read: 1091, Taken: 1091, Reports: 1091, Moves: 1091 + 291}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	if diff := cmp.Diff(map[string]int64{"closed_open closed_date": 6}, sums(k.findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	channels := map[string]int{"PHONE": 558, "ONLINE": 389, "MOBILE": 118, "UNKNOWN": 26}
	if diff := cmp.Diff(channels, tally(k.reports, func(r data.Report) string { return r.Channel })); diff != "" {
		t.Errorf("channels (-want +got):\n%s", diff)
	}
	received := slices.DeleteFunc(slices.Clone(k.moves), func(e data.Event) bool { return e.Kind != data.Received })
	agencies := map[string]int{"DEP": 616, "HPD": 345, "DPR": 88, "DOHMH": 34, "DOB": 6, "DOT": 2}
	if diff := cmp.Diff(agencies, tally(received, func(e data.Event) string { return e.Unit })); diff != "" {
		t.Errorf("agencies (-want +got):\n%s", diff)
	}
	ends := tally(k.moves, func(e data.Event) string { return string(e.Stage) })
	if ends[string(data.Done)] != 291 {
		t.Errorf("ends: got %v, want 291", ends)
	}
	located := tally(k.reports, func(r data.Report) string { return strconv.FormatBool(r.Located()) })
	if located["true"] != 1082 {
		t.Errorf("positions: got %v, want 1082", located)
	}
	if days := sentOn(k.reports, "America/New_York"); days["2025-06-10"] != 1 || days["2025-06-11"] != 635 || days["2025-06-12"] != 455 {
		t.Errorf("got %v", days)
	}
}

// sentOn counts reports by the day on which they were sent.
func sentOn(all []data.Report, zone string) map[string]int {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	return tally(all, func(r data.Report) string { return r.SentAt.In(loc).Format(time.DateOnly) })
}

func TestSanFrancisco(t *testing.T) {
	k, c := read(t, profile(t, "sf311"), shared(t, "16-sf311-2011/requests.csv"))
	const ends = 371 - 38 // that are closed, less those that were closed before they were sent
	if want := (intake.Count{Read: 500, Taken: 500, Reports: 500, Moves: 2 * ends}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	if diff := cmp.Diff(map[string]int64{"negative updated_datetime": 38}, sums(k.findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	services := tally(k.reports, func(r data.Report) string { return r.Category })
	if len(services) != 56 || services["033 Abandoned Vehicle"] != 56 {
		t.Errorf("got %d services, %v", len(services), services)
	}
	if days := sentOn(k.reports, "America/Los_Angeles"); days["2011-06-27"] != 125 || days["2011-06-28"] != 375 {
		t.Errorf("got %v", days)
	}
	var hours []float64
	sent := make(map[string]time.Time)
	for _, r := range k.reports {
		sent[r.Number] = r.SentAt
	}
	for i, e := range k.moves {
		if e.Stage == data.Done {
			hours = append(hours, e.HappenedAt.Sub(sent[k.moved[i]]).Hours())
		}
	}
	if longest := slices.Max(hours); len(hours) != ends || longest != 241.85 {
		t.Errorf("%d ends, the longest after %v hours; want %d, 241.85", len(hours), longest, ends)
	}
}

func TestFires(t *testing.T) {
	k, c := read(t, profile(t, "fire-jakarta-2013"), shared(t, "14-jakarta-fire-2013/kebakaran-2013.csv.gz"))
	if want := (intake.Count{Read: 1592, Taken: 1592, Reports: 1592, Moves: 2 * 1590}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	rows := sums(k.findings)
	// Names that are not the list's letter by letter, case aside; those that it does not know may become other spellings.
	if got := rows["spelling kelurahan"] + rows["unknown kelurahan"]; got != 96 || rows["unknown kelurahan"] < 44 {
		t.Errorf("kelurahan: got %v", rows)
	}
	if rows["spelling kecamatan"] != 85+44+33+32+1 || rows["unknown kecamatan"] != 44 || len(rows) != 4 {
		t.Errorf("kecamatan: got %v", rows)
	}
	outside := map[string]int64{"Tangerang": 24, "Bekasi": 13, "Depok": 7}
	for _, f := range k.findings {
		if f.Kind == data.FoundUnknown && outside[f.Told] != 0 && outside[f.Told] != f.Rows {
			t.Errorf("%s: got %d, want %d", f.Told, f.Rows, outside[f.Told])
		}
	}
	channels := map[string]int{"Masyarakat": 1242, "Petugas Instansi Lain": 179, "Petugas Pemadam": 168, "Alarm Kota": 1, "": 2}
	if diff := cmp.Diff(channels, tally(k.reports, func(r data.Report) string { return r.Channel })); diff != "" {
		t.Errorf("channels (-want +got):\n%s", diff)
	}
	if n := len(tally(k.reports, func(r data.Report) string { return r.Number })); n != 1592 {
		t.Errorf("got %d numbers, want 1592", n)
	}
	compareResponses(t, k)
}

// The published answer: minutes from call to arrival, 1,590 of them with a mean of 8.138, none negative.
func compareResponses(t *testing.T, k *kept) {
	t.Helper()
	sent := make(map[string]time.Time)
	for _, r := range k.reports {
		sent[r.Number] = r.SentAt
	}
	var minutes []float64
	late, sum := 0, 0.0
	for i, e := range k.moves {
		if e.Stage != data.Process {
			continue
		}
		m := e.HappenedAt.Sub(sent[k.moved[i]]).Minutes()
		minutes, sum = append(minutes, m), sum+m
		if m > 15 {
			late++
		}
		if k.moved[i] == "kebakaran-2013/557" && m != 5 || k.moved[i] == "kebakaran-2013/1036" && m != 15 {
			t.Errorf("%s, which passes midnight: got %v minutes", k.moved[i], m)
		}
	}
	slices.Sort(minutes)
	mean := fmt.Sprintf("%.3f", sum/float64(len(minutes)))
	if len(minutes) != 1590 || minutes[0] != 0 || minutes[1589] != 485 || minutes[795] != 5 || mean != "8.138" || late != 38 {
		t.Errorf("got %d arrivals, %v to %v minutes, median %v, mean %s, %d late", len(minutes), minutes[0],
			minutes[len(minutes)-1], minutes[len(minutes)/2], mean, late)
	}
}

func TestFloodTable(t *testing.T) {
	k, c := read(t, profile(t, "flood-jakarta-2024"), shared(t, "12-jakarta-flood-2024/Data_Kejadian_Bencana_Banjir_Tahun_2024.xlsx"))
	if want := (intake.Count{Read: 260, Taken: 260, Reports: 260, Cases: 240}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	// Bale Kambang, Rawa Jati, Halim Perdana Kusumah and the islands; Kali Deres, Kramat Jati and the Thousand Islands.
	if diff := cmp.Diff(map[string]int64{"spelling kelurahan": 16, "spelling kecamatan": 38}, sums(k.findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	all := slices.Concat(k.reports, k.cases)
	months := tally(all, func(r data.Report) string { return r.SentAt.Add(7 * time.Hour).Format("2006-01") })
	if len(all) != 500 || len(months) != 11 || months["2024-10"] != 0 {
		t.Errorf("%d reports in %v", len(all), months)
	}
	cities := tally(k.reports, func(r data.Report) string { return r.Area[:5] })
	if diff := cmp.Diff(map[string]int{"31.74": 92, "31.73": 71, "31.75": 66, "31.72": 26, "31.01": 5}, cities); diff != "" {
		t.Errorf("rows by city (-want +got):\n%s", diff)
	}
	if n := len(tally(k.reports, func(r data.Report) string { return r.Area })); n != 92 {
		t.Errorf("got %d kelurahan, want 92", n)
	}
	if n := len(tally(all, func(r data.Report) string { return r.Number })); n != 500 || all[0].Category != "Banjir" {
		t.Errorf("got %d numbers, want 500; category %q", n, all[0].Category)
	}
}

func TestPetaBencana(t *testing.T) {
	k, c := read(t, profile(t, "petabencana"), shared(t, "11-petabencana-2017-02-20/reports_2017-02-20.geojson"))
	if want := (intake.Count{Read: 69, Taken: 69, Reports: 69}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	if rows := sums(k.findings); rows["repeated_row"] != 1 { // one was sent twice, at one time and place and in equal words
		t.Errorf("findings: got %v", rows)
	}
	channels := map[string]int{"qlue": 50, "detik": 12, "grasp": 7}
	if diff := cmp.Diff(channels, tally(k.reports, func(r data.Report) string { return r.Channel })); diff != "" {
		t.Errorf("channels (-want +got):\n%s", diff)
	}
	clock := func(r data.Report) string { return r.SentAt.Add(7 * time.Hour).Format("2006-01-02 15:04") }
	times := slices.Sorted(maps.Keys(tally(k.reports, clock)))
	if times[0] != "2017-02-20 02:36" || times[len(times)-1] != "2017-02-20 21:11" {
		t.Errorf("from %s to %s", times[0], times[len(times)-1])
	}
}

// A file as the public map has named things; its rows are invented.
func TestPublicMap(t *testing.T) {
	path := file(t, "map.json", `{"total":3,"data":[
{"id":1,"code":"JK2503050001","content":"Lampu &amp; kabel","lat":-6.2,"lng":106.8,"tstatus":{"name":"Selesai"},
 "complaintCategory":{"name":"sampah "},"zone":{"name":"DINAS BINA MARGA"},"createdAt":"2025-03-05T02:00:00.000Z",
 "documents":[{"url":"x"}],"village":{"name":"Gambir","district":{"name":"Gambir","city":{"name":"Jakarta Pusat"}}}},
{"id":2,"code":"JK2503050002","content":"","lat":null,"lng":null,"tstatus":{"name":"Koordinasi"},"complaintCategory":{"name":"Sampah"},
 "zone":{"name":""},"createdAt":1741140000000,"documents":[],"village":{"name":"Atlantis","district":{"name":""}}},
{"id":3,"code":"3","content":"","lat":-6200000,"lng":106800000,"tstatus":{"name":""},"complaintCategory":{"name":"Sampah"},
 "zone":{"name":""},"createdAt":"2025-03-05T02:00:00.000Z","documents":[],"village":{"name":"","district":{"name":""}}}]}`)
	k, c := read(t, profile(t, "jakarta-crm"), path)
	if want := (intake.Count{Read: 3, Taken: 3, Reports: 3, Moves: 3}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	at := time.Date(2025, time.March, 5, 2, 0, 0, 0, time.UTC)
	want := data.Report{
		Number: "JK2503050001", Category: "Sampah", Area: "31.71.01.1001", Text: "Lampu & kabel", Lat: -6.2, Lon: 106.8, SentAt: at,
	}
	if diff := cmp.Diff(want, k.reports[0]); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	if e := k.moves[0]; e.Unit != "DINAS BINA MARGA" || e.Stage != data.Waiting || !e.HappenedAt.Equal(at) || !k.moves[1].HappenedAt.Equal(at) {
		t.Errorf("moves: got %+v", k.moves)
	}
	rows := sums(k.findings)
	delete(rows, "located lat") // told where the boundaries are known
	wantRows := map[string]int64{
		"trimmed complaintCategory.name": 1, "spelling complaintCategory.name": 1, "entities content": 1, "unknown village.name": 1,
		"end_missing tstatus.name": 1, "scaled lat": 1, "odd_number code": 1,
	}
	if diff := cmp.Diff(wantRows, rows); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// The area list of 2014 ends its lines with CR alone. It holds no reports; its rows are read for being so many.
func TestLinesThatEndWithCR(t *testing.T) {
	areas := `name = "areas"
[time]
formats = ["YYYY M"]
[[file]]
kind = "reports"
[file.columns]
number = { join = ["nomor_kabupaten", "nomor_kecamatan", "no_kelurahan"] }
sent = { join = ["tahun", "nomor_kecamatan"] }
area = "nama_kelurahan"
`
	k, c := read(t, profile(t, file(t, "p.toml", areas)), shared(t, "20-wilayah-jakarta/dki_kode_wilayah_2014_CR.csv"))
	if want := (intake.Count{Read: 267, Taken: 267, Reports: 267}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	if rows := sums(k.findings); rows["line_ends"] != 267 {
		t.Errorf("findings: got %v", rows)
	}
	if n := len(tally(k.reports, func(r data.Report) string { return r.Number })); n != 267 {
		t.Errorf("got %d numbers, want 267", n)
	}
}
