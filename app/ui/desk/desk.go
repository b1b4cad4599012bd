// Package desk shows the list of all reports, a million as well as ten. It knows which filters there are, which rows are
// near the ones on screen, and that an answer to an older filter is no answer. It refuses to know SQL, what a command
// does, and what else the window shows.
package desk

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// reports is what the page asks.
type reports interface {
	Count(ctx context.Context, f data.Filter) (int64, error)
	Lines(ctx context.Context, f data.Filter, offset, limit int) ([]data.Summary, error)
	Choices(ctx context.Context) (data.Choices, error)
}

// Desk is what the page works with.
type Desk struct {
	Reports  reports
	Run      task.Runner
	Language *i18n.Language
	Today    func() time.Time // the clock, for periods and for how long a stage has lasted
	Open     func(id int64)   // shows a case

	Account string                                                                  // whose views are shown beside everybody's
	Views   saved                                                                   // nil: there are none
	Tell    func([]Named)                                                           // gets the views whenever they or their counts change; may be nil
	Due     func(ctx context.Context, ids ...int64) (map[int64]data.DueTime, error) // nil: no deadlines are shown
	Texts   func(ctx context.Context, ids ...int64) (map[int64]string, error)       // nil: no texts are shown
	Index   func(ctx context.Context) error                                         // makes searches quick; may be nil
	Many    Many
	Columns string            // as Keep got it last; empty for those of the first time
	Keep    func(cols string) // keeps the order, the choice and the widths of the columns; may be nil
}

// Page is the list with its filters. All methods belong to the goroutine that owns the widgets.
type Page struct {
	desk    Desk
	ctx     context.Context // of the last Load; nil before
	loads   int             // number of the last Load, for the choices
	asked   question        // the latest question for rows
	filter  data.Filter
	moved   bool // the filter is another than that of the rows on screen
	rows    lines
	total   int64 // reports under the filter of the rows on screen
	counted bool  // total is known
	all     int64 // all reports; -1 while that is not known
	head    *part.Heading
	bar     *bar
	chips   *part.Chips
	table   *part.Table
	marks   *marks
	views   *views
	due     map[int64]data.DueTime // of the rows that are here, as far as they are known
	texts   map[int64]string       // what is shown of the citizens' texts, likewise
	body    *fyne.Container        // the table, or what stands in its place
	content fyne.CanvasObject
}

// question is the latest that was asked for: count and rows of one filter. Only its answers are shown.
type question struct {
	number int
	open   bool // not answered yet
	ctx    context.Context
	stop   context.CancelFunc
}

// New returns the page with no filter, newest reports first; it asks nothing before Load.
func New(d Desk) *Page {
	p := &Page{desk: d, all: -1, rows: newLines(), filter: data.Filter{Order: newestFirst}}
	p.asked.stop = func() {}
	p.head = part.NewHeading(d.Language.Text("desk.title"), p.count())
	p.bar = newBar(p)
	p.chips = part.NewChips(d.Language, p.onLifted, d.Language.Text("desk.clear"), p.onClear)
	p.due, p.texts = map[int64]data.DueTime{}, map[int64]string{}
	p.table = part.NewTable(source{p}, columns(d.Language)...)
	p.table.SetColumns(kept(columns(d.Language), d.Columns))
	p.marks, p.views = newMarks(p), newViews(p)
	p.table.OnMark, p.table.Marked, p.table.OnCopy = p.marks.onMark, p.marks.has, p.marks.onCopyKey
	p.table.OnColumns = p.onColumns
	p.table.OnOpen = p.onOpen
	p.table.OnSort = p.onSort
	p.showOrder()
	p.body = container.NewStack(p.table)
	return p
}

// Content returns what the window shows, the same each time.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		p.content = part.Page(part.Fill(5, p.head, p.views.row, p.bar.row, p.chips, p.marks.box, p.body))
	}
	return p.content
}

// Focus puts the keyboard into the search field.
func (p *Page) Focus(c fyne.Canvas) { c.Focus(p.bar.search) }

// Arrive puts the keyboard into the list, or into the search where nothing is listed.
func (p *Page) Arrive(c fyne.Canvas) {
	if slices.Contains(p.body.Objects, fyne.CanvasObject(p.table)) {
		p.table.TakeFocusOn(c)
		return
	}
	p.Focus(c)
}

