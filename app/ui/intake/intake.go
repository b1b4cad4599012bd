// Package intake is the page that brings files in: it chooses files and a profile, shows what would become of them, and
// follows the work until its result. It knows paths, previews and counts. It refuses to know where rows are kept, how a
// file dialog looks, and how a document is written to disk: the window passes these in.
package intake

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
	source "tuntas/data/intake"
)

// Intake is what the page needs of the rest of the program. All functions but Bring and SaveRefused are called on the goroutine
// that owns the widgets.
type Intake struct {
	// Bring takes the files in as one transaction; with dryRun nothing is kept. It returns what became of the rows and the
	// first 1,000 refused ones. After an error, that of an ended ctx included, nothing has changed.
	Bring func(ctx context.Context, p *source.Profile, paths []string, dryRun bool, progress func(source.Progress)) (
		data.ImportResult, []data.RefusedRow, error)
	Profiles source.Folder // the desk's own profiles
	Run      task.Runner
	Language *i18n.Language
	Choose   func(chosen func(paths []string))           // opens a dialog for files of any kind; not called back when it is closed
	SaveAs   func(name string, chosen func(path string)) // asks where to save under a suggested name
	Done     func()                                      // the data has changed
	See      func()                                      // shows what imports found
	// SaveRefused writes all refused rows of an import, or these rows where none was kept (its key is 0), in the form of their
	// sources and returns the files that it made. It runs anywhere.
	SaveRefused func(ctx context.Context, p *source.Profile, importID int64, rows []data.RefusedRow, path string) ([]string, error)
}

// Page is the page. All its methods belong to the goroutine that owns the widgets.
type Page struct {
	intake   Intake
	language *i18n.Language
	ctx      context.Context // of the last Load
	request  int             // of the last look at the files

	paths   []string
	brought bool     // what is listed was brought in: other files begin a new list
	own     []string // profile files that were opened
	wanted  string   // profile that the reader chose; empty takes the one that fits best
	looked  *looked  // nil until the files were looked at
	running *running // nil while nothing is brought in

	drafting *drafting // nil unless a profile is being made

	tools   tools
	files   *fileList
	profile *profilePick
	preview *fyne.Container
	outcome *fyne.Container
	busy    *part.Busy
	status  *part.Card // around busy
	notice  *part.Notice
	body    *container.Scroll // all below the heading; nil until Content
	content fyne.CanvasObject
}

// tools are the buttons that something can be done with.
type tools struct{ check, bring, choose, add, remove, clear, open, draft *part.Button }

// New returns the page without files.
func New(i Intake) *Page {
	p := &Page{intake: i, language: i.Language, ctx: context.Background()}
	p.tools = p.newTools()
	p.files = newFileList(p)
	p.profile = newProfilePick(p)
	p.preview, p.outcome = container.NewStack(), container.NewStack()
	p.busy = part.NewBusy(p.language, p.Stop)
	p.status = part.NewCard("", p.busy)
	p.notice = part.NewNotice(task.Later(task.Reading, i.Run))
	p.status.Hide()
	p.outcome.Hide()
	p.show()
	return p
}

func (p *Page) newTools() tools {
	l := p.language
	t := tools{
		check:  part.NewButton(l.Text("intake.check"), nil, p.onCheck),
		bring:  part.NewButton(l.Text("intake.bring"), theme.DownloadIcon(), p.onBring),
		choose: part.NewButton(l.Text("intake.choose"), theme.FolderOpenIcon(), p.onChoose),
		add:    part.NewButton(l.Text("intake.choose.more"), theme.ContentAddIcon(), p.onChoose),
		remove: part.NewButton(l.Text("intake.remove"), theme.ContentRemoveIcon(), p.onRemove),
		clear:  part.NewButton(l.Text("intake.clear"), nil, p.onClear),
		open:   part.NewButton(l.Text("intake.profile.open"), theme.FileTextIcon(), p.onOpenProfile),
		draft:  part.NewButton(l.Text("intake.draft.make"), theme.DocumentCreateIcon(), p.onMake),
	}
	t.bring.Importance = widget.HighImportance
	t.choose.Importance = widget.HighImportance
	return t
}

// Content returns the page; it is built once.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		p.content = p.build()
	}
	return p.content
}

