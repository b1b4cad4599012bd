package analytics_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tuntas/analytics"
	"tuntas/data"
)

// told columns of the questions that count, and the oracle's own answers.

// volume: received, done, rejected, open and the share done.
func (o *oracle) volume() map[string][]any {
	return o.volumeOf(o.standing())
}

func (o *oracle) volumeOf(standing []fact) map[string][]any {
	if o.s.Rule == analytics.Touched {
		standing = o.touched(standing)
	} else {
		standing = o.scoped(standing)
	}
	rows := map[string][]any{}
	for key, all := range o.by(standing, nil) {
		n, done, rejected := count(all, nil), count(all, stands(data.Done)), count(all, stands(data.Rejected))
		rows[key] = []any{n, done, rejected, n - done - rejected, ratio(done, n)}
	}
	return rows
}

func stands(s data.Stage) func(fact) bool { return func(f fact) bool { return f.stage == s } }

// touched are the reports that were open, or ended, on a day of the period that had begun.
func (o *oracle) touched(standing []fact) (all []fact) {
	last := localDay(o.asOf().Add(-1))
	in := map[string]bool{}
	for _, f := range o.stays() {
		until := last
		switch {
		case f.stage == data.Done || f.stage == data.Rejected:
			until = localDay(f.from)
		case f.ended():
			until = localDay(f.until)
		}
		for d := localDay(f.from); !d.After(until) && !in[f.c.Report.Number]; d = d.AddDate(0, 0, 1) {
			in[f.c.Report.Number] = o.inPeriod(d)
		}
	}
	for _, f := range standing {
		if in[f.c.Report.Number] && o.chosen(f) {
			all = append(all, f)
		}
	}
	return all
}

// floods are those of the facts that are about floods.
func floods(facts []fact) []fact {
	return slices.DeleteFunc(slices.Clone(facts), func(f fact) bool {
		return !slices.Contains([]string{"Banjir", "Penanganan Banjir"}, f.c.Report.Category)
	})
}

func (o *oracle) flood() map[string][]any {
	rows := map[string][]any{}
	for key, all := range o.by(o.scoped(floods(o.standing())), nil) {
		n, done := count(all, nil), count(all, stands(data.Done))
		rows[key] = []any{n, done, ratio(done, n)}
	}
	return rows
}

func outcome(f fact) bool { return f.stage == data.Done || f.stage == data.Rejected }

// rejection: of those decided how many were rejected; by reason each is held against all of its period.
func (o *oracle) rejection() map[string][]any {
	rows := map[string][]any{}
	standing := o.scoped(o.standing())
	for key, all := range o.by(standing, nil) {
		base := all
		if o.s.By == analytics.ByReason {
			if all = slices.DeleteFunc(slices.Clone(all), func(f fact) bool { return f.stage != data.Rejected }); len(all) == 0 {
				continue
			}
			base = o.samePeriod(standing, all[0])
		}
		n, k := count(base, outcome), count(all, stands(data.Rejected))
		rows[key] = append([]any{count(base, nil), count(base, nil) - n, n, k}, scored(k, n)...)
	}
	return rows
}

// samePeriod are the facts of the period of one of them.
func (o *oracle) samePeriod(facts []fact, f fact) (all []fact) {
	for _, g := range facts {
		if o.s.Grain == "" || period(o.s.Grain, f.day).Equal(period(o.s.Grain, g.day)) {
			all = append(all, g)
		}
	}
	return all
}

func refused(f fact) bool { return f.kind == data.Refused }

func (o *oracle) refusal() map[string][]any {
	rows := map[string][]any{}
	judged := o.scoped(o.dated(o.decisions()))
	for key, all := range o.by(judged, nil) {
		base, reports := all, reportsOf(all)
		if o.s.By == analytics.ByReason {
			if all = slices.DeleteFunc(slices.Clone(all), func(f fact) bool { return !refused(f) }); len(all) == 0 {
				continue
			}
			base, reports = o.samePeriod(judged, all[0]), reportsOf(all)
		}
		n, k := count(base, nil), count(all, refused)
		rows[key] = append([]any{reports, n, n - k, k}, scored(k, n)...)
	}
	return rows
}

