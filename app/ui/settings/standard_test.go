package settings

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/app/ui/part"
	"tuntas/data"
)

func (d *desk) giveBack(ctx context.Context, category string, by data.Staff) error {
	return d.write(ctx, data.Checklist{Category: category}, by)
}

// TestReturnToTheStandardList: a category with a list of its own goes back to the standard one by a version more, after a look
// at that one; what was typed and not saved stays.
func TestReturnToTheStandardList(t *testing.T) {
	d := newDesk()
	standard := d.lists[0].Items
	d.lists = append(d.lists, data.Checklist{Category: "Jalan", Version: 1, Items: standard[:2], By: "ani"})
	p, w := judge(t, d, data.Validator)
	c := p.judging.checklist
	if p.ShowReturn(); part.DialogOpen(w) || !c.back.Disabled() {
		t.Error("the standard list returns to itself")
	}
	c.onCategory("Pohon")
	if !c.back.Disabled() {
		t.Error("a category without a list of its own returns")
	}
	c.onCategory("Jalan")
	c.onDrop(1)
	d.fail = errors.New("full")
	for _, fail := range []error{errors.New("full"), nil} {
		d.fail = fail
		w.Canvas().Focus(c.back)
		if press(c.back, fyne.KeyReturn); !part.DialogOpen(w) {
			t.Fatal("nothing was asked")
		}
		w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if fail != nil {
			press(w.Canvas().Focused(), fyne.KeyEscape) // the error
		}
	}
	if last := d.lists[1]; len(d.lists) != 3 || last.Category != "Jalan" || last.Version != 2 || !last.Returns() || len(d.lists[2].Items) != 2 {
		t.Fatalf("written: %+v", d.lists)
	}
	if len(c.items()) != 1 || !c.changed() {
		t.Errorf("what was typed is gone: %q", words(c))
	}
	test.Tap(c.discard)
	agree(t, w)
	if !slices.Equal(c.items(), standard) || !c.back.Disabled() || !strings.Contains(c.save.Text, "3") {
		t.Errorf("%d items, %q", len(c.items()), c.save.Text)
	}
	if text := c.force.Text(); !strings.HasPrefix(text, "Version 1, comes with Tuntas") || !strings.Contains(text, "Version 2, ani") {
		t.Errorf("in force %q", text)
	}
	if p.ShowVersions(); c.listed(d.lists[1]) != "Standard list from here on." {
		t.Errorf("listed %q", c.listed(d.lists[1]))
	}
}
