package workbook

import "tuntas/reports/sheet"

// names is an index of what may be there only once.
type names struct{ index sheet.Names }

func (n *names) sheet(title string) string        { return n.index.Sheet(title) }
func (n *names) header(title, name string) string { return n.index.Header(title, name) }

func oneLine(text string) string         { return sheet.OneLine(text) }
func unitsOf(text string) int            { return sheet.Units(text) }
func cutUnits(text string, n int) string { return sheet.Cut(text, n) }
func quoted(name string) string          { return sheet.Quoted(name) }
