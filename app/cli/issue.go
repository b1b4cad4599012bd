package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"tuntas/analytics"
	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/store"
)

// publishIssue publishes under a name. An issue that stands and has not changed is left as it is: its document is written
// only where it is missing. What would differ is told case by case, and nothing is written unless it is to be revised.
func (d *desk) publishIssue(ctx context.Context, db *store.DB, kind string, s analytics.Scope, p publishFlags) error {
	if s.From.IsZero() || s.Until.IsZero() {
		return usage("issue")
	}
	l := office.Language(db, d.lang)
	made, err := office.PublishIssue(ctx, db, office.Named{Name: p.issue, Kind: kind, By: account(), Scope: s, Words: l, Template: p.template}, p.revise)
	if errors.Is(err, data.ErrIssueChanged) || err == nil {
		if told := d.tellIssue(made, l); told != nil {
			return told
		}
	}
	if err != nil {
		return err
	}
	if _, err := os.Stat(p.out); err == nil && !made.New {
		return nil
	}
	s.AsOf, s.Now = made.Issue.AsOf, made.Issue.PublishedAt
	document, err := p.compose(ctx, db, s, l)
	if err != nil {
		return err
	}
	if document, err = office.MarkIssue(ctx, db, made.Issue, document, l); err != nil {
		return err
	}
	if err := writeDocument(kind, document, p.out, l); err != nil {
		return err
	}
	if d.json {
		return nil
	}
	return d.told(p.out)
}

// tellIssue says what came of an issue.
func (d *desk) tellIssue(made office.Issued, l *i18n.Language) error {
	i := made.Issue
	if d.json {
		return printJSON(stdout, map[string]any{
			"issue": i.Name, "revision": i.Revision, "new": made.New, "cases": i.Cases, "data_hash": i.DataHash, "definitions": i.Definitions,
			"ledger": i.LedgerHash, "as_of": i.AsOf.In(l.Zone()).Format(time.RFC3339), "published_at": i.PublishedAt.In(l.Zone()).Format(time.RFC3339),
			"changes": changesOf(made.Changes),
		})
	}
	for _, c := range made.Changes {
		fmt.Fprintln(stdout, office.ChangeWords(c, l))
	}
	switch {
	case made.New:
		fmt.Fprintln(stdout, l.Text("cli.issue.published", "name", i.Name, "revision", i.Revision, "cases", l.Number(i.Cases)))
	case len(made.Changes) > 0:
		fmt.Fprintln(stdout, l.Text("cli.issue.changed", "name", i.Name, "n", l.Number(int64(len(made.Changes)))))
	case i.Definitions != office.Definitions(l):
		fmt.Fprintln(stdout, l.Text("issue.definitions"))
	default:
		fmt.Fprintln(stdout, l.Text("cli.issue.unchanged", "name", i.Name))
	}
	return nil
}

func changesOf(all []data.Change) []map[string]any {
	list := make([]map[string]any, 0, len(all))
	for _, c := range all {
		list = append(list, map[string]any{"number": c.Number, "why": c.Why, "was": frozenFields(c.Was), "is": frozenFields(c.Is)})
	}
	return list
}

func frozenFields(f *data.Frozen) any {
	if f == nil {
		return nil
	}
	return map[string]any{
		"private": f.Private, "category": f.Category, "channel": f.Channel, "area": f.Area, "stage": f.Stage, "pass": f.Pass,
		"since": f.Since.UTC().Format(time.RFC3339),
	}
}
