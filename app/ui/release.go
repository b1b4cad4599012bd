package ui

import (
	"context"

	"tuntas/app/office"
	"tuntas/app/ui/publish"
	"tuntas/reports/opendata"
)

// firstRows is how many rows of a release are shown before it is written.
const firstRows = 8

// gate lets a release through the gate and returns what it found, with what writes the release and notes who did.
func (u *UI) gate(ctx context.Context, r publish.Release) (publish.Findings, error) {
	earlier, err := office.ReadEarlier(r.Earlier)
	if err != nil {
		return publish.Findings{}, err
	}
	db, account := u.office.DB, u.office.Account
	r.Scope.Zone = db.Zone()
	l := office.Language(db, r.Lang)
	plan := office.PlanRelease(r.Scope, l, office.Terms{
		K: r.K, Sensitive: r.Sensitive, Earlier: earlier, Publisher: r.Publisher, Contact: r.Contact, Version: "1.0.0", Open311: r.Open311,
	})
	made, err := office.PrepareRelease(ctx, db, plan)
	if err != nil {
		return publish.Findings{}, err
	}
	rows, err := made.Preview(firstRows)
	if err != nil {
		return publish.Findings{}, err
	}
	f := u.findings(made)
	f.Rows = rows
	f.Write = func(ctx context.Context, path string) error {
		if err := office.WriteRelease(ctx, made, path); err != nil {
			return err
		}
		_, err := office.RecordRelease(ctx, db, made, account, l)
		return err
	}
	return f, nil
}

// findings puts what became of the reports into the words of the window.
func (u *UI) findings(r *office.Release) publish.Findings {
	l, b := u.language, r.Balance
	f := publish.Findings{
		Source: b.Source, Released: b.Released, Withheld: b.Withheld, Private: b.Private, Standing: b.Standing, Stand: r.Stand,
		Counts: b.Cells, Hidden: b.Hidden,
	}
	for i, level := range opendata.Levels {
		words := l.Text("sheet.grain."+string(level.Place)) + " · " + l.Text("sheet.grain."+string(level.Time))
		f.Levels = append(f.Levels, publish.Level{Words: words, Rows: b.Levels[i]})
	}
	for _, c := range opendata.CaseColumns {
		f.Columns = append(f.Columns, l.Text("opendata.column."+c))
	}
	return f
}
