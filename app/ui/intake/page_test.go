package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"tuntas/app/i18n"
	"tuntas/app/ui/task"
	"tuntas/data"
	source "tuntas/data/intake"
)

const (
	reportRows = "number,sent_at,channel,category,area,weather\nJK26030100001,2026-03-01 08:00,JAKI,Jalan,Gambir,rain\n" +
		"JK26030100002,yesterday,JAKI,Jalan,Gambir,sun\n"
	eventRows = "number;happened_at;activity;unit\nJK26030100001;2026-03-01 08:00;waiting;A\n" +
		"JK26030100001;2026-03-02 08:00;Painted;A\nJK26030100001;2026-03-03 08:00;Painted;A\n"
	ownProfile = "name = \"own\"\n[title]\nid = \"Punya kami\"\nen = \"Our own\"\n[activities]\n\"A\" = { stage = \"waiting\" }\n" +
		"[[file]]\nkind = \"events\"\n[file.columns]\ncase = \"k\"\ntime = \"t\"\nactivity = \"a\"\n"
)

// shell is what the page is given in tests.
type shell struct {
	chosen  []string // what the file dialog answers
	path    string   // where to save
	saved   bytes.Buffer
	calls   []string // of Bring
	done    int      // calls of Done
	refused []data.RefusedRow
	result  data.ImportResult
	during  func(ctx context.Context) error // called inside Bring; may be nil
}

func (s *shell) page(t *testing.T) *Page {
	t.Helper()
	test.NewTempApp(t)
	p := New(Intake{
		Bring: s.bring, Run: task.Inline, Language: i18n.For("id", time.UTC),
		Choose: func(chosen func([]string)) { chosen(s.chosen) },
		SaveAs: func(_ string, chosen func(string)) { chosen(s.path) },
		SaveRefused: func(_ context.Context, _ *source.Profile, _ int64, rows []data.RefusedRow, path string) ([]string, error) {
			fmt.Fprint(&s.saved, rows[0].Line, rows[0].Value)
			return []string{path}, nil
		},
		Done: func() { s.done++ },
	})
	w := test.NewTempWindow(t, p.Content())
	w.Resize(fyne.NewSize(1080, 750))
	p.Load(t.Context())
	return p
}

func (s *shell) bring(
	ctx context.Context, p *source.Profile, paths []string, dryRun bool, progress func(source.Progress),
) (data.ImportResult, []data.RefusedRow, error) {
	var names []string
	for _, path := range paths {
		names = append(names, filepath.Base(path))
	}
	s.calls = append(s.calls, fmt.Sprintf("%s %s %v", p.Name(), strings.Join(names, "+"), dryRun))
	progress(source.Progress{Path: paths[0], Bytes: 1, Total: 2, Rows: 1})
	if s.during != nil {
		if err := s.during(ctx); err != nil {
			return data.ImportResult{}, nil, err
		}
	}
	return s.result, s.refused, nil
}

// put writes a file for the test and returns its path.
func put(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// words are all texts that the object shows.
func words(o fyne.CanvasObject) []string {
	var all []string
	switch o := o.(type) {
	case *canvas.Text:
		all = append(all, o.Text)
	case *fyne.Container:
		for _, c := range o.Objects {
			all = append(all, words(c)...)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			all = append(all, words(c)...)
		}
	}
	return all
}

func shows(t *testing.T, o fyne.CanvasObject, want ...string) {
	t.Helper()
	got := words(o)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("shows %q; want %q among them", got, w)
		}
	}
}

func (p *Page) locked() bool { return p.tools.bring.Disabled() && p.tools.check.Disabled() }

func line(p *Page, i int) string {
	cells, ok := p.files.Row(i)
	if !ok {
		return ""
	}
	var all []string
	for _, c := range cells {
		all = append(all, c.Text)
	}
	return strings.Join(all, " | ")
}

func TestDrop(t *testing.T) {
	p := new(shell).page(t)
	if !p.locked() {
		t.Error("nothing can be brought in before there are files")
	}
	p.Drop([]string{put(t, "r.csv", reportRows), put(t, "e.csv", eventRows)})
	for i, want := range []string{"r.csv | Laporan | 1 baris ditolak", "e.csv | Peristiwa | 2 baris ditolak · 1 aktivitas tak dikenal"} {
		if got := line(p, i); got != want {
			t.Errorf("file %d: got %q; want %q", i, got, want)
		}
	}
	if p.locked() || p.profile.picker.Key() != "tuntas" {
		t.Errorf("locked %v with profile %q; want the one that fits", p.locked(), p.profile.picker.Key())
	}
	shows(t, p.preview, "Waktu dikirim", "tidak dipakai", "yesterday", "Waktu kosong atau tidak terbaca")
	p.files.table.Select(1)
	shows(t, p.preview, "Painted", p.language.Text("intake.unmapped.refused"))
}

