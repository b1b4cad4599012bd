package desk

import (
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
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
	window fyne.Window
	copied string
	saved  strings.Builder
	noted  []int64
	kept   string
	fail   error
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
		Many: Many{
			Window: f.window, Copy: func(text string) { f.copied = text },
			SaveAs: func(_ string, write func(io.Writer) error) {
				if err := write(&f.saved); err != nil {
					t.Error(err)
				}
			},
			Note: func(_ context.Context, ids []int64, _ string) (int, error) { f.noted = ids; return len(ids), f.fail },
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
	f.marks.onNote()
	top := f.window.Canvas().Overlays().Top()
	shown := test.RenderObjectToMarkup(top)
	if !strings.Contains(shown, "dan 2 lainnya") || !strings.Contains(shown, "10 laporan") {
		t.Errorf("the preview says\n%s", shown)
	}
	f.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if f.noted != nil {
		t.Error("noted without a word")
	}
	f.marks.note(f.marked(), "sudah ditelepon")
	if len(f.noted) != 10 {
		t.Errorf("noted %v", f.noted)
	}
	f.fail = errors.New("one failed")
	f.window.Canvas().Overlays().Remove(top)
	f.marks.note(f.marked(), "sudah ditelepon")
	if f.window.Canvas().Overlays().Top() == nil {
		t.Error("a failure is not said")
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
