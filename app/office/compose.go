package office

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/reference"
	"tuntas/data/store"
)

// fitting is the grain of a template that divides by the length of the period.
const fitting = "fit"

// The parts of a document that are no question of their own but are made of several.
const (
	partFindings = "findings" // the findings of the questions that are marked as key
	partResults  = "results"  // measures beside the period before, last year and a target
	partQuality  = "quality"  // method, and what is known to be wrong with the data
)

func (q asked) made() bool {
	return slices.Contains([]string{partFindings, partResults, partQuality}, q.Name)
}

// ComposeTemplate answers the template's questions about the scope, in its order.
func ComposeTemplate(ctx context.Context, db *store.DB, t Template, scope analytics.Scope, l *i18n.Language) (figure.Document, error) {
	d, err := frame(ctx, db, t, scope, l)
	if err != nil {
		return d, err
	}
	c := composer{db: db, scope: scope, words: l}
	for i, chapter := range t.Chapters {
		if err := c.chapter(ctx, i, chapter); err != nil {
			return d, err
		}
	}
	c.findings()
	d.Sections = c.sections
	return d, nil
}

// frame is a document without sections.
func frame(ctx context.Context, db *store.DB, t Template, scope analytics.Scope, l *i18n.Language) (figure.Document, error) {
	ledger, err := ledgerHead(ctx, db)
	if err != nil {
		return figure.Document{}, err
	}
	d := analytics.Frame(analytics.Issue{Scope: scope, Author: or(t.Imprint.Office, "Tuntas"), Ledger: ledger}, l)
	if title := t.Title.in(l); title != "" {
		d.Title = title
	}
	d.Facts = append(t.Imprint.facts(l), d.Facts...)
	for _, s := range t.Signers {
		d.Signers = append(d.Signers, s.signer(scope.Now, l))
	}
	return d, nil
}

func or(text, instead string) string {
	if strings.TrimSpace(text) == "" {
		return instead
	}
	return strings.TrimSpace(text)
}

func (i Imprint) facts(l *i18n.Language) (all []figure.Entry) {
	for _, f := range []struct{ key, text string }{{"office", i.Office}, {"number", i.Number}, {"contact", i.Contact}} {
		if text := strings.TrimSpace(f.text); text != "" {
			all = append(all, figure.Entry{Label: l.Text("document." + f.key), Text: text})
		}
	}
	return all
}

// today is the date of a signature that is filled in when the document is made.
const today = "today"

// signer is the room for the signature; a place or a day that is not given is left to the hand.
func (s signer) signer(now time.Time, l *i18n.Language) figure.Signer {
	const blank = "………………"
	date := or(s.Date, blank)
	if date == today {
		date = l.Date(now.In(l.Zone()))
	}
	f := figure.Signer{Above: []string{or(s.Place, blank) + ", " + date}, Name: strings.TrimSpace(s.Name), Number: "NIP " + or(s.NIP, blank)}
	for line := range strings.Lines(s.Title.in(l)) {
		f.Above = append(f.Above, strings.TrimSpace(line))
	}
	return f
}

// composer puts the sections of a document together.
type composer struct {
	db       *store.DB
	scope    analytics.Scope
	words    *i18n.Language
	sections []figure.Section
	key      []int // sections whose finding stands among the findings
	summary  []int // sections that are the findings
}

func (c *composer) chapter(ctx context.Context, i int, from chapter) error {
	heading := from.Title.in(c.words)
	if text := from.Text.in(c.words); text != "" {
		c.sections = append(c.sections, figure.Section{ID: fmt.Sprintf("chapter-%d", i+1), Title: heading, Chapter: heading, Finding: text})
	}
	for j, q := range from.Questions {
		s, err := c.section(ctx, q)
		if err != nil {
			return fmt.Errorf("compose %s: %w", q.Name, err)
		}
		s.Chapter = heading
		s.ID = fmt.Sprintf("%s-%d-%d", q.Name, i+1, j+1)
		if s.Figure.Kind != "" {
			s.Figure.ID = s.ID
		}
		if q.Name == partFindings {
			c.summary = append(c.summary, len(c.sections))
		} else if q.Key {
			c.key = append(c.key, len(c.sections))
		}
		c.sections = append(c.sections, q.around(s, c.words))
	}
	return nil
}

// around puts the template's texts around what the question says.
func (q asked) around(s figure.Section, l *i18n.Language) figure.Section {
	if title := q.Title.in(l); title != "" {
		s.Title = title
	}
	if above := q.Above.in(l); above != "" {
		s.Finding = strings.TrimSpace(above + " " + s.Finding)
	}
	if below := q.Below.in(l); below != "" {
		s.Figure.Notes = append(s.Figure.Notes[:len(s.Figure.Notes):len(s.Figure.Notes)], below)
	}
	return s
}

func (c *composer) section(ctx context.Context, q asked) (figure.Section, error) {
	switch q.Name {
	case partFindings:
		return figure.Section{Title: c.words.Text("part.findings")}, nil // filled when the others are there
	case partResults:
		return c.results(ctx, q)
	case partQuality:
		return c.quality(ctx)
	}
	return c.answer(ctx, q)
}

