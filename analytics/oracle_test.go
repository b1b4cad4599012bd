package analytics_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/reference"
)

// An oracle answers questions a second time, in plain Go over the events of each report, with nothing of package analytics
// in it but the names of scopes. What it says is slow, obvious and compared with what the database said.
type oracle struct {
	cases []datatest.Case
	q     analytics.Question
	s     analytics.Scope // as the question was asked, its defaults filled in
	facts map[string][]fact
}

// fact is one thing that is counted: a report as it stands, a stay, a decision. The day and the hour are those by which it
// is put into a period.
type fact struct {
	c           *datatest.Case
	day         time.Time // local, as midnight UTC
	hour        int       // of that day, local
	dims        map[analytics.Dimension]string
	stage, next data.Stage
	unit        string
	pass        int
	from, until time.Time // until is zero while it lasts
	kind        data.Kind
	validator   string
	reason      string
}

// asOf is the instant up to which things are seen.
func (o *oracle) asOf() time.Time {
	if o.s.AsOf.IsZero() {
		return o.s.Now
	}
	return o.s.AsOf
}

// localDay is the day of an instant in Jakarta, as midnight UTC.
func localDay(at time.Time) time.Time {
	y, m, d := at.In(datatest.Jakarta).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// seen is what had happened to a report before the instant.
func (o *oracle) seen(c *datatest.Case) data.History {
	var h data.History
	for _, e := range c.Events {
		if e.HappenedAt.Before(o.asOf()) {
			h = append(h, e)
		}
	}
	return h
}

// stays are all stays of all reports that had begun, one after the other.
func (o *oracle) stays() (all []fact) {
	for i := range o.cases {
		c := &o.cases[i]
		first := len(all)
		pass, unit := 1, ""
		h := o.seen(c)
		for j, e := range h {
			if e.Unit != "" {
				unit = e.Unit
			}
			if e.Kind == data.Refused {
				pass++
			}
			if e.Kind == data.Undone && j > 0 && h[j-1].Kind == data.Refused {
				pass--
			}
			if e.Stage == "" {
				continue
			}
			if len(all) > first {
				all[len(all)-1].until, all[len(all)-1].next = e.HappenedAt, e.Stage
			}
			all = append(all, o.described(fact{c: c, stage: e.Stage, unit: unit, pass: pass, from: e.HappenedAt, reason: e.Reason}))
		}
	}
	return all
}

// standing is the last stay of each report, in the day on which it was sent.
func (o *oracle) standing() (all []fact) {
	for _, f := range o.stays() {
		if f.until.IsZero() {
			all = append(all, f.on(f.c.Report.SentAt))
		}
	}
	return all
}

// decisions are those that had been taken and not been taken back.
func (o *oracle) decisions() []fact { return o.decided(false) }

// decided are the decisions in the order in which they were entered, with those that were taken back or without.
func (o *oracle) decided(takenBack bool) (all []fact) {
	for i := range o.cases {
		c := &o.cases[i]
		pass, unit := 1, ""
		h := o.seen(c)
		for j, e := range h {
			if e.Unit != "" {
				unit = e.Unit
			}
			undone := j+1 < len(h) && h[j+1].Kind == data.Undone
			if e.Kind.Decision() && (takenBack || !undone) {
				f := o.described(fact{c: c, unit: unit, pass: pass, from: e.HappenedAt, kind: e.Kind, validator: e.Actor, reason: e.Reason})
				f.dims[analytics.ByValidator] = e.Actor
				all = append(all, f)
			}
			if e.Kind == data.Refused {
				pass++
			}
			if e.Kind == data.Undone && j > 0 && h[j-1].Kind == data.Refused {
				pass--
			}
		}
	}
	return all
}

// described fills in the dimensions of a fact.
func (o *oracle) described(f fact) fact {
	r := f.c.Report
	f.dims = map[analytics.Dimension]string{
		analytics.ByStage: string(f.stage), analytics.ByUnit: f.unit, analytics.ByChannel: r.Channel, analytics.ByCategory: r.Category,
		analytics.ByCity: level(r.Area, 1), analytics.ByKecamatan: level(r.Area, 2), analytics.ByKelurahan: r.Area,
		analytics.ByPass: fmt.Sprint(f.pass), analytics.ByOPD: f.unit, analytics.ByReport: r.Number,
	}
	if agency, ok := reference.OPDOf(f.unit, o.asOf()); ok {
		f.dims[analytics.ByOPD] = agency
	}
	return f.on(r.SentAt)
}

// level is the city or the kecamatan of an area: its first parts behind the province. What is no code is its own.
func level(area string, parts int) string {
	if !strings.HasPrefix(area, "31.") {
		return area
	}
	of := strings.Split(area, ".")
	return strings.Join(of[:min(len(of), parts+1)], ".")
}

// on returns f in the day and hour of an instant.
func (f fact) on(at time.Time) fact {
	f.day, f.hour = localDay(at), at.In(datatest.Jakarta).Hour()
	return f
}

// ended tells whether the stay is over.
func (f fact) ended() bool { return !f.until.IsZero() }

// seconds is how long the stay lasted, or had lasted.
func (o *oracle) seconds(f fact) float64 {
	if f.ended() {
		return f.until.Sub(f.from).Seconds()
	}
	return o.asOf().Sub(f.from).Seconds()
}

// dated are the stays of the scope's rule, each in its day; without a rule of their own all count.
func (o *oracle) dated(facts []fact) (all []fact) {
	for _, f := range facts {
		switch {
		case o.s.Rule == analytics.Entered:
			f = f.on(f.from)
		case o.s.Rule == analytics.Left && f.ended():
			f = f.on(f.until)
		case o.s.Rule == analytics.Left && f.kind != "":
			f = f.on(f.from)
		case o.s.Rule == analytics.Left:
			continue
		}
		all = append(all, f)
	}
	return all
}

// inPeriod tells whether a day lies in the scope.
func (o *oracle) inPeriod(d time.Time) bool {
	return (o.s.From.IsZero() || !d.Before(localOf(o.s.From))) && (o.s.Until.IsZero() || d.Before(localOf(o.s.Until)))
}

// localOf is the day of a bound: only year, month and day of it count.
func localOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// chosen tells whether the filters let a fact pass.
func (o *oracle) chosen(f fact) bool {
	for _, d := range []analytics.Dimension{analytics.ByCity, analytics.ByKecamatan, analytics.ByKelurahan} {
		if areas := o.s.Where[d]; len(areas) > 0 && !slices.ContainsFunc(areas, func(a string) bool {
			return f.c.Report.Area == a || strings.HasPrefix(a, "31.") && strings.HasPrefix(f.c.Report.Area, a+".")
		}) {
			return false
		}
	}
	for _, d := range []analytics.Dimension{analytics.ByStage, analytics.ByUnit, analytics.ByChannel, analytics.ByCategory} {
		if want := o.s.Where[d]; len(want) > 0 && !slices.Contains(want, f.dims[d]) {
			return false
		}
	}
	return len(o.s.Where[analytics.ByPass]) == 0 || ofPass(f.dims[analytics.ByPass], o.s.Where[analytics.ByPass][0])
}

// ofPass tells whether a pass is the one asked for, or a later one where those are asked for, too: "2+".
func ofPass(pass, want string) bool {
	first, later := strings.CutSuffix(want, "+")
	return pass == first || later && len(pass) == 1 && pass > first
}

// scoped are the facts of the scope.
func (o *oracle) scoped(facts []fact) (all []fact) {
	for _, f := range facts {
		if o.inPeriod(f.day) && o.chosen(f) {
			all = append(all, f)
		}
	}
	return all
}

// period is the first day of the period that a day lies in.
func period(g analytics.Grain, d time.Time) time.Time {
	switch g {
	case analytics.Week:
		for d.Weekday() != time.Monday {
			d = d.AddDate(0, 0, -1)
		}
	case analytics.Month:
		d = d.AddDate(0, 0, 1-d.Day())
	case analytics.Quarter:
		for d = d.AddDate(0, 0, 1-d.Day()); d.Month()%3 != 1; {
			d = d.AddDate(0, -1, 0)
		}
	case analytics.Year:
		d = d.AddDate(0, 0, 1-d.YearDay())
	}
	return d
}

// group is the value of the scope's dimension.
func (o *oracle) group(f fact) string {
	switch o.s.By {
	case "":
		return ""
	case analytics.ByWeekday:
		return fmt.Sprint((int(f.day.Weekday())+6)%7 + 1)
	case analytics.ByHour:
		return fmt.Sprintf("%02d", f.hour)
	case analytics.ByReason:
		return f.reason
	}
	return f.dims[o.s.By]
}

// row says what a row is about, as a text: its period, its group, and more.
func (o *oracle) row(f fact, more ...string) string { return o.rowOf(f.day, o.group(f), more...) }

func (o *oracle) rowOf(day time.Time, group string, more ...string) string {
	on := ""
	if o.s.Grain != "" {
		on = period(o.s.Grain, day).Format(time.DateOnly)
	}
	return strings.Join(append([]string{on, group}, more...), "|")
}

// by sorts facts into the rows of the answer.
func (o *oracle) by(facts []fact, more func(fact) []string) map[string][]fact {
	rows := map[string][]fact{}
	for _, f := range facts {
		var detail []string
		if more != nil {
			detail = more(f)
		}
		rows[o.row(f, detail...)] = append(rows[o.row(f, detail...)], f)
	}
	return rows
}

// count is how many of the facts are so.
func count(facts []fact, is func(fact) bool) (n int64) {
	for _, f := range facts {
		if is == nil || is(f) {
			n++
		}
	}
	return n
}

// reportsOf is of how many reports the facts are.
func reportsOf(facts []fact) int64 {
	all := map[string]bool{}
	for _, f := range facts {
		all[f.c.Report.Number] = true
	}
	return int64(len(all))
}

// ratio is a share, nothing of nothing.
func ratio(k, n int64) any {
	if n == 0 {
		return nil
	}
	return float64(k) / float64(n)
}

// scored is a share with the two ends of Wilson's interval: the shares p that lie 1.96 standard errors of their own away,
// which solve (k/n - p)² = z² p (1 - p)/n.
func scored(k, n int64) []any {
	if n == 0 {
		return []any{nil, nil, nil}
	}
	p, z := float64(k)/float64(n), 1.959963984540054
	a, b, c := 1+z*z/float64(n), -(2*p + z*z/float64(n)), p*p
	root := math.Sqrt(math.Max(0, b*b-4*a*c))
	return []any{p, math.Max(0, (-b-root)/(2*a)), math.Min(1, (-b+root)/(2*a))}
}

// middle is the median of lengths: the mean of the middle two of an even number.
func middle(lengths []float64) float64 {
	slices.Sort(lengths)
	n := len(lengths)
	return (lengths[(n-1)/2] + lengths[n/2]) / 2
}

// told is what an answer says, by its rows: the cells of the columns asked for.
func told(a analytics.Answer, keys, columns []string) (rows map[string][]any, twice string) {
	rows = map[string][]any{}
	for i := range a.Rows {
		parts := []string{"", ""}
		if a.Scope.Grain != "" {
			parts[0] = a.Value(i, "period").(time.Time).Format(time.DateOnly)
		}
		if a.Scope.By != "" {
			parts[1] = a.Value(i, string(a.Scope.By)).(string)
		}
		for _, k := range keys {
			parts = append(parts, fmt.Sprint(a.Value(i, k)))
		}
		cells := []any{}
		for _, c := range columns {
			cells = append(cells, a.Value(i, c))
		}
		key := strings.Join(parts, "|")
		if _, ok := rows[key]; ok {
			twice = key
		}
		rows[key] = cells
	}
	return rows, twice
}

// alike tells whether two cells say the same, numbers to nine digits.
func alike(got, want any) bool {
	x, isX := got.(float64)
	y, isY := want.(float64)
	if isX && isY {
		return math.Abs(x-y) <= 1e-9*math.Max(1, math.Abs(y))
	}
	if a, ok := got.(time.Time); ok {
		b, ok := want.(time.Time)
		return ok && a.Equal(b)
	}
	return got == want
}

// differ says where an answer and the oracle differ; empty when they do not.
func differ(got, want map[string][]any, columns []string) string {
	var all []string
	for key, cells := range want {
		said, ok := got[key]
		if !ok {
			all = append(all, fmt.Sprintf("%q is missing: %v", key, cells))
			continue
		}
		for i, c := range columns {
			if !alike(said[i], cells[i]) {
				all = append(all, fmt.Sprintf("%q %s: %v; want %v", key, c, said[i], cells[i]))
			}
		}
	}
	for key, cells := range got {
		if _, ok := want[key]; !ok {
			all = append(all, fmt.Sprintf("%q is too much: %v", key, cells))
		}
	}
	slices.SortFunc(all, cmp.Compare)
	return strings.Join(all[:min(len(all), 6)], "\n")
}
