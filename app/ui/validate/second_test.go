package validate

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// blindly makes a page of second looks of cases that are kept in b: an answer takes the case out of the queue and moves nothing.
type blindly struct {
	*bureau
	answers map[int64]data.Command
	gone    map[int64]bool // answered elsewhere meanwhile
}

func (b *blindly) Advance(_ context.Context, c data.Command, _ data.Staff) error {
	if b.gone[c.Report] {
		b.skips[c.Report] = "gone"
		return fmt.Errorf("answer: %w", data.ErrSecondLook)
	}
	if err := data.DefaultChecklist().Check(c.Kind, c.Review.Answers); err != nil {
		return err
	}
	b.answers[c.Report], b.skips[c.Report] = c, "answered"
	return nil
}

func (b *blindly) Day(context.Context, data.Staff) (data.Workday, error) {
	return data.Workday{Done: int64(len(b.answers)), Left: int64(len(b.all) - len(b.answers))}, nil
}

func sitBlindly(t *testing.T, b *blindly) (*sat, *int) {
	s := sit(t, b.bureau)
	in, back := s.in, 0
	in.Queue, in.Cases, in.Blind, in.Back = b, b, true, func() { back++ }
	s.Page = New(in)
	s.window.SetContent(s.Content())
	s.Load(t.Context())
	return s, &back
}

func TestSecondLook(t *testing.T) {
	b := &blindly{bureau: newBureau(4), answers: map[int64]data.Command{}, gone: map[int64]bool{3: true}}
	s, back := sitBlindly(t, b)
	if s.view.bar.undo.Visible() || s.view.bar.check.Visible() || s.view.badges.due.Visible() || !s.view.badges.blind.Visible() {
		t.Error("taking back, site visit or deadline are shown at a second look")
	}
	s.press("fo") // neither does anything
	s.press("a")
	s.press("5r") // on case 2
	s.confirm(t)
	if len(b.answers) != 2 || b.answers[1].Kind != data.Accepted || b.answers[2].Kind != data.Refused || b.answers[1].ID == b.answers[2].ID {
		t.Fatalf("answers %v", b.answers)
	}
	if s.view.lastMemo.Number != "" || len(s.past) != 0 {
		t.Error("a second look makes a memo, or can be taken back")
	}
	s.press("z")
	if s.at() != 3 || len(b.answers) != 2 {
		t.Errorf("case %d, %d answers", s.at(), len(b.answers))
	}
	s.press("a") // somebody else was faster
	if s.at() != 4 || !strings.Contains(s.view.banner.text, s.in.Language.Reason(data.ErrSecondLook)) {
		t.Errorf("case %d, said %q", s.at(), s.view.banner.text)
	}
	s.press("a")
	if s.at() != 0 || len(s.cases) != 0 {
		t.Errorf("case %d, opened %v", s.at(), s.cases)
	}
	if s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}); *back != 1 {
		t.Error("Escape does not lead back")
	}
	for id, h := range b.all {
		if h.Stage() != data.Validation {
			t.Errorf("case %d was moved to %s", id, h.Stage())
		}
	}
}

func TestSecondLooksAreOffered(t *testing.T) {
	s := sit(t, newBureau(1))
	shown := 0
	s.in.Second = func(context.Context) (int64, error) { return 3, nil }
	s.in.LookAgain = func() { shown++ }
	s.Load(t.Context())
	if !s.view.second.Visible() || !strings.Contains(s.view.second.Text, "3") {
		t.Errorf("offered %q", s.view.second.Text)
	}
	if s.press("k"); shown != 1 {
		t.Error("K does not lead to them")
	}
	s.in.Second = func(context.Context) (int64, error) { return 0, data.ErrRole }
	s.Load(t.Context())
	if s.press("k"); shown != 1 || s.view.second.Visible() {
		t.Error("none waits, and they are offered")
	}
}

// heldBy is the error of a case that ani has open.
func heldBy(b *bureau, id int64) *data.HeldError {
	return &data.HeldError{Hold: data.Hold{Report: id, Holder: "ani", Window: "x", Since: b.now, Until: b.now.Add(data.HoldFor)}}
}

// holding is a bureau in which some cases are held by somebody else.
type holding struct {
	*bureau
	others map[int64]bool
}

func (b *holding) Hold(ctx context.Context, id int64, s data.Seat) (data.Hold, error) {
	if b.others[id] {
		return data.Hold{}, fmt.Errorf("hold: %w", heldBy(b.bureau, id))
	}
	return b.bureau.Hold(ctx, id, s)
}

