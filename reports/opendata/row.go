package opendata

import (
	"fmt"
	"strconv"
)

// CaseColumns are the columns of the case file, and all that may be in it.
var CaseColumns = []string{
	"key", "place", "place_grain", "period", "period_grain", "category", "channel", "state", "passes",
}

// EventColumns are the columns of the event file, and all that may be in it.
var EventColumns = []string{"key", "seq", "stage", "pass", "hours", "outcome"}

// cells returns the case as a row of the case file at a level.
func (c Case) cells(salt string, l Level) []string {
	return []string{
		Key(salt, c.Number), l.Place.place(c.Area), string(l.Place), l.Time.period(c.SentOn), string(l.Time), c.Category, c.Channel,
		string(c.Stage), strconv.Itoa(c.Passes),
	}
}

// events returns the case's stays as rows of the event file. They carry no dates: with the period of the case they would
// tell more than it does.
func (c Case) events(salt string) [][]string {
	rows := make([][]string, len(c.Stays))
	key := Key(salt, c.Number)
	for i, s := range c.Stays {
		hours := ""
		if s.Hours >= 0 {
			hours = strconv.FormatInt(s.Hours, 10)
		}
		rows[i] = []string{key, strconv.Itoa(i + 1), string(s.Stage), strconv.Itoa(s.Pass), hours, string(s.Outcome)}
	}
	return rows
}

// walk hands over each case with its level, withheld ones too, in the order of their keys.
func (g *generaliser) walk(from Source, stays bool, each func(c Case, level int) error) error {
	n := 0
	for c, err := range from(stays) {
		if err != nil {
			return fmt.Errorf("read cases: %w", err)
		}
		if n >= len(g.cases) {
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
