package intake

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
	source "tuntas/data/intake"
)

// shownFields is how many columns, and activities, can be mended here; a file with more is mended on the command line.
const shownFields = 200

// drafting is a profile that is being made for the selected file.
type drafting struct {
	page  *Page
	draft *source.Draft
	name  *part.Entry
	picks []*part.Picker // as they stand, from the top
	card  *part.Card
}

// onMake proposes a profile for the selected file.
func (p *Page) onMake() {
	if i := max(0, p.files.table.Selected()); i < len(p.paths) && p.running == nil {
		p.propose(p.paths[i])
	}
}

// propose asks what the columns of the file could be; only the answer to the latest call is shown.
func (p *Page) propose(path string) {
	p.request++
	n := p.request
	work := func(ctx context.Context) (*source.Draft, error) {
		d, err := source.Propose(path)
		if err == nil {
			err = d.Survey(ctx) // the whole table knows all activities, and whether a day above 12 tells the order
		}
		return d, err
	}
	task.Run(p.ctx, p.intake.Run, work, func(d *source.Draft, err error) {
		if n == p.request {
			p.showDraft(d, err)
		}
	})
}

func (p *Page) showDraft(d *source.Draft, err error) {
	if err != nil {
		slog.Error("propose a profile", "err", err)
		p.notice.Say(p.language.Reason(err))
		return
	}
	p.drafting = newDrafting(p, d)
	p.show()
}

func newDrafting(p *Page, d *source.Draft) *drafting {
	g := &drafting{page: p, draft: d, name: part.NewEntry("")}
	g.name.SetText(d.Name)
	g.name.OnChanged = func(text string) { d.Name = text }
	g.card = part.NewCard(p.language.Text("intake.draft"), container.NewStack())
	g.show()
	return g
}

// show brings the card up to date with the draft.
func (g *drafting) show() {
	l, d := g.page.language, g.draft
	before := g.keys()
	g.picks = nil
	save := part.NewButton(l.Text("intake.draft.save"), theme.DocumentSaveIcon(), g.onSave)
	save.Importance = widget.HighImportance
	head := part.Flow(
		part.Labelled(l.Text("intake.draft.kind"), g.kindPicker()), part.Labelled(l.Text("intake.draft.zone"), g.zonePicker()),
		part.Labelled(l.Text("intake.draft.name"), part.AtLeastInText(220, 0, g.name)), part.Labelled(" ", part.Row(save, g.dropButton())))
	parts := []fyne.CanvasObject{part.Flush(part.Quiet(g.facts())), head}
	for _, q := range d.Questions() {
		parts = append(parts, g.question(q))
	}
	lists := g.columnList()
	if d.Kind == source.Events {
		lists = part.Beside(0.58, lists, g.activityList())
	}
	g.card.SetContent(part.Below(append(parts, lists)...))
	g.page.arrange()
	if after := g.picks; before < len(after) { // what had the keyboard was made anew
		part.Stay(g.page.content, after[max(0, before)].Keys())
	}
}

// keys is the number of the picker that has the keyboard, from 0; -1 for none.
func (g *drafting) keys() int {
	if g.page.content == nil {
		return -1
	}
	on := fyne.CurrentApp().Driver().CanvasForObject(g.page.content)
	return slices.IndexFunc(g.picks, func(k *part.Picker) bool { return on != nil && on.Focused() == k.Keys() })
}

// facts says what was looked at.
func (g *drafting) facts() string {
	l, d := g.page.language, g.draft
	text := l.Text("intake.draft.facts", "n", l.Number(max(d.All, int64(d.Rows))), "columns", l.Number(int64(len(d.Columns))),
		"unused", l.Number(int64(len(d.Unused()))))
	if d.Ragged > 0 {
		text += " " + l.Text("intake.draft.ragged", "n", l.Number(int64(d.Ragged)))
	}
	if open := d.Open(); d.Kind == source.Events && len(open) > 0 {
		text += " " + l.Text("intake.draft.open", "n", l.Number(int64(len(open))))
	}
	return text
}

