package validate

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/app/ui/part"
	"tuntas/data"
)

func TestCasesComeByThemselves(t *testing.T) {
	s := sit(t, newBureau(4))
	if s.at() != 1 || len(s.ahead) != aheadMost || len(s.bureau.holds) != 1+aheadMost {
		t.Fatalf("case %d is in front, %d ahead, %d held", s.at(), len(s.ahead), len(s.bureau.holds))
	}
	want := []int64{2, 3, 4, 0}
	for _, next := range want {
		s.press("a")
		if s.at() != next {
			t.Fatalf("case %d is in front, want %d", s.at(), next)
		}
	}
	for id := int64(1); id <= 4; id++ {
		if got := s.bureau.all[id].Stage(); got != data.Done {
			t.Errorf("case %d is at %s", id, got)
		}
	}
	if len(s.bureau.holds) != 0 {
		t.Errorf("still held: %v", s.bureau.holds)
	}
}

func TestPhotosAreReadyBeforeTheCase(t *testing.T) {
	s := sit(t, newBureau(5))
	want := []string{"before1", "after1", "before2", "after2", "before3", "after3"}
	if !slices.Equal(s.bureau.opened, want) {
		t.Fatalf("opened %q, want %q", s.bureau.opened, want)
	}
	s.press("a")
	if want = append(want, "before4", "after4"); !slices.Equal(s.bureau.opened, want) {
		t.Errorf("opened %q, want %q: no photo twice, at most %d cases ahead", s.bureau.opened, want, aheadMost)
	}
}

func TestAcceptAnswersTheRest(t *testing.T) {
	s := sit(t, newBureau(2))
	s.press("111a") // fails, does not apply, fine
	if got := len(s.bureau.given); got != 1 {
		t.Fatalf("given %d commands", got)
	}
	r := s.bureau.given[0].Review
	if len(r.Answers) != len(data.DefaultChecklist().Items) || r.Version != 1 || r.Open < 4*time.Second {
		t.Errorf("review %+v", r)
	}
	for _, a := range r.Answers {
		if a.Value != data.Yes {
			t.Errorf("%s: %s", a.Item, a.Value)
		}
	}
}

func TestFailedItemStopsAcceptance(t *testing.T) {
	s := sit(t, newBureau(2))
	s.press("5a")
	if s.at() != 1 || len(s.bureau.given) != 0 || !strings.Contains(s.view.banner.text, "Pekerjaan selesai") {
		t.Errorf("case %d, given %d, said %q", s.at(), len(s.bureau.given), s.view.banner.text)
	}
}

func TestFlagHasToBeAnswered(t *testing.T) {
	b := newBureau(2)
	b.flags[1] = []data.Flag{
		{Code: data.FlagSameFile, Photo: "after1", Twin: data.Twin{Report: 9, Number: "JK0009", Photo: "after9", Role: data.PhotoAfter}},
		{Code: data.FlagFar, Photo: "after1", Metres: 4000},
	}
	s := sit(t, b)
	if got := len(s.view.flags.All()); got != 2 {
		t.Fatalf("%d flags are shown", got)
	}
	s.press("a")
	s.press("3a") // the place is right
	if s.at() != 1 || !strings.Contains(s.view.banner.text, "foto laporan lain") {
		t.Fatalf("case %d, said %q", s.at(), s.view.banner.text)
	}
	s.press("6a")
	if s.at() != 2 {
		t.Errorf("case %d is in front, want 2", s.at())
	}
}

func TestTwinStandsBesideTheFlaggedPhoto(t *testing.T) {
	b := newBureau(1)
	b.flags[1] = []data.Flag{{Code: data.FlagSameFile, Photo: "after1", Twin: data.Twin{Report: 9, Number: "JK0009", Photo: "after9", Role: data.PhotoAfter}}}
	s := sit(t, b)
	s.press("t")
	if s.now.twin != 0 || !slices.Contains(b.opened, "after9") {
		t.Errorf("twin of flag %d, opened %q", s.now.twin, b.opened)
	}
	s.press("t")
	if s.now.twin != -1 {
		t.Errorf("twin of flag %d, want the pair", s.now.twin)
	}
}

