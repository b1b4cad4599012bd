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
)

// floodPeaks: the busiest day and hour, the response, and the same windows of earlier years.
func (o *oracle) floodPeaks() map[string][]any {
	wet := floods(o.standing())
	responses := o.responses(floods(o.firstStays()))
	var earlier [3]map[string]int64
	for back := range earlier {
		earlier[back] = o.yearsBefore(wet, back+1)
	}
	rows := map[string][]any{}
	for key, all := range o.by(o.scoped(wet), nil) {
		days, hours := map[time.Time]int64{}, make([]int64, 24)
		for _, f := range all {
			days[f.day]++
			hours[f.hour]++
		}
		var peak time.Time
		for d, n := range days {
			if n > days[peak] || n == days[peak] && d.Before(peak) {
				peak = d
			}
		}
		h := slices.Index(hours, slices.Max(hours))
		cells := []any{count(all, nil), count(all, stands(data.Done)), peak, days[peak], fmt.Sprintf("%02d:00–%02d:59", h, h), hours[h]}
		var response any
		if cells := responses[key]; cells != nil {
			response = cells[5]
		}
		cells = append(cells, response)
		for back, windows := range earlier {
			if windows == nil || !o.reaches(key, back+1) {
				cells = append(cells, nil)
			} else {
				cells = append(cells, windows[key])
			}
		}
		rows[key] = cells
	}
	return rows
}

// reaches tells whether the window of a row lay some years before on days of which something is known.
func (o *oracle) reaches(row string, back int) bool {
	last := o.s.Until
	if begin, err := time.Parse(time.DateOnly, strings.Split(row, "|")[0]); err == nil {
		if sameDay(begin, -back).Day() != begin.Day() {
			return false
		}
		for last = begin; period(o.s.Grain, last).Equal(begin); {
			last = last.AddDate(0, 0, 1)
		}
	}
	return !o.began().IsZero() && sameDay(localOf(last), -back).After(o.began())
}

// began is the day of the first report that was known.
func (o *oracle) began() (first time.Time) {
	for _, c := range o.cases {
		if at := c.Report.SentAt; at.Before(o.asOf()) && (first.IsZero() || localDay(at).Before(first)) {
			first = localDay(at)
		}
	}
	return first
}

// yearsBefore counts the windows as they lay some years before, under the names of the later ones; none where windows do not
// come again. A 29 February has no other year's day.
func (o *oracle) yearsBefore(wet []fact, back int) map[string]int64 {
	if o.s.Grain == analytics.Week || o.s.Grain == "" && (o.s.From.IsZero() || o.s.Until.IsZero()) {
		return nil
	}
	past := *o
	past.s.From, past.s.Until = sameDay(o.s.From, -back), sameDay(o.s.Until, -back)
	windows := map[string]int64{}
	for _, f := range past.scoped(wet) {
		group := o.group(f)
		if o.s.Grain == analytics.Day && f.day.Month() == time.February && f.day.Day() == 29 {
			continue
		}
		d := period(o.s.Grain, f.day)
		windows[o.rowOf(time.Date(d.Year()+back, d.Month(), d.Day(), 0, 0, 0, 0, time.UTC), group)]++
	}
	return windows
}

