package opendata

import (
	"errors"
	"io"
	"strings"

	"tuntas/reports/sheet"
)

// book is the release as a workbook for publication: cover, contents, notes, dictionary, measure, one table of counts on a
// sheet, method and quality, revisions, and the released cases as far as sheets go.
type book struct {
	release  *Release
	file     *sheet.Book
	cover    *sheet.Table
	contents *sheet.Table
	cases    *sheet.Table
	listed   [][2]string // name of a sheet and its title
}

func newBook(r *Release) (*book, error) {
	p := r.Plan
	file, err := sheet.New(sheet.Properties{
		Title: p.Title, Subject: p.Summary, Author: p.Publisher, Language: p.Language, At: p.MadeAt, Licence: licenceName, MostRows: p.MostRows,
	})
	if err != nil {
		return nil, err
	}
	b := &book{release: r, file: file}
	for _, step := range []func() error{
		b.begin, b.notes, b.dictionary, b.measure, b.aggregates, b.quality, b.revisions, b.beginCases,
	} {
		if err := step(); err != nil {
			return nil, errors.Join(err, b.drop())
		}
	}
	return b, nil
}

func (b *book) drop() error { return b.file.Drop() }

func (b *book) text(key string, pairs ...any) string {
	return b.release.Plan.Words.Text("sheet."+key, pairs...)
}

// table begins a sheet and notes it for the contents.
func (b *book) table(name string, title string, lines []string, columns ...sheet.Column) (*sheet.Table, error) {
	t, err := b.file.Table(sheet.Head{
		Name: name, Title: title, Lines: lines, Columns: columns,
		Goes: func(part int) string { return b.text("goes", "part", part) },
	})
	if err == nil {
		b.listed = append(b.listed, [2]string{t.Sheets()[0], title})
	}
	return t, err
}

// filled writes a whole sheet of texts.
func (b *book) filled(key string, columns []sheet.Column, rows [][]string) error {
	t, err := b.table(b.text(key), b.text(key+".title"), []string{b.text(key + ".what")}, columns...)
	if err != nil {
		return err
	}
	return t.Texts(rows)
}

// pair are two columns: what it is and what it says.
func (b *book) pair() []sheet.Column {
	return []sheet.Column{{Title: b.text("item"), Width: 34}, {Title: b.text("says"), Width: 96}}
}

// begin makes room for cover and contents, which are written last.
func (b *book) begin() (err error) {
	p := b.release.Plan
	b.cover, err = b.table(b.text("cover"), p.Title, []string{p.Summary}, b.pair()...)
	if err != nil {
		return err
	}
	b.contents, err = b.table(b.text("contents"), b.text("contents.title"), nil,
		sheet.Column{Title: b.text("contents.sheet"), Width: 34}, sheet.Column{Title: b.text("contents.says"), Width: 96})
	return err
}

func (b *book) notes() error {
	rows := [][]string{{"[note 1]", b.text("note.k", "k", b.release.Plan.K)}, {"[note 2]", b.text("note.private")}, {"[note 3]", b.text("note.key")}}
	for _, s := range sheet.Shorthands() {
		rows = append(rows, []string{string(s), b.text("shorthand." + strings.Trim(string(s), "[]"))})
	}
	return b.filled("notes", b.pair(), rows)
}

func (b *book) dictionary() error {
	columns := make([]sheet.Column, len(dictionaryHeader))
	for i, name := range dictionaryHeader {
		columns[i] = sheet.Column{Title: b.text("dictionary.column." + name), Width: 22}
	}
	columns[3].Width = 60
	var rows [][]string
	for _, v := range Variables() {
		rows = append(rows, v.cells(b.release.Plan))
	}
	return b.filled("dictionary", columns, rows)
}

func (b *book) measure() error {
	var rows [][]string
	for _, line := range b.release.Plan.measureLines() {
		rows = append(rows, line[2:])
	}
	return b.filled("measure", b.pair(), rows)
}

// aggregates writes each table of counts: months below each other, values beside each other, totals last.
func (b *book) aggregates() error {
	for _, a := range b.release.Aggregates {
		if err := b.aggregate(a); err != nil {
			return err
		}
	}
	return nil
}

// aggregate writes one table of counts. The longer of months and values goes down; totals stand last.
func (b *book) aggregate(a Aggregate) error {
	down, over := a.Counts.Rows, a.Counts.Columns
	turned := len(over) > len(down)
	heading, name := b.release.Plan.Words.Text("opendata.column.month"), b.text("aggregate."+a.Dimension)
	first := sheet.Column{Title: heading, Unit: sheet.Verbatim, Width: 14}
	if turned {
		down, over = over, down
		first = sheet.Column{Title: name, Width: 40}
	}
	columns := []sheet.Column{first}
	for _, v := range withTotal(over) {
		columns = append(columns, sheet.Column{Title: b.value(a.Dimension, v), Unit: sheet.Count, Width: 13})
	}
	t, err := b.table(name, b.text("aggregate.title", "by", name), []string{b.text("aggregate.what")}, columns...)
	if err != nil {
		return err
	}
	shown := make(map[[2]string]sheet.Cell)
	for _, line := range a.Lines() {
		shown[[2]string{line.Month, line.Value}] = count(line)
	}
	all := sheet.Integer(b.release.Balance.Source)
	if a.NoTotals {
		all = sheet.Mark(sheet.Confidential)
	}
	shown[[2]string{Total, Total}] = all
	for _, d := range withTotal(down) {
		cells := []sheet.Cell{sheet.Text(b.value(a.Dimension, d))}
		for _, o := range withTotal(over) {
			at := [2]string{d, o}
			if turned {
				at = [2]string{o, d}
			}
			cells = append(cells, shown[at])
		}
		if err := t.Row(cells...); err != nil {
			return err
		}
	}
	return t.End()
}

