package part

import (
	"fmt"
	"image/color"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
	"tuntas/data"
)

// start gives a test an application with the theme of the program.
func start(t *testing.T) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
}

// show puts o into a window of this size.
func show(t *testing.T, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

// numbers is a source whose rows say their own number. Rows from missing on are not loaded.
type numbers struct {
	missing int
	asked   map[int]int
	onMiss  func()
}

func (n *numbers) Row(i int) ([]Cell, bool) {
	if n.asked != nil {
		n.asked[i]++
	}
	if n.missing > 0 && i >= n.missing {
		if n.onMiss != nil {
			n.onMiss()
		}
		return nil, false
	}
	return []Cell{{Text: fmt.Sprint("row ", i)}, {Text: "Menunggu", Stage: data.Waiting}, {Text: "quiet", Quiet: true}}, true
}

func columns() []Column {
	return []Column{
		{ID: "number", Title: "Nomor", Width: 100, Sortable: true},
		{ID: "stage", Title: "Tahap", Width: 120},
		{ID: "text", Title: "Laporan", Width: 80, Grow: true, Sortable: true},
	}
}

// onScreen returns the lines that are visible but for the 4 units by which a float32 can be wrong at the end of a million
// rows, by row.
func onScreen(t *Table) map[int]*tableRow {
	lines := map[int]*tableRow{}
	walk(t.rows, 0, func(r *tableRow, y float32) {
		if y >= -4 && y+r.Size().Height <= t.rows.Size().Height+4 {
			lines[r.index] = r
		}
	})
	return lines
}

// walk calls found for each line below o that is not hidden, with its distance from the top.
func walk(o fyne.CanvasObject, y float32, found func(*tableRow, float32)) {
	switch o := o.(type) {
	case *tableRow:
		found(o, y)
	case *fyne.Container:
		for _, c := range o.Objects {
			walk(c, y+c.Position().Y, found)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			if c.Visible() {
				walk(c, y+c.Position().Y, found)
			}
		}
	}
}

func TestTableShowsCells(t *testing.T) {
	start(t)
	tb := NewTable(&numbers{missing: 2}, columns()...)
	tb.SetLength(5)
	show(t, tb, 400, 300)
	lines := onScreen(tb)
	if len(lines) != 5 {
		t.Fatalf("%d lines, want 5", len(lines))
	}
	r := lines[1]
	if got := r.cells[0].words.segment.Text; got != "row 1" {
		t.Errorf("first cell %q", got)
	}
	if r.cells[1].badge.Text() != "Menunggu" || r.cells[1].badge.Hidden || !r.cells[1].words.Hidden {
		t.Error("a cell with a stage is no badge")
	}
	if got := r.cells[2].words.segment.Style.ColorName; got != assets.ColorQuiet {
		t.Errorf("quiet cell in %s", got)
	}
	if got := lines[3].cells[0].words.segment.Text; got != "…" || !lines[3].cells[1].badge.Hidden {
		t.Errorf("a row that is not loaded shows %q", got)
	}
}

func TestTableRowHeightIsWhole(t *testing.T) {
	start(t)
	for _, scale := range []float32{0.8, 1, 1.15, 1.3, 2} {
		test.ApplyTheme(t, assets.NewTheme(assets.Light).Scaled(scale))
		tb := NewTable(&numbers{}, columns()...)
		if s := tb.step(); s != float32(int(s)) {
			t.Errorf("scale %v: step %v", scale, s)
		}
	}
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	if s := NewTable(&numbers{}).step(); s != 36 {
		t.Errorf("step %v, want 36", s)
	}
}

func TestTableRevealsFarRows(t *testing.T) {
	start(t)
	tb := NewTable(&numbers{}, columns()...)
	show(t, tb, 400, 400)
	for _, n := range []int{10_000, 1_000_000} {
		tb.SetLength(n)
		for _, row := range []int{0, 1, 7, n / 3, n / 2, n - 12345, n - 2, n - 1, 4999, 0} {
			row = max(0, row)
			tb.Reveal(row)
			if _, ok := onScreen(tb)[row]; !ok {
				first, last := tb.Shown()
				t.Errorf("of %d: row %d is not on screen, %d to %d are", n, row, first, last)
			}
			tb.Select(row)
			if _, ok := onScreen(tb)[row]; !ok {
				t.Errorf("of %d: selected row %d is not on screen", n, row)
			}
		}
	}
}

func TestTableKeys(t *testing.T) {
	start(t)
	tb := NewTable(&numbers{}, columns()...)
	tb.SetLength(100)
	show(t, tb, 400, 8*36+36+10) // eight rows fit
	page := tb.rows.page()
	tests := []struct {
		from int
		key  fyne.KeyName
		want int
	}{
		{-1, fyne.KeyDown, 0},
		{-1, fyne.KeyUp, 0},
		{-1, fyne.KeySpace, 0},
		{5, fyne.KeyDown, 6},
		{5, fyne.KeyUp, 4},
		{0, fyne.KeyUp, 0},
		{99, fyne.KeyDown, 99},
		{5, fyne.KeyHome, 0},
		{5, fyne.KeyEnd, 99},
		{5, fyne.KeyPageDown, 5 + page},
		{50, fyne.KeyPageUp, 50 - page},
		{2, fyne.KeyPageUp, 0},
		{98, fyne.KeyPageDown, 99},
		{5, fyne.KeyA, 5},
		{5, fyne.KeySpace, 5},
	}
	if page < 6 || page > 7 {
		t.Errorf("a page is %d rows, want 6 or 7 where eight fit", page)
	}
	for _, tt := range tests {
		tb.Unselect()
		tb.Select(tt.from)
		tb.rows.TypedKey(&fyne.KeyEvent{Name: tt.key})
		if got := tb.Selected(); got != tt.want {
			t.Errorf("%s from %d: got %d, want %d", tt.key, tt.from, got, tt.want)
		}
	}
}

func TestTableMouse(t *testing.T) {
	start(t)
	tb := NewTable(&numbers{}, columns()...)
	tb.SetLength(10)
	var got []string
	tb.OnSelected = func(row int) { got = append(got, fmt.Sprint("select ", row)) }
	tb.OnOpen = func(row int) { got = append(got, fmt.Sprint("open ", row)) }
	tb.OnMenu = func(row int, _ fyne.Position) { got = append(got, fmt.Sprint("menu ", row)) }
	w := show(t, tb, 400, 300)
	lines := onScreen(tb)
	lines[3].MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	test.DoubleTap(lines[3])
	lines[4].MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonSecondary})
	if w.Canvas().Focused() != fyne.Focusable(tb.rows) {
		t.Error("a click does not bring the focus to the table")
	}
	test.TapSecondary(lines[4])
	tb.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if want := []string{"select 3", "open 3", "select 4", "menu 4", "open 4"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTableSelectionAndLength(t *testing.T) {
	start(t)
	tb := NewTable(&numbers{}, columns()...)
	calls := 0
	tb.OnSelected = func(int) { calls++ }
	show(t, tb, 400, 300)
	tb.Select(0)
	tb.SetLength(10)
	tb.Select(-1)
	tb.Select(10)
	if calls != 0 || tb.Selected() != -1 {
		t.Errorf("rows that do not exist were selected: %d calls, row %d", calls, tb.Selected())
	}
	tb.Select(9)
	tb.Select(9)
	tb.SetLength(9)
	if calls != 1 || tb.Selected() != -1 {
		t.Errorf("%d calls, row %d; want 1 and none", calls, tb.Selected())
	}
	tb.Select(2)
	tb.SetLength(20)
	if tb.Selected() != 2 {
		t.Errorf("a longer table lost its selection: %d", tb.Selected())
	}
	tb.SetLength(-3)
	if first, last := tb.Shown(); tb.Length() != 0 || first != 0 || last != -1 {
		t.Errorf("an empty table has length %d and shows %d to %d", tb.Length(), first, last)
	}
	tb.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	tb.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func TestTableSorts(t *testing.T) {
	start(t)
	tb := NewTable(&numbers{}, columns()...)
	var got []string
	tb.OnSort = func(c string, down bool) { got = append(got, fmt.Sprint(c, " ", down)) }
	show(t, tb, 400, 300)
	test.Tap(tb.heading.cells[0])
	test.Tap(tb.heading.cells[0])
	test.Tap(tb.heading.cells[1]) // not sortable
	test.Tap(tb.heading.cells[2])
	tb.SetSort("number", true)
	if want := []string{"number false", "number true", "text false"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if tb.heading.cells[0].arrow.Hidden || !tb.heading.cells[2].arrow.Hidden {
		t.Error("the arrow is not at the column that sorts")
	}
}

// TestTableLoadsWithinRow is a source that loads at once, as pages do in tests: it must not draw within drawing.
func TestTableLoadsWithinRow(t *testing.T) {
	start(t)
	source := &numbers{missing: 3}
	tb := NewTable(source, columns()...)
	source.onMiss = func() {
		source.missing = 0
		tb.Refresh()
	}
	tb.SetLength(6)
	show(t, tb, 400, 400)
	for i, r := range onScreen(tb) {
		if want := fmt.Sprint("row ", i); r.cells[0].words.segment.Text != want {
			t.Errorf("row %d shows %q", i, r.cells[0].words.segment.Text)
		}
	}
}

func TestTableAsksForRowsOnScreenOnly(t *testing.T) {
	start(t)
	source := &numbers{asked: map[int]int{}}
	tb := NewTable(source, columns()...)
	tb.SetLength(1_000_000)
	show(t, tb, 400, 400)
	tb.Refresh()
	if len(source.asked) > 14 {
		t.Errorf("asked for %d rows", len(source.asked))
	}
}

func TestTablePlaces(t *testing.T) {
	start(t)
	tests := []struct {
		name  string
		width float32
		hide  int // -1: none
		want  []float32
	}{
		{"room", 400, -1, []float32{100, 120, 180}},
		{"just", 300, -1, []float32{100, 120, 80}},
		{"the growing one gives up some", 288, -1, []float32{100, 120, 68}},
		{"narrow", 138, -1, []float32{50, 60, 28}},
		{"hidden", 400, 1, []float32{100, 0, 300}},
		{"none grows", 400, 2, []float32{100, 120, 0}},
	}
	for _, tt := range tests {
		tb := NewTable(&numbers{}, columns()...)
		if tt.hide >= 0 {
			tb.columns[tt.hide].Hidden = true
		}
		var got []float32
		for _, p := range tb.places(tt.width) {
			got = append(got, p.width)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestTableColumns(t *testing.T) {
	start(t)
	tb := NewTable(&numbers{}, columns()...)
	tb.SetLength(3)
	told := 0
	tb.OnColumns = func() { told++ }
	w := show(t, tb, 400, 300)
	tb.heading.grips[0].Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(30, 0)})
	tb.heading.grips[0].DragEnd()
	tb.heading.grips[1].Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-500, 0)})
	if c := tb.Columns(); c[0].Width != 130 || c[1].Width != leastColumn || told != 1 {
		t.Errorf("widths %v and %v, told %d times", c[0].Width, c[1].Width, told)
	}
	test.TapSecondary(tb.heading.cells[0])
	if !DialogOpen(w) {
		t.Error("the right button offers no columns")
	}
	tb.ToggleColumn(1)
	if r := onScreen(tb)[0]; !tb.Columns()[1].Hidden || !r.cells[1].badge.Hidden {
		t.Error("a hidden column is still there")
	}
	tb.ToggleColumn(0)
	tb.ToggleColumn(2)
	if tb.Columns()[2].Hidden {
		t.Error("the last column was hidden")
	}
	tb.SetColumns(append(columns(), Column{ID: "more", Title: "More", Width: 50}))
	if r := onScreen(tb)[0]; len(r.cells) != 4 {
		t.Errorf("%d cells after a column was added", len(r.cells))
	}
}

// TestBadgeIsPainted looks at the pixels: the tint behind, the ink in front.
func TestBadgeIsPainted(t *testing.T) {
	start(t)
	b := stageBadge("Selesai", data.Done)
	w := show(t, b, 120, 30)
	th := assets.NewTheme(assets.Light)
	ink, tint := th.Color(StageColor(data.Done), 0), th.Color(StageTint(data.Done), 0)
	if !holds(w, ink) || !holds(w, tint) {
		t.Error("the badge lacks its ink or its tint")
	}
	b.setStage("Ditolak", data.Rejected)
	if holds(w, tint) || b.Text() != "Ditolak" {
		t.Error("the badge did not change")
	}
}

func holds(w fyne.Window, want color.Color) bool {
	img := w.Canvas().Capture()
	r, g, b, _ := want.RGBA()
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if pr, pg, pb, _ := img.At(x, y).RGBA(); pr == r && pg == g && pb == b {
				return true
			}
		}
	}
	return false
}

func BenchmarkTableJump(b *testing.B) {
	test.NewTempApp(b)
	tb := NewTable(&numbers{}, columns()...)
	tb.SetLength(1_000_000)
	w := test.NewTempWindow(b, tb)
	w.Resize(fyne.NewSize(1200, 800))
	for i := 0; b.Loop(); i++ {
		tb.Reveal((i * 7919) % 1_000_000)
	}
}
