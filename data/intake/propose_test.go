package intake_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tuntas/data"
	"tuntas/data/intake"
)

// proposed proposes a profile for the file at path.
func proposed(t testing.TB, path string) *intake.Draft {
	t.Helper()
	d, err := intake.Propose(path)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// fields maps each field of the draft to the header of its column.
func fields(d *intake.Draft) map[string]string {
	all := map[string]string{}
	for _, c := range d.Columns {
		if c.Field != "" {
			all[c.Field] = c.Header
		}
	}
	return all
}

// columnOf returns the draft's column with this header.
func columnOf(t testing.TB, d *intake.Draft, header string) intake.DraftColumn {
	t.Helper()
	i := slices.IndexFunc(d.Columns, func(c intake.DraftColumn) bool { return c.Header == header })
	if i < 0 {
		t.Fatalf("no column %q in %+v", header, d.Columns)
	}
	return d.Columns[i]
}

// rowsOf repeats a line with its number put in, and a day of March.
func rowsOf(n int, line string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, line+"\n", i+1, i%28+1)
	}
	return b.String()
}

func TestPropose(t *testing.T) {
	events := "A-1,Diterima,2026-03-01 08:00\nA-1,Proses,2026-03-01 09:00\nA-2,Diterima,2026-03-02 08:00\nA-2,Selesai,2026-03-03 08:00\n"
	for name, test := range map[string]struct {
		text string
		kind intake.FileKind
		want map[string]string
	}{
		"Indonesian": {
			"Nomor Laporan;Aktivitas;Waktu;OPD;Petugas\n" + strings.NewReplacer(",", ";", "08:00\n", "08:00;Dinas Bina Marga;budi\n", "09:00\n", "09:00;Dinas Bina Marga;budi\n").Replace(events),
			intake.Events,
			map[string]string{"case": "Nomor Laporan", "activity": "Aktivitas", "time": "Waktu", "unit": "OPD", "actor": "Petugas"},
		},
		"status of a log": {
			"no,NOMOR_TIKET,Status,Tanggal\n1,A-1,Baru,2026-03-01\n2,A-1,Selesai,2026-03-02\n3,A-2,Baru,2026-03-03\n4,A-2,Selesai,2026-03-04\n5,A-2,Ditutup,2026-03-05\n",
			intake.Events,
			map[string]string{"case": "NOMOR_TIKET", "activity": "Status", "time": "Tanggal"},
		},
		"status of reports": {
			"Kode;Tanggal Laporan;Kanal;Kategori;Kelurahan;Status;Isi Laporan\n" + rowsOf(20, "JK%04d;2026-03-%02d;JAKI;Jalan;Gambir;Selesai;Jalan berlubang"),
			intake.Reports,
			map[string]string{
				"number": "Kode", "sent": "Tanggal Laporan", "channel": "Kanal", "category": "Kategori", "area": "Kelurahan", "text": "Isi Laporan",
			},
		},
		"the public map": {
			`[{"id":7,"code":"JK2603010001","content":"Jalan berlubang","lat":-6.2,"lng":106.8,"tstatus":{"name":"Menunggu"},"complaintCategory":{"name":"Jalan"},` +
				`"zone":{"name":"Dinas Bina Marga"},"createdAt":"2026-03-01T08:00:00+07:00","village":{"name":"Gambir","district":{"name":"Gambir"}}},` +
				`{"id":8,"code":"JK2603010002","content":"Air","lat":-6.1,"lng":106.7,"tstatus":{"name":"Proses"},"complaintCategory":{"name":"Banjir"},` +
				`"zone":{"name":"Dinas Sumber Daya Air"},"createdAt":"2026-03-01T09:00:00+07:00","village":{"name":"Tebet Timur","district":{"name":"Tebet"}}}]`,
			intake.Reports,
			map[string]string{
				"number": "code", "sent": "createdAt", "text": "content", "lat": "lat", "lon": "lng", "category": "complaintCategory.name", "area": "village.name",
			},
		},
		"values alone, reports": {
			"a,b,c,d,e,f\n" + rowsOf(30, "X%03d,2026-03-%02d 10:00:00,Jalan,Tebet Timur,-6.2345,106.8123") + "X999,2026-03-30 10:00:00,Banjir,Gambir,-6.1234,106.9123\n",
			intake.Reports,
			map[string]string{"number": "a", "sent": "b", "category": "c", "area": "d", "lat": "e", "lon": "f"},
		},
		"Dutch": {
			"Zaaknummer;Activiteit;Tijdstip;Afdeling;Medewerker\nZ1;Ontvangen;2026-03-01 08:00;Balie;m1\nZ1;Afgehandeld;2026-03-02 08:00;Balie;m2\n" +
				"Z2;Ontvangen;2026-03-01 08:30;Balie;m1\nZ2;Afgehandeld;2026-03-02 09:00;Post;m2\n",
			intake.Events,
			map[string]string{"case": "Zaaknummer", "activity": "Activiteit", "time": "Tijdstip", "unit": "Afdeling", "actor": "Medewerker"},
		},
		"accents and underscores": {
			"Nómor_Laporan,AKTIVITAS,Waktu_Kejadian\n" + events, intake.Events,
			map[string]string{"case": "Nómor_Laporan", "activity": "AKTIVITAS", "time": "Waktu_Kejadian"},
		},
		"title rows": {
			"Laporan Bulanan;;\nMaret 2026;;\n\nNomor;Kegiatan;Waktu\n" + strings.ReplaceAll(events, ",", ";"), intake.Events,
			map[string]string{"case": "Nomor", "activity": "Kegiatan", "time": "Waktu"},
		},
		"title rows of one field": {
			"Laporan Bulanan, Maret 2026\nDicetak 2026-04-01\nNomor;Kegiatan;Waktu\n" + strings.ReplaceAll(events, ",", ";"), intake.Events,
			map[string]string{"case": "Nomor", "activity": "Kegiatan", "time": "Waktu"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := file(t, "x.csv", test.text)
			d := proposed(t, path)
			if got := fields(d); d.Kind != test.kind || !maps.Equal(got, test.want) {
				t.Fatalf("got %s %v, want %s %v", d.Kind, got, test.kind, test.want)
			}
			if err := d.Check(); err != nil {
				t.Error(err)
			}
			p, err := d.Profile()
			if err != nil {
				t.Fatal(err)
			}
			if _, c := read(t, p, path); c.Refused != 0 || c.Taken == 0 {
				t.Errorf("the proposed profile takes %d rows and refuses %d", c.Taken, c.Refused)
			}
		})
	}
}

