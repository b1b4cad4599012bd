package intake_test

import (
	"encoding/csv"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tuntas/data"
	"tuntas/data/intake"
)

// ambiguous is a file of reports whose days and months cannot be told apart.
const ambiguous = "nomor;tanggal laporan;tanggal cetak;kanal\nA;01/03/2026 08:00;04/03/2026 08:00;JAKI\nB;02/03/2026 09:00;05/03/2026 09:00;Qlue\n"

func TestDraftAsks(t *testing.T) {
	d := proposed(t, file(t, "x.csv", ambiguous))
	qs := d.Questions()
	if len(qs) != 1 || qs[0].Code != intake.AskOrder || qs[0].Column != "tanggal laporan" || len(qs[0].Choices) != 2 {
		t.Fatalf("got %+v, want one question, about the column that is used", qs)
	}
	jakarta := time.FixedZone("", 7*3600)
	want := []intake.Choice{
		{Code: "day-first", Example: "01/03/2026 08:00", At: time.Date(2026, 3, 1, 8, 0, 0, 0, jakarta)},
		{Code: "month-first", Example: "01/03/2026 08:00", At: time.Date(2026, 1, 3, 8, 0, 0, 0, jakarta)},
	}
	for i, c := range qs[0].Choices {
		if c.Code != want[i].Code || c.Example != want[i].Example || !c.At.Equal(want[i].At) {
			t.Errorf("choice %d is %+v, want %+v", i, c, want[i])
		}
	}
	if _, err := d.Profile(); !errors.Is(err, data.ErrAmbiguous) {
		t.Errorf("Profile gave %v", err)
	}
	if err := intake.Folder(t.TempDir()).Save(d, "maret"); !errors.Is(err, data.ErrAmbiguous) {
		t.Errorf("Save gave %v", err)
	}
	for _, wrong := range [][2]string{{"tanggal laporan", "year-first"}, {"kanal", "day-first"}} {
		if err := d.Choose(wrong[0], wrong[1]); !errors.Is(err, data.ErrProfile) {
			t.Errorf("Choose(%q) gave %v", wrong, err)
		}
	}
	if err := d.Choose("Tanggal Laporan", "month-first"); err != nil {
		t.Fatal(err)
	}
	k, _ := read(t, made(t, d), file(t, "x.csv", ambiguous))
	if got := k.reports[0].SentAt; !got.Equal(want[1].At) {
		t.Errorf("the first report was sent at %v, want %v", got, want[1].At)
	}
	if err := d.Choose("tanggal laporan", "day-first"); err != nil {
		t.Fatal(err)
	}
	if k, _ = read(t, made(t, d), file(t, "x.csv", ambiguous)); !k.reports[0].SentAt.Equal(want[0].At) {
		t.Errorf("changed, it was sent at %v, want %v", k.reports[0].SentAt, want[0].At)
	}
}