func TestDropAgain(t *testing.T) {
	r, e := put(t, "r.csv", reportRows), put(t, "e.csv", eventRows)
	p := new(shell).page(t)
	p.Drop([]string{r})
	p.Drop([]string{r, e})
	if want := []string{r, e}; !slices.Equal(p.paths, want) {
		t.Errorf("lists %q; want each once", p.paths)
	}
	p.files.table.Select(0)
	test.Tap(p.tools.remove)
	if want := []string{e}; !slices.Equal(p.paths, want) || !strings.HasPrefix(line(p, 0), "e.csv") {
		t.Errorf("lists %q after r.csv was removed", p.paths)
	}
	test.Tap(p.tools.bring)
	p.Drop([]string{r})
	if want := []string{r}; !slices.Equal(p.paths, want) {
		t.Errorf("lists %q; want a new list once the old one was brought in", p.paths)
	}
	test.Tap(p.tools.clear)
	if len(p.paths) != 0 || !p.locked() || p.files.list.Visible() || !p.files.zone.Visible() {
		t.Errorf("lists %q after it was cleared", p.paths)
	}
}

func TestFileThatIsNoTable(t *testing.T) {
	s := &shell{chosen: []string{put(t, "b.xlsx", "PK\x03\x04")}}
	p := s.page(t)
	p.Drop([]string{put(t, "r.csv", reportRows)})
	test.Tap(p.tools.add)
	if got, want := line(p, 1), "b.xlsx |  | Tidak terbaca"; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
	if !p.locked() {
		t.Error("files can be brought in although one cannot be read")
	}
	p.files.table.Select(1)
	if got := strings.Join(words(p.preview), " "); !strings.Contains(got, "simpan sebagai CSV") {
		t.Errorf("shows %q; want what to do", got)
	}
}

func TestNoProfileFits(t *testing.T) {
	p := new(shell).page(t)
	p.Drop([]string{put(t, "x.csv", "k,t,a\n1,2026-03-01,A\n")})
	if !p.locked() || p.profile.picker.Key() != "" {
		t.Errorf("locked %v with profile %q; want none", p.locked(), p.profile.picker.Key())
	}
	p.onProfile("tuntas")
	if got := strings.Join(words(p.preview), " "); !p.locked() || !strings.Contains(got, "kolom") {
		t.Errorf("shows %q; want which column is missing", got)
	}
}

func TestProfileFile(t *testing.T) {
	path := put(t, "own.toml", ownProfile)
	s := &shell{chosen: []string{path}}
	p := s.page(t)
	p.Drop([]string{put(t, "x.csv", "k,t,a\n1,2026-03-01T08:00:00Z,A\n")})
	test.Tap(p.tools.open)
	if p.locked() || p.profile.picker.Label() != "Punya kami" || line(p, 0) != "x.csv | Peristiwa | Baik" {
		t.Fatalf("locked %v, profile %q, file %q", p.locked(), p.profile.picker.Label(), line(p, 0))
	}
	p.Drop([]string{put(t, "bad.toml", "nonsense = 1")})
	if !p.locked() {
		t.Error("a profile that cannot be read can be used")
	}
	p.onProfile("") // back to what fits best: nothing does
	if p.profile.picker.Key() != "" {
		t.Errorf("profile %q; want none", p.profile.picker.Key())
	}
	p.onProfile(path)
	test.Tap(p.tools.bring)
	if want := []string{"own x.csv false"}; !slices.Equal(s.calls, want) {
		t.Errorf("brought %q; want %q", s.calls, want)
	}
}

func TestCheckAndBring(t *testing.T) {
	s := &shell{result: data.ImportResult{Read: 1234, Taken: 1200, Unchanged: 30, Refused: 4, Took: 3 * time.Second}}
	p := s.page(t)
	p.Drop([]string{put(t, "r.csv", reportRows), put(t, "e.csv", eventRows)})
	test.Tap(p.tools.check)
	shows(t, p.outcome, p.language.Text("intake.result.checked"), "1.234", "1.200", "3 dtk")
	if s.done != 0 {
		t.Error("a check has changed the data")
	}
	test.Tap(p.tools.bring)
	shows(t, p.outcome, p.language.Text("intake.result.done"))
	if want := []string{"tuntas r.csv+e.csv true", "tuntas r.csv+e.csv false"}; !slices.Equal(s.calls, want) || s.done != 1 {
		t.Errorf("brought %q, told %d times; want %q and once", s.calls, s.done, want)
	}
	if p.Busy() || p.locked() || p.status.Visible() {
		t.Error("still busy")
	}
}

func TestStop(t *testing.T) {
	s := &shell{}
	p := s.page(t)
	s.during = func(ctx context.Context) error {
		if !p.Busy() || !p.locked() || !p.status.Visible() {
			t.Error("not busy while files are brought in")
		}
		p.Drop([]string{"other.csv"})
		p.Stop()
		if ctx.Err() == nil {
			t.Error("the work was not told to stop")
		}
		return errors.New("interrupted") // what a driver makes of it
	}
	p.Drop([]string{put(t, "r.csv", reportRows)})
	test.Tap(p.tools.bring)
	shows(t, p.outcome, p.language.Text("intake.stopped"))
	if s.done != 0 || p.Busy() || p.locked() || len(p.paths) != 1 || p.brought {
		t.Errorf("told %d times, busy %v, lists %q", s.done, p.Busy(), p.paths)
	}
}

