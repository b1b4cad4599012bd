package ui

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/app/ui/casefile"
	"tuntas/app/ui/chart"
	"tuntas/app/ui/dashboard"
	"tuntas/app/ui/desk"
	"tuntas/app/ui/imports"
	"tuntas/app/ui/intake"
	"tuntas/app/ui/part"
	"tuntas/app/ui/publish"
	"tuntas/app/ui/settings"
	"tuntas/app/ui/track"
	"tuntas/app/ui/validate"
	"tuntas/app/ui/welcome"
	"tuntas/data"
	"tuntas/data/demo"
	source "tuntas/data/intake"
	"tuntas/data/reference"
)

// PageName names a page of the window.
type PageName string

// The pages. The first eight stand in the navigation, in this order.
const (
	Desk      PageName = "desk"
	Validate  PageName = "validate"
	Track     PageName = "track"
	Dashboard PageName = "dashboard"
	Intake    PageName = "intake"
	Imports   PageName = "imports"
	Publish   PageName = "publish"
	Settings  PageName = "settings"
	Case      PageName = "case"
	// SecondLook is where accepted cases come back; it is reached from Validate.
	SecondLook PageName = "second"
	Welcome    PageName = "welcome"
	Shut       PageName = "shut" // in the place of a page that only writes
)

// Navigation returns the pages of the navigation in their order.
func Navigation() []PageName {
	return []PageName{Desk, Validate, Track, Dashboard, Intake, Imports, Publish, Settings}
}

// page is what the window needs of a page.
type page interface {
	Content() fyne.CanvasObject
	Load(ctx context.Context)
}

// focuser is a page that has a field to type into first.
type focuser interface{ Focus(c fyne.Canvas) }

// leaver is a page that has something to give back when another comes.
type leaver interface{ Leave() }

const darkVariant = theme.VariantDark

// everything is the filter that takes all reports.
var everything data.Filter

// makePages makes all pages; each gets what it needs and no more.
func (u *UI) makePages() map[PageName]page {
	o, l := u.office, u.language
	list := desk.New(desk.Desk{
		Reports: o.DB, Run: o.Run, Language: l, Today: o.Clock, Open: u.openCase, Account: o.Account, Views: o.DB, Tell: u.showViews, Due: o.DB.DueTimes,
		Texts: o.DB.Texts, Index: o.DB.IndexWords, Many: u.many(), Columns: o.Values.Columns, Keep: u.keepColumns,
	})
	return map[PageName]page{
		Desk:     list,
		Validate: validate.New(u.judging()), SecondLook: validate.New(u.judgingAgain()),
		Track: track.New(track.Track{Reports: o.DB, Run: o.Run, Language: l, Now: o.Clock, Open: u.openCase}),
		Dashboard: dashboard.New(dashboard.Dashboard{
			Window: o.Window, Questions: analytics.NewMemory(o.DB, o.DB.Writes), Choices: o.DB.Choices, Kept: u.kept, Keep: u.keep,
			SaveAs: u.saveAs, Save: o.SaveFile, Run: o.Run, Language: l, Now: o.Clock, Open: u.openDesk, OpenCase: u.openCase,
			Copy: u.copyText,
		}),
		Intake: intake.New(intake.Intake{
			Bring: u.bring, Profiles: o.Profiles, Run: o.Run, Language: l, Choose: u.chooseFiles, SaveAs: u.saveAs, Done: u.onGrown,
			See:         func() { u.Show(Imports) },
			SaveRefused: u.saveRefusedOf,
		}),
		Imports: imports.New(imports.Imports{
			Records: o.DB, Run: o.Run, Language: l, Window: o.Window, Account: o.Account, Options: u.meanings, SaveAs: u.saveAs,
			Save: o.SaveFile, SaveRefused: u.saveRefused, Changed: u.onGrown,
		}),
		Publish: publish.New(publish.Publish{
			Compose: u.compose, Press: u.press, SaveAs: u.saveAs, OpenFile: u.openFile, Run: o.Run, Language: l, Now: o.Clock,
			Choices: o.DB.Choices, Gate: u.gate, ChooseEarlier: u.chooseReleases, ChooseFile: u.chooseFile, Templates: office.Templates(),
			Freeze: u.freeze, KeepTemplate: keepTemplate,
		}),
		Settings: settings.New(settings.Settings{
			Values: o.Values, Account: o.Account, Path: o.DB.Path(), Run: o.Run, Language: l, Facts: o.DB.Choices, Changed: u.onChanged,
			Care: u.care(), Privacy: u.privacy(), Judging: u.judgingSettings(), Window: o.Window,
		}),
		Case: casefile.New(u.caseFile(list)),
		Shut: shut{part.Page(part.NewEmpty(assets.IconLock, l.Text("app.shut")))},
		Welcome: welcome.New(welcome.Welcome{
			Run: o.Run, Language: l, Sample: u.sample, BringIn: func() { u.Show(Intake) }, Done: u.onGrown,
		}),
	}
}

// caseFile is what the page of a case works with; list is where cases come from.
func (u *UI) caseFile(list *desk.Page) casefile.CaseFile {
	o := u.office
	return casefile.CaseFile{
		Cases: o.DB, Run: o.Run, Language: u.language, Window: o.Window, Staff: u.staff, Now: o.Clock, NewID: o.NewID, Back: u.Back,
		Next: list.Next, Previous: list.Previous, Beside: u.beside(), Sender: u.sender(), Drafts: u.pad("case"), Closed: u.closed(),
		Changed: u.countWaiting,
	}
}

