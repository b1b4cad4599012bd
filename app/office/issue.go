package office

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/store"
)

// Definitions is the version of the definitions of all measures: a hash of their words, the same in each language.
func Definitions(l *i18n.Language) string {
	words := i18n.For("id", l.Zone())
	sum := sha256.New()
	for _, q := range analytics.Questions() {
		key := "measure." + strings.ReplaceAll(q.Name, "-", "_")
		for _, part := range []string{"definition", "numerator", "denominator", "excluded"} {
			fmt.Fprintln(sum, q.Name, words.Text(key+"."+part))
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
}

// Named is a document that is published under a name.
type Named struct {
	Name  string
	Kind  string
	By    string
	Scope analytics.Scope // both ends of its period are set
	Words *i18n.Language
	// Template is the name of the one that the document is made by, or its path: documents by different ones are different
	// kinds, and each has its own issue before.
	Template string
}

// kind is the kind as it is kept.
func (p Named) kind() string {
	if p.Template == "" || p.Template == Periodic {
		return p.Kind
	}
	return p.Kind + "/" + strings.TrimSuffix(filepath.Base(p.Template), filepath.Ext(p.Template))
}

func (p Named) issue() data.Issue {
	asOf := p.Scope.AsOf
	if asOf.IsZero() {
		asOf = p.Scope.Now
	}
	return data.Issue{
		Name: p.Name, Kind: p.kind(), From: p.Scope.From, Until: p.Scope.Until, AsOf: asOf, Rule: ruleOf(p.Scope), Definitions: Definitions(p.Words),
		By: p.By,
	}
}

// ruleOf is what narrows the scope, as text that is compared.
func ruleOf(s analytics.Scope) string {
	var all []string
	for d, values := range s.Where {
		values = slices.Sorted(slices.Values(values))
		all = append(all, string(d)+"="+strings.Join(values, ","))
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// Issued is what came of publishing under a name.
type Issued struct {
	Issue   data.Issue
	New     bool // frozen just now, for the first time or as a revision
	Changes []data.Change
}

// PublishIssue freezes what the publication is about under its name. Where the name is taken, the issue stands: what would
// differ today is returned, with data.ErrIssueChanged, unless revise makes it the next revision. Another period, rule or kind
// gives data.ErrIssue. An as-of instant that is not set is that of the standing issue.
func PublishIssue(ctx context.Context, db *store.DB, p Named, revise bool) (Issued, error) {
	wanted := p.issue()
	standing, err := db.Issue(ctx, p.Name)
	if errors.Is(err, data.ErrNotFound) {
		made, err := db.Publish(ctx, wanted)
		return Issued{Issue: made, New: true}, err
	}
	if err != nil {
		return Issued{}, err
	}
	same := standing.Kind == wanted.Kind && standing.Rule == wanted.Rule && sameDay(standing.From, wanted.From) && sameDay(standing.Until, wanted.Until)
	if !same || !p.Scope.AsOf.IsZero() && !p.Scope.AsOf.Equal(standing.AsOf) {
		return Issued{Issue: standing}, data.About(p.Name, data.ErrIssue)
	}
	out := Issued{Issue: standing}
	n, err := db.Changes(ctx, p.Name, func(c data.Change) error {
		out.Changes = append(out.Changes, c)
		return ctx.Err()
	})
	switch {
	case err != nil || n == 0 && standing.Definitions == wanted.Definitions:
		return out, err
	case !revise:
		return out, data.About(p.Name, data.ErrIssueChanged)
	}
	wanted.AsOf = standing.AsOf
	out.Issue, err = db.Publish(ctx, wanted)
	out.New = true
	return out, err
}

func sameDay(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }

// MarkIssue writes on the document which issue it is, and what has changed in the one before since that was published.
func MarkIssue(ctx context.Context, db *store.DB, i data.Issue, d figure.Document, l *i18n.Language) (figure.Document, error) {
	d.Facts = append(d.Facts[:len(d.Facts):len(d.Facts)], figure.Entry{Label: l.Text("issue.fact"), Text: l.Text("issue.fact.text",
		"name", i.Name, "revision", i.Revision, "cases", l.Number(i.Cases), "hash", i.DataHash, "definitions", i.Definitions, "by", i.By)})
	s, err := sinceLast(ctx, db, i, l)
	if err != nil {
		return d, err
	}
	d.Sections = append(d.Sections[:len(d.Sections):len(d.Sections)], s)
	return d, nil
}

// sinceLast is the section on the issue before this one.
func sinceLast(ctx context.Context, db *store.DB, i data.Issue, l *i18n.Language) (figure.Section, error) {
	s := figure.Section{ID: "since-last-issue", Title: l.Text("issue.title"), Finding: l.Text("issue.first")}
	before, err := db.IssueBefore(ctx, i.Kind, i.Name, i.PublishedAt)
	if errors.Is(err, data.ErrNotFound) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	counts := make(map[data.Why]int64)
	n, err := db.Changes(ctx, before.Name, func(c data.Change) error {
		counts[c.Why]++
		return ctx.Err()
	})
	if err != nil {
		return s, err
	}
	s.Finding = l.Text("issue.none", "cases", l.Number(before.Cases), "name", before.Name)
	if n > 0 {
		s.Finding = l.Text("issue.finding", "changed", l.Number(n), "cases", l.Number(before.Cases), "name", before.Name)
	}
	if before.Definitions != i.Definitions {
		s.Finding += " " + l.Text("issue.definitions")
	}
	s.Table.Columns = []figure.Column{{Name: "why", Title: l.Text("issue.why"), Unit: figure.Text}, {Name: "reports", Title: l.Text("issue.cases"), Unit: figure.Count}}
	for _, w := range data.Whys() {
		s.Table.Rows = append(s.Table.Rows, []any{l.Text("issue.why." + string(w)), counts[w]})
	}
	return s, nil
}

// ChangeWords is a case that reads otherwise, on one line: its number, the cause, how it stood and how it stands.
func ChangeWords(c data.Change, l *i18n.Language) string {
	return fmt.Sprintf("%s\t%s\t%s -> %s", c.Number, l.Text("issue.why."+string(c.Why)), frozenWords(c.Was, l), frozenWords(c.Is, l))
}

// frozenWords is a case on one line.
func frozenWords(f *data.Frozen, l *i18n.Language) string {
	if f == nil {
		return l.Text("cli.issue.new")
	}
	return fmt.Sprintf("%s, %d, %s, %s, %s, %s", l.Stage(f.Stage), f.Pass, l.DateTime(f.Since), f.Category, f.Channel, f.Area)
}
