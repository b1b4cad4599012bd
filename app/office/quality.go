package office

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/data"
	"tuntas/data/reference"
	"tuntas/data/store"
)

// quality counts what is known to be wrong with the data of the period, and says on its card how the figures are made.
func (c *composer) quality(ctx context.Context) (figure.Section, error) {
	l := c.words
	t := &tally{composer: c, table: figure.Table{Columns: []figure.Column{
		{Name: "aspect", Title: l.Text("part.quality.aspect"), Unit: figure.Text}, {Name: "found", Title: l.Text("part.quality.found"), Unit: figure.Count},
		{Name: "of", Title: l.Text("part.quality.of"), Unit: figure.Count}, {Name: "share", Title: l.Text("part.quality.share"), Unit: figure.Share},
	}}}
	for _, step := range []func(context.Context) error{t.open, t.unknown, t.moves, t.imports, t.odd} {
		if err := step(ctx); err != nil {
			return figure.Section{}, err
		}
	}
	return figure.Section{
		Title: l.Text("part.quality"), Table: t.table, Card: c.method(),
		Finding: l.Text("part.quality.finding", "received", l.Number(t.received), "open", l.Number(t.undecided), "unplaced", l.Number(t.unplaced),
			"refused", l.Number(t.refused)),
	}, nil
}

// tally is a table of what was found in how many.
type tally struct {
	*composer
	table                                  figure.Table
	received, undecided, unplaced, refused int64
	seen                                   []int64 // imports made before the as-of instant
}

func (t *tally) add(name string, found, of int64) {
	share := any(nil)
	if of > 0 {
		share = float64(found) / float64(of)
	}
	t.table.Rows = append(t.table.Rows, []any{name, found, of, share})
}

// ask asks a question in the document's scope, whole or by one dimension.
func (t *tally) ask(ctx context.Context, name string, by analytics.Dimension) (analytics.Answer, error) {
	q, err := analytics.Find(name)
	if err != nil {
		return analytics.Answer{}, err
	}
	s := asked{By: string(by), Grain: analytics.None}.scope(t.scope)
	s, _ = q.Fit(s)
	return q.Ask(ctx, t.db, s)
}

// open counts the reports whose outcome is not known yet: rates of the period may still change.
func (t *tally) open(ctx context.Context) error {
	a, err := t.ask(ctx, "volume", analytics.None)
	if err != nil {
		return err
	}
	for row := range a.Rows {
		t.received += whole(a.Value(row, "received"))
		t.undecided += whole(a.Value(row, "open"))
	}
	t.add(t.words.Text("part.quality.open"), t.undecided, t.received)
	return nil
}

func whole(v any) int64 {
	n, _ := v.(int64)
	return n
}

// unknown counts the reports whose place, category or channel stands on no reference list.
func (t *tally) unknown(ctx context.Context) error {
	for _, d := range []struct {
		by    analytics.Dimension
		known func(value string) bool
	}{
		{analytics.ByKelurahan, func(v string) bool { _, ok := reference.AreaName(v); return ok }},
		{analytics.ByCategory, func(v string) bool { _, ok := reference.FindCategory(v); return ok }},
		{analytics.ByChannel, func(v string) bool { _, ok := reference.FindChannel(v); return ok }},
	} {
		a, err := t.ask(ctx, "volume", d.by)
		if err != nil {
			return err
		}
		n := int64(0)
		for row := range a.Rows {
			if value, _ := a.Value(row, string(d.by)).(string); !d.known(value) {
				n += whole(a.Value(row, "received"))
			}
		}
		if d.by == analytics.ByKelurahan {
			t.unplaced = n
		}
		t.add(t.words.Text("part.quality.unknown."+string(d.by)), n, t.received)
	}
	return nil
}

// moves counts the moves that the official flow does not have.
func (t *tally) moves(ctx context.Context) error {
	a, err := t.ask(ctx, "paths", analytics.None)
	if err != nil {
		return err
	}
	var off, all int64
	for row := range a.Rows {
		n := whole(a.Value(row, "moves"))
		all += n
		if a.Value(row, "official") == "no" {
			off += n
		}
	}
	t.add(t.words.Text("part.quality.off"), off, all)
	return nil
}

// imports counts the rows that were refused by all imports so far.
func (t *tally) imports(ctx context.Context) error {
	const page = 500
	var read int64
	for at := 0; ; at += page {
		records, err := t.db.Imports(ctx, page, at)
		if err != nil {
			return err
		}
		for _, r := range records {
			if seen := t.scope.AsOf.IsZero() || r.ImportedAt.Before(t.scope.AsOf); seen && !r.DryRun {
				t.seen = append(t.seen, r.ID)
				read += r.Read
				t.refused += r.Refused
			}
		}
		if len(records) < page {
			break
		}
	}
	t.add(t.words.Text("part.quality.refused"), t.refused, read)
	return nil
}

// odd lists the kinds of oddities that these imports found in all reports.
func (t *tally) odd(ctx context.Context) error {
	filters := []store.FindingFilter{{}}
	if !t.scope.AsOf.IsZero() { // what was found later must not change what was published
		filters = nil
		for _, id := range t.seen {
			filters = append(filters, store.FindingFilter{Import: id})
		}
	}
	sums := make(map[data.FindingKind]int64)
	for _, f := range filters {
		counts, err := t.db.CountFindings(ctx, f)
		if err != nil {
			return err
		}
		for _, c := range counts {
			sums[c.Kind] += c.Rows
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(sums)) {
		t.table.Rows = append(t.table.Rows, []any{t.words.Text("part.quality.odd", "kind", t.words.Text("finding."+string(kind))), sums[kind], nil, nil})
	}
	return nil
}

// method says how the figures of the document are made.
func (c *composer) method() []figure.Entry {
	l := c.words
	entry := func(key string, pairs ...any) figure.Entry {
		return figure.Entry{Label: l.Text("part.method." + key), Text: l.Text("part.method."+key+".text", pairs...)}
	}
	all := []figure.Entry{
		entry("cohort"), entry("censored"), entry("interval"), entry("small"), entry("funnel"), entry("same_age"), entry("two_refusals"),
		{Label: l.Text("part.method.holidays"), Text: c.holidays()},
		{Label: l.Text("card.zone"), Text: l.Zone().String()},
		entry("definitions", "version", Definitions(l)),
	}
	if c.open() {
		return all
	}
	return append(all, entry("period", "period", analytics.Period(c.scope, l)))
}

// holidays says for which years of the period the table of holidays is complete.
func (c *composer) holidays() string {
	l := c.words
	if c.open() {
		return l.Text("part.method.holidays.open")
	}
	said := ""
	for y := c.scope.From.Year(); y <= c.scope.Until.AddDate(0, 0, -1).Year(); y++ {
		key := "part.method.holidays.missing"
		if reference.HolidaysKnown(y) {
			key = "part.method.holidays.known"
		}
		said += l.Text(key, "year", fmt.Sprint(y)) + " "
	}
	return said[:len(said)-1]
}
