package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// shelf keeps views in memory; each takes as many reports as its place, counted from 10.
type shelf struct{ own []data.View }

func (s *shelf) Views(context.Context, string) ([]data.View, error) { return slices.Clone(s.own), nil }

func (s *shelf) SaveView(_ context.Context, v data.View) error {
	s.own = append(s.own, v)
	return nil
}

func (s *shelf) RemoveView(_ context.Context, _, name string) error {
	s.own = slices.DeleteFunc(s.own, func(v data.View) bool { return v.Name == name })
	return nil
}

func (s *shelf) CountViews(_ context.Context, views []data.View) (counts []int64, err error) {
	for i := range views {
		counts = append(counts, int64(10+i))
	}
	return counts, nil
}

// full is a page with all that can be given to it.
type full struct {
	*Page
	window  fyne.Window
	copied  string
	saved   strings.Builder
	name    string // of the file
	noted   []int64
	kept    string
	indexed int
	read    []int64         // reports of which the text was asked for
	cannot  map[int64]error // reports that get no remark, as is known before
	fail    error           // why none gets one
}

func (f *full) check(_ context.Context, ids []int64) (refused []Refused, err error) {
	for _, id := range ids {
		if why := f.cannot[id]; why != nil {
			refused = append(refused, Refused{id, why})
		}
	}
	return refused, nil
}

func (f *full) note(_ context.Context, ids []int64, _ string) (done int, refused []Refused) {
	for _, id := range ids {
		if f.fail != nil {
			refused = append(refused, Refused{id, f.fail})
			continue
		}
		f.noted = append(f.noted, id)
		done++
	}
	return done, refused
}