// made is the profile of the draft.
func made(t testing.TB, d *intake.Draft) *intake.Profile {
	t.Helper()
	p, err := d.Profile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestDraftOrderOfOneColumnTellsTheOther has two columns in one form, of which one has a day above 12.
func TestDraftOrderOfOneColumnTellsTheOther(t *testing.T) {
	d := proposed(t, file(t, "x.csv", "nomor,waktu,aktivitas,dikirim\nA,01/03/2026,Diterima,15/02/2026\nA,02/03/2026,Selesai,15/02/2026\n"+
		"B,02/03/2026,Diterima,16/02/2026\nB,03/03/2026,Selesai,16/02/2026\n"))
	if c := columnOf(t, d, "waktu"); c.Field != "time" || c.Order != intake.DayFirst || c.Ambiguous {
		t.Errorf("got %+v, want day-first", c)
	}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
}

func TestDraftIsMended(t *testing.T) {
	path := file(t, "x.csv", "kunci,apa,kapan,kapan juga,bagian\nA,Diterima,2026-03-01 08:00,2026-02-28,Dinas\nA,Difoto,2026-03-01 09:00,2026-02-28,Dinas\n"+
		"B,Diterima,2026-03-02 08:00,2026-02-27,Dinas\nB,Selesai,2026-03-03 08:00,2026-02-27,Dinas\n")
	d := proposed(t, path)
	if err := d.SetKind(intake.Events); err != nil {
		t.Fatal(err)
	}
	for _, set := range [][2]string{{"KUNCI", "case"}, {"apa", "activity"}, {"kapan", "sent"}, {"kapan juga", "time"}, {"kapan", "time"}, {"kapan juga", "sent"}, {"bagian", "unit"}} {
		if err := d.Set(set[0], set[1]); err != nil {
			t.Fatalf("Set(%q): %v", set, err)
		}
	}
	want := map[string]string{"case": "kunci", "activity": "apa", "time": "kapan", "sent": "kapan juga", "unit": "bagian"}
	if got := fields(d); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if err := d.SetMeaning("difoto", intake.Meaning{Record: true}); err != nil {
		t.Fatal(err)
	}
	if err := d.SetMeaning("Dibuka lagi", intake.Meaning{Stage: data.Process}); err != nil {
		t.Fatal(err)
	}
	if len(d.Open()) != 0 {
		t.Errorf("still open: %v", d.Open())
	}
	k, c := read(t, made(t, d), path)
	if c.Refused != 0 || k.events[1].Kind != data.Recorded || k.cases[0].SentAt.IsZero() {
		t.Errorf("got %+v, %+v", c, k.events[1])
	}
	if err := d.Set("bagian", ""); err != nil || fields(d)["unit"] != "" {
		t.Errorf("Set to nothing gave %v, %v", err, fields(d))
	}
	for _, a := range d.Activities {
		if a.Text == "Difoto" && !a.Meaning.Record {
			t.Error("what a person said of an activity is forgotten")
		}
	}
}

func TestDraftRefuses(t *testing.T) {
	d := proposed(t, file(t, "x.csv", "nomor,aktivitas,waktu,catatan\nA,Diterima,2026-03-01 08:00,x\nA,Selesai,2026-03-02 08:00,x\nB,Diterima,2026-03-01 08:00,x\n"))
	for name, test := range map[string]struct {
		do      func() error
		want    error
		subject string
	}{
		"unknown column":    {func() error { return d.Set("nowhere", "unit") }, data.ErrColumnMissing, "nowhere"},
		"empty header":      {func() error { return d.Set(" ", "unit") }, data.ErrColumnMissing, " "},
		"unknown field":     {func() error { return d.Set("nomor", "colour") }, data.ErrProfile, "colour"},
		"field of reports":  {func() error { return d.Set("nomor", "number") }, data.ErrProfile, "number"},
		"unknown kind":      {func() error { return d.SetKind("people") }, data.ErrProfile, "people"},
		"unknown stage":     {func() error { return d.SetMeaning("Selesai", intake.Meaning{Stage: "moon"}) }, data.ErrProfile, "Selesai"},
		"two meanings":      {func() error { return d.SetMeaning("Selesai", intake.Meaning{Stage: data.Done, Record: true}) }, data.ErrProfile, "Selesai"},
		"no activity":       {func() error { return d.SetMeaning(" ", intake.Meaning{Record: true}) }, data.ErrProfile, ""},
		"unknown format":    {func() error { return d.SetFormats("waktu", "noon") }, data.ErrProfile, `time.formats: "noon": unknown letter 'n'`},
		"no time in column": {func() error { return errors.Join(d.Set("catatan", "time"), d.Check()) }, data.ErrTimes, "catatan"},
		"field without column": {func() error {
			return errors.Join(d.Set("waktu", "time"), d.Set("waktu", ""), d.Check())
		}, data.ErrFieldMissing, "time"},
	} {
		if err := test.do(); !errors.Is(err, test.want) || data.Subject(err) != test.subject {
			t.Errorf("%s: got %v about %q, want %v about %q", name, err, data.Subject(err), test.want, test.subject)
		}
	}
	if err := d.Set("waktu", "time"); err != nil {
		t.Fatal(err)
	}
	d.Zone = "Asia/Atlantis"
	if err := d.Check(); !errors.Is(err, data.ErrProfile) {
		t.Errorf("a zone that is none: %v", err)
	}
}

func TestSetFormats(t *testing.T) {
	path := file(t, "x.csv", "nomor,tanggal\nA,pukul 08:00 tgl 01-03-2026\nB,pukul 09:00 tgl 02-03-2026\n")
	d := proposed(t, path)
	if err := d.Set("tanggal", "sent"); err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); !errors.Is(err, data.ErrTimes) {
		t.Errorf("Check gave %v", err)
	}
	if err := d.SetFormats("tanggal", "[pukul] HH:mm [tgl] DD-MM-YYYY"); err != nil {
		t.Fatal(err)
	}
	if k, _ := read(t, made(t, d), path); len(k.reports) != 2 {
		t.Errorf("got %d reports, want 2", len(k.reports))
	}
}

func TestMeaningNamed(t *testing.T) {
	for name, want := range map[string]intake.Meaning{
		"waiting": {Stage: data.Waiting}, "Tindak Lanjut": {Stage: data.FollowUp}, "follow_up": {Stage: data.FollowUp}, "record": {Record: true},
		"TL Ditolak": {Decision: data.Refused, Stage: data.Process}, "accepted": {Decision: data.Accepted, Stage: data.Done},
		"field_check": {Kind: data.FieldChecked}, "rejected": {Stage: data.Rejected}, "moon": {}, "": {},
	} {
		got, ok := intake.MeaningNamed(name)
		if got != want || ok != (want != intake.Meaning{}) || !got.Valid() {
			t.Errorf("%q: got %+v, %v; want %+v", name, got, ok, want)
		}
	}
}

