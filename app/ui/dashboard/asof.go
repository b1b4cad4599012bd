package dashboard

import (
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
)

// asOf is a field for the day up to whose end things are seen; empty is now.
type asOf struct {
	zone    *time.Location
	later   func(func())
	changed func(day time.Time)
	entry   *part.Entry
	box     fyne.CanvasObject
}

var errDay = errors.New("this is no date")

func newAsOf(l *i18n.Language, later func(func()), changed func(day time.Time)) *asOf {
	a := &asOf{zone: l.Zone(), later: later, changed: changed, entry: part.NewEntry(l.Text("dashboard.asof"))}
	a.entry.OnChanged = a.onTyped
	a.box = container.New(atLeast{Width: asOfWidth}, a.entry)
	return a
}

const asOfWidth = 190

func (a *asOf) onTyped(string) {
	day, err := readDay(a.entry.Text, a.zone)
	a.entry.AlwaysShowValidationError = err != nil
	a.entry.SetValidationError(err)
	if err != nil {
		a.later(nil)
		return
	}
	a.later(func() { a.changed(day) })
}

// set shows the day that ends at the instant, without a call; zero shows nothing.
func (a *asOf) set(end time.Time) {
	text := ""
	if !end.IsZero() {
		text = end.Add(-time.Nanosecond).In(a.zone).Format(time.DateOnly)
	}
	if day, err := readDay(a.entry.Text, a.zone); err == nil && !end.IsZero() && day.AddDate(0, 0, 1).Equal(end) {
		return // the reader's own way of writing it
	}
	typed := a.entry.OnChanged
	a.entry.OnChanged = nil
	a.entry.SetText(text)
	a.entry.SetValidationError(nil)
	a.entry.OnChanged = typed
}

// endOf is the end of a day; zero, which is now, where that is not over yet or no day is chosen.
func endOf(day, now time.Time) time.Time {
	if day.IsZero() {
		return day
	}
	if end := day.AddDate(0, 0, 1); end.Before(now) {
		return end
	}
	return time.Time{}
}

// readDay reads a date as 2026-03-31 or 31-03-2026, with dashes, dots or slashes; the result is its first instant in zone,
// zero for no text.
func readDay(text string, zone *time.Location) (time.Time, error) {
	text = strings.NewReplacer(".", "-", "/", "-").Replace(strings.TrimSpace(text))
	if text == "" {
		return time.Time{}, nil
	}
	for _, form := range []string{"2006-1-2", "2-1-2006"} {
		if day, err := time.ParseInLocation(form, text, zone); err == nil {
			return day, nil
		}
	}
	return time.Time{}, errDay
}
