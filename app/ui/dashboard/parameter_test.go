package dashboard

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

func TestPassIsAFilter(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	r.page.Show("refusal")
	c := r.card("refusal-periods")
	all := c.answer.section.Finding
	r.page.bar.takes(&r.page.filter.pass)("2+")
	if got := r.page.Scope().Where[analytics.ByPass]; !slices.Equal(got, []string{"2+"}) {
		t.Errorf("passes %q; want 2+", got)
	}
	if c.answer.section.Finding == all {
		t.Errorf("%q under the later passes as under all", all)
	}
	if chips := r.page.chips.Texts(); len(chips) != 1 || !strings.Contains(chips[0], "2") {
		t.Errorf("chips %q; want one of the pass", chips)
	}
	text := r.page.Text()
	r.page.onClear()
	if c.answer.section.Finding != all || r.page.bar.pass.Key() != "" {
		t.Error("the pass stays after clearing")
	}
	r.page.open(text)
	if r.page.filter.pass != "2+" || r.page.bar.pass.Key() != "2+" {
		t.Errorf("%s brings back pass %q", text, r.page.filter.pass)
	}
	r.reportsOf(t, c)
}

// reportsOf holds that the desk is asked for the pass, too.
func (r *room) reportsOf(t *testing.T, c *card) {
	t.Helper()
	if got := desked(r.page.filter).Passes; len(got) == 0 || got[0] != 2 {
		t.Errorf("%s: the desk shows passes %v; want from 2 on", c.view.name, got)
	}
}

func TestLeastReportsOfACluster(t *testing.T) {
	r := newRoom(t, 300)
	for i := range 3 {
		c := datatest.Walk(t, 1, "2026-02-03 08:0"+string(rune('1'+i)), data.Received)
		c.Report.Number, c.Report.Category, c.Report.Area = "cluster-"+string(rune('a'+i)), "Banjir", "31.74.06.1003"
		datatest.Add(t, r.store, c)
	}
	r.page.Load(t.Context())
	r.page.Show("flood")
	c := r.card("flood-clusters")
	before := len(c.answer.section.Table.Rows)
	r.page.filter.least = "3"
	r.page.onFilter()
	if got := len(c.answer.section.Table.Rows); got <= before || c.asking == nil || !strings.Contains(c.asking.Text, "3") {
		t.Errorf("%d clusters from 3 reports on, %d from 5 on, button %q", got, before, c.asking.Text)
	}
	if chips := r.page.chips.Texts(); len(chips) != 1 {
		t.Errorf("chips %q; want one", chips)
	}
	r.page.open(r.page.Text())
	if r.page.filter.least != "3" {
		t.Error("lost on the way through a text")
	}
}

func TestChangesSinceAnIssue(t *testing.T) {
	r := newRoom(t, 300)
	issue := data.Issue{
		Name: "Februari 2026", Kind: "page", From: datatest.At(t, "2026-02-01"), Until: datatest.At(t, "2026-03-01"), AsOf: datatest.At(t, "2026-03-01"), By: "x",
		DataHash: strings.Repeat("0", 64),
	}
	if _, err := r.store.Publish(t.Context(), issue); err != nil {
		t.Fatal(err)
	}
	r.page.Load(t.Context())
	r.page.Show(patternsPage)
	c := r.card("changes")
	usual := c.answer.section.Finding
	r.page.dash.Now = func() time.Time { return datatest.At(t, "2026-03-12 15:30") }
	c.onParameter()
	r.choose(t, "Sejak terbitan Februari 2026")
	if r.page.filter.issue != "Februari 2026" {
		t.Errorf("issue %q; want the one chosen", r.page.filter.issue)
	}
	r.page.since("2025-06-01", "")
	if c.answer.section.Finding == usual || r.page.Scope().Since.IsZero() {
		t.Errorf("%q as since a week before", usual)
	}
	r.page.since("", "Februari 2026")
	if got := r.page.Scope(); got.Issue != "Februari 2026" || !got.Since.IsZero() || !c.answered {
		t.Errorf("issue %q, since %v, answered %v", got.Issue, got.Since, c.answered)
	}
	if chips := r.page.chips.Texts(); len(chips) != 1 || !strings.Contains(chips[0], "Februari 2026") {
		t.Errorf("chips %q; want the issue", chips)
	}
}

func TestTargets(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	r.page.filter.targets = targets{"done": 0.5, "time-to-done": 100 * 24 * 3600}.text()
	r.page.compareWith(analytics.Target)
	for _, tile := range r.page.sheet.tiles {
		want := map[string]string{"done": "Lebih tinggi daripada 50,0%", "time-to-done": "Lebih rendah daripada 100 hr"}[tile.measure]
		if got := strings.TrimSpace(tile.against.Text); got != want {
			t.Errorf("%s: %q; want %q", tile.measure, got, want)
		}
	}
	text := r.page.Text()
	r.page.onClear()
	r.page.open(text)
	if r.page.filter.against != analytics.Target || r.page.filter.targets == "" {
		t.Errorf("%s loses the targets", text)
	}
}

func TestTargetsAsText(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, "done:0.9": true, "done:0.9,received:100": true, "done": false, "done:x": false, "other:1": false, "done:-1": false, "done:NaN": false,
	} {
		all, ok := readTargets(text)
		if ok != want {
			t.Errorf("%q: read %v; want %v", text, ok, want)
		}
		if again, _ := readTargets(all.text()); ok && again.text() != all.text() {
			t.Errorf("%q becomes %q", text, again.text())
		}
	}
	for _, tt := range []struct {
		text, measure string
		want          float64
		ok            bool
	}{
		{"12,5", "refusal", 0.125, true}, {"12.5 %", "refusal", 0.125, true}, {"120", "refusal", 0, false}, {"3", "time-to-done", 3 * 86400, true},
		{"200", "received", 200, true}, {"-1", "received", 0, false}, {"", "done", 0, false},
	} {
		m := analytics.Measures()[slices.IndexFunc(analytics.Measures(), func(m analytics.Measure) bool { return m.Name == tt.measure })]
		if v, ok := targetOf(tt.text, m); ok != tt.ok || (ok && v != tt.want) {
			t.Errorf("%q of %s: %v, %v; want %v, %v", tt.text, tt.measure, v, ok, tt.want, tt.ok)
		}
	}
}
