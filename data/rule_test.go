package data_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tuntas/data"
	"tuntas/data/datatest"
)

var jakarta = time.FixedZone("WIB", 7*60*60)

// weekdays is a calendar in which 19 March 2026, a Thursday, is a holiday.
func weekdays() data.Calendar {
	holiday := time.Date(2026, time.March, 19, 0, 0, 0, 0, time.UTC)
	return data.Calendar{Zone: jakarta, Working: func(day time.Time) bool {
		return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday && !day.Equal(holiday)
	}}
}

func when(t testing.TB, text string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", text, jakarta)
	if err != nil {
		t.Fatal(err)
	}
	return v.UTC()
}

func TestEnds(t *testing.T) {
	for _, tt := range []struct {
		name  string
		rule  data.Rule
		start string
		want  string
	}{
		{"calendar days keep the time of day", data.Rule{Days: 7}, "2026-03-17 10:00", "2026-03-24 10:00"},
		{"hours", data.Rule{Hours: 24}, "2026-03-17 10:00", "2026-03-18 10:00"},
		{"working days pass over holiday and weekend", data.Rule{Days: 3, Working: true}, "2026-03-17 10:00", "2026-03-23 10:00"},
		{"working hours pass over them, too", data.Rule{Hours: 24, Working: true}, "2026-03-18 20:00", "2026-03-20 20:00"},
		{"what starts on a day off starts with the next working day", data.Rule{Days: 1, Working: true}, "2026-03-21 15:00", "2026-03-24 00:00"},
		{"the night before a day off", data.Rule{Hours: 2, Working: true}, "2026-03-20 23:00", "2026-03-23 01:00"},
		{"the last instant of a day", data.Rule{Hours: 1, Working: true}, "2026-03-18 23:00", "2026-03-19 00:00"},
	} {
		if got := tt.rule.Ends(when(t, tt.start), weekdays()); !got.Equal(when(t, tt.want)) {
			t.Errorf("%s: got %s, want %s", tt.name, got.In(jakarta).Format("2006-01-02 15:04"), tt.want)
		}
	}
	never := data.Calendar{Working: func(time.Time) bool { return false }}
	if end := (data.Rule{Days: 1, Working: true}).Ends(when(t, "2026-03-17 10:00"), never); end.IsZero() {
		t.Error("a calendar without working days gave no end")
	}
}

func TestDue(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, time.March, d, 0, 0, 0, 0, time.UTC) }
	rules := []data.Rule{
		{Code: "C", Clock: data.ClockCase, Days: 6, From: day(1)},
		{Code: "F", Clock: data.ClockFollowUp, Hours: 2, From: day(1)},
		{Code: "V", Clock: data.ClockValidation, Days: 1, From: day(1)},
		{Code: "K", Clock: data.ClockCoordinate, Hours: 1, From: day(1)},
		{Code: "old", Clock: data.ClockCase, Days: 1, From: day(1).AddDate(-1, 0, 0), Until: day(1)},
		{Code: "off", Clock: data.ClockCase, Days: 1, From: day(1), Off: true},
		{Code: "mean", Clock: data.ClockCase, Days: 1, From: day(1), Average: true},
	}
	h := walk(data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted, data.Refused, data.FollowedUp, data.Submitted)
	type line struct {
		code  string
		pass  int
		state data.DeadlineState
	}
	lines := func(h data.History, now time.Time) (all []line) {
		for _, d := range data.Due(h, rules, data.Calendar{}) {
			all = append(all, line{d.Rule.Code, d.Pass, d.State(now, data.Calendar{})})
		}
		return all
	}
	check := func(name string, h data.History, now time.Time, want ...line) {
		t.Helper()
		got := lines(h, now)
		if len(got) != len(want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
			return
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s: got %v, want %v", name, got[i], want[i])
			}
		}
	}
	now := h[len(h)-1].HappenedAt.Add(time.Minute)
	check("second pass", h, now, line{"C", 0, data.DeadlineRunning}, line{"F", 1, data.DeadlineLate}, line{"F", 2, data.DeadlineMet},
		line{"V", 1, data.DeadlineMet}, line{"V", 2, data.DeadlineRunning}, line{"K", 0, data.DeadlineLate})
	check("the day it is due", h, now.AddDate(0, 0, 6).Add(-8*time.Hour), line{"C", 0, data.DeadlineToday}, line{"F", 1, data.DeadlineLate},
		line{"F", 2, data.DeadlineMet}, line{"V", 1, data.DeadlineMet}, line{"V", 2, data.DeadlineOverdue}, line{"K", 0, data.DeadlineLate})

	undone := append(h[:6:6], data.Event{Kind: data.Undone, Stage: data.Validation, Actor: "validator", HappenedAt: now})
	check("a refusal taken back never started a pass", undone, now, line{"C", 0, data.DeadlineRunning}, line{"F", 1, data.DeadlineLate},
		line{"V", 1, data.DeadlineRunning}, line{"K", 0, data.DeadlineLate})

	rejected := walk(data.Received, data.RejectedIt, data.Completed)
	check("a completed report starts anew", rejected, rejected[2].HappenedAt.Add(time.Minute), line{"C", 0, data.DeadlineMet},
		line{"C", 0, data.DeadlineRunning}, line{"F", 1, data.DeadlineMet}, line{"F", 1, data.DeadlineToday},
		line{"K", 0, data.DeadlineLate}, line{"K", 0, data.DeadlineToday})
	if next, ok := data.Next(data.Due(h, rules, data.Calendar{})); !ok || next.Rule.Code != "V" {
		t.Errorf("next: %v, %v", next.Rule.Code, ok)
	}
}

