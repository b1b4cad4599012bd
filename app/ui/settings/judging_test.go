package settings

import (
	"context"
	"errors"
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

// desk is a bureau in memory: what it wrote, and what it answers next.
type desk struct {
	lists []data.Checklist
	plan  data.SecondLookPlan
	by    []data.Staff
	fail  error
	kept  Unsaved
}

func newDesk() *desk {
	return &desk{lists: []data.Checklist{data.DefaultChecklist()}, plan: data.DefaultSecondLookPlan()}
}

func (d *desk) facts(context.Context) (JudgingFacts, error) {
	return JudgingFacts{
		Categories: []string{"Jalan", "Pohon"}, Checklists: slices.Clone(d.lists), Plan: d.plan,
		Accepted: data.Acceptances{Days: 2, Risks: []int64{160, 0, 0, 40}},
	}, nil
}

func (d *desk) write(_ context.Context, c data.Checklist, by data.Staff) error {
	if d.fail != nil {
		return d.fail
	}
	d.by, c.By, c.At = append(d.by, by), by.Name, time.Date(2026, 3, 3, 1, 0, 0, 0, time.UTC)
	i := slices.IndexFunc(d.lists, func(k data.Checklist) bool { return k.Category == c.Category })
	if c.Version = 1; i >= 0 {
		c.Version = d.lists[i].Version + 1
	}
	d.lists = slices.Insert(d.lists, max(i, 0), c)
	return nil
}

func (d *desk) set(_ context.Context, p data.SecondLookPlan, by data.Staff) error {
	d.by, d.plan = append(d.by, by), p
	return d.fail
}

// judge opens the section at a desk of this role.
func judge(t *testing.T, d *desk, role data.Role) (*Page, fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	w := test.NewTempWindow(t, widget.NewLabel(""))
	p := New(Settings{
		Values: Values{Language: "en", Role: string(role), TextSize: 1}, Account: "ani", Run: task.Inline, Language: i18n.For("en", jakarta),
		Facts: func(context.Context) (data.Choices, error) { return data.Choices{}, nil }, Changed: func(Values) {}, Window: w,
		Judging: Judging{Facts: d.facts, Write: d.write, Return: d.giveBack, Plan: d.set, Kept: &d.kept},
	})
	w.SetContent(p.Content())
	w.Resize(fyne.NewSize(1084, 770))
	p.Load(t.Context())
	p.ShowSection(SectionJudging)
	return p, w
}

func press(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// words are the items on screen in the reader's language.
func words(c *checklist) (all []string) {
	for _, item := range c.items() {
		all = append(all, item.English)
	}
	return all
}

// fill types the words of an item into the form that is open, and confirms.
func fill(t *testing.T, w fyne.Window, indonesian, english string) {
	t.Helper()
	for i, text := range []string{indonesian, english} {
		e, ok := w.Canvas().Focused().(*part.Entry)
		if !ok {
			t.Fatalf("field %d: %T has the focus", i, w.Canvas().Focused())
		}
		e.SetText("")
		test.Type(e, text)
		if e.AcceptsTab() {
			t.Fatal("Tab stays in the field")
		}
		w.Canvas().FocusNext()
	}
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// agree presses the red button of the question that is open.
func agree(t *testing.T, w fyne.Window) {
	t.Helper()
	if !part.DialogOpen(w) {
		t.Fatal("nothing is asked")
	}
	w.Canvas().FocusNext()
	press(w.Canvas().Focused(), fyne.KeyReturn)
}

func TestChecklistIsWrittenByKeys(t *testing.T) {
	d := newDesk()
	p, w := judge(t, d, data.Validator)
	c := p.judging.checklist
	if !c.save.Disabled() || !c.discard.Disabled() || !strings.HasPrefix(c.force.Text(), "Version 1, comes with") {
		t.Fatalf("before a change: save %v, in force %q", !c.save.Disabled(), c.force.Text())
	}
	first := words(c)
	w.Canvas().Focus(c.list)
	press(c.list, fyne.KeyDown, fyne.KeyDelete) // the second
	c.list.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt})
	press(c.list, fyne.KeyInsert)
	fill(t, w, "Saluran bersih", "The drain is clean")
	if want := append([]string{first[0], first[3], first[2]}, append(slices.Clone(first[4:]), "The drain is clean")...); !slices.Equal(words(c), want) {
		t.Fatalf("got %q, want %q", words(c), want)
	}
	if w.Canvas().Focused() != fyne.Focusable(c.list) || c.list.Chosen() != 7 {
		t.Errorf("after the form %T has the focus, item %d", w.Canvas().Focused(), c.list.Chosen())
	}
	press(c.list, fyne.KeyReturn)
	fill(t, w, "Saluran bersih", "The drain is clean again")
	test.Tap(c.save)
	got := d.lists[0]
	if got.Version != 2 || got.Items[7] != (data.Item{ID: "saluran_bersih", Indonesian: "Saluran bersih", English: "The drain is clean again", Refuses: true}) {
		t.Fatalf("wrote %+v", got)
	}
	if want := (data.Staff{Name: "ani", Role: data.Validator}); !slices.Equal(d.by, []data.Staff{want}) {
		t.Errorf("by %v", d.by)
	}
	if !strings.HasPrefix(c.force.Text(), "Version 2, ani, 3 Mar 2026") || !c.save.Disabled() || len(d.kept.Items) != 0 {
		t.Errorf("in force %q, unsaved %v", c.force.Text(), d.kept.Items)
	}
	if len(d.lists) != 2 || len(d.lists[1].Items) != 8 || d.lists[1].Items[1].ID != "photo_unclear" {
		t.Errorf("the first version is not as it was: %+v", d.lists)
	}
}

func TestChecklistOfACategory(t *testing.T) {
	d := newDesk()
	p, _ := judge(t, d, data.Supervisor)
	c := p.judging.checklist
	c.onCategory("Pohon")
	if !strings.Contains(c.force.Text(), "standard list") || c.save.Text != "Save as version 1" {
		t.Errorf("in force %q, %q", c.force.Text(), c.save.Text)
	}
	c.onDrop(7)
	c.onCategory("Jalan")
	if len(c.items()) != 8 || !c.save.Disabled() {
		t.Errorf("another category has %d items", len(c.items()))
	}
	c.onCategory("Pohon")
	if len(c.items()) != 7 {
		t.Error("what was changed is gone")
	}
	test.Tap(c.save)
	if own := d.lists[0]; own.Category != "Pohon" || own.Version != 1 || len(own.Items) != 7 || len(d.lists) != 2 {
		t.Errorf("wrote %+v", d.lists)
	}
	c.onMove(0, 1)
	p.in.Window.Canvas().Focus(c.discard)
	press(c.discard, fyne.KeyReturn)
	if c.items()[0].ID == "no_photo" || !part.DialogOpen(p.in.Window) {
		t.Error("discarded without a question")
	}
	agree(t, p.in.Window)
	if p.in.Window.Canvas().Focused() != fyne.Focusable(c.list) {
		t.Errorf("the keyboard is on %T", p.in.Window.Canvas().Focused())
	}
	if c.items()[0].ID != "no_photo" || !c.save.Disabled() {
		t.Error("changes are not discarded")
	}
}

func TestUselessChecklistIsRefused(t *testing.T) {
	d := newDesk()
	p, w := judge(t, d, data.Validator)
	c, l := p.judging.checklist, p.in.Language
	for range 7 {
		c.onDrop(0)
	}
	said := func() string {
		if !c.fault.box.Visible() {
			return ""
		}
		return l.Reason(c.draft().Fault())
	}
	if said() != l.Reason(data.ErrNoneRefuses) || !c.save.Disabled() {
		t.Errorf("nothing refuses: said %q", said())
	}
	c.onDrop(0)
	if said() != l.Reason(data.ErrNoItems) || !c.edit.Disabled() || !c.drop.Disabled() {
		t.Errorf("no item: said %q", said())
	}
	c.onDiscard()
	agree(t, w)
	c.onAdd()
	fill(t, w, "ADA foto hasil pekerjaan", "Else")
	if !part.DialogOpen(w) || len(c.items()) != 8 {
		t.Error("the same question stands twice")
	}
	w.Canvas().Focused().(*part.Entry).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if c.onAdd(); !part.DialogOpen(w) {
		t.Fatal("no form")
	}
	if fill(t, w, "Kesembilan", "The ninth"); len(c.items()) != 9 || !c.add.Disabled() {
		t.Errorf("%d items, and one more may come: %v", len(c.items()), !c.add.Disabled())
	}
	if c.onAdd(); part.DialogOpen(w) {
		t.Error("a tenth is asked for")
	}
}

func TestWhatFailedIsNotLost(t *testing.T) {
	d := newDesk()
	p, w := judge(t, d, data.Validator)
	p.judging.checklist.onDrop(7)
	d.fail = data.ErrDiskFull
	if test.Tap(p.judging.checklist.save); !part.DialogOpen(w) || p.judging.checklist.save.Disabled() {
		t.Error("it cannot be tried again, or nothing was said")
	}
	p, _ = judge(t, d, data.Validator) // made anew, as for another language
	if d.fail = nil; len(p.judging.checklist.items()) != 7 {
		t.Fatal("the change is gone")
	}
	if test.Tap(p.judging.checklist.save); len(d.lists) != 2 {
		t.Error("not written")
	}
	p, _ = judge(t, d, data.Validator)
	p.in.Judging.Facts = func(context.Context) (JudgingFacts, error) { return JudgingFacts{}, errors.New("broken") }
	if p.Load(t.Context()); !p.judging.failed.Visible() {
		t.Error("nothing says that it cannot be read")
	}
}

func TestRolesThatChangeNothing(t *testing.T) {
	for _, role := range data.Roles() {
		d := newDesk()
		p, w := judge(t, d, role)
		c, s := p.judging.checklist, p.judging.plan
		if c.onAdd(); part.DialogOpen(w) != role.WritesChecklists() || c.add.Disabled() == role.WritesChecklists() {
			t.Errorf("%s adds an item: %v", role, part.DialogOpen(w))
		}
		c.onDrop(0)
		if changed := len(c.items()) == 7; changed != role.WritesChecklists() {
			t.Errorf("%s changes the checklist: %v", role, changed)
		}
		if s.share.Disabled() == role.PlansSecondLooks() || s.may.box.Visible() == role.PlansSecondLooks() {
			t.Errorf("%s changes the plan: %v", role, !s.share.Disabled())
		}
	}
	p, _ := judge(t, newDesk(), data.Supervisor)
	p.in.Judging.Closed = data.ErrReadOnly
	p.section = ""
	if p.ShowSection(SectionJudging); !p.judging.plan.share.Disabled() || !p.judging.checklist.add.Disabled() {
		t.Error("a backup is changed")
	}
}

func TestPlanOfSecondLooks(t *testing.T) {
	d := newDesk()
	p, _ := judge(t, d, data.Supervisor)
	s := p.judging.plan
	if s.typed() != (PlanText{"5", "50", "3"}) || !s.save.Disabled() || !strings.Contains(s.force.Text(), "Comes with Tuntas") {
		t.Fatalf("typed %v, in force %q", s.typed(), s.force.Text())
	}
	if want := "At 100 acceptances a day, as in the last four weeks, that is about 14.5 second looks a day"; !strings.Contains(s.means.Text(), want) {
		t.Errorf("means %q", s.means.Text())
	}
	for _, tt := range []struct {
		share, riskShare, risk string
		want                   data.SecondLookPlan
		fault                  bool
	}{
		{"2,5", "100 %", "1", data.SecondLookPlan{Share: 0.025, RiskShare: 1, Risk: 1}, false},
		{"0", "0.5%", " 4 ", data.SecondLookPlan{Share: 0, RiskShare: 0.005, Risk: 4}, false},
		{"101", "50", "3", data.SecondLookPlan{}, true},
		{"-1", "50", "3", data.SecondLookPlan{}, true},
		{"NaN", "50", "3", data.SecondLookPlan{}, true},
		{"", "50", "3", data.SecondLookPlan{}, true},
		{"5", "fifty", "3", data.SecondLookPlan{}, true},
		{"5", "50", "0", data.SecondLookPlan{}, true},
		{"5", "50", "2.5", data.SecondLookPlan{}, true},
	} {
		s.share.SetText(tt.share)
		s.riskShare.SetText(tt.riskShare)
		s.risk.SetText(tt.risk)
		got, err := s.read()
		if (err != nil) != tt.fault || (err == nil && got != tt.want) {
			t.Errorf("%q, %q, %q: got %v, %v", tt.share, tt.riskShare, tt.risk, got, err)
		}
		if s.fault.box.Visible() != tt.fault || s.save.Disabled() != tt.fault || s.means.Visible() == tt.fault {
			t.Errorf("%q, %q, %q: said %v, can be saved %v", tt.share, tt.riskShare, tt.risk, s.fault.box.Visible(), !s.save.Disabled())
		}
	}
	test.Tap(s.discard)
	agree(t, p.in.Window)
	if s.typed() != (PlanText{"5", "50", "3"}) || d.kept.Plan != nil {
		t.Errorf("discarded, and %v stands there", s.typed())
	}
	s.share.SetText("10")
	p.in.Window.Canvas().Focus(s.save)
	if press(s.save, fyne.KeyReturn); p.in.Window.Canvas().Focused() != fyne.Focusable(s.share) {
		t.Errorf("the keyboard is on %T", p.in.Window.Canvas().Focused())
	}
	if d.plan.Share != 0.1 || !slices.Equal(d.by, []data.Staff{{Name: "ani", Role: data.Supervisor}}) || !s.save.Disabled() {
		t.Errorf("plan %+v by %v", d.plan, d.by)
	}
}

func TestPreviewAndVersions(t *testing.T) {
	d := newDesk()
	p, w := judge(t, d, data.Analyst)
	p.ShowPreview()
	if !part.DialogOpen(w) {
		t.Fatal("no preview")
	}
	w.Canvas().Focused().TypedRune('2')
	press(w.Canvas().Focused(), fyne.KeyEscape)
	d.lists = append([]data.Checklist{{Version: 2, Items: d.lists[0].Items[:2], By: "ani"}}, d.lists...)
	p.Load(t.Context())
	if p.ShowVersions(); !part.DialogOpen(w) {
		t.Fatal("no versions")
	}
	if got := p.judging.checklist.listed(d.lists[0]); got != "1. There is a photo of the result (reason to refuse)\n2. The photo is clear enough to judge (reason to refuse)" {
		t.Errorf("listed %q", got)
	}
}