func (p *Page) build() fyne.CanvasObject {
	l := p.language
	head := part.NewHeading(l.Text("intake.title"), l.Text("intake.subtitle"), p.tools.check, p.tools.bring)
	top := part.Beside(0.62, p.files.card, p.profile.card)
	p.body = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(bleed, bleed, bleed, barRoom), part.Below(top, p.outcome, p.preview)))
	room := container.New(layout.NewCustomPaddedLayout(-bleed, -bleed, -bleed, -barRoom), part.Settled(p.body))
	page := part.Fill(1, part.Below(head, p.status), room)
	return part.AtBottom(part.Page(page), p.notice)
}

// Load looks at the chosen files again: they may have changed while the page was not shown. A running intake is left
// alone.
func (p *Page) Load(ctx context.Context) {
	p.ctx = ctx
	if len(p.paths) > 0 && p.running == nil {
		p.look()
	}
}

// Focus puts the keyboard into the choice of files, or into their list.
func (p *Page) Focus(c fyne.Canvas) {
	if len(p.paths) > 0 {
		p.files.table.TakeFocus()
		return
	}
	c.Focus(p.tools.choose)
}

// Keys are what the keys of the lists do.
func (p *Page) Keys() []part.KeyGroup { return []part.KeyGroup{part.ListKeys(p.language, false)} }

// Drop adds files that were dropped on the window; one that ends in .toml is taken as the profile.
func (p *Page) Drop(paths []string) {
	if p.running != nil {
		p.notice.Say(p.language.Text("intake.busy.refuse"))
		return
	}
	var rows []string
	for _, path := range paths {
		if isProfile(path) {
			p.useProfile(path)
		} else {
			rows = append(rows, path)
		}
	}
	p.add(rows)
	p.look()
}

// add puts paths on the list, those that are there already aside.
func (p *Page) add(paths []string) {
	if len(paths) == 0 {
		return
	}
	if p.brought {
		p.paths, p.brought = nil, false
	}
	p.hideOutcome()
	p.drafting = nil
	for _, path := range paths {
		if !slices.Contains(p.paths, path) {
			p.paths = append(p.paths, path)
		}
	}
}

// Busy tells whether files are being brought in, or checked: the window asks before it closes. Leaving the page does not
// end that work.
func (p *Page) Busy() bool { return p.running != nil }

// Stop ends the work that Busy tells of; nothing has changed then.
func (p *Page) Stop() {
	if p.running == nil {
		return
	}
	p.running.stopped = true
	p.busy.SetText(p.language.Text("intake.busy.stopping"))
	p.busy.SetShare(-1)
	p.running.stop()
}

func (p *Page) onChoose() {
	p.intake.Choose(func(paths []string) {
		if len(paths) > 0 {
			p.Drop(paths)
		}
	})
}

func (p *Page) onRemove() {
	if i := p.files.table.Selected(); i >= 0 && i < len(p.paths) {
		p.paths = slices.Delete(slices.Clone(p.paths), i, i+1)
		p.hideOutcome()
		p.look()
	}
}

func (p *Page) onClear() {
	p.paths, p.brought, p.wanted, p.drafting = nil, false, "", nil
	p.hideOutcome()
	p.look()
}

// arrange gives the parts of the page the room that they need now.
func (p *Page) arrange() {
	if p.body != nil {
		p.content.Refresh()
		p.body.Content.Refresh()
		p.body.Refresh()
	}
}

// show brings the whole page up to date with its state.
func (p *Page) show() {
	p.files.show()
	p.profile.show()
	p.showPreview()
	p.showTools()
	p.stay()
}

// stay puts the keyboard on what comes next, where what had it is gone.
func (p *Page) stay() {
	if p.content != nil {
		part.Stay(p.content, p.busy.Keys(), p.tools.bring, p.files.table.Keys(), p.tools.choose)
	}
}

// showTools enables what can be done now.
func (p *Page) showTools() {
	idle := p.running == nil
	ready := idle && p.looked.ready()
	part.Enable(p.tools.check, ready)
	part.Enable(p.tools.bring, ready)
	for _, b := range []*part.Button{p.tools.choose, p.tools.add, p.tools.open, p.tools.clear} {
		part.Enable(b, idle)
	}
	part.Enable(p.tools.draft, idle && len(p.paths) > 0)
	part.Enable(p.tools.remove, idle && p.files.table.Selected() >= 0)
	if !idle {
		p.stay()
	}
}