func TestRefusal(t *testing.T) {
	s := sit(t, newBureau(2))
	s.press("56r")
	d := s.draft(1)
	d.Refuse = "Mohon foto ulang dari dekat."
	s.confirm(t)
	if len(s.bureau.given) != 1 {
		t.Fatalf("given %v", s.bureau.given)
	}
	c := s.bureau.given[0]
	if c.Kind != data.Refused || c.Note != "Mohon foto ulang dari dekat." || len(data.DefaultChecklist().Failed(c.Review.Answers)) != 2 {
		t.Errorf("given %+v, %+v", c, c.Review)
	}
	m := s.view.lastMemo
	if m.Number != "JK0001" || m.Unit != s.bureau.all[1].Unit() || len(m.Failed) != 2 || m.Failed[0].ID != "not_finished" || m.Note == "" {
		t.Errorf("memo %+v", m)
	}
	if s.at() != 2 {
		t.Errorf("case %d is in front, want 2", s.at())
	}
	if s.press("z"); s.at() != 1 || s.view.lastMemo.Number != "" || s.draft(1).Refuse == "" {
		t.Errorf("taken back: case %d, memo of %q, note %q", s.at(), s.view.lastMemo.Number, s.draft(1).Refuse)
	}
}

func TestRefusalDemandsAReason(t *testing.T) {
	s := sit(t, newBureau(2))
	s.press("r")
	s.confirm(t)
	if len(s.bureau.given) != 0 || !part.DialogOpen(s.window) {
		t.Fatalf("refused without a reason: %v", s.bureau.given)
	}
	s.press("a")
	if len(s.bureau.given) != 0 {
		t.Error("a key works behind the form")
	}
}

func TestMemoOfPrivateReportHasNoWords(t *testing.T) {
	b := newBureau(1)
	r := b.reports[1]
	r.Private, r.Address = true, "Jalan Rahasia 1"
	b.reports[1] = r
	s := sit(t, b)
	s.press("5r")
	s.confirm(t)
	text := strings.Join(s.in.Language.Memo(s.view.lastMemo), "\n")
	if !strings.Contains(text, "JK0001") || strings.Contains(text, "Lubang") || strings.Contains(text, "Rahasia") {
		t.Errorf("memo %q", text)
	}
}

func TestPrivateReportIsCovered(t *testing.T) {
	b := newBureau(1)
	r := b.reports[1]
	r.Private = true
	b.reports[1] = r
	s := sit(t, b)
	if !s.now.covered() || !s.view.badges.private.Visible() {
		t.Fatal("a private report is shown at once")
	}
	s.press("l")
	if s.now.covered() {
		t.Error("it stays covered")
	}
}

func TestUndoAfterTheNextCase(t *testing.T) {
	s := sit(t, newBureau(6))
	s.press("2") // on case 1: fails
	s.press("22a")
	s.press("4") // an answer on case 2 that is not decided
	if s.at() != 2 {
		t.Fatalf("case %d is in front", s.at())
	}
	s.press("z")
	if s.at() != 1 || s.bureau.all[1].Stage() != data.Validation {
		t.Fatalf("case %d is in front, case 1 is at %s", s.at(), s.bureau.all[1].Stage())
	}
	if last := s.bureau.all[1][len(s.bureau.all[1])-1]; last.Kind != data.Undone || last.Actor != "validator-01" {
		t.Errorf("recorded %+v", last)
	}
	if got := s.draft(1).Answers["photo_unclear"]; got != data.Yes {
		t.Errorf("the answer of before is %q", got)
	}
	s.press("a")
	if s.at() != 2 || s.draft(2).Answers["too_early"] != data.No {
		t.Errorf("case %d, answer %q", s.at(), s.draft(2).Answers["too_early"])
	}
	s.press("zz") // both decisions of case 1 cannot be taken back twice
	if s.at() != 1 || s.bureau.all[1].Stage() != data.Validation || len(s.past) != 0 {
		t.Errorf("case %d, stage %s, %d to take back", s.at(), s.bureau.all[1].Stage(), len(s.past))
	}
}

