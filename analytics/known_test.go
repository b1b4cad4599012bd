package analytics_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"tuntas/analytics"
)

// TestSubmissions: submissions per paid declaration, as published: 8945 with one, 845 with two, 109 with three, 12 with
// more; one of the 9912 has none.
func TestSubmissions(t *testing.T) {
	db := load(t, "testdata/paid.toml", "07-domestic-declarations/DomesticDeclarations.csv.gz")
	a := ask(t, db, "passes", analytics.Scope{})
	got := map[string]int64{}
	for i := range a.Rows {
		pass := a.Value(i, "pass").(string)
		if pass > "3" {
			pass = "more"
		}
		got[pass] += a.Value(i, "done").(int64)
	}
	for pass, want := range map[string]int64{"0": 1, "1": 8945, "2": 845, "3": 109, "more": 12} {
		if got[pass] != want {
			t.Errorf("%s submissions: %d; want %d", pass, got[pass], want)
		}
	}
}

// TestReceiptGraph: the whole directly-follows graph of the receipts as published, and the number of variants.
func TestReceiptGraph(t *testing.T) {
	db := load(t, "receipt", "01-event-logs-pm4py/receipt.csv.gz")
	text, err := os.ReadFile("../../shared/data/01-event-logs-pm4py/published_dfg_receipt.json")
	if err != nil {
		t.Fatal(err)
	}
	var arcs []struct {
		From, To string
		Count    int64
	}
	if err := json.Unmarshal(text, &arcs); err != nil {
		t.Fatal(err)
	}
	a := ask(t, db, "activity-paths", analytics.Scope{})
	got := map[[2]string]int64{}
	for i := range a.Rows {
		got[[2]string{a.Value(i, "activity").(string), a.Value(i, "next_activity").(string)}] = a.Value(i, "moves").(int64)
	}
	if len(got) != len(arcs) || len(arcs) != 99 || a.N != 7143 {
		t.Errorf("%d arcs, %d moves; want %d, 7143", len(got), a.N, len(arcs))
	}
	for _, arc := range arcs {
		if n := got[[2]string{arc.From, arc.To}]; n != arc.Count {
			t.Errorf("%s > %s: %d; want %d", arc.From, arc.To, n, arc.Count)
		}
	}
	if v := ask(t, db, "activity-variants", analytics.Scope{}); len(v.Rows) != 116 || v.N != 1434 {
		t.Errorf("%d variants of %d cases; want 116 of 1434", len(v.Rows), v.N)
	}
	repeated := map[string]int64{}
	all := ask(t, db, "activities", analytics.Scope{})
	for i := range all.Rows {
		repeated[all.Value(i, "activity").(string)[:3]] += all.Value(i, "repeated").(int64)
	}
	for name, want := range map[string]int64{"T06": 59, "T02": 35, "T03": 11, "T04": 4} {
		if repeated[name] != want {
			t.Errorf("%s more than once in %d cases; want %d", name, repeated[name], want)
		}
	}
	checkReceiptDurations(t, ask(t, db, "throughput", analytics.Scope{By: analytics.ByReport}))
}

// checkReceiptDurations: the throughput time of the first five cases as published.
func checkReceiptDurations(t *testing.T, a analytics.Answer) {
	t.Helper()
	got := map[string]float64{}
	for i := range a.Rows {
		got[a.Value(i, "report").(string)] = a.Value(i, "median_s").(float64)
	}
	for name, want := range map[string]float64{
		"case-10011": 3811896.277, "case-10017": 617.924, "case-10024": 239.115, "case-10025": 84.518, "case-10028": 720.245,
	} {
		if math.Abs(got[name]-want) > .001 {
			t.Errorf("%s lasted %.3f s; want %.3f", name, got[name], want)
		}
	}
}

// TestSepsis: size of the log, self-loops and repetitions per case as bupaR publishes them, to its three digits.
func TestSepsis(t *testing.T) {
	db := load(t, "testdata/log.toml", "06-event-logs-bupar/sepsis.csv.gz")
	a := ask(t, db, "activities", analytics.Scope{})
	if a.N != 15214 || len(a.Rows) != 16 {
		t.Errorf("%d events of %d activities; want 15214 of 16", a.N, len(a.Rows))
	}
	var loops, returns float64
	for i := range a.Rows {
		loops += float64(a.Value(i, "loops").(int64))
		returns += float64(a.Value(i, "returns").(int64))
	}
	if math.Abs(loops/1050-.827) > .0005 || math.Abs(returns/1050-1.64) > .005 {
		t.Errorf("self-loops %.4f, repetitions %.4f a case; want .827, 1.64", loops/1050, returns/1050)
	}
	if v := ask(t, db, "activity-variants", analytics.Scope{}); len(v.Rows) != 846 || v.N != 1050 {
		t.Errorf("%d variants of %d cases; want 846 of 1050", len(v.Rows), v.N)
	}
	whole := ask(t, db, "throughput", analytics.Scope{})
	if math.Abs(cell(t, whole, "median_s").(float64)-461668.5) > .01 || math.Abs(cell(t, whole, "mean_s").(float64)-2459751.083) > .01 {
		t.Errorf("%v", whole.Rows)
	}
}

// TestPatients: events and activity instances as published, and the length of the cases.
func TestPatients(t *testing.T) {
	db := load(t, "testdata/log.toml", "06-event-logs-bupar/patients.csv.gz")
	a := ask(t, db, "activities", analytics.Scope{})
	if a.N != 5442 {
		t.Errorf("%d events; want 5442", a.N)
	}
	got := map[string]int64{}
	for i := range a.Rows {
		got[a.Value(i, "activity").(string)] = a.Value(i, "events").(int64)
	}
	for name, instances := range map[string]int64{
		"Registration": 500, "Triage and Assessment": 500, "Discuss Results": 495, "Check-out": 492, "X-Ray": 261, "Blood test": 237, "MRI SCAN": 236,
	} {
		if got[name] != 2*instances { // one start, one complete
			t.Errorf("%s: %d events; want %d", name, got[name], 2*instances)
		}
	}
	whole := ask(t, db, "throughput", analytics.Scope{})
	if cell(t, whole, "reports") != int64(500) || cell(t, whole, "median_s") != 525788.0 || math.Abs(cell(t, whole, "mean_s").(float64)-576832.972) > .001 {
		t.Errorf("%v", whole.Rows)
	}
}

// TestTinyLog: the throughput times that edeaR's own tests state, in minutes.
func TestTinyLog(t *testing.T) {
	db := load(t, "testdata/log.toml", "06-event-logs-bupar/tiny_patients.csv")
	a := ask(t, db, "throughput", analytics.Scope{By: analytics.ByReport})
	want := map[string]float64{"John Doe": 1819.16667, "Jane Doe": 1492.58333, "George Doe": 0}
	for i := range a.Rows {
		name := a.Value(i, "report").(string)
		if minutes := a.Value(i, "median_s").(float64) / 60; math.Abs(minutes-want[name]) > 1e-4 {
			t.Errorf("%s: %.5f minutes; want %.5f", name, minutes, want[name])
		}
	}
	mean := cell(t, ask(t, db, "throughput", analytics.Scope{}), "mean_s").(float64) / 60
	if len(a.Rows) != 3 || math.Abs(mean-1103.916667) > 1e-5 {
		t.Errorf("%d cases, mean %.6f minutes; want 3, 1103.916667", len(a.Rows), mean)
	}
}
