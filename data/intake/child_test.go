package intake

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"tuntas/data"
)

func TestMain(m *testing.M) {
	if os.Getenv(childMark) != "" {
		misbehave()
	}
	if code, served := ServeChild(os.Args); served {
		os.Exit(code)
	}
	os.Exit(m.Run())
}

// misbehave makes a child of this test do what the file that it is to read asks for, as a reader with a bug would.
func misbehave() {
	head := make([]byte, 4096)
	n, _ := os.Stdin.ReadAt(head, 0)
	_, wish, _ := strings.Cut(string(head[:n]), "WISH ")
	wish, rest, _ := strings.Cut(wish, " ")
	rest, _, _ = strings.Cut(rest, "\"")
	if wish == "" {
		return
	}
	if err := limitChild(); err != nil {
		os.Exit(10)
	}
	if wish != "stranger" {
		fmt.Print(childMagic)
	}
	switch wish {
	case "crash":
		panic("a bug")
	case "hang":
		time.Sleep(time.Hour)
	case "eat":
		var eaten [][]byte
		for range 1 << 20 {
			eaten = append(eaten, bytes.Repeat([]byte{1}, 64<<20))
		}
		fmt.Println(len(eaten))
	case "peek":
		if _, err := os.ReadFile(rest); err == nil {
			os.Exit(11)
		}
		if os.WriteFile(rest+".new", nil, 0o600) == nil {
			os.Exit(12)
		}
		os.Exit(13)
	case "babble":
		fmt.Print("R\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	case "lie":
		fmt.Print("H\x03\x04json")
	}
	os.Exit(14)
}

// isolated makes files be read in children until the test ends.
func isolated(t testing.TB) {
	t.Helper()
	Isolate()
	t.Cleanup(func() { reader = "" })
	if reader == "" {
		t.Fatal("no program to start")
	}
}

func anyProfile(t testing.TB) *Profile {
	t.Helper()
	p, err := Open("tuntas")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// wishing is the path of a file of JSON for which a child does what is wished.
func wishing(t *testing.T, wish string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.json")
	text := fmt.Sprintf(`[{"number":"A","sent_at":"2026-03-01T08:00:00Z","text":"WISH %s"}]`, wish)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestChildrenThatFail(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	isolated(t)
	for wish, cause := range map[string]string{
		"crash ": "exit status 2", "babble ": "spoke in tongues", "lie ": "spoke in tongues", "none ": "exit status 14",
		"peek " + secret: "exit status 13",
	} {
		if runtime.GOOS == "windows" && strings.HasPrefix(wish, "peek") {
			continue // where a child has no such bounds
		}
		path := wishing(t, wish)
		_, err := Read(t.Context(), anyProfile(t), []string{path}, new(watcher), nil)
		if !errors.Is(err, data.ErrNotTable) || data.Subject(err) != path || !strings.Contains(err.Error(), cause) {
			t.Errorf("%s: got %v", wish, err)
		}
		if _, err := Look(anyProfile(t), path, 1); !errors.Is(err, data.ErrNotTable) {
			t.Errorf("%s: looks %v", wish, err)
		}
	}
}

func TestChildThatEatsMemory(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux bounds the address space of a child")
	}
	isolated(t)
	_, err := Read(t.Context(), anyProfile(t), []string{wishing(t, "eat ")}, new(watcher), nil)
	if !errors.Is(err, data.ErrNotTable) || !outOfRoom(err) {
		t.Errorf("got %v", err)
	}
}

// outOfRoom tells whether a child's last words say that its memory has ended. Where the race detector is the first to find
// no memory, it says so itself, and in more than one way.
func outOfRoom(err error) bool {
	return slices.ContainsFunc([]string{"out of memory", "address space collisions", "failed to allocate", "failed to mmap"},
		func(words string) bool { return strings.Contains(err.Error(), words) })
}

func TestChildThatHangs(t *testing.T) {
	isolated(t)
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	began := time.Now()
	_, err := Read(ctx, anyProfile(t), []string{wishing(t, "hang ")}, new(watcher), nil)
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 20*time.Second {
		t.Errorf("got %v after %v", err, time.Since(began))
	}
}

// A program that does not know what a child is, and one that is not there, make no difference to what is read.
func TestWithoutChild(t *testing.T) {
	isolated(t)
	path := wishing(t, "stranger ")
	own := reader
	for _, program := range []string{own, own + "-that-is-not-there"} {
		reader = program
		count, err := Read(t.Context(), anyProfile(t), []string{path}, new(watcher), nil)
		if err != nil || count.Taken != 1 {
			t.Errorf("%s: got %+v, %v", program, count, err)
		}
	}
}

// recorder keeps all that it is given, as text.
type recorder struct {
	watcher
	lines []string
}

func (r *recorder) AddReport(v data.Report) error {
	r.lines = append(r.lines, fmt.Sprint(v))
	return nil
}
func (r *recorder) AddCase(v data.Report) error { r.lines = append(r.lines, fmt.Sprint(v)); return nil }
func (r *recorder) AddEvent(n string, v data.Event) error {
	r.lines = append(r.lines, fmt.Sprint(n, v))
	return nil
}
func (r *recorder) Refuse(v data.RefusedRow) error {
	r.lines = append(r.lines, fmt.Sprint(v))
	return nil
}

// answerOf is what Read and Look make of a file.
func answerOf(t *testing.T, p *Profile, path string) string {
	t.Helper()
	r := new(recorder)
	var last Progress
	count, err := Read(t.Context(), p, []string{path}, r, func(p Progress) { last = p })
	v, lookErr := Look(p, path, 5)
	return fmt.Sprintf("%+v\n%v\n%+v\n%+v\n%v\n%s", count, err, last, v, lookErr, strings.Join(r.lines, "\n"))
}

// agrees compares what a file gives through a child with what it gives without one.
func agrees(t *testing.T, p *Profile, path string) (told string) {
	t.Helper()
	reader = ""
	want := answerOf(t, p, path)
	isolated(t)
	defer func() { reader = "" }()
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(answerOf(t, p, path), "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
	return want
}

// Each workbook, JSON and XML of the shared files gives the same through a child as without one: rows, errors and all.
func TestChildReadsTheSame(t *testing.T) {
	p, err := parseProfile(`name = "any"
[[file]]
kind = "reports"
[file.columns]
number = ["a", "name", "columns", "id", "properties.pkey", "service_request_id"]
sent = ["b", "column a", "name", "properties.created_at", "requested_datetime"]
`)
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"30-xlsx-odd", "31-csv-odd/frictionless/xlsx", "17-open311-georeport-v2", "11-petabencana-2017-02-20"} {
		err := filepath.WalkDir(shared(t, folder), func(path string, entry os.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				agrees(t, p, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// oddBook is a workbook whose rows lie in the third of its sheets, below a title.
func oddBook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	_, hidden := f.NewSheet("Hidden")
	_, third := f.NewSheet("Data")
	err := errors.Join(hidden, third, f.SetSheetVisible("Hidden", false))
	for at, row := range map[string][]any{
		"Sheet1!A1": {"number", "nothing else"}, "Hidden!A1": {"number", "sent_at"}, "Data!A2": {"Daftar"}, "Data!A4": {"number", "sent_at", "text"},
		"Data!A5": {"A", "2026-03-01 08:00", "x"}, "Data!A7": {"B", "soon"}, "Data!A8": {"C", "2026-03-01 08:00", "y", "beyond"}, "Data!A9": {"D", "2026-03-01 08:00"},
	} {
		sheet, cell, _ := strings.Cut(at, "!")
		err = errors.Join(err, f.SetSheetRow(sheet, cell, &row))
	}
	var b bytes.Buffer
	if err = errors.Join(err, f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestChildReadsEachForm(t *testing.T) {
	const rows = `[{"number":"A","sent_at":"2026-03-01T08:00:00Z","text":"x"},{"number":"B","sent_at":"soon"},{"number":"C","number":"D"},
{"number":"E","sent_at":"2026-03-01T08:00:00Z","text":null}]`
	log := `<log><trace><string key="number" value="A"/><event><string key="number" value="A"/><string key="activity" value="proses"/>` +
		`<date key="happened_at" value="2026-03-01T09:00:00+07:00"/></event><event><string key="number" value="B"/></event></trace></log>`
	type row struct {
		Number string `parquet:"number"`
		Sent   string `parquet:"sent_at"`
	}
	var columns, archive bytes.Buffer
	err := parquet.Write(&columns, []row{{"A", "2026-03-01T08:00:00Z"}, {"B", "soon"}})
	w := zip.NewWriter(&archive)
	for _, name := range []string{"a.json", "b.json"} {
		f, createErr := w.Create(name)
		if err = errors.Join(err, createErr); err == nil {
			_, err = f.Write([]byte(rows))
		}
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	many := "[" + strings.Repeat(`{"number":"A","sent_at":"2026-03-01T08:00:00Z"},`, 5000) + `{"number":"Z"}`
	for name, tt := range map[string]struct {
		text []byte
		want string
	}{
		"a.json": {[]byte(rows), "Read:4 Taken:2"}, "cut.json": {[]byte(many), "Read:5001 Taken:5000"}, "a.xes": {[]byte(log), "Read:2 Taken:1"},
		"a.xml":  {[]byte("<r><a><number>A</number><sent_at>2026-03-01 08:00</sent_at></a></r>"), "Read:1 Taken:1"},
		"a.xlsx": {oddBook(t), "Read:4 Taken:2"}, "a.parquet": {columns.Bytes(), "Read:2 Taken:1"}, "a.zip": {archive.Bytes(), "Read:8 Taken:4"},
		"half.parquet": {columns.Bytes()[:columns.Len()/2], "Read:0"}, "a.csv": {[]byte("number,sent_at\nA,2026-03-01 08:00\n"), "Read:1 Taken:1"},
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, tt.text, 0o600); err != nil {
			t.Fatal(err)
		}
		if told := agrees(t, anyProfile(t), path); !strings.Contains(told, tt.want) {
			t.Errorf("%s: want %s, got\n%s", name, tt.want, told)
		}
	}
}

// What a child says is judged like a file: it gives a table, or an error with a name.
func FuzzParcels(f *testing.F) {
	seed := func(fill func(p *parcels) error) {
		var b bytes.Buffer
		p := parcels{w: bufio.NewWriter(&b)}
		if err := errors.Join(fill(&p), p.end(nil)); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	seed(func(p *parcels) error { return p.end(data.About("", data.ErrTooLarge)) })
	seed(func(p *parcels) error {
		return errors.Join(p.header(&table{format: JSON, encoding: UTF8, header: []string{"a", ""}}),
			p.record(record{line: 2, raw: []byte("x"), fields: [][]byte{nil, []byte("y")}}, 7), p.record(record{fault: data.RefusedShape}, 8))
	})
	seed(func(p *parcels) error {
		return errors.Join(p.sheet(sheetPart{name: "S", hidden: true}), p.sheet(sheetPart{}), p.sent(parcelListed), p.record(record{fields: [][]byte{}}, 1))
	})
	f.Fuzz(func(t *testing.T, text []byte) {
		c := &child{ctx: t.Context(), stop: func() {}, in: bufio.NewReader(bytes.NewReader(text)), read: new(counter), gone: true}
		tab := &table{path: "x", child: c}
		kind, said, err := c.receive()
		switch {
		case err != nil:
		case kind == parcelHeader:
			err = tab.headedByChild(nil, said)
		default:
			_, err = c.list(kind, said)
		}
		for err == nil {
			var rec record
			if rec, err = c.next(); err == nil && rec.fields == nil && rec.fault == "" {
				t.Errorf("a row of nothing: %+v", rec)
			}
		}
		var known bool
		for _, want := range []error{io.EOF, data.ErrNotTable, data.ErrTooLarge, data.ErrProtected, data.ErrEmptyFile, data.ErrService} {
			known = known || errors.Is(err, want)
		}
		if !known && !strings.HasPrefix(err.Error(), otherError) {
			t.Errorf("an error without a name: %v", err)
		}
	})
}
