// Package office holds the jobs that the window and the command line have in common: making the sample city, bringing
// files in, composing a document and writing it. It knows how the parts are joined. It refuses to know widgets, flags and
// how progress is shown.
package office

// Kinds of document.
const (
	Workbook = "workbook" // Excel
	Page     = "page"     // one offline HTML file
	Printed  = "printed"  // PDF

	// Publication is Excel after the rules for statistics in spreadsheets: the other profile of Workbook.
	Publication = "publication"
)

// Kinds returns the kinds of document that Write knows but for Publication; the slice is the caller's own.
func Kinds() []string { return []string{Workbook, Page, Printed} }
