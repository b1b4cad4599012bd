package dashboard

import (
	"context"
	"io"
	"log/slog"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// behind names the cases behind a mark, as values that can be compared and written.
type behind struct {
	list analytics.Behind
	key  string // of the mark, written by keyText
}

// keyText writes a key in one line, in the order of its names.
func keyText(key figure.Key) string {
	v := url.Values{}
	for name, value := range key {
		v.Set(name, value)
	}
	return v.Encode()
}

// readKey reads what keyText wrote; ok is false for what it would not have written.
func readKey(text string) (key figure.Key, ok bool) {
	v, err := url.ParseQuery(text)
	key = figure.Key{}
	for name, values := range v {
		if len(values) != 1 {
			return nil, false
		}
		key[name] = values[0]
	}
	return key, err == nil
}

// caseList is the cases behind a mark, which fill the page.
type caseList struct {
	card    *card
	behind  behind
	number  int // of the latest time they were asked for
	cases   analytics.Cases
	source  *numbers
	table   *part.Table
	counted *widget.Label
	tools   []*part.Button // useless without cases
	back    *part.Button
	body    *fyne.Container
	content fyne.CanvasObject
}

func newCaseList(c *card, b behind) *caseList {
	l := c.page.dash.Language
	g := &caseList{card: c, behind: b, source: &numbers{language: l}, counted: widget.NewLabel(l.Text("dashboard.loading"))}
	g.counted.Importance = widget.LowImportance
	g.table = part.NewTable(g.source)
	g.table.OnOpen = g.onOpen
	g.back = part.NewCloser(l.Text("dashboard.back_to_figure"), theme.NavigateBackIcon(), c.page.leaveList)
	g.tools = []*part.Button{
		part.NewButton(l.Text("dashboard.to_desk"), theme.ListIcon(), g.onDesk),
		part.NewButton(l.Text("dashboard.copy"), theme.ContentCopyIcon(), g.onCopy),
		part.NewButton(l.Text("dashboard.save_list"), theme.DocumentSaveIcon(), g.onSave),
	}
	key, _ := readKey(b.key)
	name := widget.NewLabelWithStyle(listTitle(l, b.list, key), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	name.Truncation = fyne.TextTruncateEllipsis
	right := container.NewHBox(g.counted)
	for _, t := range g.tools {
		t.Disable()
		right.Add(t)
	}
	head := container.New(layout.NewBorderLayout(nil, nil, g.back, right), g.back, name, right)
	g.body = container.NewStack(newSkeleton())
	hint := part.Quiet(l.Text("dashboard.list_hint"))
	foot := container.NewHBox(hint, layout.NewSpacer())
	g.content = container.New(layout.NewBorderLayout(head, foot, nil, nil), head, g.body, foot) // Tab goes from top to bottom
	return g
}

// listTitle says what is listed, and of which mark.
func listTitle(l *i18n.Language, list analytics.Behind, key figure.Key) string {
	title := l.Text("behind." + string(list))
	if words := keyWords(l, key); words != "" {
		title += ": " + words
	}
	first, size := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[size:]
}

// keyWords are the dimensions and days of a key as a reader knows them.
func keyWords(l *i18n.Language, key figure.Key) string {
	var words []string
	for _, d := range []analytics.Dimension{
		analytics.ByStage, "next", analytics.ByUnit, analytics.ByChannel, analytics.ByCategory, areaOf(key), analytics.ByPass,
		analytics.ByValidator, analytics.ByReason, analytics.ByWeekday, analytics.ByHour, "from_unit", "to_unit", "activity", "next_activity", "deadline",
	} {
		v, ok := key[string(d)]
		switch {
		case !ok:
		case d == "next":
			words = append(words, l.Stage(data.Stage(v)))
		case d == analytics.ByPass:
			words = append(words, passName(l, v))
		default:
			words = append(words, analytics.Label(d, v, l))
		}
	}
	from, until := dayOf(key["from"], l.Zone()), dayOf(key["until"], l.Zone())
	if !from.IsZero() && !until.IsZero() {
		words = append(words, analytics.Period(analytics.Scope{From: from, Until: until}, l))
	}
	return strings.Join(words, ", ")
}

// ask asks for the cases under a scope. What is on screen stays until they come; the answer to an earlier question is dropped.
func (g *caseList) ask(ctx context.Context, s analytics.Scope) {
	g.number++
	number, db, q, list := g.number, g.card.page.dash.Questions, g.card.question, g.behind.list
	fitting, _ := g.card.view.scope(q, s)
	key, _ := readKey(g.behind.key)
	work := func(ctx context.Context) (analytics.Cases, error) { return q.Cases(ctx, db, fitting, key, list) }
	task.Run(ctx, g.card.page.dash.Run, work, func(c analytics.Cases, err error) {
		if number == g.number {
			g.show(c, err)
		}
	})
}

func (g *caseList) show(c analytics.Cases, err error) {
	l := g.card.page.dash.Language
	if err != nil {
		slog.Error("cases of the dashboard", "question", g.card.question.Name, "list", g.behind.list, "error", err)
		g.put(container.NewVBox(part.NewErrorNotice(l, err, g.card.page.ask)))
		return
	}
	selected := g.selected()
	g.cases = c
	g.source.table = c.Table(l)
	g.table.SetColumns(g.source.columns())
	g.table.SetLength(len(c.Rows))
	g.counted.SetText(l.Text("dashboard.listed", "shown", l.Number(int64(len(c.Rows))), "all", l.Number(c.N)))
	for _, t := range g.tools {
		part.Enable(t, len(c.Rows) > 0)
	}
	g.content.Refresh() // the count is wider than what stood in its place
	if len(c.Rows) == 0 {
		g.put(part.Quiet(l.Text("dashboard.list_empty")))
		return
	}
	g.put(g.table)
	g.table.Select(max(0, slices.Index(c.Reports, selected)))
}

// selected is the report of the row that is selected; 0 for none.
func (g *caseList) selected() int64 {
	if i := g.table.Selected(); i >= 0 && i < len(g.cases.Reports) {
		return g.cases.Reports[i]
	}
	return 0
}

func (g *caseList) put(o fyne.CanvasObject) {
	g.body.Objects = []fyne.CanvasObject{o}
	g.body.Refresh()
	if o == fyne.CanvasObject(g.table) {
		g.table.TakeFocusOn(g.card.page.dash.Window.Canvas())
	}
}

func (g *caseList) onOpen(row int) {
	if row >= 0 && row < len(g.cases.Reports) {
		g.card.page.dash.OpenCase(g.cases.Reports[row])
	}
}

// onDesk shows the listed reports at the desk, where they are now.
func (g *caseList) onDesk() {
	ids := slices.Clone(g.cases.Reports)
	slices.Sort(ids)
	g.card.page.dash.Open(data.Filter{IDs: slices.Compact(ids)})
}

func (g *caseList) onCopy() {
	g.card.page.dash.Copy(tabbed(g.source.table, g.card.page.dash.Language))
}

func (g *caseList) onSave() {
	table := g.source.table
	g.card.keepFile(g.card.view.name+"-"+string(g.behind.list)+".csv", func(w io.Writer) error { return figure.WriteCSV(w, table) })
}

// dayOf is the first instant of a day written as 2026-03-31; zero for anything else.
func dayOf(text string, zone *time.Location) time.Time {
	day, err := time.ParseInLocation(time.DateOnly, text, zone)
	if err != nil {
		return time.Time{}
	}
	return day
}
