// Package ui is the window of Tuntas: navigation, menu, theme, and the one place that knows all pages. It knows which page
// leads to which and gives each page the two or three functions that it needs. It refuses to know what a page shows, SQL, and
// how a window comes to a screen.
package ui

import (
	"context"
	"io"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/app/ui/dashboard"
	"tuntas/app/ui/desk"
	"tuntas/app/ui/part"
	"tuntas/app/ui/settings"
	"tuntas/app/ui/task"
	source "tuntas/data/intake"
	"tuntas/data/store"
)

// Office is what the window works with.
type Office struct {
	Window   fyne.Window
	DB       *store.DB
	Run      task.Runner
	Clock    func() time.Time
	NewID    func() string // a new command identifier at each call
	Account  string        // as the operating system reports it
	Profiles source.Folder // the desk's own mapping profiles
	Values   settings.Values
	Keep     func(settings.Values) error                          // keeps changed settings
	SaveFile func(path string, write func(io.Writer) error) error // whole or not at all
	OpenFile func(path string) error                              // with the system's program for it
	Opened   func(report int64, waited time.Duration)             // a case is in front of the validator, that long after the key; may be nil
	Crashed  string                                               // what the last crash has left, to be told once; usually empty
	Left     bool                                                 // the last session has not closed the database
	Restore  func(backup string)                                  // closes the database and puts a backup in its place
	Mend     func(err error)                                      // closes the database for the page that can recover it
	Version  string                                               // of the program
	Sample   string                                               // a file to bring in, for the picture of that; usually empty
}

// UI is the content of the window. Its methods belong to the goroutine of the user interface.
type UI struct {
	office    Office
	language  *i18n.Language
	notice    *part.Notice
	rail      *rail
	stage     *fyne.Container // holds the page that is shown
	pages     map[PageName]page
	shown     PageName
	before    []PageName // the way back
	leave     context.CancelFunc
	root      context.Context
	empty     bool   // the store holds no report
	folder    string // in which a file was chosen last; empty: none was
	seat      string // names this window among those of the same person
	examining *examining
	counts    int // number of the latest question for the count of waiting cases
	views     viewCount
	keeper    keeper
	drafts    *drafts
	unsaved   *settings.Unsaved // checklists and plan that were changed on the page of settings
}

// New makes the window's content, menu and shortcuts and shows the first page: the desk, or the welcome when there are no
// reports yet. The pages stop working when ctx ends.
func New(ctx context.Context, o Office) *UI {
	u := &UI{office: o, root: ctx, leave: func() {}, seat: o.NewID(), examining: &examining{db: o.DB}, unsaved: &settings.Unsaved{}}
	u.drafts = newDrafts(ctx, o.DB, o.Account, o.Run)
	u.build()
	o.Window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) { u.onDropped(files) })
	u.start()
	u.prepareFigures()
	u.watch()
	u.tellEnding()
	return u
}

// build makes everything anew in the language and look of the settings.
func (u *UI) build() {
	u.language = office.Language(u.office.DB, u.office.Values.Language)
	fyne.CurrentApp().Settings().SetTheme(Look(u.office.Values))
	u.notice = part.NewNotice(task.Later(task.Reading, u.office.Run))
	u.pages = u.makePages()
	u.rail = newRail(u.language, u.Show)
	u.stage = container.NewStack()
	body := part.AtBottom(u.stage, u.notice)
	u.office.Window.SetPadded(false)
	u.office.Window.SetContent(container.NewBorder(nil, nil, u.rail.content, nil, body))
	u.office.Window.SetTitle(u.language.Text("app.title"))
	u.office.Window.SetMainMenu(u.menu())
	u.office.Window.Canvas().SetOnTypedRune(u.onTypedRune)
	u.office.Window.Canvas().SetOnTypedKey(u.onTypedKey)
}

// start shows the page that fits what the store holds.
func (u *UI) start() {
	work := func(ctx context.Context) (int64, error) { return u.office.DB.Count(ctx, everything) }
	task.Run(u.root, u.office.Run, work, func(n int64, err error) {
		u.empty = n == 0 && err == nil
		if !u.empty && u.kept().Start != "" {
			u.Show(Dashboard)
			return
		}
		u.Show(Desk)
	})
}

