package workbook

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// maxName is the longest name of a sheet, in UTF-16 units.
const maxName = 31

// names is an index of what may be there only once, compared without case. The zero value is ready for use. Excel calls a
// workbook damaged that has a name twice; the library does not mind.
type names struct{ taken map[string]bool }

// sheet returns a name for a sheet as near to title as the rules allow: no : \ / ? * [ ], no apostrophe at an end, at most 31
// units, not "History", and not there yet.
func (n *names) sheet(title string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' {
			return '-'
		}
		return r
	}, clean(title))
	name = trim(cutUnits(oneLine(name), maxName))
	if name == "" {
		name = "Tabel"
	}
	if strings.EqualFold(name, "History") {
		name += " -"
	}
	return n.once(name, maxName, trim)
}

// header returns a heading of a column that is on one line, not empty and not there yet. A table names its columns twice, in
// cells and in a list, so a heading has nothing that the two would write unlike.
func (n *names) header(title, name string) string {
	text := oneLine(title)
	if text == "" {
		text = oneLine(name)
	}
	if text == "" {
		text = "-"
	}
	return n.once(text, 255, func(s string) string { return s })
}

func oneLine(text string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(clean(text)), " "), "_x", "_ x")
}

// once takes name, or name with the first number behind it that is free, cut to at most units.
func (n *names) once(name string, units int, tidy func(string) string) string {
	if n.taken == nil {
		n.taken = map[string]bool{}
	}
	free := tidy(cutUnits(name, units))
	for i := 2; n.taken[strings.ToLower(free)]; i++ {
		end := fmt.Sprintf(" (%d)", i)
		free = tidy(cutUnits(name, units-len(end))) + end
	}
	n.taken[strings.ToLower(free)] = true
	return free
}

func trim(name string) string { return strings.Trim(name, " '") }

// cutUnits cuts text to at most n UTF-16 units, never through a character.
func cutUnits(text string, n int) string {
	units := 0
	for i, r := range text {
		units += utf16.RuneLen(r)
		if units > n {
			return text[:i]
		}
	}
	return text
}

// quoted is a sheet's name as references want it.
func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }
