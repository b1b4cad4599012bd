package store_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

func answersOf(list data.Checklist, failed ...string) (all []data.Answer) {
	for _, item := range list.Items {
		a := data.Answer{Item: item.ID, Value: data.Yes}
		for _, f := range failed {
			if f == item.ID {
				a.Value = data.No
			}
		}
		all = append(all, a)
	}
	return all
}

func TestChecklists(t *testing.T) {
	db := datatest.Open(t, nil)
	first := must(db.Checklist(t.Context(), "Jalan"))
	if diff := cmp.Diff(data.DefaultChecklist(), first); diff != "" {
		t.Error(diff)
	}
	road := data.Checklist{Category: "Jalan", Items: []data.Item{{ID: "even", Indonesian: "Rata", English: "Even", Refuses: true}}}
	if _, err := db.AddChecklist(t.Context(), data.Checklist{Category: "Jalan"}, ani.Staff); !errors.Is(err, data.ErrChecklist) {
		t.Errorf("an empty checklist: %v", err)
	}
	for want := 1; want <= 2; want++ {
		road.Items[0].English = fmt.Sprint("Even ", want)
		if v, err := db.AddChecklist(t.Context(), road, ani.Staff); v != want || err != nil {
			t.Errorf("version %d, %v", v, err)
		}
	}
	if v, err := db.AddChecklist(t.Context(), data.Checklist{Items: road.Items}, ani.Staff); v != 2 || err != nil {
		t.Errorf("the default's second version: %d, %v", v, err)
	}
	for _, tt := range []struct {
		category string
		version  int
	}{{"Jalan", 2}, {"", 2}} {
		c := must(db.Checklist(t.Context(), tt.category))
		if c.Category != tt.category || c.Version != tt.version || c.By != "ani" {
			t.Errorf("%q: got %+v", tt.category, c)
		}
	}
	if c := must(db.Checklist(t.Context(), "Pohon")); c.Category != "" || c.Version != 2 {
		t.Errorf("a category without its own: %+v", c)
	}
	if old := must(db.ChecklistVersion(t.Context(), "Jalan", 1)); old.Items[0].English != "Even 1" {
		t.Errorf("the first version: %+v", old)
	}
	if old := must(db.ChecklistVersion(t.Context(), "", 1)); len(old.Items) != len(first.Items) {
		t.Errorf("the first default: %+v", old)
	}
	if _, err := db.ChecklistVersion(t.Context(), "Jalan", 9); !errors.Is(err, data.ErrChecklist) {
		t.Errorf("no such version: %v", err)
	}
}

