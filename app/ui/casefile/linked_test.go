package casefile

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// linker keeps links as texts, and answers what is around a case.
type linker struct {
	office *office
	linked []data.Linked
	cut    []data.Link
	fail   error
}

func (k *linker) set(_ context.Context, from int64, number string, kind data.LinkKind) error {
	if k.fail != nil {
		return k.fail
	}
	k.linked = append(k.linked, data.Linked{
		Link: data.Link{From: from, To: 9, Kind: kind, By: "validator-01", At: begin}, Other: data.Summary{ID: 9, Number: number, Stage: data.Done, SentAt: begin},
	})
	return nil
}

func (k *linker) around(context.Context, data.Report) (Around, error) {
	return Around{Linked: k.linked, Near: []data.Summary{{ID: 9, Number: "JK9", Stage: data.Done, SentAt: begin, Text: "Lubang"}}}, nil
}

// openLinked shows a case beside which links can be set.
func openLinked(t *testing.T, k *linker, by data.Staff) *desk {
	d := open(t, k.office, 1, by)
	in := d.in
	in.Beside = Surroundings{Around: k.around, Open: func(int64) {}}
	in.Beside.Links = Linking{Set: k.set, Cut: func(_ context.Context, l data.Link) error {
		k.cut, k.linked = append(k.cut, l), nil
		return nil
	}}
	in.Beside.Bureau = Bureau{
		Held: func(_ context.Context, id int64) (data.Hold, error) {
			return data.Hold{Report: id, Holder: "ani", Since: k.office.now, Until: k.office.now.Add(data.HoldFor)}, nil
		},
		Memo: func(_ context.Context, id int64) (data.Memo, bool, error) {
			return data.Memo{Number: fmt.Sprint("memo of ", id)}, true, nil
		},
		Judge: func(id int64) { k.office.asked = append(k.office.asked, -id) },
	}
	d.Page = New(in)
	in.Window.SetContent(d.Content())
	d.Page.Show(1)
	d.Load(t.Context())
	return d
}

func TestLinkWithNearReport(t *testing.T) {
	k := &linker{office: newOffice()}
	d := openLinked(t, k, validator)
	before := len(d.links.rows.Objects)
	if d.TypedRune('k'); !part.DialogOpen(d.in.Window) {
		t.Fatal("K asks nothing")
	}
	if options := d.nearOptions(); len(options) != 1 || options[0].Key != "JK9" {
		t.Fatalf("offered %v", options)
	}
	d.changeLinks("", func(ctx context.Context) error { return k.set(ctx, 1, "JK9", data.LinkDuplicate) })
	if len(d.links.rows.Objects) != before+2 {
		t.Errorf("%d rows, want a heading and a link more than %d", len(d.links.rows.Objects), before)
	}
	k.fail = data.ErrLink
	d.changeLinks("", func(ctx context.Context) error { return k.set(ctx, 1, "JK8", data.LinkDuplicate) })
	if len(k.linked) != 1 || !part.DialogOpen(d.in.Window) {
		t.Error("a link that cannot be is not said to be none")
	}
	d.changeLinks("", func(ctx context.Context) error { return d.in.Beside.Links.Cut(ctx, k.linked[0].Link) })
	if len(k.cut) != 1 || len(d.links.rows.Objects) != before {
		t.Errorf("taken back %v, %d rows", k.cut, len(d.links.rows.Objects))
	}
}

func TestAnalystLinksNothing(t *testing.T) {
	d := openLinked(t, &linker{office: newOffice()}, data.Staff{Name: "x", Role: data.Analyst})
	if d.TypedRune('k'); part.DialogOpen(d.in.Window) {
		t.Error("an analyst is asked for a link")
	}
}

func TestCaseIsHeldRefusedAndJudged(t *testing.T) {
	k := &linker{office: newOffice()}
	d := openLinked(t, k, validator)
	if !d.head.held.Visible() {
		t.Error("nobody is said to have the case open")
	}
	d.TypedRune('v')
	if !slices.Contains(k.office.asked, int64(-1)) {
		t.Error("V does not lead to the validator's desk")
	}
	if d.TypedRune('m'); !part.DialogOpen(d.in.Window) {
		t.Error("M shows no memo of the refusal")
	}
	other := openLinked(t, k, officer)
	if k.office.asked = nil; other.judgeable() {
		t.Error("an officer judges")
	}
	if other.TypedRune('v'); slices.Contains(k.office.asked, int64(-1)) {
		t.Error("V leads an officer to the validator's desk")
	}
	other.Show(2)
	if other.refused() || other.judgeable() {
		t.Error("a case that just came in has a memo or is judged")
	}
}
