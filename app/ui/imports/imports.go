// Package imports is the page that shows what was brought in before: each import with its counts, what it found odd, the
// rows that it refused, and the values that wait for somebody to say what they mean. It knows records, findings and how a
// value is mapped. It refuses to know where they are kept and how a file is written: the window passes that in.
package imports

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// records is what the page asks of the store.
type records interface {
	Imports(ctx context.Context, limit, offset int) ([]data.ImportRecord, error)
	CountFindings(ctx context.Context, f data.FindingFilter) ([]data.FindingCount, error)
	Findings(ctx context.Context, f data.FindingFilter, limit, offset int) ([]data.Finding, error)
	RefusedRows(ctx context.Context, importID int64, limit, offset int) ([]data.RefusedRow, error)
	Unknown(ctx context.Context) ([]data.UnknownValue, error)
	AddAlias(ctx context.Context, a data.Alias) error
	AddListed(ctx context.Context, e data.Listed) error
}

// Imports is what the page works with. The functions are called on the goroutine that owns the widgets, all but those of
// Records, SaveRefused and Save.
type Imports struct {
	Records  records
	Run      task.Runner
	Language *i18n.Language
	Window   fyne.Window
	Account  string                                          // who maps a value
	Options  func(list data.List, told string) []part.Option // what a value of a list can be mapped to, the likeliest first
	SaveAs   func(name string, chosen func(path string))     // asks where to save under a suggested name
	Save     func(string, func(w io.Writer) error) error     // writes a file whole or not at all
	// SaveRefused writes the refused rows of an import in the form of their source, to be mended and brought in again.
	SaveRefused func(ctx context.Context, record data.ImportRecord, path string) error
	Changed     func() // the data has changed
}

// shownImports is how many imports the page lists, the latest first; shownRows how many findings or rows of one.
const (
	shownImports = 500
	shownRows    = 1000
)

// Page is the page. All its methods belong to the goroutine that owns the widgets.
type Page struct {
	imports Imports
	ctx     context.Context // of the last Load
	request int             // of the latest question for imports
	inside  int             // of the latest question for what one import holds

	records []data.ImportRecord
	unknown []data.UnknownValue // of all imports
	topics  []topic             // of the selected import
	rows    rows                // of the selected topic

	list   *part.Table
	kinds  *part.Table
	right  *fyne.Container // the rows of the topic
	save   *part.Button
	notice *part.Notice
	found  fyne.CanvasObject // topics and, right of them, what they hold
	lower  *fyne.Container   // that, or only the right of it where there are no topics
	body   *fyne.Container
	page   fyne.CanvasObject
}

// New returns the page without imports; it asks nothing before Load.
func New(i Imports) *Page {
	l := i.Language
	p := &Page{imports: i, ctx: context.Background(), right: container.NewStack(), body: container.NewStack()}
	p.list = part.NewTable(recordRows{p},
		part.Column{ID: "when", Title: l.Text("imports.when"), Width: 190},
		part.Column{ID: "profile", Title: l.Text("imports.profile"), Width: 150},
		part.Column{ID: "files", Title: l.Text("imports.files"), Width: 150, Grow: true, Middle: true},
		part.Column{ID: "read", Title: l.Text("intake.result.read"), Width: 88, Align: fyne.TextAlignTrailing},
		part.Column{ID: "taken", Title: l.Text("intake.result.taken"), Width: 88, Align: fyne.TextAlignTrailing},
		part.Column{ID: "unchanged", Title: l.Text("intake.result.unchanged"), Width: 112, Align: fyne.TextAlignTrailing},
		part.Column{ID: "refused", Title: l.Text("intake.result.refused"), Width: 88, Align: fyne.TextAlignTrailing},
		part.Column{ID: "found", Title: l.Text("imports.found"), Width: 88, Align: fyne.TextAlignTrailing})
	p.list.OnSelected = func(int) { p.loadTopics() }
	p.kinds = part.NewTable(topicRows{p},
		part.Column{ID: "topic", Title: l.Text("imports.topic"), Width: 180, Grow: true},
		part.Column{ID: "rows", Title: l.Text("imports.rows"), Width: 64, Align: fyne.TextAlignTrailing})
	p.kinds.OnSelected = func(int) { p.loadRows() }
	p.save = part.NewButton(l.Text("imports.save"), theme.DocumentSaveIcon(), p.onSave)
	p.notice = part.NewNotice(task.Later(task.Reading, i.Run))
	return p
}

