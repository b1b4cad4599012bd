package desk

import (
	"context"
	"io"
	"log/slog"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// Many is what can be done with several reports. None of it decides anything: a decision is made on one case at a time.
type Many struct {
	Check  func(ctx context.Context, ids []int64) ([]Refused, error)                         // which of them cannot get a remark
	Note   func(ctx context.Context, ids []int64, note string) (done int, refused []Refused) // adds a remark to each that it can
	Copy   func(text string)
	SaveAs func(name string, write func(ctx context.Context, w io.Writer) error) // asks for a place and writes there
	Book   func(w io.Writer, t Table) error                                      // writes a workbook
	Window fyne.Window
}

// Refused is a report that an action on many passes over.
type Refused struct {
	Report int64
	Why    error
}

// marks are the reports that were marked in the list. They stay when the list is sorted; another filter takes them away.
type marks struct {
	page  *Page
	all   map[int64]data.Summary
	order []int64 // in which they were marked
	asks  int     // how many times all marks were taken away
	text  *widget.Label
	box   *fyne.Container
}

// mostMarked is how many reports can be marked at one time.
const mostMarked = 5000

func newMarks(p *Page) *marks {
	l := p.desk.Language
	m := &marks{page: p, all: map[int64]data.Summary{}, text: widget.NewLabel("")}
	m.text.TextStyle.Bold = true
	button := func(key string, do func()) *part.Button { return part.NewButton(l.Text(key), nil, do) }
	m.box = container.NewHBox(m.text, button("desk.many.copy", m.onCopy), button("desk.many.save", m.onSave),
		button("desk.many.book", m.onBook), button("desk.many.note", m.onNote), layout.NewSpacer(), button("desk.many.none", m.clear))
	m.box.Hide()
	return m
}

// has tells whether the report of a row is marked.
func (m *marks) has(row int) bool {
	s, ok := m.page.rows.at(row)
	if !ok {
		return false
	}
	_, marked := m.all[s.ID]
	return marked
}

// onMark marks the rows from first to last, or changes the mark of the only one.
func (m *marks) onMark(first, last int, only bool) {
	if m.page.moved { // the rows on screen are those of another filter
		return
	}
	if s, ok := m.page.rows.at(first); ok && only {
		if _, marked := m.all[s.ID]; marked {
			m.drop(s.ID)
		} else {
			m.add(s)
		}
		m.show()
		return
	}
	if last = min(last, first+mostMarked-1); !only && !m.here(first, last) {
		m.ask(first, last)
	}
}

// here marks the rows when all of them are loaded.
func (m *marks) here(first, last int) bool {
	var all []data.Summary
	for i := first; i <= last; i++ {
		s, ok := m.page.rows.at(i)
		if !ok {
			return false
		}
		all = append(all, s)
	}
	for _, s := range all {
		m.add(s)
	}
	m.show()
	return true
}

// ask marks rows that are not loaded. Several such questions may be open; taking all marks away drops their answers.
func (m *marks) ask(first, last int) {
	p := m.page
	n, number, f, from := m.asks, p.asked.number, p.filter, p.desk.Reports
	work := func(ctx context.Context) ([]data.Summary, error) { return from.Lines(ctx, f, first, last-first+1) }
	task.Run(p.asked.ctx, p.desk.Run, work, func(rows []data.Summary, err error) {
		if n != m.asks || number != p.asked.number {
			return
		}
		if err != nil {
			slog.Error("rows to mark", "error", err)
			part.ShowError(p.desk.Many.Window, p.desk.Language, err)
			return
		}
		for _, s := range rows {
			m.add(s)
		}
		m.show()
	})
}

func (m *marks) add(s data.Summary) {
	if _, marked := m.all[s.ID]; !marked && len(m.all) < mostMarked {
		m.all[s.ID] = s
		m.order = append(m.order, s.ID)
	}
}

func (m *marks) drop(id int64) {
	delete(m.all, id)
	for i, other := range m.order {
		if other == id {
			m.order = append(m.order[:i], m.order[i+1:]...)
			return
		}
	}
}

// clear takes all marks away.
func (m *marks) clear() {
	clear(m.all)
	m.order = nil
	m.asks++
	m.show()
}

// show says how many are marked and what can be done with them.
func (m *marks) show() {
	p := m.page
	key := "desk.many"
	if len(m.all) == mostMarked {
		key = "desk.many.most"
	}
	m.text.SetText(p.desk.Language.Text(key, "n", p.desk.Language.Number(int64(len(m.all)))))
	if len(m.all) > 0 {
		m.box.Show()
	} else {
		m.box.Hide()
	}
	p.table.Refresh()
	if p.content != nil {
		p.content.Refresh()
	}
}

func (m *marks) summaries() []data.Summary {
	all := make([]data.Summary, 0, len(m.order))
	for _, id := range m.order {
		all = append(all, m.all[id])
	}
	return all
}

func (m *marks) numbers() []string {
	var all []string
	for _, s := range m.summaries() {
		all = append(all, s.Number)
	}
	return all
}

// Mark marks the first rows of the list, at most so many, and no others.
func (p *Page) Mark(n int) {
	p.marks.clear()
	if n > 0 {
		p.marks.onMark(0, n-1, false)
	}
}

// Remark asks for a remark on the marked reports, and shows what will become of each.
func (p *Page) Remark() {
	if len(p.marks.order) > 0 {
		p.marks.onNote()
	}
}

// onCopyKey copies the numbers of the marked rows, of the selected one where none is marked.
func (m *marks) onCopyKey() {
	if len(m.order) > 0 {
		m.onCopy()
	} else if s, ok := m.page.rows.at(m.page.table.Selected()); ok && m.page.desk.Many.Copy != nil {
		m.page.desk.Many.Copy(s.Number)
	}
}

// onCopy copies the numbers, a line each.
func (m *marks) onCopy() { m.page.desk.Many.Copy(strings.Join(m.numbers(), "\n")) }

// onSave writes the marked rows as a table of text.
func (m *marks) onSave() { m.page.saveText(each(m.summaries())) }

// onBook writes the marked rows as a workbook.
func (m *marks) onBook() { m.page.saveBook(each(m.summaries())) }
