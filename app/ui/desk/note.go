package desk

import (
	"context"
	"log/slog"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// shownNumbers is how many numbers the preview of an action names.
const shownNumbers = 8

// notedAtOnce is how many reports get a remark between two words of how far it has come.
const notedAtOnce = 25

// noting is a remark on its way to many reports.
type noting struct {
	marked  map[int64]data.Summary
	text    string
	left    []int64
	total   int
	done    int
	refused []Refused
}

// onNote finds out which of the marked reports can get a remark, and asks for it.
func (m *marks) onNote() {
	p := m.page
	n := &noting{marked: map[int64]data.Summary{}, left: slices.Clone(m.order), total: len(m.order)}
	for id, s := range m.all {
		n.marked[id] = s
	}
	check, ids := p.desk.Many.Check, n.left
	work := func(ctx context.Context) ([]Refused, error) { return check(ctx, ids) }
	task.Run(p.ctx, p.desk.Run, work, func(refused []Refused, err error) {
		if err != nil {
			slog.Error("check a remark on many", "error", err)
			part.ShowError(p.desk.Many.Window, p.desk.Language, err)
			return
		}
		m.preview(n, refused)
	})
}

// preview says what will happen: which reports get the remark, and which cannot, and why.
func (m *marks) preview(n *noting, refused []Refused) {
	p, l := m.page, m.page.desk.Language
	n.refused = refused
	n.left = slices.DeleteFunc(slices.Clone(n.left), func(id int64) bool {
		return slices.ContainsFunc(refused, func(r Refused) bool { return r.Report == id })
	})
	if len(n.left) == 0 {
		m.tell(l.Text("desk.many.cannot.title"), m.cannot(n))
		return
	}
	words := []string{l.Text("desk.many.preview", "n", l.Number(int64(len(n.left))), "numbers", m.named(n, n.left))}
	note := part.NewArea("", 4)
	part.ShowForm(p.desk.Many.Window, l, part.Form{
		Title: l.Text("desk.many.note"), Done: l.Text("desk.many.note"),
		Text:   strings.Join(append(words, m.cannot(n)...), "\n\n"),
		Inputs: []part.Input{{Label: l.Text("case.form.note"), Hint: l.Text("case.form.note.hint"), Widget: note, Required: true}},
		OnDone: func() {
			n.text = strings.TrimSpace(note.Text)
			m.note(n)
		},
	})
}

// named writes the numbers of reports, the first few of many.
func (m *marks) named(n *noting, ids []int64) string {
	l := m.page.desk.Language
	var numbers []string
	for _, id := range ids[:min(len(ids), shownNumbers)] {
		numbers = append(numbers, n.marked[id].Number)
	}
	words := strings.Join(numbers, ", ")
	if more := len(ids) - shownNumbers; more > 0 {
		words = l.Text("desk.many.and", "numbers", words, "n", l.Number(int64(more)))
	}
	return words
}

// cannot says for each reason which reports get no remark.
func (m *marks) cannot(n *noting) (all []string) {
	l := m.page.desk.Language
	var reasons []string
	by := map[string][]int64{}
	for _, r := range n.refused {
		why := l.Reason(r.Why)
		if by[why] == nil {
			reasons = append(reasons, why)
		}
		by[why] = append(by[why], r.Report)
	}
	for _, why := range reasons {
		ids := by[why]
		all = append(all, l.Text("desk.many.cannot", "n", l.Number(int64(len(ids))), "numbers", m.named(n, ids), "reason", why))
	}
	return all
}

// note carries the remark out, some reports at a time, and says how far it has come. It goes on when the page is left.
func (m *marks) note(n *noting) {
	p, l := m.page, m.page.desk.Language
	if len(n.left) == 0 {
		m.noted(n)
		return
	}
	now := n.left[:min(len(n.left), notedAtOnce)]
	n.left = n.left[len(now):]
	p.head.SetSubtitle(l.Text("desk.many.going", "n", l.Number(int64(n.done)), "total", l.Number(int64(n.total))))
	add, text := p.desk.Many.Note, n.text
	type outcome struct {
		done    int
		refused []Refused
	}
	work := func(ctx context.Context) (o outcome, err error) {
		o.done, o.refused = add(ctx, now, text)
		return o, nil
	}
	task.Run(context.WithoutCancel(p.ctx), p.desk.Run, work, func(o outcome, _ error) {
		n.done += o.done
		n.refused = append(n.refused, o.refused...)
		m.note(n)
	})
}

// noted says how many reports got the remark, and which did not, and why.
func (m *marks) noted(n *noting) {
	p, l := m.page, m.page.desk.Language
	p.head.SetSubtitle(l.Text("desk.many.done", "n", l.Number(int64(n.done)), "total", l.Number(int64(n.total))))
	if len(n.refused) == 0 {
		return
	}
	slog.Warn("remark on many", "done", n.done, "of", n.total, "first", n.refused[0].Why)
	done := l.Text("desk.many.done", "n", l.Number(int64(n.done)), "total", l.Number(int64(n.total)))
	m.tell(l.Text("desk.many.partly.title"), append([]string{done}, m.cannot(n)...))
}

// tell shows sentences to be read.
func (m *marks) tell(title string, sentences []string) {
	words := widget.NewLabel(strings.Join(sentences, "\n\n"))
	words.Wrapping = fyne.TextWrapWord
	part.ShowSheet(m.page.desk.Many.Window, m.page.desk.Language, part.Sheet{Title: title, Body: part.AtLeast(560, 0, words)})
}