// A stop that comes too late does not hide that the data has changed.
func TestStopTooLate(t *testing.T) {
	s := &shell{result: data.ImportResult{Read: 1, Taken: 1}}
	p := s.page(t)
	s.during = func(context.Context) error { p.Stop(); return nil }
	p.Drop([]string{put(t, "r.csv", reportRows)})
	test.Tap(p.tools.bring)
	shows(t, p.outcome, p.language.Text("intake.result.done"))
	if s.done != 1 {
		t.Errorf("told %d times that the data has changed; want once", s.done)
	}
}

func TestLeaveWhileBringing(t *testing.T) {
	s := &shell{result: data.ImportResult{Read: 1, Taken: 1}}
	p := s.page(t)
	ctx, leave := context.WithCancel(t.Context())
	s.during = func(ctx context.Context) error { leave(); return ctx.Err() }
	p.Load(ctx)
	p.Drop([]string{put(t, "r.csv", reportRows)})
	test.Tap(p.tools.bring)
	if s.done != 1 || p.Busy() {
		t.Errorf("told %d times, busy %v; want the work to go on", s.done, p.Busy())
	}
}

func TestBringFails(t *testing.T) {
	s := &shell{during: func(context.Context) error { return data.ErrDiskFull }}
	p := s.page(t)
	p.Drop([]string{put(t, "r.csv", reportRows)})
	test.Tap(p.tools.bring)
	if got := strings.Join(words(p.outcome), " "); !strings.Contains(got, "Disk penuh") || s.done != 0 || p.locked() {
		t.Errorf("shows %q, told %d times, locked %v", got, s.done, p.locked())
	}
}

func TestSaveRefused(t *testing.T) {
	row := data.RefusedRow{Path: "r.csv", Line: 3, Column: "sent_at", Value: "=yesterday", Reason: data.RefusedTime, Raw: "a,b"}
	s := &shell{refused: []data.RefusedRow{row}, result: data.ImportResult{Read: 9, Refused: 7}}
	p := s.page(t)
	p.Drop([]string{put(t, "r.csv", reportRows)})
	test.Tap(p.tools.check)
	shows(t, p.outcome, "1 pertama dari 7 baris yang ditolak", "=yesterday", p.language.Refusal(data.RefusedTime))
	p.onSaveRefused(outcome{refused: s.refused})
	if s.saved.Len() > 0 {
		t.Fatal("saved without a path")
	}
	s.path = "refused.csv"
	p.onSaveRefused(outcome{refused: s.refused})
	if got, want := s.saved.String(), "3=yesterday"; got != want {
		t.Errorf("saved %q; want %q", got, want)
	}
	if want := p.language.Text("intake.refused.saved", "path", "refused.csv"); p.notice.Text() != want {
		t.Errorf("said %q; want %q", p.notice.Text(), want)
	}
}

func TestVerdict(t *testing.T) {
	tests := []struct {
		o    outcome
		want string
	}{
		{outcome{dryRun: true, result: data.ImportResult{Taken: 1}}, "intake.result.checked"},
		{outcome{result: data.ImportResult{Taken: 1, Differing: 1}}, "intake.result.done"},
		{outcome{result: data.ImportResult{Unchanged: 1, Differing: 1}}, "intake.result.differ_only"},
		{outcome{result: data.ImportResult{Unchanged: 1, Refused: 1}}, "intake.result.same"},
		{outcome{result: data.ImportResult{Refused: 1}}, "intake.result.none"},
		{outcome{}, "intake.result.none"},
	}
	for _, tt := range tests {
		if got := verdict(tt.o); got != tt.want {
			t.Errorf("%+v: got %s; want %s", tt.o, got, tt.want)
		}
	}
}

func TestFieldNames(t *testing.T) {
	l := i18n.For("en", time.UTC)
	for field, want := range map[string]string{
		"": "not used", "case": "Report number", "unit, actor": "Unit, Actor", "unheard": "unheard",
	} {
		if got := fieldCell(l, field).Text; got != want {
			t.Errorf("%q: got %q; want %q", field, got, want)
		}
	}
}

// A person sees what a file was taken for before it is brought in.
func TestPreviewSaysTheForm(t *testing.T) {
	const rows = `[{"number":"A","sent_at":"2026-03-01 07:00"}]`
	for text, want := range map[string]string{
		"number;sent_at\nA;2026-03-01 07:00\n":              "Laporan · pemisah titik koma · 2 dari 2 kolom dipakai · 1 baris pertama",
		"number,sent_at,text\nA,2026-03-01 07:00,caf\xe9\n": "Laporan · pemisah koma · 3 dari 3 kolom dipakai · karakter dibaca sebagai Windows-1252 · 1 baris pertama",
		rows: "Laporan · JSON · 2 dari 2 kolom dipakai · 1 baris pertama",
	} {
		s := &shell{}
		p := s.page(t)
		p.Drop([]string{put(t, "r", text)})
		p.files.table.Select(0)
		if got := strings.Join(words(p.preview), "\n"); !strings.Contains(got, want) {
			t.Errorf("shows %q; want %q", got, want)
		}
	}
}
