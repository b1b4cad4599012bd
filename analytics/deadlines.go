package analytics

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"tuntas/analytics/figure"
	"tuntas/data"
	"tuntas/data/reference"
)

// deadlines counts the clocks of each deadline rule: stopped in time or too late, running within the allowance or past it.
// Each rule stands for itself, with the calendar that it counts by. A rule about an average judges no case: it has the mean
// only. It says of each report what data.Due says of its history; a test holds the two against each other.
func deadlines(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{
		{"rule", figure.Text}, {"clock", figure.Text}, {"calendar", figure.Text}, {"allowed_s", figure.Duration}, {"clocks", figure.Count},
		{"kept", figure.Count}, {"late", figure.Count}, {"running", figure.Count}, {"overdue", figure.Count},
		{"rate", figure.Share}, {"low", figure.Share}, {"high", figure.Share}, {"mean_s", figure.Duration},
	}
	clocks, err := clocksOf(ctx, q, s)
	var rows [][]any
	var n int64
	for _, d := range clocks {
		n += d.clocks
		rows = append(rows, append(d.k.cells(s), d.cells(d.rule)...))
	}
	return columns, rows, n, err
}

// deadlineCount is what became of the clocks of one rule in one period and group.
type deadlineCount struct {
	k                                    key
	nth                                  int // of the rule
	rule                                 data.Rule
	clocks, kept, late, running, overdue int64
	gone                                 *big.Int // microseconds, of those that stopped
	nearly                               int64    // stopped in time in the last twentieth of the allowance
}

// clocksOf are the clocks of all rules, in the order of period, group and rule; they must stay as they are. Who remembers
// answers is mostly asked for the clocks of each unit, too, which are those of all together.
func clocksOf(ctx context.Context, q Querier, s Scope) ([]*deadlineCount, error) {
	of := s
	if _, remembers := q.(*Memory); remembers && s.By == "" && s.Grain == "" && len(s.Where[ByCategory]) == 0 {
		of.By = ByUnit
	}
	a, err := remembered(ctx, q, Question{Name: "clocks", measure: clockRows}, of)
	if err != nil {
		return nil, err
	}
	all := make([]*deadlineCount, 0, len(a.Rows))
	for _, row := range a.Rows {
		all = append(all, row[0].(*deadlineCount))
	}
	if of.By != s.By {
		all = clocksTogether(all)
	}
	return all, nil
}

// clocksTogether are the clocks of each rule, of all groups.
func clocksTogether(all []*deadlineCount) []*deadlineCount {
	at := map[clockKey]*deadlineCount{}
	for _, d := range all {
		sum := countAt(at, clockKey{key{period: d.k.period}, d.nth}, d.rule)
		sum.clocks, sum.kept, sum.late = sum.clocks+d.clocks, sum.kept+d.kept, sum.late+d.late
		sum.running, sum.overdue, sum.nearly = sum.running+d.running, sum.overdue+d.overdue, sum.nearly+d.nearly
		sum.gone.Add(sum.gone, d.gone)
	}
	return slices.SortedFunc(maps.Values(at), (*deadlineCount).compare)
}

// countAt is the count of a key, a new one where there is none.
func countAt(at map[clockKey]*deadlineCount, k clockKey, rule data.Rule) *deadlineCount {
	if at[k] == nil {
		at[k] = &deadlineCount{k: k.k, nth: k.nth, rule: rule, gone: new(big.Int)}
	}
	return at[k]
}

// clockRows are the clocks of a scope as rows that can be remembered, one count each.
func clockRows(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	clocks, err := toldClocks(ctx, q, s)
	rows := make([][]any, 0, len(clocks))
	for _, d := range clocks {
		rows = append(rows, []any{d})
	}
	return []Column{{"clocks", figure.Count}}, rows, int64(len(rows)), err
}

// toldClocks asks for the clocks of all rules, in the order of period, group and rule: first those that the store has prepared,
// then those of the reports of which it has none that hold, part by part, for their histories would not fit into memory.
func toldClocks(ctx context.Context, q Querier, s Scope) ([]*deadlineCount, error) {
	rules, err := rulesOf(ctx, q)
	if err != nil {
		return nil, err
	}
	args := s.args()
	addRules(args, rules)
	newWorkdays(s, rules).add(args, s)
	moved, err := movedReports(ctx, q, args)
	if err != nil {
		return nil, err
	}
	at := map[clockKey]*deadlineCount{}
	err = askTold(ctx, q, "deadlines", args, moved, func(r *sql.Rows) error { return addClocks(at, rules, r) })
	return slices.SortedFunc(maps.Values(at), (*deadlineCount).compare), err
}

// movedReports are those of which nothing is prepared that holds, or only what tells of more than had happened before the
// as-of instant.
func movedReports(ctx context.Context, q Querier, args map[string]any) ([]int64, error) {
	return reportsOf(ctx, q, "moved", args)
}