// verdicts are the decisions of one pass of one report that fall to one group, as one: in the day of the last of them, and
// refused if one of them is. Those of the first pass only, or of all.
func (o *oracle) verdicts(firstOnly bool) (all []fact) {
	at := map[string]int{}
	for _, f := range o.dated(o.decisions()) {
		if !o.chosen(f) || firstOnly && f.pass != 1 {
			continue
		}
		key := fmt.Sprint(f.c.Report.Number, "|", f.pass, "|", o.group(f))
		i, ok := at[key]
		if !ok {
			at[key], all = len(all), append(all, f)
			continue
		}
		if all[i].day.Before(f.day) {
			all[i].day = f.day
		}
		if refused(f) {
			all[i].kind = data.Refused
		}
	}
	return slices.DeleteFunc(all, func(f fact) bool { return !o.inPeriod(f.day) })
}

func (o *oracle) firstPass() map[string][]any {
	rows := map[string][]any{}
	for key, all := range o.by(o.verdicts(true), nil) {
		n, bad := count(all, nil), count(all, refused)
		rows[key] = append([]any{n, n - bad, bad}, scored(n-bad, n)...)
	}
	return rows
}

// passes: judged and accepted at each pass; and those that are done, by how many times they were handed in.
func (o *oracle) passes() map[string][]any {
	judged := o.by(o.verdicts(false), func(f fact) []string { return []string{fmt.Sprint(f.pass)} })
	handed := func(f fact) (n int) {
		for _, e := range o.seen(f.c) {
			if e.Kind == data.Submitted {
				n++
			}
		}
		return n
	}
	var done []fact
	for _, f := range o.standing() {
		if f.stage != data.Done {
			continue
		}
		if o.s.Rule == analytics.Left {
			f = f.on(f.from) // when it became done
		}
		done = append(done, f)
	}
	done = o.scoped(done)
	whole, times := o.by(done, nil), o.by(done, func(f fact) []string { return []string{fmt.Sprint(handed(f))} })
	rows := map[string][]any{}
	for _, key := range keysOf(judged, times) {
		n := count(judged[key], nil)
		good := n - count(judged[key], refused)
		d := count(times[key], nil)
		all := count(whole[key[:strings.LastIndexByte(key, '|')]], nil)
		rows[key] = append(append([]any{n, good}, scored(good, n)...), d, ratio(d, all))
	}
	return rows
}

