package sheet

import (
	"fmt"
	"strings"
)

// maxName is the longest name of a sheet, in UTF-16 units.
const maxName = 31

// Names is an index of what may be there only once, compared without case. The zero value is ready for use. Excel calls a
// workbook damaged that has a name twice; the library does not mind.
type Names struct{ taken map[string]bool }

// Sheet returns a name for a sheet as near to title as the rules allow: no : \ / ? * [ ], no apostrophe at an end, at most 31
// units, not "History", and not there yet.
func (n *Names) Sheet(title string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' {
			return '-'
		}
		return r
	}, Clean(title))
	name = trim(Cut(OneLine(name), maxName))
	if name == "" {
		name = "Tabel"
	}
	if strings.EqualFold(name, "History") {
		name += " -"
	}
	return n.once(name, maxName, trim)
}

// Header returns a heading of a column that is on one line, not empty and not there yet. A table names its columns twice, in
// cells and in a list, so a heading has nothing that the two would write unlike.
func (n *Names) Header(title, name string) string {
	text := OneLine(title)
	if text == "" {
		text = OneLine(name)
	}
	if text == "" {
		text = "-"
	}
	return n.once(text, 255, func(s string) string { return s })
}

// once takes name, or name with the first number behind it that is free, cut to at most units.
func (n *Names) once(name string, units int, tidy func(string) string) string {
	if n.taken == nil {
		n.taken = map[string]bool{}
	}
	free := tidy(Cut(name, units))
	for i := 2; n.taken[strings.ToLower(free)]; i++ {
		end := fmt.Sprintf(" (%d)", i)
		free = tidy(Cut(name, units-len(end))) + end
	}
	n.taken[strings.ToLower(free)] = true
	return free
}

func trim(name string) string { return strings.Trim(name, " '") }

// Quoted is a sheet's name as references want it.
func Quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }
