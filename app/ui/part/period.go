package part

import (
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
)

// Period chooses from which day to which: two dates to type and a menu of usual ranges. Days are those of the language's
// zone; an empty date leaves its end open.
type Period struct {
	widget.BaseWidget
	language    *i18n.Language
	today       func() time.Time
	changed     func(from, until time.Time)
	first, last *dayEntry
	menu        *Button
	fault       *line // what is wrong with the dates; hidden while nothing is
	box         *fyne.Container
	from, until time.Time // what changed was last called with, or Set
	preset      string    // that was taken last; empty once days were typed or set
}

// NewPeriod returns a period that is open at both ends. Today is the clock. Changed gets the first instant of the period
// and the first one after it, each zero where that end is open; it is called when both dates can be read and the period
// is another than before.
func NewPeriod(l *i18n.Language, today func() time.Time, changed func(from, until time.Time)) *Period {
	p := &Period{language: l, today: today, changed: changed}
	p.first = newDayEntry(l, l.Text("part.from"), p.onTyped)
	p.last = newDayEntry(l, l.Text("part.until"), p.onTyped)
	p.first.left, p.last.left = p.judge, p.judge
	p.menu = newButton("", theme.MenuDropDownIcon(), p.offer)
	p.menu.Text = l.Text("part.preset")
	p.menu.IconPlacement = widget.ButtonIconTrailingText
	p.fault = newLine("", look{colour: theme.ColorNameError, size: theme.SizeNameCaptionText})
	p.fault.Hide()
	row := container.New(spaced(6), p.first, newLine("–", lookQuiet), p.last, p.menu)
	p.box = Tower(2, row, p.fault)
	p.ExtendBaseWidget(p)
	return p
}

// Set shows the period from the first instant to before the second, without a call; zero leaves an end open.
func (p *Period) Set(from, until time.Time) {
	p.from, p.until, p.preset = from, until, ""
	p.first.write(from)
	if !until.IsZero() {
		until = until.Add(-time.Nanosecond)
	}
	p.last.write(until)
	p.judge()
}

// Range returns the period as NewPeriod tells it: the last one that was valid.
func (p *Period) Range() (from, until time.Time) { return p.from, p.until }

// Valid tells whether what is typed now is a period.
func (p *Period) Valid() bool {
	_, _, err := p.read()
	return err == nil
}

// CreateRenderer is for Fyne.
func (p *Period) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.box) }

func (p *Period) listen(escape, enter func()) {
	p.first.listen(escape, enter)
	p.last.listen(escape, enter)
	p.menu.listen(escape, enter)
}

func (p *Period) read() (from, until time.Time, err error) {
	from, err = readDay(p.first.Text, p.language)
	if err != nil {
		return from, until, err
	}
	until, err = readDay(p.last.Text, p.language)
	if err != nil {
		return from, until, err
	}
	if !until.IsZero() {
		until = until.AddDate(0, 0, 1)
	}
	if !from.IsZero() && !until.IsZero() && !until.After(from) {
		err = errOrder
	}
	return from, until, err
}

// judge says what is wrong with the dates, once a field was left.
func (p *Period) judge() {
	_, _, err := p.read()
	key := "part.date.bad"
	if errors.Is(err, errOrder) {
		key = "part.date.order"
	}
	p.fault.set(p.language.Text(key), p.fault.look)
	p.fault.Hidden = err == nil
	p.first.mark(p.first.wrong())
	p.last.mark(p.last.wrong() || errors.Is(err, errOrder))
	p.box.Refresh()
}

func (p *Period) onTyped(string) {
	from, until, err := p.read()
	if err == nil {
		p.judge()
	}
	if err != nil || (from.Equal(p.from) && until.Equal(p.until)) {
		return
	}
	p.from, p.until, p.preset = from, until, ""
	p.changed(from, until)
}

// presetKeys is what the keys of all usual ranges begin with.
const presetKeys = "part.preset."

// preset is one of the usual ranges.
type preset struct {
	key  string
	span func(today time.Time) (from, until time.Time)
}

// presets are the usual ranges, each from the first instant of today.
var presets = []preset{
	{"part.preset.all", func(time.Time) (a, b time.Time) { return a, b }},
	{"part.preset.month", func(d time.Time) (time.Time, time.Time) { return months(d, 0, 1) }},
	{"part.preset.last_month", func(d time.Time) (time.Time, time.Time) { return months(d, -1, 1) }},
	{"part.preset.days30", func(d time.Time) (time.Time, time.Time) { return d.AddDate(0, 0, -29), d.AddDate(0, 0, 1) }},
	{"part.preset.days90", func(d time.Time) (time.Time, time.Time) { return d.AddDate(0, 0, -89), d.AddDate(0, 0, 1) }},
	{"part.preset.months12", func(d time.Time) (time.Time, time.Time) { return months(d, -11, 12) }},
	{"part.preset.year", func(d time.Time) (time.Time, time.Time) { return years(d, 0) }},
	{"part.preset.last_year", func(d time.Time) (time.Time, time.Time) { return years(d, -1) }},
}

func months(d time.Time, first, n int) (time.Time, time.Time) {
	from := time.Date(d.Year(), d.Month()+time.Month(first), 1, 0, 0, 0, 0, d.Location())
	return from, from.AddDate(0, n, 0)
}

func years(d time.Time, by int) (time.Time, time.Time) {
	from := time.Date(d.Year()+by, time.January, 1, 0, 0, 0, 0, d.Location())
	return from, from.AddDate(1, 0, 0)
}

func (p *Period) offer() {
	c := fyne.CurrentApp().Driver().CanvasForObject(p.menu)
	if c == nil {
		return
	}
	var items []*fyne.MenuItem
	for _, s := range presets {
		items = append(items, fyne.NewMenuItem(p.language.Text(s.key), func() { p.take(s) }))
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.menu)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at.AddXY(0, p.menu.Size().Height+2))
}

func (p *Period) take(s preset) {
	from, until := s.at(p.today().In(p.language.Zone()))
	if from.Equal(p.from) && until.Equal(p.until) {
		p.preset = s.name()
		return
	}
	p.Set(from, until)
	p.preset = s.name()
	p.changed(from, until)
}

// Preset is the name of the usual range that was taken, for PresetRange; empty when the days were typed or set.
func (p *Period) Preset() string { return p.preset }

// PresetRange returns the usual range of that name as of now, in its zone; false for a name that is none. A range that is
// kept by its name moves on with the calendar.
func PresetRange(name string, now time.Time) (from, until time.Time, ok bool) {
	for _, s := range presets {
		if s.name() == name {
			from, until = s.at(now)
			return from, until, true
		}
	}
	return from, until, false
}

func (s preset) name() string { return strings.TrimPrefix(s.key, presetKeys) }

func (s preset) at(now time.Time) (from, until time.Time) {
	return s.span(time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location()))
}

// dayEntry is a field for one date.
type dayEntry struct {
	Entry
	language *i18n.Language
	left     func() // the field lost the focus
}

func newDayEntry(l *i18n.Language, placeholder string, typed func(string)) *dayEntry {
	e := &dayEntry{language: l}
	e.PlaceHolder = placeholder
	e.OnChanged = typed
	e.shell = e
	e.ExtendBaseWidget(e)
	return e
}

// FocusLost judges what was typed.
func (e *dayEntry) FocusLost() {
	e.Entry.FocusLost()
	e.left()
}

// TypedKey judges on Enter too.
func (e *dayEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter {
		e.left()
	}
	e.Entry.TypedKey(k)
}

func (e *dayEntry) wrong() bool {
	_, err := readDay(e.Text, e.language)
	return err != nil
}

// mark shows or takes away the red border.
func (e *dayEntry) mark(wrong bool) {
	var err error
	if wrong {
		err = errDay
	}
	e.AlwaysShowValidationError = true
	e.SetValidationError(err)
	e.AlwaysShowValidationError = wrong
	e.Refresh()
}

// MinSize is wide enough for a date and the mark of an error.
func (e *dayEntry) MinSize() fyne.Size {
	m := e.Entry.MinSize()
	text := fyne.MeasureText("00 Mmm 0000", sizeFor(theme.SizeNameText, e), fyne.TextStyle{})
	return fyne.NewSize(max(m.Width, text.Width+44), m.Height)
}

// write shows a day without a call.
func (e *dayEntry) write(day time.Time) {
	typed := e.OnChanged
	e.OnChanged = nil
	text := ""
	if !day.IsZero() {
		text = e.language.Date(day)
	}
	e.SetText(text)
	e.OnChanged = typed
}

var (
	errDay   = errors.New("this is no date")
	errOrder = errors.New("the period ends before it begins")
)

// readDay reads a date as the language does; no text is the zero time.
func readDay(text string, l *i18n.Language) (time.Time, error) {
	if strings.TrimSpace(text) == "" {
		return time.Time{}, nil
	}
	if day, ok := l.ReadDate(text); ok {
		return day, nil
	}
	return time.Time{}, errDay
}
