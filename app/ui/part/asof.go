package part

import (
	"time"

	"tuntas/app/i18n"
)

// AsOf is a field for the day up to whose end things are seen; empty is now. What is no date is marked at once.
type AsOf struct {
	dayEntry
	now func() time.Time
}

// NewAsOf returns an empty field. Now is the clock. Changed is called for what the reader types, a date or not.
func NewAsOf(l *i18n.Language, placeholder string, now func() time.Time, changed func()) *AsOf {
	a := &AsOf{now: now}
	a.language, a.left, a.PlaceHolder = l, a.judge, placeholder
	a.OnChanged = func(string) {
		a.judge()
		changed()
	}
	a.shell = a
	a.ExtendBaseWidget(a)
	return a
}

func (a *AsOf) judge() { a.mark(a.wrong()) }

// End returns the end of the day; zero, which is now, where that is not over yet or nothing is typed. It returns false when
// what is typed is no date.
func (a *AsOf) End() (time.Time, bool) {
	day, err := readDay(a.Text, a.language)
	if err != nil || day.IsZero() {
		return time.Time{}, err == nil
	}
	if end := day.AddDate(0, 0, 1); end.Before(a.now()) {
		return end, true
	}
	return time.Time{}, true
}

// Set shows the day that ends at the instant, without a call; zero shows nothing. The reader's own way of writing that day
// stays.
func (a *AsOf) Set(end time.Time) {
	if shown, ok := a.End(); ok && !end.IsZero() && shown.Equal(end) {
		return
	}
	if !end.IsZero() {
		end = end.Add(-time.Nanosecond)
	}
	a.write(end)
	a.judge()
}