func TestProposeValuesAloneOfALog(t *testing.T) {
	var b strings.Builder
	b.WriteString("k1,k2,k3\n")
	for i := range 12 {
		fmt.Fprintf(&b, "C%02d,Menunggu,2026-03-01 08:%02d\nC%02d,Selesai,2026-03-02 09:%02d\n", i, i, i, i)
	}
	d := proposed(t, file(t, "x.csv", b.String()))
	if err := d.SetKind(intake.Events); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"case": "k1", "activity": "k2", "time": "k3"}
	if got := fields(d); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for header, why := range map[string]intake.Why{"k1": intake.WhyRepeats, "k2": intake.WhyFew, "k3": intake.WhyTimes} {
		if c := columnOf(t, d, header); c.Why != why || c.Confidence != intake.Guess {
			t.Errorf("%s: got %s, %s; want %s, guess", header, c.Why, c.Confidence, why)
		}
	}
}

func TestProposeSaysWhyColumnsStayUnused(t *testing.T) {
	d := proposed(t, file(t, "x.csv", "id,created_at,kosong,kosong2,,a,a,closed_at,jenis,kategori,berat\n"+
		rowsOf(8, "%d,2026-03-%02d 10:00,,,x,1,2,2026-04-01 10:00,Banjir,Banjir,7")))
	for header, want := range map[string]intake.Why{
		"kosong": intake.WhyEmpty, "": intake.WhyNoHeader, "a": intake.WhyTwice, "closed_at": intake.WhyFurther, "jenis": intake.WhyTaken,
		"berat": intake.WhyUnknown,
	} {
		if c := columnOf(t, d, header); c.Field != "" || c.Why != want {
			t.Errorf("%q: got %q because %s, want unused because %s", header, c.Field, c.Why, want)
		}
	}
	if got, want := columnOf(t, d, "kategori").Examples, []string{"Banjir"}; !slices.Equal(got, want) {
		t.Errorf("examples %q, want %q", got, want)
	}
}

func TestProposeActivities(t *testing.T) {
	d := proposed(t, file(t, "x.csv", "nomor,aktivitas,waktu\nA,Diterima,2026-03-01 08:00\nA,TL Ditolak,2026-03-01 09:00\nA,Selesai,2026-03-02 09:00\n"+
		"A,Ditolak,2026-03-02 10:00\nB,Diterima,2026-03-01 08:00\nB,Foto diunggah,2026-03-01 08:30\nB,cek lapangan,2026-03-02 08:30\nB,proses,2026-03-03 08:30\n"))
	want := map[string]intake.Meaning{
		"Diterima": {Stage: data.Waiting}, "TL Ditolak": {Decision: data.Refused, Stage: data.Process},
		"Selesai": {Decision: data.Accepted, Stage: data.Done}, "Ditolak": {Stage: data.Rejected}, "Foto diunggah": {},
		"cek lapangan": {Kind: data.FieldChecked}, "proses": {Stage: data.Process},
	}
	got := map[string]intake.Meaning{}
	for _, a := range d.Activities {
		got[a.Text] = a.Meaning
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if d.Activities[0].Text != "Diterima" || d.Activities[0].Rows != 2 {
		t.Errorf("first is %+v, want the most frequent", d.Activities[0])
	}
	if open := d.Open(); len(open) != 1 || open[0].Text != "Foto diunggah" {
		t.Errorf("open are %v", open)
	}
}

func TestProposeTimes(t *testing.T) {
	for name, test := range map[string]struct {
		values  []string
		formats []string
		order   intake.Order
		ask     bool
	}{
		"iso":               {[]string{"2026-03-01T08:00:00+07:00", "2026-03-01 08:00"}, []string{"iso"}, "", false},
		"dates":             {[]string{"2026-03-01", "2026-12-31"}, []string{"YYYY-M-D"}, "", false},
		"dates and times":   {[]string{"2026-03-01", "2026-03-02 08:00"}, []string{"YYYY-M-D", "iso"}, "", false},
		"day first":         {[]string{"01/03/2026", "13/03/2026"}, []string{"D/M/YYYY"}, intake.DayFirst, false},
		"month first":       {[]string{"3/1/2026 1:05 PM", "3/13/2026 11:00 AM"}, []string{"M/D/YYYY h:mm A"}, intake.MonthFirst, false},
		"either":            {[]string{"01/03/2026 08:00", "12/03/2026 09:00"}, nil, "", true},
		"either, and equal": {[]string{"01/01/2026", "02/02/2026"}, nil, "", true},
		"both":              {[]string{"13/03/2026", "03/14/2026", "01/02/2026", "02/03/2026", "04/05/2026", "06/07/2026", "08/09/2026", "01/01/2026", "02/02/2026", "03/03/2026", "05/05/2026"}, nil, "", true},
		"names of months":   {[]string{"1 Maret 2026 08.30 WIB", "12 Agustus 2026 09.00 WIB"}, []string{"D MMM YYYY H.mm [WIB]"}, "", false},
		"year first":        {[]string{"2014/10/22 11:15:41.000"}, []string{"YYYY/M/D H:mm:ss.SSS"}, "", false},
		"digits":            {[]string{"20260301", "20261231"}, []string{"YYYYMMDD"}, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString("nomor,tanggal,isi\n")
			for i, v := range test.values {
				fmt.Fprintf(&b, "N%d,\"%s\",x\n", i, v)
			}
			d := proposed(t, file(t, "x.csv", b.String()))
			c := columnOf(t, d, "tanggal")
			if c.Field != "sent" || c.Ambiguous != test.ask || len(d.Questions()) > 0 != test.ask {
				t.Fatalf("got %+v, questions %v", c, d.Questions())
			}
			if test.ask {
				if err := d.Check(); !errors.Is(err, data.ErrAmbiguous) || data.Subject(err) != "tanggal" {
					t.Errorf("Check gave %v", err)
				}
				return
			}
			if !slices.Equal(c.Formats, test.formats) || c.Order != test.order {
				t.Errorf("got %q %s, want %q %s", c.Formats, c.Order, test.formats, test.order)
			}
		})
	}
}

// TestProposeNumbersAreNoTimes has numbers that could be days of a workbook or seconds of a clock.
func TestProposeNumbersAreNoTimes(t *testing.T) {
	d := proposed(t, file(t, "x.csv", "nomor,tanggal,berat,kode pos\nA,2026-03-01,46082,20110101\nB,2026-03-02,46083,20110102\n"))
	for _, header := range []string{"berat", "kode pos"} {
		if c := columnOf(t, d, header); len(c.Formats) > 0 {
			t.Errorf("%s is taken for a time: %v", header, c.Formats)
		}
	}
}

func TestProposeRefuses(t *testing.T) {
	wide := make([]string, 10_000)
	for i := range wide {
		wide[i] = fmt.Sprintf("kolom%d", i)
	}
	for name, test := range map[string]struct {
		text string
		want error
	}{
		"empty":              {"", data.ErrEmptyFile},
		"header alone":       {"nomor,tanggal\n", data.ErrEmptyFile},
		"one column":         {"nomor\n1\n2\n", data.ErrNotTable},
		"prose":              {"Yang terhormat, kami kirim laporan.\nTerima kasih\nSalam, Budi, Ani\nJakarta\n", data.ErrNotTable},
		"ragged":             {"a,b,c\n1\n2,3\n4,5,6,7\n8\n9,1\n", data.ErrNotTable},
		"empty headers":      {",,,\n1,2,3,4\n5,6,7,8\n", data.ErrNotTable},
		"no header":          {"1,2026-03-01,3\n2,2026-03-02,3\n", data.ErrNotTable},
		"ten thousand":       {strings.Join(wide, ",") + "\n" + strings.Join(wide, ",") + "\n", data.ErrTooLarge},
		"no text":            {"a,b\x00\n1,2\n", data.ErrNotTable},
		"PDF":                {"%PDF-1.4\n1,2\n", data.ErrNotTable},
		"no table within":    {`{"a":{"b":1}`, data.ErrNotTable},
		"keys, ten thousand": {`[{"` + strings.Join(wide, `":1,"`) + `":1}]`, data.ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			path := file(t, "x.csv", test.text)
			d, err := intake.Propose(path)
			if !errors.Is(err, test.want) || data.Subject(err) != path {
				t.Errorf("got %+v, %v; want %v about the file", d, err, test.want)
			}
		})
	}
	if _, err := intake.Propose(filepath.Join(t.TempDir(), "none.csv")); !errors.Is(err, data.ErrUnknownPlace) {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestProposeTellsOfRaggedRows(t *testing.T) {
	d := proposed(t, file(t, "x.csv", "nomor,tanggal,isi\n"+rowsOf(9, "%d,2026-03-%02d,x")+"10,2026-03-10\n"))
	if d.Rows != 9 || d.Ragged != 1 {
		t.Errorf("got %d rows and %d ragged ones, want 9 and 1", d.Rows, d.Ragged)
	}
}

func TestProposeRepeatedHeader(t *testing.T) {
	d := proposed(t, file(t, "x.csv", "nomor,nomor,tanggal\n"+rowsOf(5, "%d,x,2026-03-%02d")))
	if err := d.Check(); !errors.Is(err, data.ErrFieldMissing) || data.Subject(err) != "number" {
		t.Errorf("got %v, want that no column is the number", err)
	}
	if err := d.Set("nomor", "number"); !errors.Is(err, data.ErrColumnTwice) || data.Subject(err) != "nomor" {
		t.Errorf("Set gave %v", err)
	}
}

// TestReadPassesTitlesOver reads a file whose header stands below titles: they are no rows, and lines are counted from the top.
func TestReadPassesTitlesOver(t *testing.T) {
	k, c := read(t, profile(t, "tuntas"), file(t, "x.csv",
		"Laporan;;\n\n\"Maret\n2026\";;\nnumber;sent_at;text\nA;2026-03-01 08:00;x\nB;gestern;x\n"))
	if want := (intake.Count{Read: 2, Taken: 1, Refused: 1, Reports: 1}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	if k.refused[0].Line != 7 {
		t.Errorf("refused line %d, want 7", k.refused[0].Line)
	}
}

// TestReadLosesNoTable has two tables in one text: that of the profile stands below another, which is no title.
func TestReadLosesNoTable(t *testing.T) {
	path := file(t, "x.csv", "a,b,c\n1,2,3\nnumber,sent_at,text\nA,2026-03-01 08:00,x\n")
	_, err := intake.Read(t.Context(), profile(t, "tuntas"), []string{path}, new(kept), nil)
	if !errors.Is(err, data.ErrColumnMissing) {
		t.Errorf("got %v, want that a column is missing", err)
	}
}

// TestLookTellsOfTitles counts the rows above the header.
func TestLookTellsOfTitles(t *testing.T) {
	v, err := intake.Look(profile(t, "tuntas"), file(t, "x.csv", "Laporan\nMaret 2026,,\nnumber,sent_at,text\nA,2026-03-01 08:00,x\n"), 10)
	if err != nil || v.Titles != 2 || len(v.Rows) != 1 {
		t.Errorf("got %d titles and %d rows, %v; want 2 and 1", v.Titles, len(v.Rows), err)
	}
}

func FuzzPropose(f *testing.F) {
	for _, seed := range []string{
		"nomor;tanggal;isi\n1;01/02/2026;x\n2;13/02/2026;y\n", "case,activity,time\nA,Diterima,2026-03-01 08:00\nA,Selesai,2026-03-02\n",
		"Judul;;\n\na;b;c\n1;2026-03-01;x\n", `[{"id":1,"createdAt":"2026-03-01T08:00:00Z"}]`, "a|b\n\"1|2\n", "a,a,,\n1,2,3,4\n",
		"nomor\ttanggal\n1\t20260301\n2\t46000\n",
	} {
		f.Add([]byte(seed))
	}
	path := filepath.Join(f.TempDir(), "fuzz.csv")
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := intake.Propose(path)
		if err != nil {
			if data.Subject(err) == "" {
				t.Errorf("an error about nothing: %v", err)
			}
			return
		}
		for _, q := range d.Questions() {
			if err := d.Choose(q.Column, q.Choices[0].Code); err != nil {
				t.Errorf("%s cannot be answered: %v", q.Column, err)
			}
		}
		if d.Check() != nil {
			return
		}
		p, err := d.Profile()
		if err != nil {
			t.Fatalf("Check passed, Profile gave %v", err)
		}
		if _, err := intake.Look(p, path, 100); err != nil {
			t.Errorf("the file does not fit its own draft: %v", err)
		}
	})
}
