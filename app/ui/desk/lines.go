package desk

import (
	"slices"

	"tuntas/data"
)

const (
	chunkRows   = 200 // rows that one question brings
	chunksHeld  = 50  // chunks that are kept
	chunksAsked = 2   // questions for chunks at one time: what was scrolled past meanwhile is never asked for
)

// lines holds the rows near those on screen, in chunks. The chunks used last are kept.
type lines struct {
	chunks map[int][]data.Summary
	used   []int        // numbers of the chunks that are held, the one used longest ago first
	asked  map[int]bool // chunks whose question is open
}

func newLines() lines { return lines{chunks: map[int][]data.Summary{}, asked: map[int]bool{}} }

// at returns row i, false while it is not held.
func (w *lines) at(i int) (data.Summary, bool) {
	if i < 0 {
		return data.Summary{}, false
	}
	chunk := w.chunks[i/chunkRows]
	if i%chunkRows >= len(chunk) {
		return data.Summary{}, false
	}
	w.touch(i / chunkRows)
	return chunk[i%chunkRows], true
}

// holds tells whether the chunk of row i is here, even if it ends before i.
func (w *lines) holds(i int) bool {
	_, ok := w.chunks[i/chunkRows]
	return ok
}

// touch makes n the chunk that was used last.
func (w *lines) touch(n int) {
	if k := slices.Index(w.used, n); k >= 0 {
		w.used = slices.Delete(w.used, k, k+1)
	}
	w.used = append(w.used, n)
}

// put takes a chunk in and drops what was not used for longest.
func (w *lines) put(n int, rows []data.Summary) {
	delete(w.asked, n)
	w.chunks[n] = rows
	w.touch(n)
	for len(w.used) > chunksHeld {
		delete(w.chunks, w.used[0])
		w.used = w.used[1:]
	}
}

// replace holds nothing but rows, which begin with the chunk first.
func (w *lines) replace(first int, rows []data.Summary) {
	*w = newLines()
	n := first
	for chunk := range slices.Chunk(rows, chunkRows) {
		w.put(n, chunk)
		n++
	}
}

// mayAsk tells whether chunk n may be asked for now, and notes that it is.
func (w *lines) mayAsk(n int) bool {
	if w.asked[n] || len(w.asked) >= chunksAsked {
		return false
	}
	w.asked[n] = true
	return true
}

// forgetAsked is for a new question: the answers to the older ones will be dropped.
func (w *lines) forgetAsked() { clear(w.asked) }

// find returns the row of the report with this id, false when it is not held.
func (w *lines) find(id int64) (int, bool) {
	for n, chunk := range w.chunks {
		for k, s := range chunk {
			if s.ID == id {
				return n*chunkRows + k, true
			}
		}
	}
	return 0, false
}