func TestUndoOfTheLastCase(t *testing.T) {
	s := sit(t, newBureau(1))
	s.press("a")
	if s.at() != 0 {
		t.Fatal("a case is left")
	}
	s.press("z")
	if s.at() != 1 || s.bureau.all[1].Stage() != data.Validation {
		t.Errorf("case %d is in front", s.at())
	}
}

func TestConflictStopsTheDecision(t *testing.T) {
	s := sit(t, newBureau(2))
	s.press("4")
	s.bureau.happen(data.Command{Report: 1, Kind: data.Noted, Note: "Lihat foto kedua"}, data.Staff{Name: "sup-01", Role: data.Supervisor})
	s.press("4") // does not apply
	s.press("a")
	if s.at() != 1 || s.bureau.all[1].Stage() != data.Validation {
		t.Fatalf("case %d is in front, case 1 at %s", s.at(), s.bureau.all[1].Stage())
	}
	if !strings.Contains(s.view.banner.text, "sup-01") || s.draft(1).Answers["too_early"] != data.NotApplies {
		t.Errorf("said %q, answer %q", s.view.banner.text, s.draft(1).Answers["too_early"])
	}
	s.press("a")
	if s.at() != 2 || s.bureau.all[1].Stage() != data.Done {
		t.Errorf("case %d is in front, case 1 at %s", s.at(), s.bureau.all[1].Stage())
	}
}

func TestCaseDecidedElsewhere(t *testing.T) {
	s := sit(t, newBureau(2))
	s.press("5r")
	s.draft(1).Refuse = "Kata-kata yang belum tersimpan"
	other := data.Staff{Name: "validator-02", Role: data.Validator}
	s.bureau.happen(data.Command{Report: 1, Kind: data.Accepted}, other)
	s.confirm(t)
	if s.at() != 1 || s.bureau.all[1].Stage() != data.Done || !strings.Contains(s.view.banner.text, "validator-02") {
		t.Fatalf("case %d, said %q", s.at(), s.view.banner.text)
	}
	if s.draft(1).Refuse == "" {
		t.Error("the text is gone")
	}
	if !s.view.bar.accept.Disabled() {
		t.Error("it can be accepted")
	}
	s.onGone()
	if s.at() != 2 {
		t.Errorf("case %d is in front, want 2", s.at())
	}
}

func TestFailureKeepsTheCase(t *testing.T) {
	s := sit(t, newBureau(2))
	s.bureau.fail = data.ErrDiskFull
	s.press("a")
	if s.at() != 1 || s.view.banner.text == "" {
		t.Fatalf("case %d, said %q", s.at(), s.view.banner.text)
	}
	s.press("a")
	if s.at() != 2 || s.bureau.given[0].ID != s.bureau.given[1].ID {
		t.Errorf("case %d; the second try is %q after %q", s.at(), s.bureau.given[1].ID, s.bureau.given[0].ID)
	}
}

func TestLostAnswerIsLookedUp(t *testing.T) {
	s := sit(t, newBureau(2))
	s.bureau.lost = errors.New("connection lost")
	s.press("a")
	if s.at() != 2 || len(s.bureau.given) != 1 {
		t.Errorf("case %d, given %d", s.at(), len(s.bureau.given))
	}
}

func TestSkipAsksWhy(t *testing.T) {
	s := sit(t, newBureau(2))
	s.press("s")
	s.confirm(t)
	if len(s.bureau.skips) != 0 {
		t.Fatal("skipped without a reason")
	}
	s.draft(1).Skip = "perlu tanya rekan"
	s.window.Canvas().Overlays().Remove(s.window.Canvas().Overlays().Top())
	s.press("s") // what was typed is there again
	s.confirm(t)
	if s.bureau.skips[1] != "perlu tanya rekan" || s.at() != 2 {
		t.Errorf("skips %v, case %d", s.bureau.skips, s.at())
	}
}