func (g *drafting) kindPicker() *part.Picker {
	l := g.page.language
	k := part.NewPicker(l, "", func(key string) { g.change(g.draft.SetKind(source.FileKind(key))) })
	k.SetOptions([]part.Option{
		{Key: string(source.Reports), Label: l.Text("intake.kind.reports")}, {Key: string(source.Events), Label: l.Text("intake.kind.events")},
	})
	k.Require()
	k.Set(string(g.draft.Kind))
	g.picks = append(g.picks, k)
	return k
}

// zones are those of Indonesia, and the one that machines write.
var zones = []string{"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC"}

func (g *drafting) zonePicker() *part.Picker {
	k := part.NewPicker(g.page.language, "", func(key string) {
		g.draft.Zone = key
		g.show()
	})
	var options []part.Option
	for _, z := range zones {
		options = append(options, part.Option{Key: z, Label: z})
	}
	k.SetOptions(options)
	k.Require()
	k.Set(g.draft.Zone)
	g.picks = append(g.picks, k)
	return k
}

func (g *drafting) dropButton() *part.Button {
	return part.NewButton(g.page.language.Text("app.cancel"), nil, func() {
		g.page.drafting = nil
		g.page.look()
	})
}

// question asks what only a person can know, with a value read both ways.
func (g *drafting) question(q source.Question) fyne.CanvasObject {
	l := g.page.language
	buttons := make([]fyne.CanvasObject, 0, len(q.Choices))
	for _, c := range q.Choices {
		buttons = append(buttons, part.NewButton(l.Text("intake.draft.reads", "date", dateOf(l.Date, c.At)), nil, func() {
			g.change(g.draft.Choose(q.Column, c.Code))
		}))
	}
	ask := l.Text("intake.draft.ask", "column", q.Column, "value", q.Choices[0].Example)
	return container.NewBorder(nil, nil, nil, part.Row(buttons...), centred(part.Flush(part.Words(ask))))
}

func dateOf(write func(time.Time) string, at time.Time) string {
	if at.IsZero() {
		return "?"
	}
	return write(at)
}

// columnList has a line for each column: its header, what stands in it, and what it becomes.
func (g *drafting) columnList() fyne.CanvasObject {
	d := g.draft
	fields := g.fieldOptions()
	var lines []fyne.CanvasObject
	for _, c := range d.Columns[:min(len(d.Columns), shownFields)] {
		lines = append(lines, g.columnLine(c, fields))
	}
	return part.Tower(6, lines...)
}

func (g *drafting) columnLine(c source.DraftColumn, fields []part.Option) fyne.CanvasObject {
	l := g.page.language
	pick := part.NewPicker(l, l.Text("intake.column.unused"), func(key string) { g.change(g.become(c.Header, key)) })
	if g.draft.Kind == source.Reports && (len(c.Formats) > 0 || c.Ambiguous) {
		fields = slices.Concat(fields, g.moveOptions())
	}
	pick.SetOptions(fields)
	pick.Set(g.becomes(c))
	g.picks = append(g.picks, pick)
	header := c.Header
	if header == "" {
		header = l.Text("intake.draft.no_header")
	}
	name := widget.NewLabel(header)
	name.TextStyle.Bold, name.Truncation = c.Field != "", fyne.TextTruncateEllipsis
	examples := part.QuietLine(strings.Join(c.Examples, " · "))
	told := part.Beside(0.46, part.Tower(-12, name, part.Caption(l.Text("propose.why."+string(c.Why)))), centred(examples))
	return part.Beside(0.64, told, centred(part.Row(pick)))
}

// moved is put before the stage that began at the time in a column of reports.
const moved = "move:"

// becomes is what a column is now: a field, a move, or nothing.
func (g *drafting) becomes(c source.DraftColumn) string {
	for _, m := range g.draft.Moves {
		if m.Column == c.Header && c.Field == "" {
			return moved + meaningKey(m.Meaning)
		}
	}
	return c.Field
}