// Show brings a page to the front and lets it load. Leaving a page ends its questions.
func (u *UI) Show(name PageName) {
	if u.shown != "" && u.shown != name {
		u.before = append(u.before, u.shown)
	}
	u.front(name)
}

// Back shows the page before this one, as it was left; on the dashboard where the reader was on it before.
func (u *UI) Back() {
	if p, ok := u.pages[u.shown].(*dashboard.Page); ok && !u.empty && p.Back() {
		return
	}
	if n := len(u.before); n > 0 {
		last := u.before[n-1]
		u.before = u.before[:n-1]
		u.front(last)
	}
}

// Forward goes again to where Back came from on the dashboard.
func (u *UI) Forward() {
	if p, ok := u.pages[u.shown].(*dashboard.Page); ok && !u.empty {
		p.Forward()
	}
}

func (u *UI) front(name PageName) {
	if p, ok := u.pages[u.visible(u.shown)].(leaver); ok {
		p.Leave()
	}
	ctx := u.visit()
	u.office.Window.Canvas().Unfocus() // the keys belong to the page that comes
	u.shown = name
	u.rail.mark(name)
	p := u.pages[u.visible(name)]
	if name == Validate && u.closed() == nil {
		u.examineWaiting()
	}
	u.stage.Objects = []fyne.CanvasObject{p.Content()}
	u.stage.Refresh()
	if _, asks := p.(*desk.Page); asks {
		u.noteViews()
	}
	p.Load(ctx)
	u.arrive(p)
	u.countWaiting()
}

// arriver is a page that says where the keyboard begins when it comes; another one's begins in its first field.
type arriver interface{ Arrive(c fyne.Canvas) }

// arrive gives the keyboard to a page that has come.
func (u *UI) arrive(p page) {
	if part.DialogOpen(u.office.Window) {
		return
	}
	switch p := p.(type) {
	case arriver:
		p.Arrive(u.office.Window.Canvas())
	case focuser:
		p.Focus(u.office.Window.Canvas())
	}
}

// visit ends the questions of the page in front and returns the context of those that come.
func (u *UI) visit() (ctx context.Context) {
	u.leave()
	ctx, u.leave = context.WithCancel(u.root)
	return ctx
}

// visible is the page in whose place the welcome stands while there is nothing to show.
func (u *UI) visible(name PageName) PageName {
	switch {
	case u.closed() != nil && (name == Validate || name == SecondLook || name == Intake):
		return Shut
	case u.empty && (name == Desk || name == Dashboard):
		return Welcome
	}
	return name
}

// Shown returns the name of the page in front.
func (u *UI) Shown() PageName { return u.shown }

// Look returns the theme that the settings ask for.
func Look(v settings.Values) fyne.Theme {
	variant := assets.Variant(v.Appearance)
	switch variant {
	case assets.Light, assets.Dark, assets.HighContrast:
	default: // as the system
		variant = assets.Light
		if fyne.CurrentApp().Settings().ThemeVariant() == darkVariant {
			variant = assets.Dark
		}
	}
	size := v.TextSize
	if size <= 0 {
		size = 1
	}
	return assets.NewTheme(variant).Scaled(size)
}

// onChanged takes new settings: everything is made anew, and the page stays.
func (u *UI) onChanged(v settings.Values) {
	old := u.office.Values
	v.Columns = old.Columns     // the page of settings does not know them
	v.Dashboard = old.Dashboard // the page of the settings has it as it was when it was made
	u.office.Values = v
	if err := u.office.Keep(v); err != nil {
		part.ShowError(u.office.Window, u.language, err)
	}
	if old.Language == v.Language {
		fyne.CurrentApp().Settings().SetTheme(Look(v))
		return
	}
	shown := u.shown
	u.build()
	u.showCare()
	u.views.told = false // the names of some are in the language
	u.front(shown)
	if shown == Settings {
		u.settings().FocusLanguage(u.office.Window.Canvas())
	}
}

// keepColumns keeps the columns of the desk.
func (u *UI) keepColumns(columns string) {
	u.office.Values.Columns = columns
	if err := u.office.Keep(u.office.Values); err != nil {
		slog.Warn("keep the columns", "error", err)
	}
}
