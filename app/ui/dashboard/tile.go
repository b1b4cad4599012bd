package dashboard

import (
	"context"
	"log/slog"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics"
	"tuntas/app/ui/chart"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
)

// tile is a measure at one look: its value, what it is held against, and its course. It leads to its trend.
type tile struct {
	widget.BaseWidget
	page           *Page
	measure        string
	number         int // of the latest time it was asked
	asked          occasion
	value          *widget.Label
	against, aside *widget.Label
	spark          *chart.Spark
	card           *part.Card
	focused        bool
}

var _ fyne.Focusable = (*tile)(nil)

// tileHeight is the least height of a tile, so that answers move nothing; sparkWidth that of its line.
const (
	tileHeight = 118
	sparkWidth = 62
)

func newTile(p *Page, measure string) *tile {
	l := p.dash.Language
	t := &tile{page: p, measure: measure, spark: chart.NewSpark(l)}
	name := caption(measureName(l, measure))
	t.value = widget.NewLabelWithStyle(l.Text("value.missing"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	t.value.SizeName = theme.SizeNameHeadingText
	t.value.Truncation = fyne.TextTruncateEllipsis
	t.against, t.aside = caption(" "), caption(" ")
	middle := container.NewBorder(nil, nil, nil, part.AtLeastInText(sparkWidth, 0, t.spark), part.Flush(t.value))
	inside := part.Tower(2, part.Flush(name), middle, part.Flush(t.against), part.Flush(t.aside))
	t.card = part.NewCard("", inside)
	t.ExtendBaseWidget(t)
	return t
}

// caption is a small line that is cut where it has no room.
func caption(text string) *widget.Label {
	c := widget.NewLabel(text)
	c.SizeName, c.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	return c
}

// ask asks for the measure; what is on screen stays until the answer comes, and late answers are dropped.
func (t *tile) ask(ctx context.Context, s analytics.Scope, o occasion) {
	if t.asked == o {
		return
	}
	t.number++
	number, db, measure := t.number, t.page.dash.Questions, t.measure
	s.Grain, s.Rule = "", ""
	s.Target = t.target()
	work := func(ctx context.Context) (analytics.Glance, error) {
		return analytics.Look(ctx, db, measure, fitted(measure, s))
	}
	task.Run(ctx, t.page.dash.Run, work, func(g analytics.Glance, err error) {
		if number != t.number {
			return
		}
		if err != nil {
			slog.Error("measure of the dashboard", "measure", measure, "error", err)
			t.say(t.page.dash.Language.Text("value.missing"), t.page.dash.Language.Reason(err), " ")
			return
		}
		t.asked = o
		t.show(g)
	})
}

// target is what the measure is held against where that is a target, NaN where it has none.
func (t *tile) target() float64 {
	all, _ := readTargets(t.page.filter.targets)
	if v, ok := all[t.measure]; ok {
		return v
	}
	return math.NaN()
}

// fitted is s without the filters that a measure does not know.
func fitted(measure string, s analytics.Scope) analytics.Scope {
	follow, err := analytics.Find("trend")
	if err != nil {
		return s
	}
	s.Of = measure
	s, _ = follow.Fit(s)
	return s
}

func (t *tile) show(g analytics.Glance) {
	l := t.page.dash.Language
	t.spark.Draw(g.Spark(l))
	verdict, aside := " ", " "
	if expected, period := g.Against(l); expected != "" && t.page.begins(g.From()) {
		verdict = l.Text("dashboard.begins", "date", l.Date(t.page.choices.First))
	} else if expected != "" {
		verdict = l.Text("dashboard.against."+g.Verdict(), "expected", expected)
		aside = period
	}
	if n, small := g.Small(); small {
		aside = l.Text("dashboard.few", "n", l.Number(n))
	} else if g.Partial() {
		aside = l.Text("dashboard.goes_on")
	}
	t.say(g.Value(l), verdict, aside)
}

// begins tells whether the reports begin only after a day: what is compared with it would look better or worse for that.
func (p *Page) begins(from time.Time) bool {
	first := p.choices.First
	return !first.IsZero() && !from.IsZero() && first.After(from.AddDate(0, 0, begins))
}

// begins is how many days without reports a period may begin with.
const begins = 7

func (t *tile) say(value, against, aside string) {
	t.value.SetText(value)
	t.against.SetText(against)
	t.aside.SetText(aside)
}

// Tapped shows the trend of the measure.
func (t *tile) Tapped(*fyne.PointEvent) { t.page.onTile(t.measure) }

// Cursor is a hand.
func (t *tile) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows the focus.
func (t *tile) FocusGained() { t.focused = true; t.Refresh(); part.Reveal(t) }

// FocusLost hides the focus.
func (t *tile) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune passes letters on to the window.
func (t *tile) TypedRune(r rune) { part.PassRune(t, r) }

// TypedKey shows the trend on Enter and Space and passes all else on.
func (t *tile) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.page.onTile(t.measure)
	default:
		part.PassKey(t, e)
	}
}

// AccessibilityLabel says the tile in words.
func (t *tile) AccessibilityLabel() string {
	return measureName(t.page.dash.Language, t.measure) + ": " + t.value.Text + ". " + t.against.Text + ". " + t.aside.Text
}

// AccessibilityRole says that it is pressed.
func (t *tile) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is for Fyne.
func (t *tile) CreateRenderer() fyne.WidgetRenderer {
	return part.Ringed(t, &tileRenderer{tile: t}, func() bool { return t.focused })
}

type tileRenderer struct{ tile *tile }

// Layout is for Fyne.
func (r *tileRenderer) Layout(size fyne.Size) { r.tile.card.Resize(size) }

// MinSize is for Fyne.
func (r *tileRenderer) MinSize() fyne.Size {
	m := r.tile.card.MinSize()
	return fyne.NewSize(m.Width, max(m.Height, tileHeight))
}

// Refresh is for Fyne.
func (r *tileRenderer) Refresh() {
	r.tile.card.Refresh()
	canvas.Refresh(r.tile)
}

// Objects is for Fyne.
func (r *tileRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.tile.card} }

// Destroy is for Fyne.
func (r *tileRenderer) Destroy() {}
