package ui

import (
	"context"
	"io"

	"tuntas/analytics/figure"
	"tuntas/app/office"
	"tuntas/app/ui/dashboard"
	"tuntas/app/ui/part"
	"tuntas/app/ui/publish"
	"tuntas/data"
	"tuntas/reports"
)

// compose makes a document in a language of its own, not always the window's.
func (u *UI) compose(ctx context.Context, o publish.Order) (figure.Document, error) {
	t, err := office.OpenTemplate(o.Template)
	if err != nil {
		return figure.Document{}, err
	}
	s := o.Scope
	s.Zone = u.office.DB.Zone()
	s.Remarks = dashboard.Remarks(u.kept().Remarks, s.Zone)
	imprint := office.Imprint{Number: o.Number, Contact: o.Contact}
	return office.ComposeTemplate(ctx, u.office.DB, t.With(imprint), s, office.Language(u.office.DB, o.Lang))
}

// freeze publishes an order under the name of its issue and composes it as of that issue.
func (u *UI) freeze(ctx context.Context, o publish.Order, kind string, revise bool) (publish.Frozen, error) {
	db := u.office.DB
	o.Scope.Zone = db.Zone()
	l := office.Language(db, o.Lang)
	if o.Scope.From.IsZero() || o.Scope.Until.IsZero() {
		return publish.Frozen{}, data.ErrPeriod
	}
	named := office.Named{Name: o.Issue, Kind: kind, By: u.office.Account, Scope: o.Scope, Words: l, Template: o.Template}
	made, err := office.PublishIssue(ctx, db, named, revise)
	if err != nil {
		var f publish.Frozen
		for _, c := range made.Changes {
			f.Changes = append(f.Changes, office.ChangeWords(c, u.language))
		}
		return f, err
	}
	o.Scope.AsOf, o.Scope.Now = made.Issue.AsOf, made.Issue.PublishedAt
	d, err := u.compose(ctx, o)
	if err != nil {
		return publish.Frozen{}, err
	}
	d, err = office.MarkIssue(ctx, db, made.Issue, d, l)
	return publish.Frozen{Document: d}, err
}

// keepTemplate writes a copy of a template that comes with the program.
func keepTemplate(name, path string) error {
	err := reports.Save(path, func(w io.Writer) error {
		_, err := io.WriteString(w, office.ShippedTemplate(name))
		return err
	})
	return data.About(path, err)
}

// chooseReleases asks for a folder and finds the releases in it.
func (u *UI) chooseReleases(chosen func(paths []string)) {
	u.chooseFolder(func(folder string) {
		found, err := office.FindReleases(folder)
		if err != nil {
			part.ShowError(u.office.Window, u.language, err)
			return
		}
		chosen(found)
	})
}

// chooseFile asks for one file.
func (u *UI) chooseFile(chosen func(path string)) {
	u.chooseFiles(func(paths []string) { chosen(paths[0]) })
}