// sameDay is the same day some years later: the last of February where there is no 29th. The zero time stays.
func sameDay(t time.Time, years int) time.Time {
	if t.IsZero() {
		return t
	}
	d := time.Date(t.Year()+years, t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	if d.Month() != t.Month() {
		d = d.AddDate(0, 0, -1)
	}
	return d
}

// floodWarnings: each day's floods against seven days just before it, and seven that end two days earlier.
func (o *oracle) floodWarnings() map[string][]any {
	var known time.Time
	for i := range o.cases {
		sent := o.cases[i].Report.SentAt
		if d := localDay(sent); sent.Before(o.asOf()) && (known.IsZero() || d.Before(known)) {
			known = d
		}
	}
	counts, groups := map[string]float64{}, []string{""}
	began := false
	for _, f := range floods(o.standing()) {
		early := !o.s.From.IsZero() && f.day.Before(localOf(o.s.From).AddDate(0, 0, -9))
		if late := !o.s.Until.IsZero() && !f.day.Before(localOf(o.s.Until)); early || late || !o.chosen(f) {
			continue
		}
		began = true
		counts[o.rowOf(f.day, o.group(f))]++
		if groups = append(groups, o.group(f)); o.s.By != "" && groups[0] == "" {
			groups = groups[1:]
		}
	}
	rows := map[string][]any{}
	last := localDay(o.asOf().Add(-1))
	if !o.s.Until.IsZero() && localOf(o.s.Until).Before(last.AddDate(0, 0, 1)) {
		last = localOf(o.s.Until).AddDate(0, 0, -1)
	}
	for d := known; began && !d.After(last); d = d.AddDate(0, 0, 1) {
		for _, group := range groups {
			if !o.s.From.IsZero() && d.Before(localOf(o.s.From)) {
				continue
			}
			o.warningRow(rows, d, known, group, counts)
		}
	}
	return rows
}

func (o *oracle) warningRow(rows map[string][]any, d, known time.Time, group string, counts map[string]float64) {
	n := counts[o.rowOf(d, group)]
	var said [2]baselineOf
	for i, gap := range []int{0, 2} {
		said[i] = o.baseline(d.AddDate(0, 0, -gap-7), known, group, counts)
	}
	alarm := func(b baselineOf) bool { return b.known && n > b.limit }
	flag := "warn_none"
	switch c1, c2 := alarm(said[0]), alarm(said[1]); {
	case !said[0].known && !said[1].known:
		flag = "warn_unknown"
	case c1 && c2:
		flag = "warn_c1_c2"
	case c1:
		flag = "warn_c1"
	case c2:
		flag = "warn_c2"
	}
	if o.s.By != "" && (flag == "warn_none" || flag == "warn_unknown") {
		return
	}
	base := said[0]
	if flag == "warn_c2" {
		base = said[1]
	}
	rows[o.rowOf(d, group)] = []any{int64(n), flag, base.cell(base.mean), base.cell(base.sd), said[0].cell(said[0].limit), said[1].cell(said[1].limit)}
}

// baselineOf is what seven days say about another one.
type baselineOf struct {
	mean, sd, limit float64
	known           bool
}

func (b baselineOf) cell(v float64) any {
	if !b.known {
		return nil
	}
	return v
}

func (o *oracle) baseline(from, known time.Time, group string, counts map[string]float64) (b baselineOf) {
	if from.Before(known) {
		return b
	}
	var days []float64
	for i := range 7 {
		days = append(days, counts[o.rowOf(from.AddDate(0, 0, i), group)])
		b.mean += days[i] / 7
	}
	for _, v := range days {
		b.sd += (v - b.mean) * (v - b.mean) / 6
	}
	b.sd, b.known = math.Sqrt(b.sd), true
	b.limit = b.mean + 3.090232306167813*math.Max(1, b.sd)
	return b
}

// floodClusters: reports of one kelurahan are together when some two hours hold as many of them as it takes.
func (o *oracle) floodClusters() map[string][]any {
	least := int(cmp.Or(o.s.Least, 5))
	areas := map[string][]fact{}
	for _, f := range o.scoped(floods(o.standing())) {
		if a := f.c.Report.Area; a != "" {
			areas[a] = append(areas[a], f)
		}
	}
	rows := map[string][]any{}
	for area, all := range areas {
		slices.SortFunc(all, func(a, b fact) int {
			return cmp.Or(a.c.Report.SentAt.Compare(b.c.Report.SentAt), cmp.Compare(a.c.Report.Number, b.c.Report.Number))
		})
		together := make([]int, len(all)) // the number of its cluster, 0 for none
		last := 0
		for i := range all {
			var in []int
			for j := range all {
				if d := all[j].c.Report.SentAt.Sub(all[i].c.Report.SentAt); j >= i && d <= 2*time.Hour {
					in = append(in, j)
				}
			}
			if len(in) < least {
				continue
			}
			nth := last + 1
			for _, j := range in {
				if together[j] > 0 {
					nth = together[j]
					break
				}
			}
			last = max(last, nth)
			for _, j := range in {
				together[j] = nth
			}
		}
		for nth := 1; nth <= last; nth++ {
			o.clusterRow(rows, area, nth, together, all)
		}
	}
	return rows
}

func (o *oracle) clusterRow(rows map[string][]any, area string, nth int, together []int, all []fact) {
	var in []fact
	for i, f := range all {
		if together[i] == nth {
			in = append(in, f)
		}
	}
	first, last := in[0].c.Report, in[len(in)-1].c.Report
	at := func(t time.Time) string { return t.In(datatest.Jakarta).Format("2006-01-02 15:04") }
	rows["||"+area+"|"+at(first.SentAt)] = []any{
		at(last.SentAt), last.SentAt.Sub(first.SentAt).Seconds(), count(in, nil), count(in, stands(data.Done)), first.Number, last.Number,
	}
}
