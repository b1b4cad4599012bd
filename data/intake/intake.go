package intake

import (
	"context"
	"fmt"
	"hash/maphash"
	"io"
	"slices"

	"tuntas/data"
)

// Sink takes what the files hold; the store's batch is one. An error ends the reading.
type Sink interface {
	// NextFile tells that what follows comes from the file at path. A file that was given twice comes twice.
	NextFile(path string) error
	// AddReport takes a row of a file of reports. The same number may come again, in equal or in other words.
	AddReport(r data.Report) error
	// AddCase takes what the row of an event says about its report, just before the event. It comes once for each number
	// of which no file of reports speaks, from the first row that is taken. SentAt is zero where the row does not tell it.
	// Beside these it takes the second and further reports that one row of a file of reports stands for.
	AddCase(r data.Report) error
	// AddEvent takes an event of the report with this number; the report itself may come later, or never.
	AddEvent(number string, e data.Event) error
	// AddMove takes an event that the row of a report tells, just behind the report. An event that several rows of a report
	// tell comes once.
	AddMove(number string, e data.Event) error
	// Pass tells of a row that was read and stands for no report.
	Pass() error
	// Refuse takes a row that cannot be taken.
	Refuse(r data.RefusedRow) error
	// Note takes what was found odd: about a row just behind it, what is counted once for each file, behind its rows. Of
	// each kind at most 1,000 come by row from a file; how many more there are comes behind its rows.
	Note(f data.Finding) error
}

// Progress says how far a reading is.
type Progress struct {
	Path  string // the file that is being read, or archive.zip!entry
	Bytes int64  // read so far over all files, as they lie there, packed or not
	Total int64  // size of all files
	Rows  int64  // read so far over all files
}

// Count says what became of the rows. Read = Taken + Refused, Taken = Reports + Events + Empty.
type Count struct {
	Read    int64 // rows in the files, headers and empty lines aside
	Taken   int64 // rows that were not refused
	Refused int64 // rows given to Sink.Refuse
	Reports int64 // of Taken: rows given to Sink.AddReport
	Events  int64 // of Taken: rows given to Sink.AddEvent
	Empty   int64 // of Taken: rows given to Sink.Pass
	Cases   int64 // calls of Sink.AddCase; these are no rows of their own
	Moves   int64 // calls of Sink.AddMove; these are no rows of their own
}

// checkEvery is after how many rows the context is asked and the progress told.
const checkEvery = 1000

// Read reads the files through p into sink: files of reports first, else in the order of paths. All headers are judged
// before the first row is read. progress may be nil; it is told every 1,000 rows and at the end of each file.
//
// It returns what was counted until then and, beside errors of the sink and of reading, ctx's error, data.ErrUnknownPlace,
// data.ErrNotTable, data.ErrTooLarge, data.ErrProtected or data.ErrEmptyFile about a path, data.ErrColumnMissing about a column that a file lacks, or
// data.ErrColumnTwice about a column that a file has twice. A refused row is no error. One Read is meant to be one transaction:
// after an error the sink holds a part of the rows.
func Read(ctx context.Context, p *Profile, paths []string, sink Sink, progress func(Progress)) (Count, error) {
	r := newReading(p, sink)
	ordered, err := r.survey(ctx, paths)
	if err != nil {
		return r.count, err
	}
	for _, at := range ordered {
		if err := r.file(ctx, at, progress); err != nil {
			return r.count, err
		}
	}
	return r.count, nil
}

// reading is one Read: what is known across its files.
type reading struct {
	profile *Profile
	sink    Sink
	count   Count
	seed    maphash.Seed
	keys    words                        // values that are compared
	texts   words                        // free texts
	named   map[string]*activity         // by the text as it stands in a file
	listed  map[field]map[string]*listed // by the text as it stands in a file
	spoken  map[uint64]struct{}          // hashes of the numbers whose report the sink has
	given   map[uint64]struct{}          // hashes of the moves that the sink has
	folded  map[string]string            // statuses
	roles   map[string]data.Role
	done    int64 // bytes of the files before
	total   int64
}

func newReading(p *Profile, sink Sink) *reading {
	r := &reading{
		profile: p, sink: sink, seed: maphash.MakeSeed(), keys: newWords(cleanKey), texts: newWords(cleanText),
		named: make(map[string]*activity), listed: make(map[field]map[string]*listed), spoken: make(map[uint64]struct{}),
		given: make(map[uint64]struct{}), folded: make(map[string]string), roles: make(map[string]data.Role),
	}
	for f := range lists {
		r.listed[f] = make(map[string]*listed)
	}
	for _, role := range data.Roles() {
		r.roles[string(role)] = role
	}
	return r
}

// survey judges all files, adds up their sizes and returns where their tables lie, those of reports first.
func (r *reading) survey(ctx context.Context, paths []string) ([]place, error) {
	var reports, events []place
	for _, path := range paths {
		places, err := placesAt(path)
		if err != nil {
			return nil, err
		}
		for _, at := range places {
			t, err := openFor(ctx, r.profile, at)
			if err != nil {
				return nil, err
			}
			r.total += t.size
			if t.fit.section.kind == Reports {
				reports = append(reports, at)
			} else {
				events = append(events, at)
			}
			if err := t.Close(); err != nil {
				return nil, fmt.Errorf("close table: %w", err)
			}
		}
	}
	return slices.Concat(reports, events), nil
}

// file reads one table.
func (r *reading) file(ctx context.Context, at place, progress func(Progress)) error {
	t, err := openFor(ctx, r.profile, at)
	if err != nil {
		return err
	}
	defer t.Close() //nolint:errcheck // opened for reading only
	tell := func(bytes int64) {
		if progress != nil {
			progress(Progress{Path: at.path, Bytes: r.done + bytes, Total: r.total, Rows: r.count.Read})
		}
	}
	if err := r.sink.NextFile(at.path); err != nil {
		return fmt.Errorf("read %s: %w", at.path, err)
	}
	rows := r.rowsOf(t)
	for n := 0; ; n++ {
		if n%checkEvery == 0 {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("read %s: %w", at.path, err)
			}
			tell(t.done())
		}
		rec, err := t.source.next()
		if err == io.EOF {
			tell(t.size)
			r.done += t.size
			return rows.note()
		}
		if err != nil {
			return broken(at.path, err)
		}
		if err := rows.take(rec); err != nil {
			return fmt.Errorf("read %s, line %d: %w", at.path, rec.line, err)
		}
	}
}
