package desk

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

func TestFieldsOfTheBarFilter(t *testing.T) {
	from, until := time.Date(2026, 1, 31, 17, 0, 0, 0, time.UTC), time.Date(2026, 2, 28, 17, 0, 0, 0, time.UTC)
	tests := []struct {
		name string
		do   func(b *bar)
		want data.Filter
		chip string
	}{
		{"stage", func(b *bar) { b.onStage("validation") }, data.Filter{Stages: []data.Stage{data.Validation}}, "Tahap: Validasi"},
		{"words", func(b *bar) { test.Type(b.search, " jalan  rusak ") }, data.Filter{Text: "jalan rusak"}, "Kata: jalan rusak"},
		{"period", func(b *bar) { b.onSent(from, until) }, data.Filter{From: from, Until: until}, "Dikirim: 1 Feb 2026 – 28 Feb 2026"},
		{"open period", func(b *bar) { b.onSent(from, time.Time{}) }, data.Filter{From: from}, "Dikirim: sejak 1 Feb 2026"},
		{"area", func(b *bar) { b.takes(&b.page.filter.Area)("31.74") }, data.Filter{Area: "31.74"}, "Wilayah: Jakarta Selatan"},
		{"unit", func(b *bar) { b.takes(&b.page.filter.Unit)("Sudin") }, data.Filter{Unit: "Sudin"}, "Unit: Sudin"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := &city{n: 7}
			p, _, _ := opened(t, c)
			p.Load(t.Context())
			tt.do(p.bar)
			tt.want.Order = newestFirst
			if got := c.last(); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("asked %+v, want %+v", got, tt.want)
			}
			if got := p.chips.Texts(); !slices.Equal(got, []string{tt.chip}) {
				t.Errorf("chips %q, want %q", got, tt.chip)
			}
			if got, want := p.count(), "7 dari 7 laporan"; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			for _, m := range p.limits() {
				m.Lift()
			}
			p.onLifted()
			if got, want := c.last(), (data.Filter{Order: newestFirst}); !reflect.DeepEqual(got, want) || p.chips.Visible() {
				t.Errorf("lifted: asked %+v, want %+v; chips shown: %v", got, want, p.chips.Visible())
			}
		})
	}
}

func TestShowFillsTheBar(t *testing.T) {
	c := &city{n: 7}
	p, _, _ := opened(t, c)
	p.Load(t.Context())
	c.asked = nil
	f := data.Filter{
		Stages: []data.Stage{data.Process}, Area: "31.74.06", Category: "Jalan", Channel: "JAKI", Unit: "Sudin", Text: "lubang",
		From: today, Until: today.AddDate(0, 0, 3), Order: data.Order{By: data.OrderSince},
	}
	p.Show(f)
	b := p.bar
	got := []string{b.stage.Label(), b.area.Label(), b.category.Key(), b.channel.Key(), b.units.Key(), b.search.Text}
	if want := []string{"Proses", "Cilandak", "Jalan", "JAKI", "Sudin", "lubang"}; !slices.Equal(got, want) {
		t.Errorf("the bar shows %q, want %q", got, want)
	}
	if from, until := b.sent.Range(); !from.Equal(f.From) || !until.Equal(f.Until) {
		t.Errorf("the bar shows %v to %v", from, until)
	}
	if len(c.asked) != 1 || !reflect.DeepEqual(c.last(), f) {
		t.Errorf("asked %q under %+v, want %+v once", c.asked, c.last(), f)
	}
	f.Stages[0] = data.Done
	if p.filter.Stages[0] != data.Process {
		t.Error("the filter shares its stages with the caller's")
	}
	if len(p.chips.Texts()) != 7 {
		t.Errorf("chips %q", p.chips.Texts())
	}
	p.onClear()
	if want := (data.Filter{Order: f.Order}); !reflect.DeepEqual(c.last(), want) || b.search.Text != "" || b.stage.Key() != "" {
		t.Errorf("cleared: asked %+v, want %+v; bar %q %q", c.last(), want, b.search.Text, b.stage.Key())
	}
}

func TestSeveralStagesAreNamed(t *testing.T) {
	p, _, _ := opened(t, &city{n: 7})
	p.Show(data.Filter{Stages: []data.Stage{data.Process, data.FollowUp}})
	if got, want := p.chips.Texts(), "Tahap: Proses, Tindak Lanjut"; len(got) != 1 || got[0] != want {
		t.Errorf("chips %q, want %q", got, want)
	}
	if p.bar.stage.Key() != "" {
		t.Error("one stage is shown as if it were the only one")
	}
}

