package part

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

// order returns the IDs of the columns from left to right, and the words of the first row under them.
func order(tb *Table) (ids, words string) {
	row := onScreen(tb)[0]
	for i, c := range tb.Columns() {
		ids += c.ID + " "
		if row.cells[i].staged {
			words += row.cells[i].badge.Text() + ", "
		} else {
			words += row.cells[i].text + ", "
		}
	}
	return ids, words
}

func TestColumnsMove(t *testing.T) {
	start(t)
	tb := NewTable(&numbers{}, columns()...)
	tb.SetLength(3)
	told := 0
	show(t, tb, 400, 300)
	drag := func(from int, x float32) {
		c := tb.heading.cells[from]
		c.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x-c.Position().X, 8)}})
		if tb.OnColumns != nil && !tb.heading.gap.Visible() {
			t.Error("nothing shows where the column goes")
		}
		c.DragEnd()
	}
	tests := []struct {
		name       string
		do         func()
		ids, words string
		told       int
	}{
		{"nobody remembers it", func() { drag(0, 390) }, "number stage text ", "row 0, Menunggu, quiet, ", 0},
		{"to the end", func() { tb.OnColumns = func() { told++ }; drag(0, 390) }, "stage text number ", "Menunggu, quiet, row 0, ", 1},
		{"to the beginning", func() { drag(2, 3) }, "number stage text ", "row 0, Menunggu, quiet, ", 2},
		{"onto itself", func() { drag(1, 130) }, "number stage text ", "row 0, Menunggu, quiet, ", 2},
		{"by one", func() { tb.MoveColumn(1, 2) }, "number text stage ", "row 0, quiet, Menunggu, ", 3},
		{"nowhere", func() { tb.MoveColumn(2, 9); tb.MoveColumn(-1, 0); tb.MoveColumn(3, 0) }, "number text stage ", "row 0, quiet, Menunggu, ", 3},
		{"given in another order", func() { c := tb.Columns(); tb.SetColumns([]Column{c[2], c[0], c[1]}) }, "stage number text ", "Menunggu, row 0, quiet, ", 3},
		{"as at first", func() { tb.SetColumns(columns()) }, "number stage text ", "row 0, Menunggu, quiet, ", 3},
		{"others", func() { tb.SetColumns([]Column{{ID: "stage"}, {ID: "other"}, {ID: "text"}}) }, "stage other text ", "row 0, Menunggu, quiet, ", 3},
	}
	for _, tt := range tests {
		tt.do()
		if ids, words := order(tb); ids != tt.ids || words != tt.words || told != tt.told {
			t.Errorf("%s: %s: %s told %d times; want %s: %s %d", tt.name, ids, words, told, tt.ids, tt.words, tt.told)
		}
		if tb.heading.gap.Visible() {
			t.Errorf("%s: the gap is still shown", tt.name)
		}
	}
}

// TestGapSkipsHiddenColumns puts a column behind one on screen where the last column is hidden.
func TestGapSkipsHiddenColumns(t *testing.T) {
	start(t)
	tb := NewTable(&numbers{}, columns()...)
	show(t, tb, 400, 300)
	tb.ToggleColumn(1)
	for x, want := range map[float32]int{0: 0, 60: 2, 399: 3} {
		if got := tb.gapAt(x); got != want {
			t.Errorf("at %v before column %d, want %d", x, got, want)
		}
	}
}

func TestNumbersSort(t *testing.T) {
	start(t)
	tb := NewTable(&numbers{}, columns()...)
	var got []string
	tb.OnSort = func(c string, down bool) { got = append(got, fmt.Sprint(c, " ", down)) }
	show(t, tb, 400, 300)
	for _, r := range "11290x" { // the second column does not sort, and there is no ninth
		tb.rows.TypedRune(r)
	}
	tb.ToggleColumn(1)
	tb.rows.TypedRune('2')
	if want := []string{"number false", "number true", "text false"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
