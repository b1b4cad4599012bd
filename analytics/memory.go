package analytics

import (
	"context"
	"fmt"
	"sync"
)

// Memory is a database that remembers the answers it gave: the same question in the same scope costs nothing until something
// is written. What was asked and is being answered is not asked again. It may be used from several goroutines; rows of an
// answer are shared, and must stay as they are.
type Memory struct {
	Querier
	changes func() int64

	mu    sync.Mutex
	seen  int64 // changes, of all that is held
	held  map[string]*memory
	order []string // of held, the longest there first
	cells int      // of all that is held
}

// memory is one answer; it may be read once ready is closed.
type memory struct {
	ready  chan struct{}
	answer Answer
	err    error
}

// mostCells bounds what is remembered: a cell is some 50 bytes.
const mostCells = 500_000

// NewMemory returns a memory of db's answers. Changes gives another number after each write.
func NewMemory(db Querier, changes func() int64) *Memory {
	return &Memory{Querier: db, changes: changes, held: map[string]*memory{}}
}

// ask gives the answer that is remembered, or asks for it. An answer that fails is forgotten, and who waits for one that
// another has given up asks anew.
func (m *Memory) ask(ctx context.Context, q Question, s Scope) (Answer, error) {
	name := s.memo(q)
	for {
		found, mine := m.find(name)
		if mine {
			defer m.keep(name, found) // also when a panic leaves the error as it is
			found.answer, found.err = q.answer(ctx, m, s)
			return found.answer, found.err
		}
		select {
		case <-found.ready:
		case <-ctx.Done():
			return Answer{}, ctx.Err()
		}
		if found.err == nil {
			a := found.answer
			a.Scope = s
			return a, nil
		}
	}
}

// known gives an answer that is remembered, in a scope that fits the question; it neither asks nor waits.
func (m *Memory) known(q Question, s Scope) (Answer, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	found, ok := m.held[s.memo(q)]
	if !ok || m.changes() != m.seen {
		return Answer{}, false
	}
	select {
	case <-found.ready:
		return found.answer, found.err == nil
	default:
		return Answer{}, false
	}
}

// remembered asks a question in a scope that fits it; where db remembers its answers, once.
func remembered(ctx context.Context, db Querier, q Question, s Scope) (Answer, error) {
	if m, ok := db.(*Memory); ok {
		return m.ask(ctx, q, s)
	}
	return q.answer(ctx, db, s)
}

// find returns what is remembered under a name, or a place for what is asked now; mine tells which.
func (m *Memory) find(name string) (found *memory, mine bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if now := m.changes(); now != m.seen {
		m.seen, m.cells, m.order = now, 0, nil
		clear(m.held)
	}
	if found, ok := m.held[name]; ok {
		return found, false
	}
	found = &memory{ready: make(chan struct{}), err: context.Canceled}
	m.held[name] = found
	return found, true
}

// keep ends the waiting for an answer, and forgets the oldest ones where there are too many.
func (m *Memory) keep(name string, a *memory) {
	m.mu.Lock()
	defer m.mu.Unlock()
	close(a.ready)
	switch {
	case m.held[name] != a: // something was written meanwhile
		return
	case a.err != nil:
		delete(m.held, name)
		return
	}
	m.order, m.cells = append(m.order, name), m.cells+a.answer.size()
	for m.cells > mostCells && len(m.order) > 1 {
		m.cells -= m.held[m.order[0]].answer.size()
		delete(m.held, m.order[0])
		m.order = m.order[1:]
	}
}

func (a Answer) size() int { return 1 + len(a.Rows)*len(a.Columns) }

// memo is all of a scope by which the answer to a question can differ, as text. With what a measure is compared is of no
// matter to questions that compare nothing: the course on a tile is that of the trend, and of the measure's own question.
func (s Scope) memo(q Question) string {
	if !q.bounded {
		s.Against = ""
	}
	if s.Against != Target {
		s.Target = 0
	}
	return fmt.Sprintf("%q %q %q %q %q %q %q %q %d %g %d %d %d %d", q.Name, s.Of, s.Rule, s.Grain, s.By, s.Against, s.Issue, s.Where,
		s.Least, s.Target, s.From.UnixNano(), s.Until.UnixNano(), s.asOf().UnixNano(), s.Since.UnixNano()) + zoneOf(s).String() + s.days()
}

// days are the first day and the one after the last: two instants may be the same and their days not.
func (s Scope) days() string { return s.From.Format(" 2006-01-02") + s.Until.Format(" 2006-01-02") }
