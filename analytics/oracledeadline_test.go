package analytics_test

import (
	"fmt"
	"math"
	"time"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

// rested are the days of 2026 on which offices rest besides Saturdays and Sundays: 17 holidays and 8 days of joint leave, as
// collected in the statistics' reference, not from the product's own list.
var rested = func() map[string]bool {
	days := map[string]bool{}
	for _, d := range []string{
		"01-01", "01-16", "02-17", "03-19", "03-21", "03-22", "04-03", "04-05", "05-01", "05-14", "05-27", "05-31", "06-01", "06-16", "08-17",
		"08-25", "12-25", "02-16", "03-18", "03-20", "03-23", "03-24", "05-15", "05-28", "12-24",
	} {
		days["2026-"+d] = true
	}
	return days
}()

func worked(day time.Time) bool {
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday && !rested[day.Format(time.DateOnly)]
}

// gone is the time from one instant to another that counts, hour by hour.
func gone(from, until time.Time, working bool) (d time.Duration) {
	for t := from; t.Before(until); t = t.Add(time.Hour) {
		if !working || worked(localDay(t)) {
			d += time.Hour
		}
	}
	return d
}

// span is when one clock of a report ran.
type span struct {
	clock       data.Clock
	pass        int
	unit        string
	from, until time.Time // until is zero while it runs
}

// spans are the clocks of a report that keeps to the official flow, from what rule.go says of each in words.
func (o *oracle) spans(c *datatest.Case) (all []span) {
	var h data.History
	for _, e := range o.seen(c) { // a decision that was taken back has not been
		if n := len(h); e.Kind == data.Undone && n > 0 {
			h = h[:n-1]
			continue
		}
		h = append(h, e)
	}
	pass, unit, begun := 1, "", false
	start := func(at time.Time, clocks ...data.Clock) {
		for _, k := range clocks {
			s := span{clock: k, from: at}
			if k == data.ClockFollowUp || k == data.ClockPass || k == data.ClockValidation {
				s.pass = pass
			}
			all = append(all, s)
		}
	}
	stop := func(at time.Time, clocks ...data.Clock) {
		for _, k := range clocks {
			for i := range all {
				if all[i].clock == k && all[i].until.IsZero() {
					all[i].until, all[i].unit = at, unit
				}
			}
		}
	}
	for _, e := range h {
		at := e.HappenedAt
		if e.Unit != "" {
			unit = e.Unit
		}
		switch {
		case e.Stage == data.Done, e.Stage == data.Rejected:
			stop(at, data.Clocks()...)
			begun = false
		case e.Kind == data.Refused:
			stop(at, data.ClockPass, data.ClockValidation)
			pass++
			start(at, data.ClockFollowUp, data.ClockPass)
		case e.Stage == "":
		case !begun: // it comes in, for the first time or again
			begun = true
			start(at, data.ClockCase, data.ClockCoordinate, data.ClockFollowUp, data.ClockPass)
		case e.Stage == data.FollowUp:
			stop(at, data.ClockFollowUp)
		case e.Stage == data.Validation:
			start(at, data.ClockValidation)
		default:
			stop(at, data.ClockCoordinate)
		}
	}
	for i := range all {
		if all[i].until.IsZero() {
			all[i].unit = unit
		}
	}
	return all
}

// clocks are the facts of each rule: the clocks that started while it held.
func (o *oracle) clocks(r data.Rule) (all []fact, spans []span) {
	for i := range o.cases {
		c := &o.cases[i]
		for _, s := range o.spans(c) {
			day := localDay(s.from)
			if s.clock != r.Clock || day.Before(r.From) || !r.Until.IsZero() && !day.Before(r.Until) {
				continue
			}
			f := o.described(fact{c: c, unit: s.unit, pass: s.pass, from: s.from, until: s.until})
			switch o.s.Rule {
			case analytics.Started:
				f = f.on(s.from)
			case analytics.Occurred:
				f = f.on(s.until)
			}
			if o.inPeriod(f.day) && o.chosen(f) {
				all, spans = append(all, f), append(spans, s)
			}
		}
	}
	return all, spans
}

// became is what became of the clocks of a rule in one row.
type became struct {
	all, kept, late, running, overdue, nearly int64
	sum                                       time.Duration
}

func (o *oracle) ruleRows(r data.Rule) map[string]*became {
	rows := map[string]*became{}
	allowed := time.Duration(r.Days)*24*time.Hour + time.Duration(r.Hours)*time.Hour
	facts, spans := o.clocks(r)
	for i, f := range facts {
		key := o.row(f, ruleText(r))
		b := rows[key]
		if b == nil {
			b = &became{}
			rows[key] = b
		}
		s := spans[i]
		end := s.until
		if end.IsZero() {
			end = o.asOf()
		}
		d := gone(s.from, end, r.Working)
		b.all++
		switch over := !s.until.IsZero(); {
		case over && d < allowed:
			b.kept, b.sum = b.kept+1, b.sum+d
			b.nearly += one(float64(d) >= .95*float64(allowed))
		case over:
			b.late, b.sum = b.late+1, b.sum+d
		case d < allowed:
			b.running++
		default:
			b.overdue++
		}
	}
	return rows
}

func ruleText(r data.Rule) string { return fmt.Sprint(r.Code, " ", r.From.Format(time.DateOnly)) }

// deadlines: kept, late, running and overdue of each rule.
func (o *oracle) deadlines() map[string][]any {
	rows := map[string][]any{}
	for _, r := range ruleBook() {
		for key, b := range o.ruleRows(r) {
			var mean any
			if n := b.kept + b.late; n > 0 {
				mean = b.sum.Seconds() / float64(n)
			}
			calendar := "calendar_days"
			if r.Working {
				calendar = "working_days"
			}
			cells := []any{string(r.Clock), calendar, b.all, b.kept, b.late, b.running, b.overdue}
			cells = append(append(cells, scored(b.kept, b.kept+b.late+b.overdue)...), mean)
			if r.Average {
				copy(cells[3:], make([]any, 7))
			}
			rows[key] = cells
		}
	}
	return rows
}

// ruleBook are the published rules and those of the test: each clock in both calendars, one rule that ended.
func ruleBook() []data.Rule {
	all := data.DefaultRules()
	return append(all, ownRules()...)
}

func ownRules() (all []data.Rule) {
	for i, clock := range data.Clocks() {
		all = append(all, data.Rule{Code: fmt.Sprint("R", i), Clock: clock, Days: 1, Hours: 5 * i, From: since2026})
		all = append(all, data.Rule{Code: fmt.Sprint("W", i), Clock: clock, Days: 2, Working: true, From: since2026})
	}
	return append(all, data.Rule{
		Code: "E", Clock: data.ClockCase, Days: 3, From: since2026, Until: time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC),
	})
}