func TestHeadingsSort(t *testing.T) {
	tests := []struct {
		column     string
		descending bool
		want       data.Order
	}{
		{"number", false, data.Order{By: data.OrderNumber}},
		{"category", true, data.Order{By: data.OrderCategory, Descending: true}},
		{"since", false, data.Order{By: data.OrderSince, Descending: true}}, // the shortest stay began last
		{"since", true, data.Order{By: data.OrderSince}},
	}
	for _, tt := range tests {
		t.Run(tt.column, func(t *testing.T) {
			c := &city{n: 7}
			p, _, _ := opened(t, c)
			p.Load(t.Context())
			p.table.OnSort(tt.column, tt.descending)
			if got := c.last().Order; got != tt.want {
				t.Errorf("asked in the order %v, want %v", got, tt.want)
			}
			if column, descending := arrowOf(tt.want); column != tt.column || descending != tt.descending {
				t.Errorf("the arrow is at %s, %v", column, descending)
			}
		})
	}
}

func TestEachSortableColumnIsAnOrder(t *testing.T) {
	known := []data.OrderBy{
		data.OrderSent, data.OrderNumber, data.OrderStage, data.OrderSince, data.OrderCategory, data.OrderArea, data.OrderChannel,
		data.OrderUnit, data.OrderPass,
	}
	sortable := 0
	for _, c := range columns(i18n.For("id", jakarta)) {
		if c.Sortable {
			sortable++
			if !slices.Contains(known, data.OrderBy(c.ID)) {
				t.Errorf("%s is no order", c.ID)
			}
		}
	}
	if sortable != len(known) {
		t.Errorf("%d columns sort, want %d", sortable, len(known))
	}
}

func TestEmptyListSaysWhatToDo(t *testing.T) {
	tests := []struct {
		name   string
		filter data.Filter
		button bool
	}{
		{"under a filter", data.Filter{Text: "nothing"}, true},
		{"no reports at all", data.Filter{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := &city{}
			p, _, _ := opened(t, c)
			p.Load(t.Context())
			p.Show(tt.filter)
			if p.body.Objects[0] == p.table {
				t.Fatal("an empty table is shown")
			}
			button := clearButton(p.body.Objects[0])
			if (button != nil) != tt.button {
				t.Fatalf("button: %v, want %v", button != nil, tt.button)
			}
			c.n = 5
			if button != nil {
				test.Tap(button)
			} else {
				p.Load(t.Context())
			}
			if p.body.Objects[0] != p.table || p.table.Length() != 5 {
				t.Error("the rows did not come back")
			}
		})
	}
}

func clearButton(o fyne.CanvasObject) *part.Button {
	for _, o := range test.LaidOutObjects(o) {
		if b, ok := o.(*part.Button); ok && strings.HasPrefix(b.Text, "Hapus") {
			return b
		}
	}
	return nil
}

func TestKeysLeadFromSearchToCase(t *testing.T) {
	c := &city{n: 1000}
	p, w, cases := opened(t, c)
	p.Load(t.Context())
	p.Focus(w.Canvas())
	if w.Canvas().Focused() != p.bar.search {
		t.Fatal("the search field has not the focus")
	}
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	press(fyne.KeyDown)
	if w.Canvas().Focused() == p.bar.search || p.table.Selected() != 0 {
		t.Fatalf("row %d is selected", p.table.Selected())
	}
	press(fyne.KeyDown, fyne.KeyReturn)
	if want := []int64{2}; !slices.Equal(*cases, want) {
		t.Errorf("opened %v, want %v", *cases, want)
	}
	p.Focus(w.Canvas())
	press(fyne.KeyDown)
	if p.table.Selected() != 1 {
		t.Errorf("row %d is selected, want the one from before", p.table.Selected())
	}
}

func TestEscapeClearsTheWords(t *testing.T) {
	c := &city{n: 7}
	p, w, _ := opened(t, c)
	p.Load(t.Context())
	p.Focus(w.Canvas())
	test.Type(p.bar.search, "jalan")
	asked := len(c.asked)
	p.bar.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(c.asked) != asked {
		t.Error("the same words were asked for twice")
	}
	p.bar.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.bar.search.Text != "" || c.last().Text != "" {
		t.Errorf("%q is in the field, %q was asked", p.bar.search.Text, c.last().Text)
	}
}

func TestExcerpt(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"short", " a\n b\t", "a b"},
		{"long", strings.Repeat("é", 1000), strings.Repeat("é", longestExcerpt)},
		{"cut within a letter", "x" + strings.Repeat("日", 1000), "x" + strings.Repeat("日", longestExcerpt-1)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := excerpt(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestBarWrapsWhereTheWidthEnds(t *testing.T) {
	p, w, _ := opened(t, &city{n: 7})
	p.Load(t.Context())
	for _, width := range []float32{1700, 1080, 700} {
		w.Resize(fyne.NewSize(width, 750))
		bottom := float32(0)
		for _, o := range p.bar.row.Objects {
			if right := o.Position().X + o.Size().Width; right > p.bar.row.Size().Width+0.5 {
				t.Errorf("width %v: a field ends at %v of %v", width, right, p.bar.row.Size().Width)
			}
			bottom = max(bottom, o.Position().Y+o.Size().Height)
		}
		if top := p.body.Position().Y; p.bar.row.Position().Y+bottom > top {
			t.Errorf("width %v: the bar ends at %v, the table begins at %v", width, p.bar.row.Position().Y+bottom, top)
		}
	}
}