// addClocks adds a row of the answer to what is known of its period, group and rule.
func addClocks(at map[clockKey]*deadlineCount, rules []data.Rule, r *sql.Rows) error {
	var k clockKey
	var state, clocks int64
	var gone any
	if err := r.Scan(&k.k.period, &k.k.group, &k.nth, &state, &clocks, &gone); err != nil {
		return err
	}
	sum, _ := gone.(*big.Int)
	countAt(at, k, rules[k.nth]).add(state, clocks, sum)
	return nil
}

// What becomes of a clock, as the statement tells it: closely is kept in the last twentieth of the allowance.
const (
	clockKept int64 = iota
	clockClosely
	clockLate
	clockRunning
	clockOverdue
)

type clockKey struct {
	k   key
	nth int
}

// add adds clocks of one state and how long they have run together.
func (d *deadlineCount) add(state, clocks int64, gone *big.Int) {
	d.clocks += clocks
	switch state {
	case clockRunning:
		d.running += clocks
		return
	case clockOverdue:
		d.overdue += clocks
		return
	case clockLate:
		d.late += clocks
	case clockClosely:
		d.nearly += clocks
		d.kept += clocks
	case clockKept:
		d.kept += clocks
	}
	d.gone.Add(d.gone, gone)
}

func (d *deadlineCount) compare(o *deadlineCount) int {
	return cmp.Or(d.k.period.Time.Compare(o.k.period.Time), strings.Compare(d.k.group, o.k.group), cmp.Compare(d.nth, o.nth))
}

// mean is how long the clocks that stopped had run, in seconds; nothing where none did.
func (d *deadlineCount) mean() any {
	stopped := d.kept + d.late
	if stopped == 0 {
		return nil
	}
	sum := new(big.Float).SetPrec(64).SetInt(d.gone)
	mean, _ := sum.Quo(sum, new(big.Float).SetPrec(64).SetInt64(stopped)).Float64()
	return mean / 1e6
}

// cells are the columns behind the key. The rate is that of the clocks kept, of all whose outcome is known: one that is
// past its deadline and runs on will not be kept any more.
func (d *deadlineCount) cells(r data.Rule) []any {
	calendar := "calendar_days"
	if r.Working {
		calendar = "working_days"
	}
	cells := []any{ruleName(r), string(r.Clock), calendar, allowance(r).Seconds(), d.clocks}
	if r.Average {
		cells = append(cells, nil, nil, nil, nil, nil, nil, nil)
	} else {
		cells = append(append(cells, d.kept, d.late, d.running, d.overdue), rate(d.kept, d.kept+d.late+d.overdue)...)
	}
	return append(cells, d.mean())
}

func allowance(r data.Rule) time.Duration {
	return time.Duration(r.Days)*24*time.Hour + time.Duration(r.Hours)*time.Hour
}

// rulesOf returns the rules that come with Tuntas as the bureau has changed them, then its own; those switched off are left
// out.
func rulesOf(ctx context.Context, q Querier) ([]data.Rule, error) {
	all := data.DefaultRules()
	err := ask(ctx, q, "rules", map[string]any{"none": ""}, func(rows *sql.Rows) error {
		var text string
		var r data.Rule
		if err := rows.Scan(&text); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			return err
		}
		same := func(old data.Rule) bool { return old.Code == r.Code && old.From.Equal(r.From) }
		if i := slices.IndexFunc(all, same); i >= 0 {
			all[i] = r
			return nil
		}
		all = append(all, r)
		return nil
	})
	return slices.DeleteFunc(all, func(r data.Rule) bool { return r.Off }), err
}

// addRules adds the rules as lists side by side; days travel as their number since 1970.
func addRules(args map[string]any, rules []data.Rule) {
	nth, clocks := []int64{}, []string{}
	allowances, workings, sinces, untils := []int64{}, []int64{}, []int64{}, []int64{}
	for i, r := range rules {
		nth, clocks = append(nth, int64(i)), append(clocks, string(r.Clock))
		allowances, workings = append(allowances, allowance(r).Microseconds()), append(workings, one(r.Working))
		sinces, untils = append(sinces, dayNumber(r.From)), append(untils, dayNumber(day(r.Until, lastDay)))
	}
	args["rules"], args["clocks"], args["allowances"], args["workings"], args["sinces"], args["untils"] = nth, clocks, allowances, workings, sinces, untils
	args["occurred"], args["nearly"] = string(Occurred), nearly
	args["kept"], args["closely"], args["late"], args["running"], args["overdue"] = clockKept, clockClosely, clockLate, clockRunning, clockOverdue
}

func one(is bool) int64 {
	if is {
		return 1
	}
	return 0
}

// dayNumber counts the days since 1970 of a day given as midnight UTC.
func dayNumber(t time.Time) int64 { return t.Unix() / daySeconds }

// workdays are the local days on which clocks may run, each with the instant at which it begins and the working time that
// was over by then.
type workdays struct{ days, begins, worked, works []int64 }

// spareDays are covered before the first day on which a clock can start; long lists of days cost the engine much.
const spareDays = 31

