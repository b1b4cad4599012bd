package settings

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// openFull returns the page with these ways to take care and to keep privacy.
func openFull(t *testing.T, c Care, v Privacy) *Page {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	w := test.NewTempWindow(t, nil)
	p := New(Settings{
		Values: chosen, Run: task.Inline, Language: i18n.For("en", jakarta), Window: w, Care: c, Privacy: v,
		Facts: func(context.Context) (data.Choices, error) { return data.Choices{}, nil }, Changed: func(Values) {},
	})
	w.SetContent(p.Content())
	p.Load(t.Context())
	return p
}

func TestVerify(t *testing.T) {
	for _, tt := range []struct {
		name    string
		verdict Verdict
		err     error
		want    string
		mend    bool
	}{
		{"sound", Verdict{Sound: true, Lines: []string{"Nothing is wrong."}}, nil, "Nothing is wrong.", false},
		{"unsound", Verdict{Lines: []string{"Something is wrong.", "Entry 17"}}, nil, "Entry 17", true},
		{"stopped", Verdict{}, context.Canceled, "no result", false},
		{"fails", Verdict{}, errors.New("x"), "Try again", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			told := ""
			p := openFull(t, Care{Verify: func(_ context.Context, tell func(string, float64)) (Verdict, error) {
				tell("Reading", 0.5)
				told = "told"
				return tt.verdict, tt.err
			}}, Privacy{})
			p.ShowSection(SectionData)
			test.Tap(p.check.verify)
			shown := test.RenderToMarkup(p.in.Window.Canvas())
			if told == "" || !strings.Contains(shown, tt.want) || p.check.mend.Visible() != tt.mend {
				t.Errorf("recover offered %v; shown\n%s", p.check.mend.Visible(), shown)
			}
			if p.check.busy.Visible() || p.check.verify.Disabled() {
				t.Error("it looks as if it went on")
			}
		})
	}
}

// TestVerifyIsStopped presses the button that stops it while it runs.
func TestVerifyIsStopped(t *testing.T) {
	var p *Page
	p = openFull(t, Care{Verify: func(ctx context.Context, _ func(string, float64)) (Verdict, error) {
		p.check.stop()
		return Verdict{}, ctx.Err()
	}}, Privacy{})
	p.ShowSection(SectionData)
	test.Tap(p.check.verify)
	if shown := test.RenderToMarkup(p.in.Window.Canvas()); !strings.Contains(shown, "no result") {
		t.Errorf("shown\n%s", shown)
	}
}

// TestRetention removes a rule, counts what is due and has it erased.
func TestRetention(t *testing.T) {
	done, all := data.RetentionRule{Stages: []data.Stage{data.Done}, Days: 730}, data.RetentionRule{Stages: []data.Stage{data.Rejected}, Days: 30}
	var set [][]data.RetentionRule
	asked := int64(0)
	v := Privacy{
		Facts: func(context.Context) (PrivacyFacts, error) {
			return PrivacyFacts{Rules: []data.RetentionRule{done, all}, Looks: []PrivacyLine{{When: "1 Mar", Number: "JK1", Who: "ana", Why: "doubt"}}}, nil
		},
		SetRules: func(_ context.Context, rules []data.RetentionRule) error { set = append(set, rules); return nil },
		Due: func(context.Context) ([]Due, error) {
			return []Due{{Rule: done, Reports: 1200, Sample: []string{"JK7", "JK8"}}, {Rule: all, Reports: 34}}, nil
		},
		Retain: func(reports int64) { asked = reports },
	}
	p := openFull(t, Care{}, v)
	p.ShowSection(SectionPrivacy)
	r := p.privacy.retention
	if r.carry.Visible() {
		t.Error("erasing is offered before anything was counted")
	}
	test.Tap(r.count)
	shown := test.RenderToMarkup(p.in.Window.Canvas())
	for _, want := range []string{"ana", "JK7, JK8", "1,200 reports are due", "1,234 reports"} {
		if !strings.Contains(shown, want) {
			t.Errorf("no %q in\n%s", want, shown)
		}
	}
	test.Tap(r.carry)
	if asked != 1234 {
		t.Errorf("asked to erase %d", asked)
	}
	r.onDrop(0)
	if len(set) != 1 || len(set[0]) != 1 || !slices.Equal(set[0][0].Stages, all.Stages) || r.carry.Visible() {
		t.Errorf("set %v, erasing offered %v after the rules changed", set, r.carry.Visible())
	}
}

// TestClosedPrivacy offers nothing that erases while a backup is looked at.
func TestClosedPrivacy(t *testing.T) {
	facts := func(context.Context) (PrivacyFacts, error) {
		return PrivacyFacts{Unfinished: true, Rules: []data.RetentionRule{{Stages: []data.Stage{data.Done}, Days: 1}}}, nil
	}
	p := openFull(t, Care{}, Privacy{Facts: facts, Closed: data.ErrReadOnly})
	p.ShowSection(SectionPrivacy)
	v := p.privacy
	if !v.erase.Disabled() || v.finish.Visible() || !v.retention.add.Disabled() || !v.retention.count.Disabled() {
		t.Error("something can be erased")
	}
}