// Keys are what the keys of the list and of the search do.
func (p *Page) Keys() []part.KeyGroup {
	l := p.desk.Language
	return []part.KeyGroup{
		part.ListKeys(l, true, [2]string{"1 – 9", "keys.list.sort"}, [2]string{"keys.space", "keys.list.mark"}, [2]string{"Ctrl+A", "keys.list.all"},
			[2]string{"Ctrl+C", "keys.list.copy"}),
		part.KeysOf(l, "keys.search", [2]string{"Esc", "keys.search.clear"}, [2]string{"↓", "keys.search.down"}),
	}
}

// Load asks for the rows and for the lists of the filters. Filter, selection and scroll position stay; the rows on screen
// stay until the new ones are there. Nothing is shown once ctx has ended.
func (p *Page) Load(ctx context.Context) {
	p.ctx = ctx
	p.askChoices()
	p.views.ask(ctx)
	p.ask()
	p.index()
}

// index has searches made quick while the reader looks at the first rows. It ends when the page is left, and goes on from
// there the next time.
func (p *Page) index() {
	index := p.desk.Index
	if index == nil {
		return
	}
	work := func(ctx context.Context) (struct{}, error) { return struct{}{}, index(ctx) }
	task.Run(p.ctx, p.desk.Run, work, func(_ struct{}, err error) {
		if err != nil { // searches find the same without
			slog.Warn("index words", "error", err)
		}
	})
}

// Show takes the filter f, as if the reader had set it; without an order the newest reports come first. While the page is
// not on screen the next Load asks.
func (p *Page) Show(f data.Filter) {
	f.Stages = slices.Clone(f.Stages)
	if f.Order == (data.Order{}) {
		f.Order = newestFirst
	}
	p.filter = f
	p.bar.set(f)
	p.showOrder()
	p.onFilter()
}

// Next returns the report below the one with this id, in the order of the list. It returns false at the end, and when
// either of them is not loaded.
func (p *Page) Next(id int64) (int64, bool) { return p.neighbour(id, 1) }

// Previous returns the report above the one with this id; false as for Next.
func (p *Page) Previous(id int64) (int64, bool) { return p.neighbour(id, -1) }

func (p *Page) neighbour(id int64, step int) (int64, bool) {
	row, ok := p.rows.find(id)
	if !ok {
		return 0, false
	}
	s, ok := p.rows.at(row + step)
	return s.ID, ok
}

// live tells whether the page is on screen.
func (p *Page) live() bool { return p.ctx != nil && p.ctx.Err() == nil }

func (p *Page) askChoices() {
	p.loads++
	number := p.loads
	task.Run(p.ctx, p.desk.Run, p.desk.Reports.Choices, func(c data.Choices, err error) {
		if number != p.loads {
			return
		}
		if err != nil { // the list itself works without; its own question tells what is wrong
			slog.Warn("choices of the desk", "error", err)
			return
		}
		p.all = c.Reports
		p.bar.offer(c)
		p.showCount()
		p.showChips()
	})
}

// answer is what a question brings: the count and the chunks from first on.
type answer struct {
	total int64
	first int
	rows  []data.Summary
}

// ask asks for the count and the rows on screen under the present filter. The question before is given up.
func (p *Page) ask() {
	if !p.live() {
		return
	}
	p.asked.stop()
	ctx, stop := context.WithCancel(p.ctx)
	p.asked = question{number: p.asked.number + 1, open: true, ctx: ctx, stop: stop}
	p.rows.forgetAsked()
	number, f, from := p.asked.number, p.filter, p.desk.Reports
	first, n := p.chunksOnScreen()
	work := func(ctx context.Context) (a answer, err error) {
		a.first = first
		if a.total, err = from.Count(ctx, f); err != nil {
			return a, err
		}
		a.rows, err = from.Lines(ctx, f, first*chunkRows, n*chunkRows)
		return a, err
	}
	task.Run(ctx, p.desk.Run, work, func(a answer, err error) {
		if number == p.asked.number {
			p.show(a, err)
		}
	})
}

// chunksOnScreen returns the first chunk on screen and how many there are; the first one where the filter is new.
func (p *Page) chunksOnScreen() (first, n int) {
	from, to := p.table.Shown()
	if p.moved || to < from {
		return 0, 1
	}
	first = from / chunkRows
	return first, to/chunkRows - first + 1
}