// staff is who sits at this desk and what the desk is for.
func (u *UI) staff() data.Staff {
	return data.Staff{Name: u.office.Account, Role: data.Role(u.office.Values.Role)}
}

func (u *UI) openCase(id int64) {
	u.pages[Case].(*casefile.Page).Show(id)
	u.Show(Case)
}

func (u *UI) openDesk(f data.Filter) {
	u.pages[Desk].(*desk.Page).Show(f)
	u.Show(Desk)
}

func (u *UI) openTrack(number string) {
	u.pages[Track].(*track.Page).Show(number)
	u.Show(Track)
}

// onGrown is called when reports have come in.
func (u *UI) onGrown() {
	wasEmpty := u.empty
	u.empty = false
	u.prepareFigures()
	if wasEmpty && u.shown != Intake {
		u.front(Desk)
		return
	}
	u.countWaiting()
}

func (u *UI) copyText(text string) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	u.notice.Say(u.language.Text("app.copied"))
}

func (u *UI) sample(ctx context.Context, reports int, progress func(done int)) error {
	y, m, d := u.office.Clock().In(u.office.DB.Zone()).Date()
	plan := demo.Plan{Reports: reports, Seed: 1, Zone: u.office.DB.Zone(), Until: time.Date(y, m, d, 0, 0, 0, 0, u.office.DB.Zone())}
	_, err := office.Sample(ctx, u.office.DB, plan, progress)
	return err
}

// shownRefusals is how many refused rows the window shows; the file that it saves has the same ones.
const shownRefusals = 1000

func (u *UI) bring(
	ctx context.Context, p *source.Profile, paths []string, dryRun bool, progress func(source.Progress),
) (data.ImportResult, []data.RefusedRow, error) {
	return office.Bring(ctx, u.office.DB, p, data.Import{Paths: paths, DryRun: dryRun}, shownRefusals, progress)
}

// saveRefused writes all refused rows of an import in the form of their sources.
func (u *UI) saveRefused(ctx context.Context, record data.ImportRecord, path string) error {
	p, err := u.office.Profiles.Open(record.Profile)
	if err != nil {
		return err
	}
	_, err = u.saveRefusedOf(ctx, p, record.ID, nil, path)
	return err
}

// saveRefusedOf writes all rows that the store keeps of an import; of one that was not kept, these.
func (u *UI) saveRefusedOf(
	ctx context.Context, p *source.Profile, importID int64, rows []data.RefusedRow, path string,
) (written []string, err error) {
	if importID > 0 {
		if rows, err = u.office.DB.RefusedRows(ctx, importID, 0, 0); err != nil {
			return nil, err
		}
	}
	return office.SaveRefused(p, rows, path, u.language)
}

// likely is how many candidates stand above the whole list.
const likely = 5

// meanings are the values of a list that a text can be mapped to, the likeliest first.
func (u *UI) meanings(list data.List, told string) []part.Option {
	var all []part.Option
	seen := make(map[string]bool)
	add := func(value, name, detail string) {
		if list == data.ListKelurahan {
			name = part.AreaInWords(u.language, value)
		}
		if !seen[value] {
			all = append(all, part.Option{Key: value, Label: name, Detail: detail})
		}
		seen[value] = true
	}
	for _, c := range reference.Nearest(list, told, likely) {
		add(c.Value, c.Name, u.language.Text("imports.map.likely"))
	}
	for value, name := range reference.Standard().Values(list) {
		add(value, name, "")
	}
	return all
}

// press paints what a document on paper needs, and returns what writes it.
func (u *UI) press(kind string, d figure.Document) func(ctx context.Context, path string) error {
	l := office.Language(u.office.DB, d.Language)
	press := office.Press{Language: l}
	if kind == office.Printed {
		press.Paint = Painted(d, l)
	}
	return func(ctx context.Context, path string) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return office.Write(kind, d, path, press)
	}
}

// The size of a painted figure, in Fyne's units, and its pixels for each: it fills the width of a page. One with a few lying
// rows is lower.
const (
	paintedWidth, paintedHeight, paintedLeast = 900, 480, 190
	paintedRow, paintedAround                 = 38, 120
	paintedScale                              = float32(2)
)

func paintedSize(f figure.Figure) fyne.Size {
	height := paintedHeight
	switch f.Kind {
	case figure.Lying, figure.Dots, figure.Boxes:
		height = paintedAround + paintedRow*len(f.Categories)
	case figure.Heat:
		height = paintedAround + 40 + paintedRow*len(f.Series)
	}
	height += 24 * len(f.Notes)
	return fyne.NewSize(paintedWidth, float32(min(max(height, paintedLeast), paintedHeight)))
}

// Painted paints the figures of a document for paper, without their titles, and returns what gives them out. Call it on the
// goroutine of the window; it needs a running application.
func Painted(d figure.Document, l *i18n.Language) func(f figure.Figure) (image.Image, error) {
	pictures := make(map[string]image.Image)
	for _, s := range d.Sections {
		f := s.Figure
		f.Title = "" // the finding stands above it
		pictures[f.ID] = chart.Picture(f, l, paintedSize(f), paintedScale, assets.NewTheme(assets.Light))
	}
	return func(f figure.Figure) (image.Image, error) { return pictures[f.ID], nil }
}

func (u *UI) openFile(path string) {
	if err := u.office.OpenFile(path); err != nil {
		part.ShowError(u.office.Window, u.language, err)
	}
}
