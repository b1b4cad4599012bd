package desk

import (
	"context"
	"encoding/csv"
	"io"
	"log/slog"
	"strconv"
	"strings"
	"time"

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
	Note   func(ctx context.Context, ids []int64, note string) (done int, err error) // adds a remark to each that it can
	Copy   func(text string)
	SaveAs func(name string, write func(w io.Writer) error) // asks for a place and writes there
	Window fyne.Window
}

// marks are the reports that were marked in the list. They stay when the list is sorted; another filter takes them away.
type marks struct {
	page  *Page
	all   map[int64]data.Summary
	order []int64 // in which they were marked
	asks  int     // number of the latest question for rows to be marked
	text  *widget.Label
	box   *fyne.Container
}

// mostMarked is how many reports can be marked at one time.
const mostMarked = 5000

func newMarks(p *Page) *marks {
	l := p.desk.Language
	m := &marks{page: p, all: map[int64]data.Summary{}, text: widget.NewLabel("")}
	m.text.TextStyle.Bold = true
	button := func(key string, do func()) *widget.Button { return widget.NewButton(l.Text(key), do) }
	m.box = container.NewHBox(m.text, button("desk.many.copy", m.onCopy), button("desk.many.save", m.onSave),
		button("desk.many.note", m.onNote), layout.NewSpacer(), button("desk.many.none", m.clear))
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
	if s, ok := m.page.rows.at(first); ok && only {
		if _, marked := m.all[s.ID]; marked {
			m.drop(s.ID)
		} else {
			m.add(s)
		}
		m.show()
		return
	}
	if !only {
		m.ask(first, min(last, first+mostMarked-1))
	}
}

// ask marks rows that may not be loaded.
func (m *marks) ask(first, last int) {
	p := m.page
	m.asks++
	n, number, f, from := m.asks, p.asked.number, p.filter, p.desk.Reports
	work := func(ctx context.Context) ([]data.Summary, error) { return from.Reports(ctx, f, first, last-first+1) }
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
	m.text.SetText(p.desk.Language.Text("desk.many", "n", p.desk.Language.Number(int64(len(m.all)))))
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

// onCopy copies the numbers, a line each.
func (m *marks) onCopy() { m.page.desk.Many.Copy(strings.Join(m.numbers(), "\n")) }

// onSave writes the marked rows as a table. The citizens' texts are not in it.
func (m *marks) onSave() {
	p, all := m.page, m.summaries()
	name := "laporan-" + p.desk.Today().In(p.desk.Language.Zone()).Format(time.DateOnly) + ".csv"
	p.desk.Many.SaveAs(name, func(w io.Writer) error { return m.write(w, all) })
}

// write writes rows as a table for a spreadsheet: with a byte order mark, and no field that it would take for a formula.
func (m *marks) write(w io.Writer, all []data.Summary) error {
	l := m.page.desk.Language
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	rows := [][]string{{
		l.Text("desk.column.number"), l.Text("column.stage"), l.Text("desk.column.sent"), l.Text("column.category"), l.Text("desk.column.area"),
		l.Text("column.unit"), l.Text("column.pass"), l.Text("column.channel"),
	}}
	for _, s := range all {
		rows = append(rows, []string{
			s.Number, l.Stage(s.Stage), s.SentAt.In(l.Zone()).Format(time.DateTime), s.Category, part.AreaInWords(l, s.Area), s.Unit,
			strconv.Itoa(s.Pass), s.Channel,
		})
	}
	for _, row := range rows {
		for i, field := range row {
			row[i] = plainText(field)
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// plainText guards a text that a spreadsheet would take for a formula.
func plainText(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

// shownNumbers is how many numbers the preview of an action names.
const shownNumbers = 8

// onNote asks for a remark, and says first what will happen with it.
func (m *marks) onNote() {
	p, l := m.page, m.page.desk.Language
	numbers := m.numbers()
	named := strings.Join(numbers[:min(len(numbers), shownNumbers)], ", ")
	if more := len(numbers) - shownNumbers; more > 0 {
		named = l.Text("desk.many.and", "numbers", named, "n", l.Number(int64(more)))
	}
	note := part.NewArea("", 4)
	part.ShowForm(p.desk.Many.Window, l, part.Form{
		Title: l.Text("desk.many.note"), Done: l.Text("desk.many.note"),
		Text:   l.Text("desk.many.preview", "n", l.Number(int64(len(numbers))), "numbers", named),
		Inputs: []part.Input{{Label: l.Text("case.form.note"), Hint: l.Text("case.form.note.hint"), Widget: note, Required: true}},
		OnDone: func() { m.note(append([]int64(nil), m.order...), strings.TrimSpace(note.Text)) },
	})
}

// note carries the remark out and says how many got it. It goes on when the page is left.
func (m *marks) note(ids []int64, text string) {
	p, l := m.page, m.page.desk.Language
	add := p.desk.Many.Note
	work := func(ctx context.Context) (int, error) { return add(ctx, ids, text) }
	task.Run(context.WithoutCancel(p.ctx), p.desk.Run, work, func(done int, err error) {
		if err != nil {
			slog.Error("remark on many", "done", done, "of", len(ids), "error", err)
			part.ShowError(p.desk.Many.Window, l, err)
		}
		p.head.SetSubtitle(l.Text("desk.many.done", "n", l.Number(int64(done)), "total", l.Number(int64(len(ids)))))
	})
}