// patterns: what is worth a second look, photos aside.
func (o *oracle) patterns() map[string][]any {
	rows := map[string][]any{}
	say := func(key string, found, cases int64) {
		if o.s.By == analytics.ByReport && found == 0 {
			return
		}
		rows[key] = []any{found, cases, ratio(found, cases)}
	}
	for _, r := range ruleBook() {
		if r.Average {
			continue
		}
		for key, b := range o.ruleRows(r) {
			if n := b.kept + b.late; n > 0 {
				say(patternKey(key, "before_deadline"), b.nearly, n)
			}
		}
	}
	for key, all := range o.by(o.scoped(o.quick()), func(fact) []string { return []string{"decisions_apart", ""} }) {
		say(key, count(all, func(f fact) bool { return f.until.Sub(f.from) <= 10*time.Second }), count(all, nil))
	}
	left := *o
	left.s.Rule = analytics.Left
	for key, all := range o.by(left.moved(), func(f fact) []string { return []string{"no_length", string(f.stage)} }) {
		say(key, count(all, func(f fact) bool { return !f.until.After(f.from) }), count(all, nil))
	}
	o.samePlaces(say)
	return rows
}

// patternKey puts the pattern in front of the rule, which is its detail.
func patternKey(key, pattern string) string {
	at := len(key) - 1
	for key[at] != '|' {
		at--
	}
	return key[:at] + "|" + pattern + key[at:]
}

// quick are the decisions that had one of the same validator before them: from that one until this one.
func (o *oracle) quick() (all []fact) {
	type taken struct {
		f  fact
		at time.Time
	}
	of := map[string][]taken{}
	for _, f := range o.decided(true) {
		of[f.validator] = append(of[f.validator], taken{f, f.from})
	}
	for validator, ds := range of {
		if validator == "" {
			continue
		}
		for i, d := range ds { // the latest of those before it, or at the same instant and entered before
			var before *taken
			for j := range ds {
				earlier := ds[j].at.Before(d.at) || ds[j].at.Equal(d.at) && j < i
				if earlier && (before == nil || !ds[j].at.Before(before.at)) {
					before = &ds[j]
				}
			}
			if before != nil {
				f := d.f.on(d.at)
				f.from, f.until = before.at, d.at
				all = append(all, f)
			}
		}
	}
	return all
}

// samePlaces are the reports that are done and were followed, within seven days, by one of their category from their place.
func (o *oracle) samePlaces(say func(key string, found, cases int64)) {
	cell := func(r data.Report) string {
		if r.Lat == 0 && r.Lon == 0 {
			return ""
		}
		return fmt.Sprint(math.Round(r.Lat*2000), math.Round(r.Lon*2000))
	}
	var done []fact
	for _, f := range o.standing() {
		if f.stage == data.Done && cell(f.c.Report) != "" {
			done = append(done, f.on(f.from))
		}
	}
	for key, all := range o.by(o.scoped(done), func(fact) []string { return []string{"place_again", ""} }) {
		found := int64(0)
		for _, f := range all {
			again := false
			for _, c := range o.cases {
				r := c.Report
				after := r.SentAt.Sub(f.from)
				again = again || cell(r) == cell(f.c.Report) && r.Category == f.c.Report.Category && r.Category != "" &&
					after > 0 && after <= 7*24*time.Hour && r.SentAt.Before(o.asOf())
			}
			found += one(again)
		}
		say(key, found, count(all, nil))
	}
}