// TestWriteTOML writes a profile as a person would, once and for all to be looked at.
func TestWriteTOML(t *testing.T) {
	d := proposed(t, file(t, "log maret.csv", "Nomor,Aktivitas,Waktu,Kanal,Ruang\nA,Diterima,2026-03-01 08:00,JAKI,1\nA,Difoto,2026-03-01 09:00,JAKI,2\n"+
		"B,Diterima,2026-03-01 08:00,Qlue,3\nB,Selesai,2026-03-04 08:00,Qlue,4\n"))
	var b strings.Builder
	if err := d.WriteTOML(&b); err != nil {
		t.Fatal(err)
	}
	want := `# Proposed from a file and looked at by a person.
name      = "log-maret"
reference = true

[title]
id = "log maret"
en = "log maret"

[time]
zone    = "Asia/Jakarta"
formats = ["iso"]

[events]
unmapped = "refuse"

[activities]
"Diterima" = { stage = "waiting" }
"Selesai"  = { decision = "accepted", stage = "done" }
# without a stage: "Difoto"

[[file]]
kind     = "events"
required = ["channel"]

[file.columns]
case      = "Nomor"
time      = "Waktu"
activity  = "Aktivitas"
channel   = "Kanal"
# not used: "Ruang"
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if err := d.WriteTOML(failing{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("a writer that fails gave %v", err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// TestWriteTOMLRoundTrip makes files with headers and activities of any characters: what the draft shows is what Open reads.
func TestWriteTOMLRoundTrip(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		word := rapid.StringMatching(`[A-Za-z\\"'#=\[\]{}. éñ-]{1,12}[a-z]`)
		headers := rapid.SliceOfNDistinct(word, 5, 5, func(s string) string { return strings.ToLower(strings.TrimSpace(s)) }).Draw(rt, "headers")
		headers[0] = "h" + headers[0] // a text that begins with "{" is JSON
		activities := rapid.SliceOfNDistinct(word, 3, 6, func(s string) string { return strings.ToLower(strings.TrimSpace(s)) }).Draw(rt, "activities")
		path := filepath.Join(folder, "x.csv")
		writeLog(rt, path, headers, activities)
		d, err := intake.Propose(path)
		if err != nil {
			rt.Fatal(err)
		}
		mendDraft(rt, d, headers)
		back := writtenAndRead(rt, d, filepath.Join(folder, "x.toml"))
		p, err := d.Profile()
		if err != nil {
			rt.Fatal(err)
		}
		if !reflect.DeepEqual(p, back) {
			rt.Errorf("read back\n%+v\nwant\n%+v", back, p)
		}
		v, err := intake.Look(back, path, 100)
		if err != nil {
			rt.Fatal(err)
		}
		for i, c := range v.Columns {
			if c.Field != d.Columns[i].Field {
				rt.Errorf("%q becomes %q, want %q", c.Header, c.Field, d.Columns[i].Field)
			}
		}
		if len(v.Unmapped) != len(d.Open()) {
			rt.Errorf("unmapped %v, open %v", v.Unmapped, d.Open())
		}
	})
}

// writeLog writes a log of two cases with each activity in both.
func writeLog(rt *rapid.T, path string, headers, activities []string) {
	f, err := os.Create(path)
	if err != nil {
		rt.Fatal(err)
	}
	w := csv.NewWriter(f)
	rows := [][]string{headers}
	for i, a := range activities {
		at := time.Date(2026, 3, 1+i, 8, 0, 0, 0, time.UTC).Format(time.RFC3339)
		rows = append(rows, []string{"K-1", at, a, "x", "7"}, []string{"K-2", at, a, "y", "8"})
	}
	if err := errors.Join(w.WriteAll(rows), f.Close()); err != nil {
		rt.Fatal(err)
	}
}

// mendDraft says what each column and some activities are.
func mendDraft(rt *rapid.T, d *intake.Draft, headers []string) {
	if err := d.SetKind(intake.Events); err != nil {
		rt.Fatal(err)
	}
	for i, name := range []string{"case", "time", "activity", "unit", "note"} {
		if err := d.Set(headers[i], name); err != nil {
			rt.Fatal(err)
		}
	}
	meanings := []intake.Meaning{{}, {Stage: data.Waiting}, {Record: true}, {Decision: data.Refused}, {Kind: data.FieldChecked, Stage: data.Process}}
	for _, a := range d.Activities {
		if err := d.SetMeaning(a.Text, rapid.SampledFrom(meanings).Draw(rt, "meaning")); err != nil {
			rt.Fatal(err)
		}
	}
	d.Title = rapid.String().Draw(rt, "title")
}

func writtenAndRead(rt *rapid.T, d *intake.Draft, path string) *intake.Profile {
	f, err := os.Create(path)
	if err != nil {
		rt.Fatal(err)
	}
	if err := errors.Join(d.WriteTOML(f), f.Close()); err != nil {
		rt.Fatal(err)
	}
	p, err := intake.Open(path)
	if err != nil {
		rt.Fatal(err)
	}
	return p
}
