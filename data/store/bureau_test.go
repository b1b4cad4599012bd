package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"tuntas/data"
	"tuntas/data/store"
)

// head is who plans second looks.
var head = data.Staff{Name: "ketua", Role: data.Supervisor}

func TestChecklistIsWrittenByTheBureau(t *testing.T) {
	db, clock := queueDesk(t)
	list := data.Checklist{Category: "Jalan", Items: data.DefaultChecklist().Items}
	for _, r := range []data.Role{data.Admin, data.Officer, data.Analyst, ""} {
		if _, err := db.AddChecklist(t.Context(), list, data.Staff{Name: "x", Role: r}); !errors.Is(err, data.ErrRole) {
			t.Errorf("%q writes a checklist: %v", r, err)
		}
	}
	bad := data.Checklist{Category: "Jalan", Items: slices.Concat(list.Items, list.Items)}
	if _, err := db.AddChecklist(t.Context(), bad, head); !errors.Is(err, data.ErrManyItems) {
		t.Errorf("sixteen items: %v", err)
	}
	for range 2 {
		if _, err := db.AddChecklist(t.Context(), list, head); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.AddChecklist(t.Context(), data.Checklist{Items: list.Items[1:]}, ani.Staff); err != nil {
		t.Fatal(err)
	}
	type version struct {
		category string
		version  int
		by       string
	}
	var got []version
	for _, c := range must(db.ChecklistVersions(t.Context())) {
		got = append(got, version{c.Category, c.Version, c.By})
		if c.By != "" && !c.At.Equal(clock.Now) {
			t.Errorf("%q %d was written at %v", c.Category, c.Version, c.At)
		}
	}
	if want := []version{{"", 2, "ani"}, {"", 1, ""}, {"Jalan", 2, "ketua"}, {"Jalan", 1, "ketua"}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSecondLookPlanIsRecorded(t *testing.T) {
	db, clock := queueDesk(t)
	if err := db.SetSecondLookPlan(t.Context(), data.SecondLookPlan{Share: 2, Risk: 1}, head); !errors.Is(err, data.ErrSecondPlan) {
		t.Errorf("a plan of 200 per cent: %v", err)
	}
	if err := db.SetSecondLookPlan(t.Context(), data.DefaultSecondLookPlan(), ani.Staff); !errors.Is(err, data.ErrRole) {
		t.Errorf("a validator plans who looks at his decisions: %v", err)
	}
	plan := data.SecondLookPlan{Share: 0.1, RiskShare: 1, Risk: 2}
	if err := db.SetSecondLookPlan(t.Context(), plan, head); err != nil {
		t.Fatal(err)
	}
	got := must(db.SecondLookPlan(t.Context()))
	if got.Share != 0.1 || got.RiskShare != 1 || got.Risk != 2 || got.By != "ketua" || !got.At.Equal(clock.Now) {
		t.Errorf("got %+v", got)
	}
	if err := db.VerifyLedger(t.Context(), store.Head{}); err != nil {
		t.Error(err)
	}
}

func TestAcceptances(t *testing.T) {
	db, clock := queueDesk(t, waiting(t, 1, 5, "officer"), waiting(t, 2, 5, "officer"), waiting(t, 3, 5, "officer"), waiting(t, 4, 5, "officer"))
	if a := must(db.Acceptances(t.Context())); a.Days != 0 || a.Cases() != 0 {
		t.Errorf("before the first: %+v", a)
	}
	examined := data.Examination{Report: 2, Version: 5, Photos: 1, Flags: []data.Flag{{Code: data.FlagFar}}, Risk: 3, ExaminedAt: clock.Now}
	if err := db.SaveExaminations(t.Context(), []data.Examination{examined}); err != nil {
		t.Fatal(err)
	}
	for id, kind := range map[int64]data.Kind{1: data.Accepted, 2: data.Accepted, 3: data.Refused} {
		c := data.Command{ID: fmt.Sprint(id), Report: id, Version: 5, Kind: kind, Reason: "x"}
		if err := db.Advance(t.Context(), c, ani.Staff); err != nil {
			t.Fatal(err)
		}
	}
	clock.Now = clock.Now.AddDate(0, 0, 1)
	for _, c := range []data.Command{{ID: "4", Version: 5, Kind: data.Accepted}, {ID: "5", Version: 6, Kind: data.Undone}} {
		c.Report = 4
		if err := db.Advance(t.Context(), c, ani.Staff); err != nil {
			t.Fatal(err)
		}
	}
	if a := must(db.Acceptances(t.Context())); a.Days != 1 || !slices.Equal(a.Risks, []int64{1, 0, 0, 1}) {
		t.Errorf("got %+v, want two on one day, one with a risk of 3", a)
	}
	clock.Now = clock.Now.AddDate(0, 0, 28)
	if a := must(db.Acceptances(t.Context())); a.Cases() != 0 {
		t.Errorf("after four weeks: %+v", a)
	}
}