// withTotal adds the total behind names.
func withTotal(names []string) []string { return append(names[:len(names):len(names)], Total) }

func count(line Row) sheet.Cell {
	if line.Withheld {
		return sheet.Mark(sheet.Confidential)
	}
	return sheet.Integer(line.Reports)
}

// value is the name of a value or month: codes of cities as they are, the rest in words where there are some.
func (b *book) value(dimension, value string) string {
	switch {
	case value == Total:
		return b.text("total")
	case value == Other, value == Unknown:
		return b.text("value." + value)
	case dimension == "city" && strings.HasPrefix(value, "31."):
		return value + " " + b.release.Plan.Words.Area(value)
	case dimension == "state" && strings.IndexByte("0123456789", value[0]) < 0:
		return b.release.Plan.Words.Text("stage." + value)
	}
	return value
}

func (b *book) quality() error {
	p, n := b.release.Plan, b.release.Balance
	number := p.Words.Number
	rows := [][]string{
		{b.text("quality.source"), number(n.Source)}, {b.text("quality.released"), number(n.Released)},
		{b.text("quality.withheld"), number(n.Withheld)}, {b.text("quality.private"), number(n.Private)},
	}
	for i, l := range Levels {
		rows = append(rows, []string{b.text("quality.level", "place", b.text("grain."+string(l.Place)), "time", b.text("grain."+string(l.Time))), number(n.Levels[i])})
	}
	rows = append(rows,
		[]string{b.text("quality.counts"), number(n.Cells)}, []string{b.text("quality.hidden"), number(n.Hidden)},
		[]string{b.text("quality.k"), number(p.K)}, []string{b.text("quality.sensitive"), strings.Join(p.Sensitive, ", ")},
		[]string{b.text("quality.method"), p.Words.Text("opendata.measure.received.method")},
		[]string{b.text("quality.protection"), b.text("quality.protection.says")}, []string{b.text("quality.ledger"), p.Ledger})
	return b.filled("quality", b.pair(), rows)
}

func (b *book) revisions() error {
	p := b.release.Plan
	rows := [][]string{}
	for _, e := range p.Earlier {
		if e.Version != "" {
			rows = append(rows, []string{e.Version, e.MadeAt, b.text("revisions.earlier")})
		}
	}
	rows = append(rows, []string{p.Version, p.Words.DateTime(p.MadeAt), b.text("revisions.this")})
	return b.filled("revisions", []sheet.Column{
		{Title: b.text("revisions.version"), Unit: sheet.Verbatim, Width: 16}, {Title: b.text("revisions.at"), Width: 26}, {Title: b.text("says"), Width: 80},
	}, rows)
}

func (b *book) beginCases() (err error) {
	var columns []sheet.Column
	for _, v := range Variables() {
		if v.File != CaseFile {
			continue
		}
		c := sheet.Column{Title: v.title(b.release.Plan.Words), Unit: sheet.Verbatim, Width: 18}
		if v.Type == "integer" {
			c.Unit = sheet.Count
		}
		columns = append(columns, c)
	}
	columns[0].Width = 24
	b.cases, err = b.table(b.text("cases"), b.text("cases.title"), []string{b.text("cases.what", "file", EventFile)}, columns...)
	return err
}

func (b *book) caseRow(l caseLine) error {
	return b.cases.Row(sheet.Text(l.Key), orAbsent(l.Place), sheet.Text(l.PlaceGrain), sheet.Text(l.Period), sheet.Text(l.PeriodGrain),
		orAbsent(l.Category), orAbsent(l.Channel), sheet.Text(l.State), sheet.Integer(int64(l.Passes)))
}

func orAbsent(text *string) sheet.Cell {
	if text == nil {
		return sheet.Mark(sheet.NotAvailable)
	}
	return sheet.Text(*text)
}

// write writes what is left and the whole: files are those of the release so far.
func (b *book) write(to io.Writer, files []file) error {
	if err := b.cases.End(); err != nil {
		return err
	}
	for _, name := range b.cases.Sheets()[1:] {
		b.listed = append(b.listed, [2]string{name, b.text("cases.title")})
	}
	var list [][]string
	for _, l := range b.listed {
		list = append(list, l[:])
	}
	if err := errors.Join(b.contents.Texts(list), b.cover.Texts(b.coverLines(files))); err != nil {
		return err
	}
	return b.file.Write(to)
}

func (b *book) coverLines(files []file) [][]string {
	p := b.release.Plan
	next := ""
	if !p.Next.IsZero() {
		next = p.Words.Date(p.Next)
	}
	lines := [][]string{
		{b.text("cover.period"), p.Words.Text("opendata.period", "from", p.Words.Date(p.From), "to", p.Words.Date(p.Until.AddDate(0, 0, -1)))},
		{b.text("cover.asof"), p.Words.DateTime(p.AsOf)}, {b.text("cover.made"), p.Words.DateTime(p.MadeAt)}, {b.text("cover.next"), next},
		{b.text("cover.licence"), licenceTitle + " (" + licenceName + ")"}, {b.text("cover.publisher"), p.Publisher},
		{b.text("cover.contact"), p.Contact}, {b.text("cover.version"), p.Version},
	}
	for _, f := range files {
		if strings.HasSuffix(f.name, ".csv") {
			lines = append(lines, []string{"SHA-256 " + f.name, f.sum})
		}
	}
	return lines
}

func (w *writer) workbook() error {
	return w.put(Workbook, func(to io.Writer) (int64, error) { return 0, w.book.write(to, w.files) })
}
