package ui

import (
	"context"
	"time"

	"tuntas/app/ui/dashboard"
	"tuntas/app/ui/desk"
	"tuntas/app/ui/imports"
	"tuntas/app/ui/intake"
	"tuntas/data"
	"tuntas/data/store"
)

// markedInScene is how many rows are marked in the scenes of the desk.
const markedInScene = 4

// deskScenes returns the desk with marked rows, and the preview of a remark on them.
func (u *UI) deskScenes() []Scene {
	marked := func() *desk.Page {
		u.clearOverlays()
		u.Show(Desk)
		p := u.pages[Desk].(*desk.Page)
		p.Mark(markedInScene)
		return p
	}
	return []Scene{
		{"desk-remark", func() { marked().Remark() }},
		{"desk-marks", func() { marked() }},
	}
}

// figureScenes returns a figure that fills the dashboard, and the cases behind one of its marks.
func (u *UI) figureScenes() []Scene {
	const page, view = "refusal", "refusal-units"
	shown := func() *dashboard.Page {
		u.clearOverlays()
		u.showDashboard(page)
		return u.pages[Dashboard].(*dashboard.Page)
	}
	return []Scene{
		{"dashboard-figure", func() { shown().ShowFigure(view) }},
		{"dashboard-cases", func() { shown().ShowCases(view) }},
	}
}

// intakeScenes returns the page that brings files in with a file of another office, where there is one, and what earlier
// imports found.
func (u *UI) intakeScenes() []Scene {
	found := Scene{"imports-found", func() {
		u.clearOverlays()
		u.pages[Imports] = imports.New(imports.Imports{
			Records: foundBefore{u.office.DB, u.office.Clock()}, Run: u.office.Run, Language: u.language, Window: u.office.Window,
			Account: u.office.Account, Options: u.meanings, SaveAs: u.saveAs, Save: u.office.SaveFile, SaveRefused: u.saveRefused,
			Changed: func() {},
		})
		u.Show(Imports)
	}}
	if u.office.Sample == "" {
		return []Scene{found}
	}
	return []Scene{{"intake-file", func() {
		u.clearOverlays()
		u.Show(Intake)
		u.pages[Intake].(*intake.Page).Drop([]string{u.office.Sample})
	}}, found}
}

// foundBefore is a store that tells of two imports with something in each list, and keeps nothing.
type foundBefore struct {
	*store.DB
	now time.Time
}

// Imports tells of two files.
func (f foundBefore) Imports(context.Context, int, int) ([]data.ImportRecord, error) {
	record := func(id int64, days int, profile, path string, read, refused, findings int64) data.ImportRecord {
		return data.ImportRecord{
			Import:       data.Import{Profile: profile, Paths: []string{path}},
			ImportResult: data.ImportResult{ID: id, Read: read, Taken: read - refused, Refused: refused, Findings: findings},
			ImportedAt:   f.now.AddDate(0, 0, -days),
		}
	}
	return []data.ImportRecord{
		record(2, 1, "crm-xlsx", "laporan-maret.xlsx", 2841, 2, 63), record(1, 32, "crm-xlsx", "laporan-februari.xlsx", 2502, 0, 9),
	}, nil
}

// CountFindings tells of three kinds.
func (foundBefore) CountFindings(context.Context, data.FindingFilter) ([]data.FindingCount, error) {
	return []data.FindingCount{
		{Kind: data.FoundSpelling, Found: 3, Rows: 57}, {Kind: data.FoundUnknown, Found: 2, Rows: 4}, {Kind: data.FoundNegative, Found: 2, Rows: 2},
	}, nil
}

// Findings tells of each kind.
func (foundBefore) Findings(_ context.Context, filter data.FindingFilter, _, _ int) ([]data.Finding, error) {
	const path = "laporan-maret.xlsx"
	all := []data.Finding{
		{Kind: data.FoundSpelling, Path: path, Field: "kecamatan", Was: "Kebon Jeruk", Told: "KEBUN JERUK", Rows: 31},
		{Kind: data.FoundSpelling, Path: path, Field: "kecamatan", Was: "Pasar Rebo", Told: "PS. REBO", Rows: 19},
		{Kind: data.FoundSpelling, Path: path, Field: "kelurahan", Was: "Kalibata", Told: "kali bata", Rows: 7},
		{Kind: data.FoundUnknown, Path: path, Line: 311, Field: "unit", Told: "Sudin Contoh", Rows: 3},
		{Kind: data.FoundNegative, Path: path, Line: 902, Number: "JK2603070014", Field: "selesai", Was: "2026-03-07 10:12", Told: "2026-03-06 23:50", Rows: 1},
	}
	var found []data.Finding
	for _, one := range all {
		if filter.Kind == "" || one.Kind == filter.Kind {
			found = append(found, one)
		}
	}
	return found, nil
}

// RefusedRows tells of two rows.
func (foundBefore) RefusedRows(context.Context, int64, int, int) ([]data.RefusedRow, error) {
	const path = "laporan-maret.xlsx"
	return []data.RefusedRow{
		{Path: path, Line: 88, Column: "waktu", Value: "kemarin", Reason: data.RefusedTime, Raw: "JK2603020009;kemarin;Selesai"},
		{Path: path, Line: 1204, Reason: data.RefusedCase, Raw: ";2026-03-11 09:00;Proses"},
	}, nil
}

// Unknown tells of one value.
func (f foundBefore) Unknown(context.Context) ([]data.UnknownValue, error) {
	return []data.UnknownValue{{List: data.ListUnit, Told: "Sudin Contoh", Rows: 4, First: f.now.AddDate(0, 0, -32), Last: f.now.AddDate(0, 0, -1)}}, nil
}

// AddAlias keeps nothing.
func (foundBefore) AddAlias(context.Context, data.Alias) error { return nil }

// AddListed keeps nothing.
func (foundBefore) AddListed(context.Context, data.Listed) error { return nil }
