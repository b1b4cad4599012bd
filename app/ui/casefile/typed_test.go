package casefile

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// drawer keeps drafts beyond the page.
type drawer map[int64]string

func (d drawer) Read(_ context.Context, report int64) (string, error) { return d[report], nil }
func (d drawer) Latest(report int64, _ string) string                 { return d[report] }
func (d drawer) Keep(report int64, text string)                       { d[report] = text }

// TestTypedIsKept types a note, loses the window, and finds the note in the form again, until it is sent.
func TestTypedIsKept(t *testing.T) {
	kept := drawer{}
	d := open(t, newOffice(), 1, validator)
	d.in.Drafts = kept
	f := d.newForm(data.Refused, draft{})
	f.note.SetText("belum selesai")
	if !strings.Contains(kept[1], "belum selesai") {
		t.Fatalf("kept %q", kept[1])
	}
	o := newOffice()
	d = open(t, o, 1, validator)
	d.in.Drafts = kept
	d.Load(t.Context())
	if d.drafts[data.Refused].Note != "belum selesai" || !strings.Contains(d.banner.text, "masih tersimpan") {
		t.Fatalf("drafts %v, banner %q", d.drafts, d.banner.text)
	}
	test.Tap(d.banner.act)
	if !part.DialogOpen(d.in.Window) {
		t.Fatal("the form does not open")
	}
	d.drafts[data.Refused] = draft{Reason: "no_photo", Note: "belum selesai"}
	d.give(d.command(data.Refused, d.drafts[data.Refused]), "JK1")
	if len(o.given) != 1 || kept[1] != "" {
		t.Errorf("%d commands, kept %q after it was sent", len(o.given), kept[1])
	}
}

// TestPrivateIsCovered shows nothing that the citizen sent of a private report until it is asked for.
func TestPrivateIsCovered(t *testing.T) {
	d := open(t, newOffice(), 3, validator)
	shown := func() string { return test.RenderToMarkup(d.in.Window.Canvas()) }
	if s := shown(); strings.Contains(s, "Lampu mati.") || strings.Contains(s, "Tanah Abang II") || strings.Contains(s, "106,81952") {
		t.Errorf("a private report is shown:\n%s", s)
	}
	d.TypedRune('l')
	if s := shown(); !strings.Contains(s, "Lampu mati.") || !strings.Contains(s, "Tanah Abang II") || !strings.Contains(s, "106,81952") {
		t.Errorf("L does not show it:\n%s", s)
	}
	d.Show(1)
	d.Show(3)
	if strings.Contains(shown(), "Lampu mati.") {
		t.Error("it stays uncovered after another case")
	}
}

func TestSender(t *testing.T) {
	d := open(t, newOffice(), 1, validator)
	if d.facts.sender.Visible() {
		t.Error("the button shows although nobody is known")
	}
	looks := []data.Look{}
	d.in.Sender = part.Sender{
		Known: func(context.Context, int64) (bool, error) { return true, nil },
		Looks: func(context.Context, int64) ([]data.Look, error) { return looks, nil },
		Ask: func(_ context.Context, report int64, why data.LookReason) (data.Person, error) {
			looks = append(looks, data.Look{Report: report, By: "ana", Reason: why, At: begin.AddDate(0, 0, 20)})
			return data.Person{Report: report, Name: "Siti"}, nil
		},
	}
	d.Load(t.Context())
	if !d.facts.sender.Visible() {
		t.Fatal("no button although somebody is known")
	}
	test.Tap(d.facts.sender)
	if len(looks) != 0 || !part.DialogOpen(d.in.Window) {
		t.Fatal("a look before a reason was given")
	}
	if m := part.Annals(d.in.Language, d.seen.history, []data.Look{{By: "ana", Reason: data.LookedInDoubt, At: begin}}, d.office.now); len(m) != len(d.seen.history)+1 ||
		!strings.Contains(m[len(m)-2].Detail, "keraguan") {
		t.Errorf("the look of the first hour does not stand after the first event: %v", m)
	}
}

func TestClosed(t *testing.T) {
	d := open(t, newOffice(), 1, validator)
	d.in.Closed = data.ErrReadOnly
	d.Load(t.Context())
	if len(d.possible()) != 0 || d.line(nil) != d.in.Language.Reason(data.ErrReadOnly) || d.why(data.Accepted) != data.ErrReadOnly {
		t.Errorf("%v can be done with a backup, said %q", d.possible(), d.line(nil))
	}
}
