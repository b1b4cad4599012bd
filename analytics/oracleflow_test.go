package analytics_test

import (
	"math"
	"slices"
	"time"

	"tuntas/data"
)

// flow: what begins and ends in each stage, and what goes on at the end of each period.
func (o *oracle) flow() map[string][]any {
	var stays []fact
	var first time.Time
	for _, f := range o.stays() {
		if !o.chosen(f) {
			continue
		}
		stays = append(stays, f)
		for _, at := range []time.Time{f.from, f.until} {
			if d := localDay(at); !at.IsZero() && o.inPeriod(d) && (first.IsZero() || d.Before(first)) {
				first = d
			}
		}
	}
	rows, kinds := map[string][]any{}, map[string][]fact{}
	for _, f := range stays {
		kinds[o.group(f)+"|"+string(f.stage)] = append(kinds[o.group(f)+"|"+string(f.stage)], f)
	}
	for _, p := range o.periods(first) {
		for _, all := range kinds {
			o.flowRow(rows, p, all)
		}
	}
	return rows
}

// periods are those of the scope, from the first day to the last one that had begun; one where there is no division.
func (o *oracle) periods(first time.Time) (all []time.Time) {
	if o.s.Grain == "" {
		return []time.Time{{}}
	}
	if !o.s.From.IsZero() {
		first = localOf(o.s.From)
	}
	last := localDay(o.asOf().Add(-1))
	for d := first; !first.IsZero() && !d.After(last) && (o.s.Until.IsZero() || d.Before(localOf(o.s.Until))); d = d.AddDate(0, 0, 1) {
		if p := period(o.s.Grain, d); len(all) == 0 || !all[len(all)-1].Equal(p) {
			all = append(all, p)
		}
	}
	return all
}

// flowRow adds the row of one period, group and stage.
func (o *oracle) flowRow(rows map[string][]any, p time.Time, stays []fact) {
	in := func(at time.Time) bool {
		d := localDay(at)
		return !at.IsZero() && o.inPeriod(d) && (o.s.Grain == "" || period(o.s.Grain, d).Equal(p))
	}
	gone := func(at time.Time) bool { // by the end of the period
		d := localDay(at)
		return !at.IsZero() && (o.s.Until.IsZero() || d.Before(localOf(o.s.Until))) && (o.s.Grain == "" || !period(o.s.Grain, d).After(p))
	}
	var entered, left, open int64
	for _, f := range stays {
		entered, left = entered+one(in(f.from)), left+one(in(f.until))
		open += one(gone(f.from)) - one(gone(f.until))
	}
	f := stays[0]
	waits := f.stage != data.Done && f.stage != data.Rejected
	began := count(stays, func(f fact) bool { return o.s.Until.IsZero() || localDay(f.from).Before(localOf(o.s.Until)) })
	if began == 0 || o.s.By != "" && entered == 0 && left == 0 && (open == 0 || !waits) {
		return
	}
	cells := []any{entered, left, any(open)}
	if !waits {
		cells[2] = nil
	}
	rows[o.rowOf(p, o.group(f), string(f.stage))] = cells
}

func one(is bool) int64 {
	if is {
		return 1
	}
	return 0
}

// backlog: what is open, by stage and age since it was sent; and what Little's law would expect.
func (o *oracle) backlog() map[string][]any {
	rows := map[string][]any{}
	loads := o.s.From.IsZero() && o.s.Until.IsZero() && o.s.Grain == ""
	since := o.asOf().AddDate(0, 0, -28)
	stage := func(f fact) []string { return []string{string(f.stage)} }
	stays := o.by(o.scoped(o.stays()), stage)
	open := slices.DeleteFunc(o.scoped(o.standing()), outcome)
	for key, all := range o.by(open, stage) {
		cells := []any{count(all, nil), i64(0), i64(0), i64(0), i64(0), i64(0), i64(0), math.Inf(-1), nil, nil, nil, nil}
		for _, f := range all {
			age := o.asOf().Sub(f.c.Report.SentAt).Seconds()
			cells[7] = math.Max(cells[7].(float64), age)
			band := 1
			for _, days := range []float64{4, 8, 15, 31, 61} {
				if age >= days*86400 {
					band++
				}
			}
			cells[band] = cells[band].(int64) + 1
		}
		var came, went int64
		var lasted float64
		for _, f := range stays[key] {
			came += one(!f.from.Before(since))
			if f.ended() && !f.until.Before(since) {
				went, lasted = went+1, lasted+o.seconds(f)
			}
		}
		if expected := float64(came) / 28 * lasted / float64(went) / 86400; loads && went > 0 && expected > 0 {
			copy(cells[8:], []any{came, lasted / float64(went), int64(math.Round(expected)), float64(len(all)) / expected})
		}
		rows[key] = cells
	}
	return rows
}

// throughput: from the first to the last event.
func (o *oracle) throughput() map[string][]any {
	rows := map[string][]any{}
	var all []fact
	for i := range o.cases {
		c := &o.cases[i]
		if h := o.seen(c); len(h) > 0 {
			f := o.described(fact{c: c, pass: len(h), from: h[0].HappenedAt, until: h[len(h)-1].HappenedAt})
			all = append(all, f)
		}
	}
	for key, spans := range o.by(o.scoped(all), nil) {
		var lengths []float64
		events, sum := int64(0), 0.0
		for _, f := range spans {
			lengths, events, sum = append(lengths, o.seconds(f)), events+int64(f.pass), sum+o.seconds(f)
		}
		m := middle(lengths)
		rows[key] = []any{count(spans, nil), events, sum / float64(len(spans)), lengths[0], m, lengths[len(lengths)-1]}
	}
	return rows
}
