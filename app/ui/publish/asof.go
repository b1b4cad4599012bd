package publish

import (
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
)

// asOf is the day up to whose end things are seen; empty is now.
type asOf struct {
	language *i18n.Language
	entry    *part.Entry
	box      fyne.CanvasObject
}

var errDay = errors.New("this is no date")

func newAsOf(l *i18n.Language, changed func()) *asOf {
	a := &asOf{language: l, entry: part.NewEntry(l.Text("publish.asof.now"))}
	a.entry.AlwaysShowValidationError = true
	a.entry.OnChanged = func(string) {
		a.judge()
		changed()
	}
	a.box = sizedTo(150, a.entry)
	return a
}

// judge marks the field while what is in it is no date.
func (a *asOf) judge() {
	_, err := a.day()
	a.entry.SetValidationError(err)
}

// day reads a date as 2026-03-31 or 31-03-2026, with dashes, dots or slashes, in the language's zone; zero for no text.
func (a *asOf) day() (time.Time, error) {
	text := strings.NewReplacer(".", "-", "/", "-").Replace(strings.TrimSpace(a.entry.Text))
	if text == "" {
		return time.Time{}, nil
	}
	for _, form := range []string{"2006-1-2", "2-1-2006"} {
		if day, err := time.ParseInLocation(form, text, a.language.Zone()); err == nil {
			return day, nil
		}
	}
	return time.Time{}, errDay
}

// instant is the end of the chosen day; zero, which is now, where that is not over yet or nothing is chosen.
func (a *asOf) instant(now time.Time) time.Time {
	day, err := a.day()
	if err != nil || day.IsZero() {
		return time.Time{}
	}
	if end := day.AddDate(0, 0, 1); end.Before(now) {
		return end
	}
	return time.Time{}
}

// valid tells whether what is typed is a date, or nothing.
func (a *asOf) valid() bool {
	_, err := a.day()
	return err == nil
}