// answer asks a question. A filter of the document that the question does not know is left away and said; one that it asks
// for a bounded period about is left out where the period is open.
func (c *composer) answer(ctx context.Context, q asked) (figure.Section, error) {
	question, err := analytics.Find(q.Name)
	if err != nil {
		return figure.Section{}, err
	}
	if question.Name == "compare" && c.open() {
		return figure.Section{Title: c.words.Text("measure.compare.name"), Finding: c.words.Text("part.needs_period")}, nil
	}
	s, left := question.Fit(q.scope(c.scope))
	a, err := question.Ask(ctx, c.db, s)
	if errors.Is(err, data.ErrUnknownDimension) {
		return figure.Section{}, data.About(q.Name+": "+data.Subject(err), data.ErrTemplate)
	}
	if err != nil {
		return figure.Section{}, err
	}
	section := a.Section(c.words)
	if q.Of == "" && c.said(section.Finding) {
		section.Finding = or(c.largest(a), section.Finding)
	}
	if section.Table, err = q.chosen(section.Table); err != nil {
		return section, err
	}
	for _, d := range left {
		section.Figure.Notes = append(section.Figure.Notes, c.words.Text("dashboard.not_narrowed", "what", c.words.Text("column."+string(d))))
	}
	return section, nil
}

// chosen is the table with the columns that the question names, in their order; all where it names none.
func (q asked) chosen(t figure.Table) (figure.Table, error) {
	if len(q.Columns) == 0 {
		return t, nil
	}
	var keep []int
	for _, name := range q.Columns {
		at := slices.IndexFunc(t.Columns, func(c figure.Column) bool { return c.Name == name })
		if at < 0 {
			return t, data.About(q.Name+": "+name, data.ErrTemplate)
		}
		keep = append(keep, at)
	}
	less := figure.Table{Rows: make([][]any, len(t.Rows))}
	for _, at := range keep {
		less.Columns = append(less.Columns, t.Columns[at])
		for i, row := range t.Rows {
			less.Rows[i] = append(less.Rows[i], row[at])
		}
	}
	return less, nil
}

// said tells whether a section before says the same.
func (c *composer) said(finding string) bool {
	return slices.ContainsFunc(c.sections, func(s figure.Section) bool { return s.Finding == finding })
}

// mostNamed is how many groups a finding names.
const mostNamed = 3

// largest names the groups with the highest counts; empty for an answer that is not by groups alone.
func (c *composer) largest(a analytics.Answer) string {
	if a.Scope.By == "" || a.Scope.Grain != "" || len(a.Columns) < 2 {
		return ""
	}
	at, names := -1, counted
	if a.Scope.By == analytics.ByReason {
		names = []string{"rejected", "refused"}
	}
	for _, name := range names {
		if at < 0 {
			at = slices.IndexFunc(a.Columns, func(f analytics.Column) bool { return f.Name == name })
		}
	}
	if at < 0 {
		return ""
	}
	rows := slices.Clone(a.Rows)
	slices.SortStableFunc(rows, func(x, y []any) int { return cmp.Compare(whole(y[at]), whole(x[at])) })
	var said []string
	for _, row := range rows[:min(mostNamed, len(rows))] {
		group, _ := row[0].(string)
		said = append(said, analytics.Label(a.Scope.By, group, c.words)+" "+c.words.Number(whole(row[at])))
	}
	if len(said) == 0 {
		return ""
	}
	return c.words.Text("part.largest", "list", strings.Join(said, ", "))
}

// counted are the columns by which groups are named in a finding, what matters most first.
var counted = []string{"received", "reports", "n"}

// open tells whether the period has no beginning or no end.
func (c *composer) open() bool { return c.scope.From.IsZero() || c.scope.Until.IsZero() }

// scope is the document's scope with what the question says on top.
func (q asked) scope(s analytics.Scope) analytics.Scope {
	s.By, s.Rule, s.Of = analytics.Dimension(q.By), analytics.Rule(q.Rule), q.Of
	s.Against, s.Target = analytics.Against(q.Against), q.Target
	if s.Grain = analytics.Grain(q.Grain); q.Grain == fitting {
		s.Grain = s.Course()
	}
	s.Where = maps.Clone(s.Where)
	if s.Where == nil {
		s.Where = make(map[analytics.Dimension][]string)
	}
	if q.All {
		s.From, s.Until = time.Time{}, time.Time{}
	}
	for d, values := range q.Where {
		s.Where[analytics.Dimension(d)] = values
	}
	if q.Flood {
		s.Where[analytics.ByCategory] = floods()
	}
	return s
}

// floods are the categories that count as floods.
func floods() (names []string) {
	for _, c := range reference.Categories() {
		if c.Flood {
			names = append(names, c.Name)
		}
	}
	return names
}

// findings fills the sections of findings: the finding of each key section as a numbered sentence.
func (c *composer) findings() {
	l := c.words
	for _, at := range c.summary {
		t := figure.Table{Columns: []figure.Column{
			{Name: "number", Title: l.Text("part.number"), Unit: figure.Count}, {Name: "finding", Title: l.Text("part.finding"), Unit: figure.Text},
			{Name: "measure", Title: l.Text("part.of"), Unit: figure.Text},
		}}
		var said []string
		for i, k := range c.key {
			s := c.sections[k]
			t.Rows = append(t.Rows, []any{int64(i + 1), s.Finding, s.Title})
			said = append(said, s.Finding)
		}
		c.sections[at].Table = t
		if c.sections[at].Finding == "" && len(said) > 0 {
			c.sections[at].Finding = said[0]
		}
	}
}