// TestStarts walks through the table of moves at random and compares what the store's deadlines rest on with Due.
func TestStarts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h, starts := randomWalk(t)
		var rules []data.Rule
		for _, c := range data.Clocks() {
			rules = append(rules, data.Rule{Code: string(c), Clock: c, Days: rapid.IntRange(1, 9).Draw(t, "days"),
				Working: rapid.Bool().Draw(t, "working"), From: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
		}
		for _, r := range rules {
			one := []data.Rule{r}
			want, wantOK := data.Next(data.Due(h, one, weekdays()))
			_, got, ok := starts.Next(one, weekdays())
			if ok != wantOK || !got.Equal(want.DueAt) {
				t.Fatalf("%s at %s: got %v %v, want %v %v", r.Clock, h.Stage(), got, ok, want.DueAt, wantOK)
			}
		}
	})
}

// randomWalk returns a history of allowed moves, and its starts as the store derives them from visits and decisions.
func randomWalk(t *rapid.T) (data.History, data.Starts) {
	now := start
	h := data.History{{Seq: 1, Kind: data.Received, Stage: data.Waiting, HappenedAt: now}}
	for range rapid.IntRange(0, 25).Draw(t, "moves") {
		role := rapid.SampledFrom(data.Roles()).Draw(t, "role")
		by := data.Staff{Name: string(role), Role: role}
		now = now.Add(time.Duration(rapid.IntRange(1, 100).Draw(t, "hours")) * time.Hour)
		can := data.Possible(h, by, now)
		if len(can) == 0 {
			continue
		}
		c := data.Command{Kind: rapid.SampledFrom(can).Draw(t, "kind"), Unit: "unit", Reason: "reason"}
		h = append(h, data.EventOf(c, by, now))
	}
	s := data.Starts{Stage: h.Stage(), CaseAt: start, Since: datatest.Since(h)}
	for _, v := range h.Visits() {
		if v.Stage == data.Rejected && !v.Lasts() {
			s.CaseAt = v.LeftAt
		}
	}
	s.PassAt = s.CaseAt
	for _, d := range h.Decisions() {
		if d.Kind == data.Refused && d.UndoneAt.IsZero() && d.DecidedAt.After(s.PassAt) {
			s.PassAt = d.DecidedAt
		}
	}
	return h, s
}

func TestDueBy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := data.Rule{Code: "R", Clock: data.ClockCase, Days: rapid.IntRange(0, 9).Draw(t, "days"), Hours: rapid.IntRange(1, 30).Draw(t, "hours"),
			Working: rapid.Bool().Draw(t, "working"), From: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)}
		if rapid.Bool().Draw(t, "ends") {
			r.Until = time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC)
		}
		minute := func(name string) time.Time {
			return start.Add(time.Duration(rapid.IntRange(0, 60*24*40).Draw(t, name)) * time.Minute)
		}
		began, by := minute("start"), minute("by")
		w, ok := r.DueBy(by, weekdays())
		got := ok && !began.Before(w.From) && (w.Until.IsZero() || began.Before(w.Until))
		fires, _ := r.Fires(weekdays())
		want := !began.Before(fires.From) && (fires.Until.IsZero() || began.Before(fires.Until)) && !r.Ends(began, weekdays()).After(by)
		if got != want {
			t.Fatalf("start %s by %s: got %v (%v), want %v", began, by, got, w, want)
		}
	})
}

