package publish

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
)

// Release is what is to leave as open data, and under which rule.
type Release struct {
	Scope     analytics.Scope
	Lang      string // "id" or "en"
	K         int64  // the smallest group that may be seen
	Sensitive []string
	Earlier   []string // paths of earlier releases
	Publisher string
	Contact   string
	Open311   bool
}

// Findings is what the gate makes of a release. Source = Released + Withheld + Private.
type Findings struct {
	Source, Released, Withheld, Private int64
	Standing                            int64    // of months that stay as an earlier release shows them
	Stand                               []string // those months
	Counts, Hidden                      int64    // of the aggregates, and of them withheld
	Levels                              []Level
	Columns                             []string // of the first rows
	Rows                                [][]string
	Write                               func(ctx context.Context, path string) error // whole or not at all
}

// Level is how exactly some of the rows say where and when.
type Level struct {
	Words string
	Rows  int64
}

const (
	usualK, leastK = 5, 3
)

// gate is the part of the page that releases open data.
type gate struct {
	page      *Page
	request   int
	findings  *Findings
	sensitive []string
	earlier   []string

	k         *part.Entry
	publisher *part.Entry
	category  *part.Picker
	open311   *part.Tick
	chips     *part.Chips
	check     *part.Button
	save      *part.Button
	busy      *part.Busy
	stop      context.CancelFunc
	result    *fyne.Container
	content   fyne.CanvasObject
}

func newGate(p *Page) *gate {
	l := p.language
	g := &gate{page: p, k: part.NewEntry(""), publisher: part.NewEntry(""), result: container.NewStack(), stop: func() {}}
	g.k.SetText(strconv.Itoa(usualK))
	g.k.Validator = func(string) error {
		if _, err := g.limit(); err != nil {
			return err
		}
		return nil
	}
	g.k.OnChanged = func(string) { g.forget() }
	g.publisher.OnChanged = func(string) { g.forget() }
	g.category = part.NewPicker(l, l.Text("publish.gate.sensitive.add"), g.onSensitive)
	g.open311 = part.NewTick(l.Text("publish.gate.open311"), func(bool) { g.forget() })
	g.chips = part.NewChips(l, g.onLifted, l.Text("publish.gate.clear"), g.onCleared)
	g.check = part.NewButton(l.Text("publish.gate.check"), theme.SearchIcon(), g.onCheck)
	g.check.Importance = widget.HighImportance
	g.save = part.NewButton(l.Text("publish.gate.save"), theme.DocumentSaveIcon(), g.onSave)
	g.busy = part.NewBusy(l, func() { g.stop() })
	earlier := part.NewButton(l.Text("publish.gate.earlier.add"), theme.FolderOpenIcon(), g.onEarlier)
	fields := part.Flow(
		part.Labelled(l.Text("publish.gate.k"), part.AtLeastInText(80, 0, g.k)),
		part.Labelled(l.Text("publish.gate.publisher"), part.AtLeastInText(220, 0, g.publisher)),
		part.Labelled(l.Text("publish.gate.sensitive"), part.AtLeastInText(200, 0, g.category)),
		part.Labelled(l.Text("publish.gate.earlier"), earlier),
		part.Labelled(" ", g.open311))
	g.content = part.Below(part.Flush(part.Quiet(l.Text("publish.gate.what"))), fields, g.chips, part.Row(g.check, g.save), g.busy, g.result)
	g.show(nil)
	return g
}

// limit is the k that is typed.
func (g *gate) limit() (int64, error) {
	k, err := strconv.ParseInt(strings.TrimSpace(g.k.Text), 10, 64)
	if err != nil || k < leastK || k > 1000 {
		return 0, fmt.Errorf("%s", g.page.language.Text("publish.gate.k.wrong", "least", leastK)) //nolint:err113 // shown under the field
	}
	return k, nil
}

// forget drops findings that are about something else than what is chosen now, and ends what is looking for them.
func (g *gate) forget() {
	g.request++
	g.stop()
	g.busy.End()
	g.show(nil)
}

func (g *gate) onSensitive(category string) {
	if category == "" {
		return
	}
	g.category.Set("")
	if !slices.Contains(g.sensitive, category) {
		g.sensitive = append(g.sensitive, category)
	}
	g.onLifted()
}

func (g *gate) onEarlier() {
	g.page.publish.ChooseEarlier(func(paths []string) {
		for _, path := range paths {
			if !slices.Contains(g.earlier, path) {
				g.earlier = append(g.earlier, path)
			}
		}
		g.onLifted()
	})
}

func (g *gate) onCleared() {
	g.sensitive, g.earlier = nil, nil
	g.onLifted()
}

// onLifted shows what is chosen as chips; findings are about something else then.
func (g *gate) onLifted() {
	l := g.page.language
	var limits []part.Limit
	for _, c := range g.sensitive {
		limits = append(limits, part.Limit{Name: l.Text("publish.gate.sensitive"), Value: c, Lift: func() {
			g.sensitive = slices.DeleteFunc(g.sensitive, func(s string) bool { return s == c })
		}})
	}
	for _, path := range g.earlier {
		limits = append(limits, part.Limit{Name: l.Text("publish.gate.earlier"), Value: filepath.Base(path), Lift: func() {
			g.earlier = slices.DeleteFunc(g.earlier, func(s string) bool { return s == path })
		}})
	}
	g.chips.Set(limits)
	g.forget()
	g.page.arrange()
}

