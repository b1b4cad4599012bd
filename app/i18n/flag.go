package i18n

import (
	"strconv"
	"time"

	"tuntas/data"
)

// Flag returns what the examiner points at, in a few words; an unknown code gives its own text.
func (l *Language) Flag(c data.FlagCode) string { return l.named("flag.", string(c)) }

// FlagWhy returns the sentence that explains a flag with its measures and says what to look at.
func (l *Language) FlagWhy(f data.Flag) string {
	threshold := l.Decimal(f.Threshold, 0)
	if f.Code == data.FlagTooEarly || f.Code == data.FlagTooLate {
		threshold = l.hours(f.Threshold)
	}
	return l.Text("flag."+string(f.Code)+".why", "number", f.Twin.Number, "bits", strconv.Itoa(f.Bits), "metres", l.Decimal(f.Metres, 0),
		"hours", l.hours(f.Hours), "mark", f.Mark, "threshold", threshold)
}

func (l *Language) hours(h float64) string { return l.Duration(time.Duration(h * float64(time.Hour))) }

// DeadlineState returns the name of the state; an unknown one gives its own text.
func (l *Language) DeadlineState(s data.DeadlineState) string { return l.named("deadline.", string(s)) }

// Clock returns what a deadline rule measures; an unknown clock gives its own text.
func (l *Language) Clock(c data.Clock) string { return l.named("deadline.clock.", string(c)) }

// Days returns which days a deadline rule counts.
func (l *Language) Days(r data.Rule) string {
	if r.Working {
		return l.Text("deadline.working")
	}
	return l.Text("deadline.calendar")
}

// Answer returns how an item of a checklist was answered; an unknown value gives its own text.
func (l *Language) Answer(v data.AnswerValue) string { return l.named("answer.", string(v)) }

// Item returns the question of an item of a checklist.
func (l *Language) Item(i data.Item) string {
	if l.code == "id" {
		return i.Indonesian
	}
	return i.English
}