func TestChecklistCheck(t *testing.T) {
	list := data.Checklist{Version: 1, Items: []data.Item{{"place", "Tempat", "Place", true}, {"done", "Selesai", "Done", true}, {"unit", "Unit", "Unit", false}}}
	answers := func(values ...data.AnswerValue) (all []data.Answer) {
		for i, v := range values {
			all = append(all, data.Answer{Item: list.Items[i].ID, Value: v})
		}
		return all
	}
	for _, tt := range []struct {
		name    string
		kind    data.Kind
		answers []data.Answer
		want    error
		subject string
	}{
		{"all is well", data.Accepted, answers(data.Yes, data.NotApplies, data.Yes), nil, ""},
		{"a failing that is no reason", data.Accepted, answers(data.Yes, data.Yes, data.No), nil, ""},
		{"one is not answered", data.Accepted, answers(data.Yes, data.Yes), data.ErrUnanswered, "unit"},
		{"accepted although one failed", data.Accepted, answers(data.Yes, data.No, data.Yes), data.ErrItemFailed, "done"},
		{"refused for one", data.Refused, answers(data.No), nil, ""},
		{"refused for nothing", data.Refused, answers(data.Yes, data.Yes, data.No), data.ErrReasonMissing, ""},
		{"an unknown item", data.Refused, []data.Answer{{"other", data.No}}, data.ErrNoItem, "other"},
		{"an unknown value", data.Refused, []data.Answer{{"place", "maybe"}}, data.ErrNoItem, "place"},
		{"twice", data.Refused, []data.Answer{{"place", data.No}, {"place", data.Yes}}, data.ErrNoItem, "place"},
		{"a field check asks for nothing", data.FieldChecked, nil, nil, ""},
	} {
		err := list.Check(tt.kind, tt.answers)
		if !errors.Is(err, tt.want) || data.Subject(err) != tt.subject {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	if list := data.DefaultChecklist(); list.Fault() != nil || len(list.Failed([]data.Answer{{"right_unit", data.No}})) > 0 {
		t.Error("the default checklist")
	}
}

func TestMemoOf(t *testing.T) {
	h := walk(data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted, data.Refused)
	h[5].Reason, h[5].Note = "not_finished", "left edge"
	list := data.DefaultChecklist()
	review := data.Review{Version: 1, Answers: []data.Answer{{"not_finished", data.No}, {"wrong_place", data.No}}}
	r := data.Report{Number: "JK1", Text: "text", Address: "address", Category: "Jalan"}
	m, ok := data.MemoOf(r, h, list, review)
	if !ok || m.Unit != "unit" || m.Pass != 1 || m.Reason != "not_finished" || m.Note != "left edge" || len(m.Failed) != 2 ||
		m.Failed[0].ID != "wrong_place" || !m.FiledAt.Equal(h[3].HappenedAt) || m.Text != "text" {
		t.Errorf("got %+v, %v", m, ok)
	}
	r.Private = true
	if m, _ := data.MemoOf(r, h, list, review); m.Text != "" || m.Address != "" {
		t.Error("a private report's text is in the memo")
	}
	if _, ok := data.MemoOf(r, h[:5], list, review); ok {
		t.Error("a memo without a refusal")
	}
}

func TestQueueOrder(t *testing.T) {
	monday := when(t, "2026-03-16 10:00")
	first := data.Queued{Report: 1, DueAt: monday, Since: monday}
	for name, later := range map[string]data.Queued{
		"due a day later":         {Report: 2, DueAt: monday.AddDate(0, 0, 1), Since: monday.Add(-time.Hour), Risk: 0},
		"no deadline":             {Report: 2, Since: monday.Add(-time.Hour), Risk: 9},
		"skipped":                 {Report: 2, DueAt: monday.AddDate(0, 0, -1), SkippedAt: monday, Risk: 9},
		"waits shorter":           {Report: 2, DueAt: monday, Since: monday.Add(time.Hour)},
		"the same, came later":    {Report: 2, DueAt: monday, Since: monday},
		"earlier on the same day": {Report: 2, DueAt: monday.Add(-time.Hour), Since: monday.Add(time.Hour)},
	} {
		if first.Before(later, weekdays()) >= 0 || later.Before(first, weekdays()) <= 0 {
			t.Errorf("%s: does not come after", name)
		}
	}
	risky := data.Queued{Report: 3, DueAt: monday.Add(2 * time.Hour), Since: monday.Add(time.Hour), Risk: 1}
	if risky.Before(first, weekdays()) >= 0 {
		t.Error("the greater risk of a day comes first")
	}
}

func TestDraw(t *testing.T) {
	p := data.SecondLookPlan{Share: 0.1, RiskShare: 0.5, Risk: 3}
	for _, tt := range []struct {
		u    float64
		risk int
		want data.DrawnBy
	}{{0.05, 0, data.DrawnByChance}, {0.05, 9, data.DrawnByChance}, {0.1, 0, ""}, {0.1, 3, data.DrawnByRisk}, {0.1, 2, ""}, {0.54, 3, data.DrawnByRisk}, {0.56, 3, ""}} {
		if got, ok := p.Draw(tt.u, tt.risk); got != tt.want || ok != (tt.want != "") {
			t.Errorf("u %v, risk %d: got %q", tt.u, tt.risk, got)
		}
	}
	if (data.SecondLookPlan{Share: 1.1, Risk: 1}).Valid() || (data.SecondLookPlan{}).Valid() || !data.DefaultSecondLookPlan().Valid() {
		t.Error("plans")
	}
	for _, r := range data.DefaultRules() {
		if !r.Valid() {
			t.Errorf("rule %s", r.Code)
		}
	}
}