// become makes the column a field, a move, or nothing.
func (g *drafting) become(header, key string) error {
	stage, isMove := strings.CutPrefix(key, moved)
	if !isMove {
		if g.draft.Kind == source.Reports {
			if err := g.draft.SetMove(header, source.Meaning{}); err != nil {
				return err
			}
		}
		return g.draft.Set(header, key)
	}
	if err := g.draft.Set(header, ""); err != nil {
		return err
	}
	m, _ := meaningOf(stage)
	return g.draft.SetMove(header, m)
}

func (g *drafting) moveOptions() []part.Option {
	l := g.page.language
	var all []part.Option
	for _, s := range data.Stages() {
		all = append(all, part.Option{Key: moved + string(s), Label: l.Text("intake.draft.move", "stage", l.Stage(s)), Detail: l.Text("intake.draft.stage")})
	}
	return all
}

func (g *drafting) fieldOptions() []part.Option {
	l := g.page.language
	var all []part.Option
	for _, name := range g.draft.Fields() {
		all = append(all, part.Option{Key: name, Label: fieldCell(l, name).Text})
	}
	return all
}

// activityList has a line for each activity: its text, how often it stands there, and what it means.
func (g *drafting) activityList() fyne.CanvasObject {
	meanings := g.meaningOptions()
	var lines []fyne.CanvasObject
	for _, a := range g.draft.Activities[:min(len(g.draft.Activities), shownFields)] {
		lines = append(lines, g.activityLine(a, meanings))
	}
	return part.Tower(6, lines...)
}

func (g *drafting) activityLine(a source.DraftActivity, meanings []part.Option) fyne.CanvasObject {
	l := g.page.language
	pick := part.NewPicker(l, l.Text("intake.draft.no_meaning"), func(key string) {
		m, _ := meaningOf(key)
		g.change(g.draft.SetMeaning(a.Text, m))
	})
	pick.SetOptions(meanings)
	pick.Set(meaningKey(a.Meaning))
	g.picks = append(g.picks, pick)
	name := widget.NewLabel(a.Text + "  ·  " + l.Number(int64(a.Rows)))
	name.Truncation = fyne.TextTruncateEllipsis
	return part.Beside(0.5, centred(name), centred(part.Row(pick)))
}

// meaningKey names a meaning for a picker; an open one has no name.
func meaningKey(m source.Meaning) string {
	switch {
	case m.Record:
		return string(data.Recorded)
	case m.Decision != "":
		return string(m.Decision)
	case m.Kind != "":
		return string(m.Kind)
	}
	return string(m.Stage)
}

func meaningOf(key string) (source.Meaning, bool) {
	if key == "" {
		return source.Meaning{}, true
	}
	return source.MeaningNamed(key)
}

func (g *drafting) meaningOptions() []part.Option {
	l := g.page.language
	var all []part.Option
	for _, s := range data.Stages() {
		all = append(all, part.Option{Key: string(s), Label: l.Stage(s), Detail: l.Text("intake.draft.stage")})
	}
	for _, k := range []data.Kind{data.Accepted, data.Refused, data.FieldChecked, data.Completed, data.Noted, data.Recorded} {
		all = append(all, part.Option{Key: string(k), Label: l.Kind(k)})
	}
	return slices.Clip(all)
}

// change shows the draft after it was mended, or says why it could not be.
func (g *drafting) change(err error) {
	if err != nil {
		g.page.notice.Say(g.page.language.Reason(err))
	}
	g.show()
}

// onSave keeps the draft under its name and reads the files through it.
func (g *drafting) onSave() {
	p, d, name := g.page, g.draft, strings.TrimSpace(g.name.Text)
	folder := p.intake.Profiles
	d.Title = name
	work := func(context.Context) (string, error) { return name, folder.Save(d, name) }
	task.Run(p.ctx, p.intake.Run, work, p.showKept)
}

func (p *Page) showKept(name string, err error) {
	if err != nil {
		slog.Error("save a profile", "err", err)
		p.notice.Say(p.language.Reason(err))
		return
	}
	p.drafting, p.wanted = nil, name
	p.notice.Say(p.language.Text("intake.draft.kept", "name", name))
	p.look()
}