// newWorkdays covers the days from the first rule, or the first on which clocks of the scope start, to the as-of instant. Joint
// leave is a day off.
func newWorkdays(s Scope, rules []data.Rule) workdays {
	var w workdays
	if len(rules) == 0 {
		return w
	}
	first := slices.MinFunc(rules, func(a, b data.Rule) int { return a.From.Compare(b.From) }).From
	if begins := s.From.AddDate(0, 0, -spareDays); s.Rule == Started && begins.After(first) {
		first = begins
	}
	var worked int64
	for d := day(first, first); !s.local(d).After(s.asOf()); d = d.AddDate(0, 0, 1) {
		begins, works := s.local(d).UnixMicro(), one(reference.WorkingDay(d, reference.LeaveRests))
		w.days, w.begins = append(w.days, dayNumber(d)), append(w.begins, begins)
		w.worked, w.works = append(w.worked, worked), append(w.works, works)
		worked += works * (s.local(d.AddDate(0, 0, 1)).UnixMicro() - begins)
	}
	return w
}

// add adds the days as lists side by side, and the time that had gone by at the as-of instant in both calendars.
func (w workdays) add(args map[string]any, s Scope) {
	list := func(v []int64) []int64 { return append([]int64{}, v...) }
	args["begins"], args["worked"], args["works"] = list(w.begins), list(w.worked), list(w.works)
	args["epoch"], args["before"], args["now"], args["workednow"] = time.Unix(0, 0).UTC(), int64(0), s.asOf().UnixMicro(), int64(0)
	shifts := w.shifts()
	args["shifts"], args["shiftnow"] = shifts, int64(0)
	if last := len(w.days) - 1; last >= 0 {
		args["before"], args["shiftnow"] = w.days[0]-1, shifts[last]
		args["workednow"] = w.worked[last] + (s.asOf().UnixMicro()-w.begins[last])*w.works[last]
		if slices.Min(shifts) < slices.Max(shifts) {
			args["helps"] = append(s.helps(), "shifted")
		}
	}
}

// shifts are how far the clocks on the wall are ahead of time that goes by evenly, in microseconds: a day counts 24 hours also
// where they are put forward or back on it.
func (w workdays) shifts() []int64 {
	shifts := make([]int64, len(w.days))
	for i, n := range w.days {
		shifts[i] = n*daySeconds*1_000_000 - w.begins[i]
	}
	return shifts
}

// drawDeadlines shows the share kept of each rule, together with what is not known yet in its note.
func drawDeadlines(a Answer, w Words) figure.Figure {
	f := figure.Figure{
		Kind: figure.Dots, CategoryAxis: w.Text("column.rule"), ValueAxis: w.Text("axis.kept"), Unit: figure.Share, Title: w.Text("measure.deadlines.nothing"),
	}
	s := figure.Series{Name: w.Text("axis.kept"), Tone: figure.Good}
	rows, notes := a.shown("clocks", w)
	f.Notes = notes
	tail := a.ruleTails("rule", w)
	var drawn []int
	for _, row := range rows {
		if _, judged := a.number(row, "kept"); !judged {
			continue
		}
		if a.Scope.By != "" || a.Scope.Grain != "" {
			f.Tailed(a.label(row, w), tail(row))
		} else {
			f.Tailed(ruleWords(a.text(row, "rule"), w), "")
		}
		drawn = append(drawn, row)
		s.Points = append(s.Points, a.keptPoint(row))
	}
	f.Series, f.Notes = []figure.Series{s}, append(f.Notes, a.ruleNotes(drawn, w)...)
	kept, late, overdue := a.sum("kept"), a.sum("late"), a.sum("overdue")
	if known := kept + late + overdue; known > 0 {
		f.Title = w.Text("measure.deadlines.finding", "late", w.Number(late), "overdue", w.Number(overdue), "n", w.Number(known))
	}
	if years := unknownYears(a); years != "" {
		f.Notes = append(f.Notes, w.Text("figure.holidays_unknown", "years", years))
	}
	return f
}

// keptPoint is the share kept as a point.
func (a Answer) keptPoint(row int) figure.Point {
	p := a.points("rate", []int{row})[0]
	p.N = a.count(row, "kept") + a.count(row, "late") + a.count(row, "overdue")
	p.Small = p.N < smallest
	p.Key[keyRule] = a.text(row, "rule")
	if !p.Missing {
		p.Low, _ = a.number(row, "low")
		p.High, _ = a.number(row, "high")
	}
	return p
}

// unknownYears names the years of the scope whose holidays are not known, where a rule counts working days; empty when none
// does.
func unknownYears(a Answer) string {
	first := 0
	for row := range a.Rows {
		if _, from, ok := readRule(a.text(row, "rule")); ok && a.text(row, "calendar") == "working_days" {
			if first == 0 || from.Year() < first {
				first = from.Year()
			}
		}
	}
	if first == 0 {
		return ""
	}
	if !a.Scope.From.IsZero() {
		first = max(first, a.Scope.From.Year())
	}
	var years []string
	for year := first; year <= a.Scope.asOf().In(zoneOf(a.Scope)).Year(); year++ {
		if !reference.HolidaysKnown(year) {
			years = append(years, strconv.Itoa(year))
		}
	}
	return strings.Join(years, ", ")
}
