package page

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tuntas/analytics/figure"
)

// view is a document made ready for the layout.
type view struct {
	figure.Document
	Policy   string
	Style    template.CSS
	Sections []section
	Made     string
}

// section is one question, ready for the layout.
type section struct {
	figure.Section
	Anchor   string // of the heading
	Chart    string // key of the chart's element; empty when nothing is drawn
	Height   int    // of the chart, in CSS pixels
	Narrow   int    // the least width at which the chart can be read, in CSS pixels; the page lets it be moved to and fro below that
	Scale    *scale // of the shades; nil where there are none
	Spoken   string // what a screen reader says in place of the chart
	Notes    []string
	Silent   bool // there is a figure, but it has no value
	Head     []heading
	Body     [][]cell
	Wide     bool   // many columns
	Long     bool   // many rows: the table is moved up and down under its header
	Caption  string // of the table
	Measures string // heading of the card
	block    *block
}

type heading struct {
	Title   string
	Numeric bool
}

type cell struct {
	Text    string
	Numeric bool
	Missing bool
	Heads   bool // it names its row
	Tight   bool // short and without a word in it: it stays on one line
}

func newView(d figure.Document) (view, error) {
	v := view{Document: d, Style: template.CSS(style)} //nolint:gosec // a constant of this package
	w := newWriter(d)
	if !d.MadeAt.IsZero() {
		v.Made = w.moment(d.MadeAt)
	}
	for i, s := range d.Sections {
		ready, err := newSection(w, s, i+1)
		if err != nil {
			return view{}, fmt.Errorf("section %d: %w", i+1, err)
		}
		v.Sections = append(v.Sections, ready)
	}
	return v, nil
}

func newSection(w writer, s figure.Section, number int) (section, error) {
	ready := section{Section: s, Anchor: fmt.Sprintf("s%d", number), Notes: s.Figure.Notes}
	if err := ready.table(w, s.Table); err != nil {
		return section{}, err
	}
	if s.Figure.Kind == "" {
		return ready, nil
	}
	if err := s.Figure.Check(); err != nil {
		return section{}, err
	}
	ready.Spoken = first(s.Figure.Alternative, s.Finding, s.Figure.Title)
	if ready.Silent = s.Figure.Empty(); ready.Silent {
		return ready, nil
	}
	if faint := s.Figure.Faint(); len(faint) > 0 && w.words.Small != "" {
		ready.Notes = append(ready.Notes[:len(ready.Notes):len(ready.Notes)], w.words.Small+": "+strings.Join(faint, ", "))
	}
	ready.remarks(w)
	ready.Chart = fmt.Sprintf("c%d", number)
	ready.Height, ready.Narrow, ready.Scale = height(s.Figure), narrow(s.Figure), newScale(w, s.Figure)
	b, err := newBlock(w, s.Figure, ready.Spoken)
	ready.block = b
	return ready, err
}

// remarks adds to the notes what the bureau wrote on the time axis, under the numbers of its lines in the chart, and the
// places without a value.
func (s *section) remarks(w writer) {
	f := s.Figure
	s.Notes = s.Notes[:len(s.Notes):len(s.Notes)]
	for i, e := range f.Events {
		name := f.Categories[e.Category]
		if f.Kind == figure.Calendar {
			name = w.day(name)
		}
		s.Notes = append(s.Notes, fmt.Sprintf("%d: %s, %s", i+1, name, e.Text))
	}
	if f.Kind != figure.Places {
		return
	}
	var none []string
	for i, p := range f.Series[0].Points {
		if p.Missing {
			none = append(none, f.Categories[i])
		}
	}
	if len(none) > 0 && w.words.Missing != "" {
		s.Notes = append(s.Notes, w.words.Missing+": "+strings.Join(none, ", "))
	}
}

// longTable is from how many rows on a table is moved up and down, and wideTable from how many columns on it is set closer.
const (
	longTable = 24
	wideTable = 8
)

// table makes the cells. A column is set to the right when its unit is a number; the first of words names the rows.
func (s *section) table(w writer, t figure.Table) error {
	s.Caption, s.Measures = w.words.Numbers, w.words.Measures
	s.Wide, s.Long = len(t.Columns) >= wideTable, len(t.Rows) > longTable
	naming := slices.IndexFunc(t.Columns, func(c figure.Column) bool { return !numeric(c.Unit) })
	for _, c := range t.Columns {
		s.Head = append(s.Head, heading{Title: first(c.Title, c.Name), Numeric: numeric(c.Unit)})
	}
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return fmt.Errorf("%w: row %d has %d cells for %d columns", figure.ErrShape, i+1, len(row), len(t.Columns))
		}
		line := make([]cell, len(row))
		for j, v := range row {
			text, ok, err := w.cell(v, t.Columns[j].Unit)
			if err != nil {
				return err
			}
			line[j] = cell{Text: text, Numeric: numeric(t.Columns[j].Unit), Missing: !ok, Heads: j == naming && ok, Tight: tight(text)}
		}
		s.Body = append(s.Body, line)
	}
	return nil
}

func tight(text string) bool {
	return utf8.RuneCountInString(text) <= 16 && !strings.ContainsFunc(text, unicode.IsLetter)
}

func numeric(u figure.Unit) bool {
	return u == figure.Count || u == figure.Share || u == figure.Duration
}

// first returns the first text that is not empty.
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// height gives each row of a lying chart room for a line of text.
func height(f figure.Figure) int {
	rows := len(f.Categories)
	switch f.Kind {
	case figure.Lying:
		return 110 + rows*max(lineHeight(f), 22*len(f.Series))
	case figure.Dots:
		return 110 + rows*max(lineHeight(f), 18*len(f.Series))
	case figure.Boxes:
		return 120 + rows*max(lineHeight(f), 40*len(f.Series))
	case figure.Calendar:
		return 22 + 12 + yearHeight*years(f) + 7*(dayHeight(f)-16)
	case figure.Flow:
		return newFlowPlan(f).height()
	case figure.Places:
		return 440
	case figure.Spark:
		return 150
	case figure.Heat:
		return 82 + 34*len(f.Series) + 18*min(1, len(f.Events))
	}
	return 360
}

// narrow is the width below which the marks of f run into each other.
func narrow(f figure.Figure) int {
	switch f.Kind {
	case figure.Heat:
		return 130 + 26*len(f.Categories)
	case figure.Calendar:
		return calendarLeft + 12 + 13*min(len(f.Categories)/7+2, mostWeeks)
	case figure.Flow:
		return 150 * newFlowPlan(f).layers()
	case figure.Funnel:
		return 480
	}
	return 280
}

// lineHeight is the room for the name of a category, two lines of text where one name is long.
func lineHeight(f figure.Figure) int {
	for _, c := range f.Categories {
		if utf8.RuneCountInString(c) > 30 {
			return 44
		}
	}
	return 30
}

// years is how many years the days of a calendar lie in.
func years(f figure.Figure) int {
	if len(f.Categories) < mostWeeks*7 {
		return 1
	}
	n, before := 0, ""
	for _, c := range f.Categories {
		if year := cut(c, 4); year != before {
			n, before = n+1, year
		}
	}
	return n
}