// keysOf are the keys of both.
func keysOf[T any](a, b map[string][]T) (keys []string) {
	for _, m := range []map[string][]T{a, b} {
		for key := range m {
			if !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// officialFlow is the table of domain.md in words: from each stage where the official flow leads.
var officialFlow = map[data.Stage][]data.Stage{
	data.Waiting: {data.Coordination, data.Rejected}, data.Coordination: {data.Coordination, data.Disposition, data.Process, data.Rejected},
	data.Disposition: {data.Coordination, data.Process, data.Rejected}, data.Process: {data.Coordination, data.FollowUp},
	data.FollowUp: {data.Validation}, data.Validation: {data.Done, data.Process}, data.Rejected: {data.Waiting},
}

func official(from, to data.Stage) bool { return slices.Contains(officialFlow[from], to) }

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// moved are the stays that ended, by the rule.
func (o *oracle) moved() []fact {
	return o.scoped(o.dated(slices.DeleteFunc(o.stays(), func(f fact) bool { return !f.ended() })))
}

func way(f fact) []string { return []string{string(f.stage), string(f.next)} }

func (o *oracle) paths() map[string][]any {
	rows := map[string][]any{}
	for key, all := range o.by(o.moved(), way) {
		var lengths []float64
		for _, f := range all {
			lengths = append(lengths, o.seconds(f))
		}
		rows[key] = []any{count(all, nil), reportsOf(all), middle(lengths), yes(official(all[0].stage, all[0].next))}
	}
	return rows
}

func (o *oracle) deviations() map[string][]any {
	rows := map[string][]any{}
	odd := slices.DeleteFunc(o.moved(), func(f fact) bool { return official(f.stage, f.next) })
	for key, all := range o.by(odd, way) {
		rows[key] = []any{count(all, nil), reportsOf(all)}
	}
	return rows
}

// variants: the stages of each report in their order, of those that stand where the filter says.
func (o *oracle) variants() map[string][]any {
	way, n := map[string][]string{}, map[string]int64{}
	for _, f := range o.stays() {
		way[f.c.Report.Number] = append(way[f.c.Report.Number], string(f.stage))
	}
	var all int64
	for _, f := range o.scoped(o.standing()) {
		n[strings.Join(way[f.c.Report.Number], ">")]++
		all++
	}
	rows := map[string][]any{}
	for variant, reports := range n {
		steps, ok := strings.Split(variant, ">"), true
		for i := 1; i < len(steps); i++ {
			ok = ok && official(data.Stage(steps[i-1]), data.Stage(steps[i]))
		}
		rows["||"+variant] = []any{int64(len(steps)), reports, ratio(reports, all), yes(ok)}
	}
	return rows
}

// handover: turns of one unit after the other; a turn ends where a stay with another unit begins.
func (o *oracle) handover() map[string][]any {
	type handed struct {
		f       fact
		to      string
		seconds float64
	}
	var all []handed
	var turn fact
	for _, f := range o.stays() {
		switch {
		case f.c != turn.c:
			turn = f
		case f.unit != turn.unit:
			h := handed{turn, f.unit, f.from.Sub(turn.from).Seconds()}
			if o.s.Rule == analytics.Left {
				h.f = turn.on(f.from)
			}
			all, turn = append(all, h), f
		}
	}
	lengths, reports := map[string][]float64{}, map[string][]fact{}
	for _, h := range all {
		at := h.f
		to := o.chosen(o.described(fact{c: at.c, unit: h.to}))
		if !o.inPeriod(at.day) || !o.chosen(at) && !to {
			continue
		}
		key := o.row(at, at.unit, h.to)
		lengths[key], reports[key] = append(lengths[key], h.seconds), append(reports[key], at)
	}
	rows := map[string][]any{}
	for key := range lengths {
		rows[key] = []any{int64(len(lengths[key])), reportsOf(reports[key]), middle(lengths[key])}
	}
	return rows
}

// changes: which reports stand elsewhere than as of the earlier instant, or had something happen since.
func (o *oracle) changes() map[string][]any {
	since := o.s.Since
	if since.IsZero() {
		since = o.asOf().Add(-7 * 24 * time.Hour)
	}
	now := map[string]fact{}
	for _, f := range o.standing() {
		now[f.c.Report.Number] = f
	}
	rows := map[string][]any{}
	for i := range o.cases {
		c := &o.cases[i]
		f, known := now[c.Report.Number]
		var before data.Stage
		told, events := false, int64(0)
		for _, e := range o.seen(c) {
			if !e.HappenedAt.Before(since) {
				events++
			} else if e.Stage != "" {
				before, told = e.Stage, true
			}
		}
		if events == 0 || !known || !o.inPeriod(f.day) || !o.chosen(f) {
			continue
		}
		what, from := "change_same", any(string(before))
		switch {
		case !told:
			what, from = "change_new", nil
		case before != f.stage:
			what = "change_moved"
		}
		key := o.row(f, what, fmt.Sprint(from), string(f.stage))
		if rows[key] == nil {
			rows[key] = []any{int64(0), int64(0), int64(0)}
		}
		rows[key][0], rows[key][1] = rows[key][0].(int64)+1, rows[key][1].(int64)+events
	}
	return rows
}