// Content returns the page; it is built once.
func (p *Page) Content() fyne.CanvasObject {
	if p.page == nil {
		l := p.imports.Language
		head := part.NewHeading(l.Text("imports.title"), l.Text("imports.subtitle"), p.save)
		p.page = part.AtBottom(part.Page(part.Fill(1, head, p.body)), p.notice)
		p.showBody()
	}
	return p.page
}

// showBody shows the lists, or what stands in their place.
func (p *Page) showBody() {
	l := p.imports.Language
	if len(p.records) == 0 {
		p.body.Objects = []fyne.CanvasObject{part.NewEmpty(assets.IconIntake, l.Text("imports.empty"))}
		p.body.Refresh()
		return
	}
	p.found = part.Beside(0.38, part.NewCard(l.Text("imports.topics"), p.kinds), p.right)
	p.lower = container.NewStack(p.found)
	upper := part.NewCard("", part.AtLeast(0, 190, p.list))
	p.body.Objects = []fyne.CanvasObject{part.Fill(1, upper, p.lower)}
	p.body.Refresh()
}

// Focus puts the keyboard into the list of imports.
func (p *Page) Focus(c fyne.Canvas) {
	if len(p.records) > 0 {
		p.list.TakeFocusOn(c)
	}
}

// Keys are what the keys of the lists do; only a value that nobody has mapped opens.
func (p *Page) Keys() []part.KeyGroup {
	return []part.KeyGroup{part.ListKeys(p.imports.Language, true)}
}

// Load asks for the imports; what was selected stays selected.
func (p *Page) Load(ctx context.Context) {
	p.ctx = ctx
	p.request++
	request, from := p.request, p.imports.Records
	work := func(ctx context.Context) (loaded, error) { return load(ctx, from) }
	task.Run(ctx, p.imports.Run, work, func(a loaded, err error) {
		if request == p.request {
			p.show(a, err)
		}
	})
}

// loaded is the answer to Load.
type loaded struct {
	records []data.ImportRecord
	unknown []data.UnknownValue
}

func load(ctx context.Context, from records) (a loaded, err error) {
	if a.records, err = from.Imports(ctx, shownImports, 0); err != nil {
		return a, err
	}
	a.unknown, err = from.Unknown(ctx)
	return a, err
}

func (p *Page) show(a loaded, err error) {
	if err != nil {
		slog.Error("list imports", "err", err)
		p.body.Objects = []fyne.CanvasObject{
			part.NewErrorNotice(p.imports.Language, err, func() { p.Load(p.ctx) }),
		}
		p.body.Refresh()
		return
	}
	kept := p.list.Selected()
	p.records, p.unknown = a.records, a.unknown
	p.showBody()
	p.list.SetLength(len(p.records))
	if len(p.records) > 0 {
		p.list.Unselect()
		p.list.Select(min(max(kept, 0), len(p.records)-1))
	}
	part.Enable(p.save, len(p.records) > 0)
	p.arrive()
}

// arrive puts the keyboard into the list once it is there, unless the reader has put it elsewhere meanwhile.
func (p *Page) arrive() {
	if w := p.imports.Window; w != nil && p.page != nil && p.ctx.Err() == nil && !part.DialogOpen(w) && w.Canvas().Focused() == nil {
		p.Focus(w.Canvas())
	}
}

// record is the selected import.
func (p *Page) record() (data.ImportRecord, bool) {
	if i := p.list.Selected(); i >= 0 && i < len(p.records) {
		return p.records[i], true
	}
	return data.ImportRecord{}, false
}

// recordRows are the lines of the list of imports.
type recordRows struct{ p *Page }

// Row is an import: when, how, and what became of its rows.
func (r recordRows) Row(i int) ([]part.Cell, bool) {
	if i < 0 || i >= len(r.p.records) {
		return nil, false
	}
	l, record := r.p.imports.Language, r.p.records[i]
	n := func(n int64) part.Cell { return part.Cell{Text: l.Number(n), Quiet: n == 0} }
	return []part.Cell{
		{Text: l.DateTime(record.ImportedAt)}, {Text: record.Profile}, {Text: fileNames(record.Paths)},
		n(record.Read), n(record.Taken), n(record.Unchanged + record.Differing), n(record.ImportResult.Refused), n(record.Findings),
	}, true
}

func fileNames(paths []string) string {
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = filepath.Base(path)
	}
	return strings.Join(names, ", ")
}