// TestReview: answers go along with the decision, all or nothing, and the ledger covers them.
func TestReview(t *testing.T) {
	db, _ := queueDesk(t, waiting(t, 1, 5, "officer"), waiting(t, 2, 5, "officer"))
	list := data.DefaultChecklist()
	give := func(id string, report int64, kind data.Kind, r *data.Review) error {
		return db.Advance(t.Context(), data.Command{ID: id, Report: report, Version: 5, Kind: kind, Review: r}, ani.Staff)
	}
	for _, tt := range []struct {
		name   string
		kind   data.Kind
		review data.Review
		want   error
	}{
		{"accepted although an item failed", data.Accepted, data.Review{Version: 1, Answers: answersOf(list, "not_finished")}, data.ErrItemFailed},
		{"accepted with an item open", data.Accepted, data.Review{Version: 1, Answers: answersOf(list)[1:]}, data.ErrUnanswered},
		{"refused for nothing", data.Refused, data.Review{Version: 1, Answers: answersOf(list)}, data.ErrReasonMissing},
		{"no such checklist", data.Refused, data.Review{Version: 7, Answers: answersOf(list, "not_finished")}, data.ErrChecklist},
	} {
		if err := give("x"+tt.name, 1, tt.kind, &tt.review); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	review := data.Review{Version: 1, Answers: answersOf(list, "not_finished", "wrong_place"), Open: 83*time.Second + 123456*time.Nanosecond}
	for range 2 { // a second try changes nothing
		if err := give("refuse", 1, data.Refused, &review); err != nil {
			t.Fatal(err)
		}
	}
	if err := give("accept", 2, data.Accepted, nil); err != nil {
		t.Fatal(err)
	}
	h := must(historyOf(t, db, 1))
	last := h[len(h)-1]
	if len(h) != 6 || last.Reason != "wrong_place" {
		t.Errorf("%d events, reason %q; want the first failed item of the checklist", len(h), last.Reason)
	}
	got, ok, err := db.Review(t.Context(), last.Seq)
	review.Open = review.Open.Truncate(time.Microsecond)
	if diff := cmp.Diff(review, got); diff != "" || !ok || err != nil {
		t.Error(diff, ok, err)
	}
	if _, ok, err := db.Review(t.Context(), last.Seq+1); ok || err != nil {
		t.Errorf("a decision without a checklist: %v, %v", ok, err)
	}
	if m, ok := data.MemoOf(data.Report{Number: "JK"}, h, list, got); !ok || len(m.Failed) != 2 {
		t.Errorf("memo: %+v", m)
	}
	if err := db.VerifyLedger(t.Context(), store.Head{}); err != nil {
		t.Error(err)
	}
}

func TestSecondLookQueue(t *testing.T) {
	db, _ := queueDesk(t, waiting(t, 1, 5, "officer"), waiting(t, 2, 5, "budi"), waiting(t, 3, 5, "officer"), waiting(t, 4, 5, "officer"))
	if err := db.SetSecondLookPlan(t.Context(), data.SecondLookPlan{Share: 1, RiskShare: 1, Risk: 1}, head); err != nil {
		t.Fatal(err)
	}
	for id := int64(1); id <= 3; id++ {
		if err := db.Advance(t.Context(), data.Command{ID: fmt.Sprint(id), Report: id, Version: 5, Kind: data.Accepted}, ani.Staff); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Advance(t.Context(), data.Command{ID: "r", Report: 4, Version: 5, Kind: data.Refused, Reason: "x"}, ani.Staff); err != nil {
		t.Fatal(err)
	}
	if mine := must(db.SecondLooks(t.Context(), ani.Staff, 9)); len(mine) > 0 {
		t.Errorf("one's own decisions: %v", mine)
	}
	looks := must(db.SecondLooks(t.Context(), budi.Staff, 9)) // not what budi followed up himself, and nothing refused
	if len(looks) != 2 || looks[0].Report != 1 || looks[1].Report != 3 {
		t.Fatalf("got %+v", looks)
	}
	if seen := must(historyOf(t, db, 1)).AsOf(looks[0].DecidedAt); seen.Stage() != data.Validation || len(seen.Decisions()) > 0 {
		t.Error("the history up to the decision tells it")
	}
	list := data.DefaultChecklist()
	a := data.SecondAnswer{ID: "s1", Report: 1, Decision: looks[0].Decision, Verdict: data.Refused, Review: data.Review{Version: 1, Answers: answersOf(list)}}
	if err := db.AnswerSecondLook(t.Context(), a, budi.Staff); !errors.Is(err, data.ErrReasonMissing) {
		t.Errorf("refused for nothing: %v", err)
	}
	a.Review.Answers = answersOf(list, "photo_reused")
	if err := db.AnswerSecondLook(t.Context(), a, ani.Staff); !errors.Is(err, data.ErrSecondLook) {
		t.Errorf("by who decided: %v", err)
	}
	for range 2 {
		if err := db.AnswerSecondLook(t.Context(), a, budi.Staff); err != nil {
			t.Fatal(err)
		}
	}
	a.ID = "s2"
	if err := db.AnswerSecondLook(t.Context(), a, budi.Staff); !errors.Is(err, data.ErrSecondLook) {
		t.Errorf("answered twice: %v", err)
	}
	if err := db.Advance(t.Context(), data.Command{ID: "u", Report: 3, Version: 6, Kind: data.Undone}, ani.Staff); err != nil {
		t.Fatal(err)
	}
	if left := must(db.SecondLooks(t.Context(), budi.Staff, 9)); len(left) > 0 {
		t.Errorf("left: %+v", left)
	}
	if h := must(historyOf(t, db, 1)); h.Stage() != data.Done || h.Version() != 6 {
		t.Error("a second look has changed the case")
	}
	if err := db.VerifyLedger(t.Context(), store.Head{}); err != nil {
		t.Error(err)
	}
	if day := must(db.Day(t.Context(), budi.Staff)); day.Looked != 1 {
		t.Errorf("%d looked", day.Looked)
	}
}

// TestSecondLookShare: about the planned share is drawn, by entries of the ledger that nobody chooses.
func TestSecondLookShare(t *testing.T) {
	const n = 200
	var cases []datatest.Case
	for i := range n {
		c := waiting(t, i, 5, "officer")
		c.Report.Number = fmt.Sprintf("JK260305%04d", i)
		cases = append(cases, c)
	}
	db, clock := queueDesk(t, cases...)
	if err := db.SetSecondLookPlan(t.Context(), data.SecondLookPlan{Share: 0.3, Risk: 1}, head); err != nil {
		t.Fatal(err)
	}
	for id := int64(1); id <= n; id++ {
		clock.Now = clock.Now.Add(time.Second)
		if err := db.Advance(t.Context(), data.Command{ID: fmt.Sprint(id), Report: id, Version: 5, Kind: data.Accepted}, ani.Staff); err != nil {
			t.Fatal(err)
		}
	}
	// 60 of 200 are expected, with a standard deviation of 6.5; the clock stands where the test puts it, so the draw is always the same.
	if got := len(must(db.SecondLooks(t.Context(), budi.Staff, n))); got < 40 || got > 80 {
		t.Errorf("%d of %d drawn, want about 60", got, n)
	}
}
