package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"

	"tuntas/data/search"
)

// The index of words lives in memory alone: an import writes nothing for it, the file does not grow, and what was erased is
// gone from it as soon as it is dropped. Reports that came after it was made are looked through one by one.
const (
	segmentRows   = 1 << 17 // rows of one segment: making one anew takes a quarter of a second of one processor
	leastIndexed  = 5_000   // rows that are left to be looked through, because that is quick
	mostUnindexed = 50_000  // with more rows than these to be looked through the index is not asked at all
	rowsAtOnce    = 20_480  // rows that are read at once to be indexed
	searchesKept  = 16      // latest searches of which the reports are kept: a page asks for the count, lines and more lines
)

// wordIndex is the index of words as it stands, and the latest searches.
type wordIndex struct {
	making sync.Mutex // one at a time

	mu      sync.Mutex
	index   *search.Index
	dropped int // how many times the index was dropped
	newest  int64
	latest  map[string]foundReports
}

// foundReports are the reports of a search as bits, from report 0 on; the last one is none.
type foundReports struct {
	bits []byte
	n    int64
}

// now returns the index and how many times it was dropped before.
func (w *wordIndex) now() (*search.Index, int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.index, w.dropped
}

// there tells whether anything is in the index.
func (w *wordIndex) there() bool {
	index, _ := w.now()
	return index.End() > 0
}

// take makes x the index, unless it was dropped since.
func (w *wordIndex) take(x *search.Index, dropped int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.dropped == dropped {
		w.index, w.latest = x, nil
	}
}

// drop forgets all words. What is being made out of what was read before is not taken.
func (w *wordIndex) drop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.index, w.latest, w.dropped = nil, nil, w.dropped+1
}

// kept returns what was found in the index before, newest being the last row of report then and now.
func (w *wordIndex) kept(x *search.Index, newest int64, key string) (f foundReports, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.index != x || w.newest != newest {
		return f, false
	}
	f, ok = w.latest[key]
	return f, ok
}

func (w *wordIndex) keep(x *search.Index, newest int64, key string, f foundReports) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.index != x {
		return
	}
	if w.newest != newest || w.latest == nil || len(w.latest) >= searchesKept {
		w.newest, w.latest = newest, map[string]foundReports{}
	}
	w.latest[key] = f
}

// IndexWords makes searches quick: it reads the words of all reports into memory, of those that are there already only what
// is new. It takes a few seconds for a million reports, in which everything else goes on; it returns at once when there is
// little to do. Searches find the same with and without it.
func (db *DB) IndexWords(ctx context.Context) error {
	before, _ := db.words.now()
	err := db.indexWords(ctx, leastIndexed, segmentRows)
	if after, _ := db.words.now(); after != before {
		debug.FreeOSMemory() // making it needs several times the room of what is kept
	}
	return err
}

func (db *DB) indexWords(ctx context.Context, least, inSegment int64) error {
	db.words.making.Lock()
	defer db.words.making.Unlock()
	for {
		index, dropped := db.words.now()
		newest, behind, err := db.unindexed(ctx, index)
		if err != nil {
			return fmt.Errorf("index words: %w", err)
		}
		if behind < least {
			return nil
		}
		first := max(1, index.End())
		if last := index.Last(); last != nil && last.End()-last.First() < inSegment {
			first = last.First()
		}
		segment, err := db.segment(ctx, first, min(first+inSegment, newest+1))
		if err != nil {
			return fmt.Errorf("index words: %w", err)
		}
		db.words.take(index.With(segment), dropped)
	}
}

// unindexed returns the last row of report, and how many rows the index does not hold.
func (db *DB) unindexed(ctx context.Context, index *search.Index) (newest, behind int64, err error) {
	err = db.sql.QueryRowContext(ctx, "SELECT coalesce(max(id), $none), count(*) FROM report WHERE id >= $end",
		sql.Named("none", 0), sql.Named("end", index.End())).Scan(&newest, &behind)
	return newest, behind, err
}

// segment reads the words of the rows of report from first up to, not including, end.
func (db *DB) segment(ctx context.Context, first, end int64) (*search.Segment, error) {
	b, err := search.NewBuilder(first, end)
	if err != nil {
		return nil, err
	}
	for from := first; from < end; from += rowsAtOnce {
		if err := db.addWords(ctx, b, from, min(from+rowsAtOnce, end)); err != nil {
			return nil, err
		}
	}
	return b.Segment(), nil
}

func (db *DB) addWords(ctx context.Context, b *search.Builder, first, end int64) (err error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT id, coalesce(describes, id), coalesce(words, $none) FROM report
		WHERE id >= $first AND id < $end ORDER BY id`, sql.Named("none", ""), sql.Named("first", first), sql.Named("end", end))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var row, of int64
		var words string
		if err := rows.Scan(&row, &of, &words); err != nil {
			return err
		}
		b.Add(row, of, words)
	}
	return rows.Err()
}

// holding returns the condition that the report of c holds all these words.
func (db *DB) holding(ctx context.Context, words []string, n *names) (string, error) {
	f, ok, err := db.found(ctx, words)
	if err != nil {
		return "", err
	}
	if !ok {
		return fmt.Sprintf(byWords, holdAll(words, n)), nil
	}
	return fmt.Sprintf(byBits, n.put(f.bits), n.put(f.n-1), n.put(1)), nil
}

// found asks the index for the reports that hold all these words; false when too many reports are not in it.
func (db *DB) found(ctx context.Context, words []string) (f foundReports, ok bool, err error) {
	index, _ := db.words.now()
	if index.End() == 0 {
		return f, false, nil
	}
	newest, behind, err := db.unindexed(ctx, index)
	if err != nil || behind > mostUnindexed {
		return f, false, err
	}
	key := strings.Join(words, " ")
	if f, ok := db.words.kept(index, newest, key); ok {
		return f, true, nil
	}
	set := index.Find(words[0], words[1:]...)
	if behind > 0 {
		if err := db.findBehind(ctx, index.End(), newest, words, set); err != nil {
			return f, false, err
		}
	}
	f.bits, f.n = set.Bits()
	db.words.keep(index, newest, key, f)
	return f, true, nil
}

// findBehind adds the reports of the rows from first up to last that hold all these words.
func (db *DB) findBehind(ctx context.Context, first, last int64, words []string, to *search.Set) error {
	n := &names{}
	held := holdAll(words, n)
	ids, err := oneColumn[int64](ctx, db.sql, "SELECT coalesce(describes, id) FROM report WHERE id >= $first AND id <= $last AND "+held,
		append(n.args, sql.Named("first", first), sql.Named("last", last))...)
	for _, id := range ids {
		to.Add(id)
	}
	return err
}