// release is what is chosen now; not ok while it cannot be released.
func (g *gate) release() (r Release, ok bool) {
	p := g.page
	k, err := g.limit()
	s := p.scope()
	_, valid := p.asOf.End()
	if err != nil || !valid || !p.period.Valid() || s.From.IsZero() || s.Until.IsZero() {
		return r, false
	}
	return Release{
		Scope: s, Lang: p.lang(), K: k, Sensitive: slices.Clone(g.sensitive), Earlier: slices.Clone(g.earlier),
		Publisher: strings.TrimSpace(g.publisher.Text), Contact: strings.TrimSpace(p.content.contact.Text), Open311: g.open311.Checked,
	}, true
}

// onCheck lets the gate judge what is chosen; only the answer to the latest call is shown.
func (g *gate) onCheck() {
	p := g.page
	g.forget()
	r, ok := g.release()
	if !ok {
		g.put(part.Flush(part.Quiet(p.language.Text("publish.gate.wrong", "least", leastK))))
		return
	}
	n, ask := g.request, p.publish.Gate
	ctx, stop := context.WithCancel(p.ctx)
	g.stop = stop
	g.busy.Start(p.language.Text("publish.gate.checking"))
	p.arrange()
	work := func(context.Context) (Findings, error) {
		defer stop()
		return ask(ctx, r)
	}
	task.Run(p.ctx, p.publish.Run, work, func(f Findings, err error) {
		if n == g.request {
			g.showFindings(f, err)
		}
	})
}

func (g *gate) showFindings(f Findings, err error) {
	g.busy.End()
	if err != nil {
		slog.Error("prepare a release", "err", err)
		g.show(nil)
		g.put(part.NewErrorNotice(g.page.language, err, g.onCheck))
		return
	}
	g.show(&f)
}

// show puts findings on screen; nil takes them away.
func (g *gate) show(f *Findings) {
	g.findings = f
	g.enable()
	if f == nil {
		g.put()
		return
	}
	l := g.page.language
	sum := l.Text("publish.gate.sum", "source", l.Number(f.Source), "released", l.Number(f.Released), "withheld", l.Number(f.Withheld), "private", l.Number(f.Private))
	counts := l.Text("publish.gate.counts", "counts", l.Number(f.Counts), "hidden", l.Number(f.Hidden))
	rows := []fyne.CanvasObject{
		widget.NewSeparator(), part.NewField(l.Text("publish.gate.reconciled"), sum), part.NewField(l.Text("publish.gate.levels"), g.levels(f)),
		part.NewField(l.Text("publish.gate.aggregates"), counts),
	}
	if len(f.Stand) > 0 {
		rows = append(rows, part.NewField(l.Text("publish.gate.standing"), l.Text("publish.gate.stand", "n", l.Number(f.Standing), "months", strings.Join(f.Stand, ", "))))
	}
	g.put(append(rows, part.Labelled(l.Text("publish.gate.first"), g.table(f)))...)
}

func (g *gate) levels(f *Findings) string {
	l := g.page.language
	var all []string
	for _, level := range f.Levels {
		all = append(all, level.Words+": "+l.Number(level.Rows))
	}
	return strings.Join(all, "   ")
}

// table shows the first rows as they will leave: a grid, since a table that scrolls has no place in what scrolls already.
func (g *gate) table(f *Findings) fyne.CanvasObject {
	grid := container.NewGridWithColumns(max(len(f.Columns), 1))
	for _, title := range f.Columns {
		grid.Add(cell(title, true))
	}
	for _, row := range f.Rows {
		for _, text := range row {
			grid.Add(cell(text, false))
		}
	}
	return grid
}

func cell(text string, heading bool) fyne.CanvasObject {
	l := widget.NewLabel(text)
	l.Truncation = fyne.TextTruncateEllipsis
	if heading {
		l.SizeName = theme.SizeNameCaptionText
	}
	return part.Flush(l)
}

func (g *gate) put(objects ...fyne.CanvasObject) {
	g.result.Objects = []fyne.CanvasObject{part.Below(objects...)}
	g.result.Refresh()
	g.page.arrange()
}

// enable lets what can be done now be done.
func (g *gate) enable() {
	part.Enable(g.check, g.page.writing == nil && g.page.known)
	part.Enable(g.save, g.page.writing == nil && g.findings != nil)
}

// onSave asks for a place and writes the release that was judged.
func (g *gate) onSave() {
	p := g.page
	if g.findings == nil || p.writing != nil {
		return
	}
	write := g.findings.Write
	s := p.scope()
	name := strings.Join([]string{p.language.Text("publish.gate.name"), s.From.Format(time.DateOnly), s.Until.AddDate(0, 0, -1).Format(time.DateOnly)}, "_")
	p.publish.SaveAs(name+".zip", func(path string) {
		switch {
		case path == "":
		case p.writing != nil:
			p.notice.Say(p.language.Text("publish.wait"))
		default:
			p.save(write, path)
		}
	})
}