// Next gives no case that somebody else has open.
func (b *holding) Next(ctx context.Context, s data.Seat, without ...int64) (data.Queued, error) {
	for id := range b.others {
		without = append(without, id)
	}
	return b.bureau.Next(ctx, s, without...)
}

func sitAmong(t *testing.T, b *holding) (*sat, map[int64]string) {
	s := sit(t, b.bureau)
	in, taken := s.in, map[int64]string{}
	in.Queue = b
	in.Held = func(context.Context) ([]Held, error) {
		var all []Held
		for id := range b.others {
			all = append(all, Held{heldBy(b.bureau, id).Hold, b.reports[id].Number})
		}
		return all, nil
	}
	in.TakeOver = func(_ context.Context, id int64, _ data.Seat, reason string) (data.Hold, error) {
		if reason == "" {
			return data.Hold{}, data.ErrReasonMissing
		}
		delete(b.others, id)
		taken[id] = reason
		return data.Hold{Report: id}, nil
	}
	s.Page = New(in)
	s.window.SetContent(s.Content())
	s.Load(t.Context())
	return s, taken
}

func TestHeldCaseIsTakenOver(t *testing.T) {
	b := &holding{newBureau(6), map[int64]bool{6: true}}
	s, taken := sitAmong(t, b)
	s.Show(6)
	s.Load(t.Context())
	if s.at() != 1 || !strings.Contains(s.view.banner.text, "ani") || !strings.HasPrefix(s.view.banner.text, "JK0006") {
		t.Fatalf("case %d, said %q", s.at(), s.view.banner.text)
	}
	s.openTakeOver(Held{heldBy(b.bureau, 6).Hold, "JK0006"})
	if s.confirm(t); len(taken) != 0 || !part.DialogOpen(s.window) {
		t.Fatalf("taken without a reason: %v", taken)
	}
	s.takeOver(6, "ani sakit")
	if s.at() != 6 || taken[6] != "ani sakit" || s.ahead[0].queued.Report != 1 {
		t.Errorf("case %d, taken %v", s.at(), taken)
	}
}

// TestHeldCaseIsSaidWhileOthersCome: the first case must not hide who has the chosen one open.
func TestHeldCaseIsSaidWhileOthersCome(t *testing.T) {
	b := &holding{newBureau(2), map[int64]bool{1: true, 2: true}}
	s, _ := sitAmong(t, b)
	s.Show(2)
	s.Load(t.Context())
	if s.at() != 0 || !strings.Contains(s.view.banner.text, "ani") || !s.view.banner.box.Visible() {
		t.Fatalf("case %d, said %q", s.at(), s.view.banner.text)
	}
	delete(b.others, 1)
	s.retry()
	if s.at() != 1 || !strings.Contains(s.view.banner.text, "ani") || !strings.HasPrefix(s.view.banner.text, "JK0002") {
		t.Errorf("case %d, said %q", s.at(), s.view.banner.text)
	}
	s.press("a")
	if s.view.banner.box.Visible() {
		t.Errorf("after a decision it is still said: %q", s.view.banner.text)
	}
}

func TestHoldIsRenewed(t *testing.T) {
	b := &holding{newBureau(5), map[int64]bool{}}
	s, _ := sitAmong(t, b)
	clear(b.holds)
	if s.renew(); len(b.holds) != 1+aheadMost {
		t.Errorf("renewed %v", b.holds)
	}
	b.others[1], b.others[2] = true, true
	s.renew()
	if s.at() != 1 || !strings.Contains(s.view.banner.text, "ani") || !strings.HasPrefix(s.view.banner.text, "JK0001") {
		t.Errorf("case %d, said %q", s.at(), s.view.banner.text)
	}
	for _, a := range s.ahead {
		if a.queued.Report == 2 {
			t.Error("a case that is another's comes next")
		}
	}
	if s.press("a"); s.bureau.all[1].Stage() != data.Done {
		t.Error("a decision without a hold does not count")
	}
	s.bureau.now = s.bureau.now.Add(time.Minute)
	ctx, leave := context.WithCancel(t.Context())
	s.Load(ctx)
	leave()
	clear(b.holds)
	if s.renew(); len(b.holds) != 0 {
		t.Error("renewed after the page was left")
	}
}

func TestHoldsAreListed(t *testing.T) {
	b := &holding{newBureau(2), map[int64]bool{2: true}}
	s, _ := sitAmong(t, b)
	if s.press("h"); !part.DialogOpen(s.window) {
		t.Fatal("H shows nothing")
	}
	if err := heldBy(b.bureau, 2); !errors.Is(err, data.ErrHeld) || !strings.Contains(s.heldText(err.Hold), "ani") {
		t.Errorf("said %q", s.heldText(err.Hold))
	}
}