func TestFieldCheckComesBackLater(t *testing.T) {
	s := sit(t, newBureau(2))
	s.press("f")
	s.draft(1).Check = "Lihat apakah lubang sudah ditutup"
	s.window.Canvas().Overlays().Remove(s.window.Canvas().Overlays().Top())
	s.press("f") // what was typed is there again
	s.confirm(t)
	h := s.bureau.all[1]
	if h[len(h)-1].Kind != data.FieldChecked || h.Stage() != data.Validation || s.at() != 2 || s.bureau.skips[1] == "" {
		t.Errorf("case %d; last %s, skips %v", s.at(), h[len(h)-1].Kind, s.bureau.skips)
	}
}

func TestHeldKeyDecidesOnlyOnce(t *testing.T) {
	s := sit(t, newBureau(3))
	s.bureau.now = s.bureau.now.Add(time.Second)
	for range 20 {
		s.TypedRune('a')
		s.bureau.now = s.bureau.now.Add(10 * time.Millisecond)
	}
	if s.at() != 2 || len(s.bureau.given) != 1 {
		t.Errorf("case %d, given %d", s.at(), len(s.bureau.given))
	}
}

func TestOwnWorkIsNotJudged(t *testing.T) {
	s := sitAs(t, newBureau(1), data.Staff{Name: "petugas", Role: data.Validator})
	s.press("a")
	if len(s.bureau.given) != 0 || !s.view.bar.accept.Disabled() || s.view.banner.text == "" {
		t.Errorf("given %v, said %q", s.bureau.given, s.view.banner.text)
	}
}

func TestLeavingGivesBackWhatIsAhead(t *testing.T) {
	b := newBureau(5)
	s := sit(t, b)
	s.press("5")
	ctx, leave := context.WithCancel(t.Context())
	s.Load(ctx)
	s.Leave()
	leave()
	if len(b.holds) != 1 || !b.holds[1] {
		t.Errorf("held %v, want the case in front alone", b.holds)
	}
	s.press("a")
	if len(b.given) != 0 {
		t.Error("a page that was left decides")
	}
	s.Load(t.Context())
	if s.at() != 1 || s.draft(1).Answers["not_finished"] != data.No || len(s.ahead) != aheadMost {
		t.Errorf("case %d, answer %q, %d ahead", s.at(), s.draft(1).Answers["not_finished"], len(s.ahead))
	}
}

func TestLateCaseIsNotShown(t *testing.T) {
	b := newBureau(3)
	s := sit(t, b)
	b.onNext = func() { // the page is left and comes again before the answer is there
		b.onNext = nil
		s.Load(t.Context())
	}
	s.press("a")
	seen := map[int64]bool{s.at(): true}
	for _, a := range s.ahead {
		if seen[a.queued.Report] {
			t.Errorf("case %d stands there twice", a.queued.Report)
		}
		seen[a.queued.Report] = true
	}
}

func TestChosenCaseComesInFront(t *testing.T) {
	s := sit(t, newBureau(8))
	s.press("3")
	s.Show(7)
	s.Load(t.Context())
	if s.at() != 7 || s.ahead[0].queued.Report != 1 || s.draft(1).Answers["wrong_place"] != data.No {
		t.Errorf("case %d, then %d", s.at(), s.ahead[0].queued.Report)
	}
}

func TestRoleThatDoesNotJudge(t *testing.T) {
	s := sitAs(t, newBureau(2), data.Staff{Name: "a", Role: data.Analyst})
	s.press("arsz")
	if s.at() != 0 || len(s.bureau.given) != 0 || !errors.Is(s.failed, data.ErrRole) {
		t.Errorf("case %d, given %v, %v", s.at(), s.bureau.given, s.failed)
	}
}
