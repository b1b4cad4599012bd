package opendata

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// CaseColumns are the columns of the case file, and all that may be in it.
var CaseColumns = []string{
	"key", "place", "place_grain", "period", "period_grain", "category", "channel", "state", "passes",
}

// EventColumns are the columns of the event file, and all that may be in it.
var EventColumns = []string{"key", "seq", "stage", "pass", "hours", "outcome"}

// line returns the case as a row of the case file at a level.
func (c Case) line(salt string, l Level) caseLine {
	return caseLine{
		Key: Key(salt, c.Number), Place: unlessEmpty(l.Place.place(c.Area)), PlaceGrain: string(l.Place), Period: l.Time.period(c.SentOn),
		PeriodGrain: string(l.Time), Category: unlessEmpty(valid(c.Category)), Channel: unlessEmpty(valid(c.Channel)), State: string(c.Stage),
		Passes: int32(c.Passes), //nolint:gosec // few
	}
}

// valid is the text as UTF-8: readers of Parquet refuse a file with any other.
func valid(text string) string { return strings.ToValidUTF8(text, "\ufffd") }

func (l caseLine) cells() []string {
	return []string{
		l.Key, told(l.Place), l.PlaceGrain, l.Period, l.PeriodGrain, told(l.Category), told(l.Channel), l.State, strconv.Itoa(int(l.Passes)),
	}
}

// lines returns the case's stays as rows of the event file. They carry no dates: with the period of the case they would
// tell more than it does.
func (c Case) lines(salt string) []stayLine {
	rows := make([]stayLine, len(c.Stays))
	key := Key(salt, c.Number)
	for i, s := range c.Stays {
		rows[i] = stayLine{
			Key: key, Seq: int32(i + 1), Stage: string(s.Stage), Pass: int32(s.Pass), Outcome: unlessEmpty(string(s.Outcome)), //nolint:gosec // few
		}
		if s.Hours >= 0 {
			rows[i].Hours = &c.Stays[i].Hours
		}
	}
	return rows
}

func (l stayLine) cells() []string {
	hours := ""
	if l.Hours != nil {
		hours = strconv.FormatInt(*l.Hours, 10)
	}
	return []string{l.Key, strconv.Itoa(int(l.Seq)), l.Stage, strconv.Itoa(int(l.Pass)), hours, told(l.Outcome)}
}

// told is the text, empty when there is none.
func told(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// walk hands over each case with its level, withheld ones too, in the order of their keys. A case that is not what was judged
// ends it.
func (g *generaliser) walk(from Source, stays bool, each func(c Case, level int) error) error {
	n := 0
	for c, err := range from(stays) {
		if err != nil {
			return fmt.Errorf("read cases: %w", err)
		}
		if n >= len(g.cases) || !g.same(c, g.cases[n]) {
			return errChanged
		}
		if err := each(c, int(g.cases[n].level)); err != nil {
			return err
		}
		n++
	}
	if n != len(g.cases) {
		return errChanged
	}
	return nil
}

// errEnough ends a reading that has seen what it wanted.
var errEnough = errors.New("enough was read")

// Preview returns the first n rows of the case file.
func (r *Release) Preview(n int) (rows [][]string, err error) {
	err = r.released(false, func(c Case, l Level) error {
		rows = append(rows, c.line(r.Plan.Salt, l).cells())
		if len(rows) >= n {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return rows, err
}

// same tells whether the case is the one that was judged, by what the judgement rests on.
func (g *generaliser) same(c Case, judged placed) bool {
	now := g.placed(c)
	now.level = judged.level
	return now == judged
}

// released walks over the cases that leave.
func (r *Release) released(stays bool, each func(c Case, l Level) error) error {
	return r.places.walk(r.source, stays, func(c Case, level int) error {
		if level < 0 {
			return nil
		}
		return each(c, Levels[level])
	})
}