func (p *Page) show(a answer, err error) {
	if err != nil {
		p.asked.open = false
		p.showError(err)
		return
	}
	selected := p.table.Selected()
	was, known := p.rows.at(selected)
	p.total, p.counted = a.total, true
	p.rows.replace(a.first, a.rows)
	if p.moved {
		p.moved, selected = false, -1
		p.table.Unselect()
		p.table.Reveal(0) // before the question is closed: what was on screen until now is not asked for
	}
	p.asked.open = false
	p.table.SetLength(int(a.total))
	p.keepSelection(selected, was.ID, known)
	p.askBeside(a.rows)
	p.showCount()
	p.showBody()
}

// keepSelection selects the report that was selected before, if it is still on screen. If it has left, the row that took
// its place is selected, so that the reader goes on from there.
func (p *Page) keepSelection(row int, id int64, known bool) {
	if row < 0 || p.table.Length() == 0 {
		return
	}
	row = min(row, p.table.Length()-1)
	first, last := p.table.Shown()
	for i := first; known && i <= last; i++ {
		if s, ok := p.rows.at(i); ok && s.ID == id {
			row = i
			break
		}
	}
	p.table.Select(row)
}

// want asks for a chunk, unless it is asked for already, too many are, or the rows are those of an older filter.
func (p *Page) want(n int) {
	if p.moved || p.asked.open || !p.live() || !p.rows.mayAsk(n) {
		return
	}
	number, f, from := p.asked.number, p.filter, p.desk.Reports
	work := func(ctx context.Context) ([]data.Summary, error) {
		return from.Lines(ctx, f, n*chunkRows, chunkRows)
	}
	task.Run(p.asked.ctx, p.desk.Run, work, func(rows []data.Summary, err error) {
		if number == p.asked.number {
			p.onChunk(n, rows, err)
		}
	})
}

func (p *Page) onChunk(n int, rows []data.Summary, err error) {
	if err != nil {
		p.showError(err)
		return
	}
	p.rows.put(n, rows)
	p.table.Refresh()
	p.askBeside(rows)
}

func (p *Page) onOpen(row int) {
	if s, ok := p.rows.at(row); ok {
		p.desk.Open(s.ID)
	}
}

// onFilter asks under the filter as it is now.
func (p *Page) onFilter() {
	p.moved = true
	p.marks.clear()
	p.showChips()
	p.views.show()
	p.ask()
}

// onColumns keeps the order, the choice and the widths of the columns, and asks for what a new one shows.
func (p *Page) onColumns() {
	if p.desk.Keep != nil {
		p.desk.Keep(written(p.table.Columns()))
	}
	first, n := p.chunksOnScreen()
	for i := first; i < first+n; i++ {
		p.askBeside(p.rows.chunks[i])
	}
}

func (p *Page) onClear() {
	p.filter = data.Filter{Order: p.filter.Order}
	p.bar.set(p.filter)
	p.onFilter()
}

func (p *Page) onSort(column string, descending bool) {
	p.filter.Order = orderOf(column, descending)
	p.moved = true
	p.ask()
}

func (p *Page) showOrder() { p.table.SetSort(arrowOf(p.filter.Order)) }

func (p *Page) showCount() { p.head.SetSubtitle(p.count()) }

// count says how many reports the list holds and, under a filter, out of how many.
func (p *Page) count() string {
	l := p.desk.Language
	switch {
	case !p.counted:
		return " " // holds the place of the line
	case p.all >= 0 && p.limited():
		return l.Text("desk.count_of", "n", l.Number(p.total), "total", l.Number(p.all))
	}
	return l.Text("desk.count", "n", l.Number(p.total))
}

// showBody shows the table, or what to do when there is nothing in it.
func (p *Page) showBody() {
	l := p.desk.Language
	switch {
	case p.total > 0:
		p.put(p.table)
	case p.limited():
		again := part.NewButton(l.Text("desk.clear"), nil, p.onClear)
		p.put(part.NewEmpty(assets.IconEmpty, l.Text("desk.empty"), again))
	default:
		p.put(part.NewEmpty(assets.IconEmpty, l.Text("desk.none")))
	}
}

func (p *Page) showError(err error) {
	slog.Error("rows of the desk", "error", err)
	p.put(container.NewVBox(part.NewErrorNotice(p.desk.Language, err, p.ask)))
}

// put shows o as the body, unless it is shown already.
func (p *Page) put(o fyne.CanvasObject) {
	if p.body.Objects[0] == o {
		return
	}
	p.body.Objects[0] = o
	p.body.Refresh()
}
