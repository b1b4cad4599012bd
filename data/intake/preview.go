package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"tuntas/data"
)

// Preview shows what a profile would make of the beginning of a file.
type Preview struct {
	Path      string // of the file, or archive.zip!entry
	Tables    int    // how many tables lie in the file; the preview is that of the first
	Kind      FileKind
	Format    Format            // told from the content
	Encoding  Encoding          // decided from the file's first bytes
	Delimiter string            // one character; empty when the format is not delimited text
	Sheet     string            // of a workbook: the one that is read
	Titles    int               // rows above the header, which are passed over
	Columns   []Column          // one for each field of the header
	Rows      [][]string        // as text, quotes and what says who sent a report taken away; a row that cannot be taken apart is one field
	Unmapped  []Unmapped        // activities without a line in the profile, most frequent first; refused or kept as recorded
	Refused   []data.RefusedRow // rows among Rows that would be refused
}

// Column is one column of a file.
type Column struct {
	Header string
	Field  string // what it becomes, in the words of the profile; empty when it is not used

	// Personal says that the column tells who sent the report. Its values are shown nowhere; they are taken, encrypted, only
	// when Field says so.
	Personal bool
}

// Unmapped is an activity for which a profile has no line.
type Unmapped struct {
	Activity string // may be empty
	Rows     int64  // in how many of the rows it stands
}

// longestLook is after how long a child that shows no rows is given up.
const longestLook = 5 * time.Minute

// Look reads the header and at most this many rows of the file as Read would, into no sink. Of an archive it judges all
// headers and reads rows of the first entry. Its errors are those of Read.
func Look(p *Profile, path string, rows int) (Preview, error) {
	ctx, done := context.WithTimeout(context.Background(), longestLook)
	defer done()
	places, err := placesAt(path)
	if err != nil {
		return Preview{}, err
	}
	for _, other := range places[1:] {
		if err := judged(ctx, p, other); err != nil {
			return Preview{}, err
		}
	}
	t, err := openFor(ctx, p, places[0])
	if err != nil {
		return Preview{}, err
	}
	defer t.Close() //nolint:errcheck // opened for reading only
	v := Preview{Path: t.path, Tables: len(places), Kind: t.fit.section.kind, Format: t.format, Encoding: t.encoding, Delimiter: t.comma, Sheet: t.sheet, Titles: t.titles, Columns: t.columns()}
	in := newReading(p, (*watcher)(&v))
	rs := in.rowsOf(t)
	for range rows {
		rec, err := t.source.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return Preview{}, broken(t.path, err)
		}
		v.Rows = append(v.Rows, rs.shown(rec))
		if err := rs.take(rec); err != nil {
			return Preview{}, fmt.Errorf("look at %s: %w", path, err)
		}
	}
	v.Unmapped = in.unmapped()
	return v, nil
}

// judged opens and closes a table.
func judged(ctx context.Context, p *Profile, at place) error {
	t, err := openFor(ctx, p, at)
	if err != nil {
		return err
	}
	return t.Close()
}

// watcher is a sink that keeps nothing but the refused rows.
type watcher Preview

func (w *watcher) NextFile(string) error             { return nil }
func (w *watcher) AddReport(data.Report) error       { return nil }
func (w *watcher) AddCase(data.Report) error         { return nil }
func (w *watcher) AddEvent(string, data.Event) error { return nil }
func (w *watcher) AddMove(string, data.Event) error  { return nil }
func (w *watcher) Pass() error                       { return nil }
func (w *watcher) Note(data.Finding) error           { return nil }
func (w *watcher) Refuse(r data.RefusedRow) error    { w.Refused = append(w.Refused, r); return nil }

// columns names what each column of the table becomes. A column may become several things; then all are named.
func (t *table) columns() []Column {
	all := make([]Column, len(t.header))
	for i, h := range t.header {
		all[i].Header = h
	}
	for f, at := range t.fit.at {
		columns := t.fit.joined[f]
		if columns == nil && at >= 0 {
			columns = []int{at}
		}
		for _, at := range columns {
			all[at].become(field(f).name(t.fit.section.kind))
		}
	}
	for _, m := range t.fit.moves {
		m.name(all)
	}
	for _, at := range t.personalColumns() {
		all[at].Personal = true
	}
	return all
}

// name names what the columns of the move become.
func (m movePlace) name(all []Column) {
	for i, p := range m.parts {
		for _, at := range p.columns {
			all[at].become("move." + fieldNames[movePart[i]])
		}
	}
	for _, at := range m.at.columns {
		all[at].become("move.time")
	}
	for _, at := range m.status.columns {
		all[at].become("move.when")
	}
}

func (c *Column) become(name string) {
	if slices.Contains(strings.Split(c.Field, ", "), name) {
		return
	}
	if c.Field != "" {
		name = c.Field + ", " + name
	}
	c.Field = name
}

// texts is the row for people.
func texts(rec record) []string {
	if rec.fields == nil {
		return []string{printable(rec.raw)}
	}
	all := make([]string, len(rec.fields))
	for i, b := range rec.fields {
		all[i] = printable(b)
	}
	return all
}

// unmapped lists the activities that no line of the profile names.
func (r *reading) unmapped() []Unmapped {
	var all []Unmapped
	for _, a := range r.named {
		if !a.known {
			all = append(all, Unmapped{Activity: a.text, Rows: a.rows})
		}
	}
	slices.SortFunc(all, func(a, b Unmapped) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Activity, b.Activity))
	})
	return all
}

// suggestRows is how many rows of a file are tried with a profile.
const suggestRows = 200

// shippedProfiles opens the profiles that come with Tuntas.
func shippedProfiles() map[string]*Profile {
	all := make(map[string]*Profile)
	for _, name := range Profiles() {
		if p, err := Open(name); err == nil { // a test opens them all
			all[name] = p
		}
	}
	return all
}

// candidate is a profile that a file could be read with.
type candidate struct {
	name                string
	refused, rows, used int
	saved               bool
}

// suggest returns those of the profiles whose columns the file has, the best first.
func suggest(path string, profiles map[string]*Profile) ([]candidate, error) {
	var fitting []candidate
	for _, name := range slices.Sorted(maps.Keys(profiles)) {
		v, err := Look(profiles[name], path, suggestRows)
		if errors.Is(err, data.ErrColumnMissing) || errors.Is(err, data.ErrColumnTwice) {
			continue
		}
		if err != nil {
			return nil, err
		}
		fitting = append(fitting, candidate{name: name, refused: len(v.Refused), rows: len(v.Rows), used: v.used()})
	}
	slices.SortStableFunc(fitting, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.refused, b.refused), cmp.Compare(b.used, a.used))
	})
	return fitting, nil
}

func candidateNames(all []candidate) []string {
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = c.name
	}
	return names
}

// used counts the columns that become something.
func (v Preview) used() int {
	n := 0
	for _, c := range v.Columns {
		if c.Field != "" {
			n++
		}
	}
	return n
}
