package publish

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/analytics/figure"
	"tuntas/app/ui/part"
	"tuntas/data"
)

func (o *office) keep(template, path string) error {
	o.copied = append(o.copied, template+" "+path)
	return nil
}

func (o *office) freeze(_ context.Context, order Order, kind string, revise bool) (Frozen, error) {
	o.frozen = append(o.frozen, order.Issue+" "+kind)
	if len(o.changes) > 0 && !revise {
		return Frozen{Changes: o.changes}, data.About(order.Issue, data.ErrIssueChanged)
	}
	return Frozen{Document: figure.Document{Sections: []figure.Section{{Finding: "beku"}}}}, nil
}

// What is chosen of the contents is what the document is made of; a template of one's own is composed as soon as it is taken.
func TestContents(t *testing.T) {
	o := filled()
	p := o.page(t)
	p.Load(t.Context())
	o.file = "/tmp/milik.toml"
	p.content.number.SetText(" 12/2026 ")
	p.content.contact.SetText("biro")
	p.content.onOpen()
	last := o.orders[len(o.orders)-1]
	if last.Template != "/tmp/milik.toml" || last.Number != "12/2026" || last.Contact != "biro" || o.orders[0].Template != "periodic" {
		t.Errorf("composed %+v, first %+v", last, o.orders[0])
	}
	if p.content.reload.Disabled() {
		t.Error("a template of one's own cannot be read again")
	}
	n := len(o.orders)
	test.Tap(p.content.reload)
	if len(o.orders) != n+1 {
		t.Error("the template is not read again")
	}
	test.Tap(p.content.edit)
	if !slices.Equal(o.opened, []string{"/tmp/milik.toml"}) || len(o.copied) > 0 {
		t.Errorf("opened %v, copied %v", o.opened, o.copied)
	}
}

// A template that comes with the program is copied before it is edited, and the copy is taken.
func TestEditMakesACopy(t *testing.T) {
	o := filled()
	p := o.page(t)
	p.Load(t.Context())
	p.content.template.Set("flood")
	p.content.onTemplate()
	o.path = "/tmp/banjir.toml"
	test.Tap(p.content.edit)
	if !slices.Equal(o.copied, []string{"flood /tmp/banjir.toml"}) || !slices.Equal(o.opened, []string{"/tmp/banjir.toml"}) || o.name != "flood.toml" {
		t.Errorf("copied %v as %q, opened %v", o.copied, o.name, o.opened)
	}
	if last := o.orders[len(o.orders)-1]; last.Template != "/tmp/banjir.toml" {
		t.Errorf("composed %+v", last)
	}
}

// A template with a fault says where it is, and nothing can be saved meanwhile.
func TestTemplateFault(t *testing.T) {
	o := filled()
	p := o.page(t)
	p.Load(t.Context())
	o.compose = func(context.Context) error { return data.About("8: moon", data.ErrTemplate) }
	o.file = "/tmp/milik.toml"
	p.content.onOpen()
	if shown := strings.Join(words(p.preview), " "); !strings.Contains(shown, "baris 8: moon") || !p.locked() {
		t.Errorf("shows %q, locked %v", shown, p.locked())
	}
}

// An issue is frozen before it is written; one that stands and has changed shows what differs and is written as a revision only.
func TestIssue(t *testing.T) {
	o := filled()
	p := o.page(t)
	p.Load(t.Context())
	p.content.issue.SetText("2026-03")
	test.Tap(p.cards[2].save)
	if !slices.Equal(o.frozen, []string{"2026-03 printed"}) || !slices.Equal(o.wrote, []string{"printed /tmp/d beku"}) {
		t.Fatalf("froze %q, wrote %q", o.frozen, o.wrote)
	}
	o.changes = []string{"JK1: masuk belakangan"}
	test.Tap(p.cards[2].save)
	if shown := strings.Join(words(p.saved), " "); len(o.wrote) != 1 || !strings.Contains(shown, "JK1: masuk belakangan") || p.Busy() {
		t.Fatalf("wrote %q, shows %q, busy %v", o.wrote, shown, p.Busy())
	}
	test.Tap(button(p.saved))
	if len(o.wrote) != 2 || p.cards[2].save.Disabled() {
		t.Errorf("wrote %q", o.wrote)
	}
}

// button is the first button in the object.
func button(o fyne.CanvasObject) *part.Button {
	if b, ok := o.(*part.Button); ok {
		return b
	}
	var inside []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		inside = o.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(o).Objects()
	}
	for _, child := range inside {
		if b := button(child); b != nil {
			return b
		}
	}
	return nil
}