// book writes the rows of a table, fields between bars.
func book(w io.Writer, t Table) error {
	for row, err := range t.Rows {
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, strings.Join(row, "|")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

func openedFull(t *testing.T, c *city, views *shelf) *full {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	f := &full{window: test.NewTempWindow(t, widget.NewLabel(""))}
	f.Page = New(Desk{
		Reports: c, Run: task.Inline, Language: i18n.For("id", jakarta), Today: func() time.Time { return today }, Open: func(int64) {},
		Account: "ana", Views: views, Keep: func(columns string) { f.kept = columns },
		Due: func(_ context.Context, ids ...int64) (map[int64]data.DueTime, error) {
			due := map[int64]data.DueTime{}
			for _, id := range ids {
				due[id] = data.DueTime{Rule: "D6", At: today.Add(time.Duration(id-2) * 24 * time.Hour)}
			}
			return due, nil
		},
		Texts: func(_ context.Context, ids ...int64) (map[int64]string, error) {
			f.read = append(f.read, ids...)
			return map[int64]string{ids[0]: "Lubang\n\tdi  jalan"}, nil
		},
		Index: func(context.Context) error { f.indexed++; return errors.New("not now") },
		Many: Many{
			Window: f.window, Copy: func(text string) { f.copied = text },
			SaveAs: func(name string, write func(context.Context, io.Writer) error) {
				f.saved.Reset()
				f.name = name
				if err := write(t.Context(), &f.saved); err != nil {
					t.Error(err)
				}
			},
			Check: f.check, Note: f.note, Book: book,
		},
	})
	f.window.SetContent(f.Content())
	f.window.Resize(fyne.NewSize(1080, 750))
	f.Load(t.Context())
	return f
}

func (f *full) marked() []int64 { return slices.Sorted(maps.Keys(f.marks.all)) }

func TestRowsAreMarked(t *testing.T) {
	f := openedFull(t, &city{n: 1000}, &shelf{})
	f.table.TakeFocus()
	f.table.Select(2)
	space := &fyne.KeyEvent{Name: fyne.KeySpace}
	f.window.Canvas().Focused().TypedKey(space)
	f.window.Canvas().Focused().TypedKey(space)
	if want := []int64{3, 4}; !slices.Equal(f.marked(), want) || f.table.Selected() != 4 {
		t.Fatalf("marked %v at row %d, want %v at 4", f.marked(), f.table.Selected(), want)
	}
	f.table.OnMark(3, 3, true)
	f.table.OnMark(790, 810, false) // rows that nobody has seen
	if got := f.marked(); len(got) != 22 || got[0] != 3 || got[21] != 811 || !f.marks.box.Visible() {
		t.Fatalf("marked %v", got)
	}
	f.onSort("number", true)
	if len(f.marked()) != 22 {
		t.Error("sorting takes marks away")
	}
	f.Show(data.Filter{Category: "Jalan"})
	if len(f.marked()) != 0 || f.marks.box.Visible() {
		t.Errorf("another filter leaves %v", f.marked())
	}
}

// Everything that is done with many reports is done without a mouse as well.
func TestMarksByKeyboard(t *testing.T) {
	f := openedFull(t, &city{n: 30}, &shelf{})
	f.table.TakeFocus()
	f.table.Select(4)
	keys, ok := f.window.Canvas().Focused().(interface {
		desktop.Keyable
		fyne.Shortcutable
	})
	if !ok {
		t.Fatalf("%T takes no keys", f.window.Canvas().Focused())
	}
	keys.TypedShortcut(&fyne.ShortcutCopy{})
	if f.copied != "JK0000004" {
		t.Errorf("copied %q, want the selected row", f.copied)
	}
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	keys.KeyDown(shift)
	keys.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	keys.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	keys.KeyUp(shift)
	keys.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if want := []int64{5, 6, 7}; !slices.Equal(f.marked(), want) || f.table.Selected() != 7 {
		t.Errorf("marked %v at row %d, want %v at 7", f.marked(), f.table.Selected(), want)
	}
	keys.TypedShortcut(&fyne.ShortcutCopy{})
	if f.copied != "JK0000004\nJK0000005\nJK0000006" {
		t.Errorf("copied %q", f.copied)
	}
	keys.TypedShortcut(&fyne.ShortcutSelectAll{})
	if len(f.marked()) != 30 {
		t.Errorf("%d of 30 marked", len(f.marked()))
	}
}

func TestActionsOnMany(t *testing.T) {
	c := &city{n: 20, row: func(_ data.Filter, i int) data.Summary {
		return data.Summary{ID: int64(i + 1), Number: "JK" + string(rune('a'+i)), Stage: data.Process, Pass: 1, Unit: "=1+1", Text: "rahasia"}
	}}
	f := openedFull(t, c, &shelf{})
	f.table.OnMark(0, 9, false)
	f.marks.onCopy()
	if want := "JKa\nJKb\nJKc\nJKd\nJKe\nJKf\nJKg\nJKh\nJKi\nJKj"; f.copied != want {
		t.Errorf("copied %q", f.copied)
	}
	f.marks.onSave()
	lines := strings.Split(strings.TrimSpace(f.saved.String()), "\n")
	if len(lines) != 11 || !strings.Contains(lines[1], "'=1+1") || strings.Contains(f.saved.String(), "rahasia") {
		t.Errorf("saved %q", f.saved.String())
	}
	f.marks.onBook()
	if lines := strings.Split(f.saved.String(), "\n"); len(lines) != 11 || !strings.HasPrefix(lines[9], "JKj|Proses|") || f.name != "laporan-2026-03-10.xlsx" {
		t.Errorf("workbook %s: %q", f.name, lines)
	}
}

// The list as it is filtered and sorted is saved whole, also the rows that were never on screen.
func TestListIsSaved(t *testing.T) {
	c := &city{n: 25_001}
	f := openedFull(t, c, &shelf{})
	f.Show(data.Filter{Category: "Jalan", Order: data.Order{By: data.OrderNumber}})
	f.onListText()
	lines := strings.Split(strings.TrimSpace(f.saved.String()), "\n")
	if len(lines) != 25_002 || !strings.HasPrefix(lines[25_001], "JK0025000,") {
		t.Errorf("%d lines, the last %q", len(lines), lines[len(lines)-1])
	}
	if c.last().Category != "Jalan" || c.last().Order.By != data.OrderNumber {
		t.Errorf("saved the list of %+v", c.last())
	}
	c.fail = errors.New("no more")
	var w strings.Builder
	for _, write := range []func(io.Writer, Table) error{writeText, book} {
		if err := write(&w, f.written(t.Context(), f.listed())); !errors.Is(err, c.fail) {
			t.Errorf("a list that cannot be read is saved: %v", err)
		}
	}
}

// top is what the dialog on top says.
func (f *full) top() string {
	o := f.window.Canvas().Overlays().Top()
	if o == nil {
		return ""
	}
	return test.RenderObjectToMarkup(o)
}

// confirm writes into the dialog on top and confirms it.
func (f *full) confirm(note string) {
	if entry := f.window.Canvas().Focused(); entry != nil {
		for _, r := range note {
			entry.TypedRune(r)
		}
	}
	for _, b := range test.LaidOutObjects(f.window.Canvas().Overlays().Top()) {
		if b, ok := b.(*part.Button); ok && b.Text == "Beri catatan" {
			test.Tap(b)
		}
	}
}

func TestRemarkOnMany(t *testing.T) {
	c := &city{n: 40, row: func(_ data.Filter, i int) data.Summary {
		return data.Summary{ID: int64(i + 1), Number: fmt.Sprintf("JK%02d", i+1), Stage: data.Process, Pass: 1}
	}}
	f := openedFull(t, c, &shelf{})
	f.cannot = map[int64]error{3: data.ErrClock, 5: data.ErrRole, 7: data.ErrClock}
	f.table.OnMark(0, 39, false)
	f.marks.onNote()
	shown := f.top()
	for _, want := range []string{"37 laporan", "dan 29 lainnya", "2 laporan tidak dapat", "JK03, JK07", "1 laporan tidak dapat", "JK05"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the preview does not say %q\n%s", want, shown)
		}
	}
	f.confirm("")
	if f.noted != nil {
		t.Fatal("noted without a word")
	}
	f.confirm("sudah ditelepon")
	if len(f.noted) != 37 || slices.Contains(f.noted, 3) {
		t.Errorf("noted %v", f.noted)
	}
	if shown := f.top(); !strings.Contains(shown, "37 dari 40") || !strings.Contains(shown, "JK03, JK07") {
		t.Errorf("the result says\n%s", shown)
	}
}

func TestRemarkThatNobodyGets(t *testing.T) {
	f := openedFull(t, &city{n: 3}, &shelf{})
	f.cannot = map[int64]error{1: data.ErrRole, 2: data.ErrRole}
	f.table.OnMark(0, 1, false)
	f.marks.onNote()
	if shown := f.top(); !strings.Contains(shown, "2 laporan tidak dapat") || strings.Contains(shown, "Entry") {
		t.Errorf("a remark is asked for that nobody gets\n%s", shown)
	}
}

func TestRemarkThatFailsOnTheWay(t *testing.T) {
	f := openedFull(t, &city{n: 3}, &shelf{})
	f.table.OnMark(0, 1, false)
	f.marks.onNote()
	f.fail = data.ErrConflict
	f.confirm("sudah ditelepon")
	if shown := f.top(); !strings.Contains(shown, "0 dari 2") || !strings.Contains(shown, "2 laporan tidak dapat") {
		t.Errorf("the result says\n%s", shown)
	}
}

func TestViews(t *testing.T) {
	s := &shelf{}
	f := openedFull(t, &city{n: 7}, s)
	given := len(f.views.given())
	if len(f.views.all) != given || f.views.counts[0] != 10 {
		t.Fatalf("%d views, counts %v", len(f.views.all), f.views.counts)
	}
	f.views.take(f.views.all[0])
	if f.filter.Deadline != data.DeadlineOverdue || !f.views.inForce(f.views.all[0]) {
		t.Fatalf("filter %+v", f.filter)
	}
	f.views.take(f.views.all[0])
	if f.limited() {
		t.Error("a view in force is not lifted")
	}
	f.Show(data.Filter{Categories: []string{"Jalan", "Sampah"}})
	f.views.change(func(ctx context.Context, from saved) error {
		return from.SaveView(ctx, data.View{Name: "Jalan dan sampah", Owner: "ana", Filter: f.filter})
	})
	if len(f.views.all) != given+1 || !f.views.inForce(f.views.all[given]) {
		t.Fatalf("views %+v", f.views.all)
	}
	f.onSort("number", false)
	if !f.views.inForce(f.views.all[given]) {
		t.Error("sorting puts a view out of force")
	}
	f.views.onRemove()
	f.window.Canvas().Overlays().Remove(f.window.Canvas().Overlays().Top())
	if len(s.own) != 1 {
		t.Error("removed without an answer")
	}
}

func TestSeveralCategories(t *testing.T) {
	c := &city{n: 7}
	f := openedFull(t, c, &shelf{})
	for _, tt := range []struct {
		key  string
		one  string
		all  []string
		chip string
	}{
		{"Jalan", "Jalan", nil, "Kategori: Jalan"},
		{"Sampah", "", []string{"Jalan", "Sampah"}, "Kategori: Jalan, Sampah"},
		{"Jalan", "Sampah", nil, "Kategori: Sampah"},
		{"", "", nil, ""},
	} {
		f.bar.onCategory(tt.key)
		got := c.last()
		if got.Category != tt.one || !slices.Equal(got.Categories, tt.all) || strings.Join(f.chips.Texts(), "") != tt.chip {
			t.Errorf("%q: asked %q %q, chips %q", tt.key, got.Category, got.Categories, f.chips.Texts())
		}
	}
}

func TestPassesAndDeadlines(t *testing.T) {
	c := &city{n: 7}
	f := openedFull(t, c, &shelf{})
	f.bar.onPass("2+")
	f.bar.onDeadline("overdue")
	if got := c.last(); got.Deadline != data.DeadlineOverdue || got.Passes[0] != 2 || slices.Contains(got.Passes, 1) {
		t.Errorf("asked %+v", got)
	}
	if got := f.chips.Texts(); !slices.Equal(got, []string{"Tenggat: Lewat tenggat", "Putaran: Putaran 2 ke atas"}) {
		t.Errorf("chips %q", got)
	}
	want := []string{"lewat 1 hr", "lewat 0 dtk", "1 hr"}
	for i, w := range want {
		if got := texts(t, f.Page, i)[3]; got != w {
			t.Errorf("row %d: %q, want %q", i, got, w)
		}
	}
}

// Texts take longest to read: they are asked for once somebody looks at them.
func TestTextsComeWithTheirColumn(t *testing.T) {
	f := openedFull(t, &city{n: 7}, &shelf{})
	if len(f.read) != 0 || f.indexed != 1 {
		t.Fatalf("read %v with the column hidden, indexed %d times", f.read, f.indexed)
	}
	all := f.table.Columns()
	all[len(all)-1].Hidden = false
	f.table.SetColumns(all)
	f.table.OnColumns()
	if got := texts(t, f.Page, 0); len(f.read) != 7 || got[len(got)-1] != "Lubang di jalan" {
		t.Errorf("read %v, shown %q", f.read, got)
	}
}

func TestColumnsAreRemembered(t *testing.T) {
	f := openedFull(t, &city{n: 7}, &shelf{})
	all := f.table.Columns()
	all[1].Hidden, all[2].Width = true, 77
	f.table.SetColumns(all)
	f.table.OnColumns()
	again := kept(columns(f.desk.Language), f.kept)
	if !again[1].Hidden || again[2].Width != 77 || again[0].Hidden {
		t.Errorf("kept %q", f.kept)
	}
	for _, broken := range []string{"", "number", "number=x", "number=0,stage=999999", "nonsense=50", ",,="} {
		if got, want := kept(columns(f.desk.Language), broken), columns(f.desk.Language); !slices.Equal(got, want) {
			t.Errorf("%q changes columns", broken)
		}
	}
}
