package desk

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"tuntas/app/ui/part"
	"tuntas/data"
)

func ids(all []part.Column) (ids []string) {
	for _, c := range all {
		ids = append(ids, c.ID)
	}
	return ids
}

// TestOrderOfColumnsIsKept moves columns by keyboard in the dialog; the next start has them so, with the right cells.
func TestOrderOfColumnsIsKept(t *testing.T) {
	f := openedFull(t, &city{n: 30}, &shelf{})
	a := newArranging(f.Page)
	a.open()
	if !strings.Contains(f.top(), "Kolom daftar") {
		t.Fatalf("the dialog says %s", f.top())
	}
	first := ids(f.table.Columns())
	f.window.Canvas().Focus(a.ways[1][0])
	test.Tap(a.ways[1][0])
	want := slices.Clone(first)
	want[0], want[1] = want[1], want[0]
	if got := ids(f.table.Columns()); !slices.Equal(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	if f.window.Canvas().Focused() != a.ways[0][1] || !a.ways[0][0].Disabled() {
		t.Error("the keyboard is not on the way back")
	}
	test.Tap(a.ways[3][1])
	want[3], want[4] = want[4], want[3]
	again := New(Desk{Reports: &city{n: 30}, Language: f.desk.Language, Columns: f.kept, Open: func(int64) {}, Run: f.desk.Run, Today: f.desk.Today})
	if got := ids(again.table.Columns()); !slices.Equal(got, want) {
		t.Errorf("the next start has %v, want %v", got, want)
	}
	a.onUsual()
	if got := ids(f.table.Columns()); !slices.Equal(got, first) {
		t.Errorf("as at first: %v", got)
	}
}

func TestLastColumnStaysInDialog(t *testing.T) {
	f := openedFull(t, &city{n: 3}, &shelf{})
	a := newArranging(f.Page)
	a.show()
	for i := range a.rows.Objects {
		for _, o := range test.LaidOutObjects(a.rows.Objects[i]) {
			if c, ok := o.(*part.Tick); ok && c.Checked {
				c.SetChecked(false)
			}
		}
	}
	shown := 0
	for _, c := range f.table.Columns() {
		if !c.Hidden {
			shown++
		}
	}
	if shown != 1 {
		t.Errorf("%d columns are shown", shown)
	}
}

// TestKeptOrder reads what was written by hand, by an older version, and by one with other columns.
func TestKeptOrder(t *testing.T) {
	l := openedFull(t, &city{n: 1}, &shelf{}).desk.Language
	usual := strings.Join(ids(columns(l)), " ")
	for _, tt := range []struct{ name, text, want string }{
		{"nothing", "", usual},
		{"as at first", written(columns(l)), usual},
		{"a column that is no more", "weather=80," + written(columns(l)), usual},
		{"twice", written(columns(l)) + ",number=90", usual},
		{
			"new columns stay behind what they are behind", "unit=100,number=114,stage=120",
			"unit pass channel text number stage since due sent category area",
		},
	} {
		all := kept(columns(l), tt.text)
		if got := strings.Join(ids(all), " "); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestViewsAreTold tells the window which views there are, which one is in force, and leaves them out of the row above the list.
func TestViewsAreTold(t *testing.T) {
	own := data.View{Name: "Jalan", Owner: "ana", Filter: data.Filter{Category: "Jalan"}}
	f := openedFull(t, &city{n: 3}, &shelf{own: []data.View{own}})
	var told []Named
	f.desk.Tell = func(all []Named) { told = all }
	f.CountViews(t.Context())
	last := func() Named { return told[len(told)-1] }
	if len(told) != 5 || last().View.Name != "Jalan" || last().Count != 14 || last().On || len(f.views.row.Objects) != 4 {
		t.Errorf("told %+v, %d buttons", told, len(f.views.row.Objects))
	}
	f.ShowView(own)
	if !last().On || f.filter.Category != "Jalan" || f.filter.Order != newestFirst || len(f.views.row.Objects) != 6 {
		t.Errorf("told %+v under %+v, %d buttons", last(), f.filter, len(f.views.row.Objects))
	}
	f.ShowView(own)
	if !last().On {
		t.Error("it was lifted")
	}
}
