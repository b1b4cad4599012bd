package ui

import (
	"context"
	"encoding/json"
	"log/slog"
	"maps"

	"tuntas/app/ui/task"
	"tuntas/data"
)

// drafts keeps what is being typed for cases and was not sent, one text for each case and page, so that it is there again
// after a crash. The store has one note for each case and account; here it is a JSON object with a text for each page. What
// is kept last counts: one write runs at a time, and what is typed meanwhile is written after it. Its methods belong to the
// goroutine of the user interface, Read to any.
type drafts struct {
	ctx   context.Context
	notes notes
	who   string
	run   task.Runner
	soon  func()                      // writes once the person stops typing
	known map[int64]map[string]string // what is to be kept, by case and page
	late  map[int64]bool              // cases of which the store does not have the latest
	busy  bool
	then  func() // called once the store has everything; nil: nobody waits
}

// notes is where drafts are kept.
type notes interface {
	KeepDraft(ctx context.Context, d data.Draft) error
	Draft(ctx context.Context, report int64, account string) (data.Draft, error)
}

func newDrafts(ctx context.Context, n notes, who string, run task.Runner) *drafts {
	d := &drafts{ctx: ctx, notes: n, who: who, run: run, known: map[int64]map[string]string{}, late: map[int64]bool{}}
	d.soon = task.Debounce(task.Typing, run, d.write)
	return d
}

// pad is the part of the drafts that belongs to one page. Without drafts it keeps nothing.
type pad struct {
	drafts *drafts
	page   string
}

// pad is where a page keeps what is typed; a backup that is looked at keeps nothing.
func (u *UI) pad(page string) pad {
	if u.office.DB.ReadOnly() {
		return pad{}
	}
	return pad{u.drafts, page}
}

// Read returns what the store has for a case. It belongs into work; Keep tells what is newer.
func (p pad) Read(ctx context.Context, report int64) (string, error) {
	if p.drafts == nil {
		return "", nil
	}
	d, err := p.drafts.notes.Draft(ctx, report, p.drafts.who)
	if err != nil || d.Note == "" {
		return "", err
	}
	return unpacked(d.Note)[p.page], nil
}

// Latest returns what is kept for a case now: what Keep was told last, else what Read has found.
func (p pad) Latest(report int64, read string) string {
	if p.drafts == nil {
		return read
	}
	if text, told := p.drafts.known[report][p.page]; told {
		return text
	}
	return read
}

// Keep keeps a text; an empty one takes away what was kept.
func (p pad) Keep(report int64, text string) {
	d := p.drafts
	if d == nil {
		return
	}
	if d.known[report] == nil {
		d.known[report] = map[string]string{}
	}
	if old, told := d.known[report][p.page]; told && old == text {
		return
	}
	d.known[report][p.page] = text
	d.late[report] = true
	d.soon()
}

// forget drops what is typed for a case that was erased.
func (d *drafts) forget(report int64) {
	delete(d.known, report)
	delete(d.late, report)
}

// write writes what the store does not have yet, one case after the other.
func (d *drafts) write() {
	if d.busy {
		return
	}
	for report := range d.late {
		d.busy = true
		delete(d.late, report)
		given, n, who := maps.Clone(d.known[report]), d.notes, d.who
		work := func(ctx context.Context) (struct{}, error) { return struct{}{}, keepDraft(ctx, n, report, who, given) }
		task.Run(context.WithoutCancel(d.ctx), d.run, work, func(_ struct{}, err error) {
			d.busy = false
			if err != nil {
				slog.Error("keep a draft", "report", report, "error", err)
			}
			d.write()
		})
		return
	}
	if then := d.then; then != nil {
		d.then = nil
		then()
	}
}

// settle writes what is late at once and calls then.
func (d *drafts) settle(then func()) {
	d.then = then
	d.write()
}

// keepDraft puts the texts of some pages among those that the store has of the others.
func keepDraft(ctx context.Context, n notes, report int64, who string, given map[string]string) error {
	before, err := n.Draft(ctx, report, who)
	if err != nil {
		return err
	}
	all := unpacked(before.Note)
	maps.Copy(all, given)
	maps.DeleteFunc(all, func(_, text string) bool { return text == "" })
	note := ""
	if len(all) > 0 {
		packed, err := json.Marshal(all)
		if err != nil {
			return err
		}
		note = string(packed)
	}
	if note == before.Note {
		return nil
	}
	return n.KeepDraft(ctx, data.Draft{Report: report, Account: who, Note: note})
}

// unpacked reads a note; one that was not written here is nobody's.
func unpacked(note string) map[string]string {
	all := map[string]string{}
	if note == "" {
		return all
	}
	if err := json.Unmarshal([]byte(note), &all); err != nil {
		slog.Warn("a draft cannot be read", "error", err)
		return map[string]string{}
	}
	return all
}
