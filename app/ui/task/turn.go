package task

import "sync"

// InTurn is r for work that would only hinder each other: at most together pieces of it run at once, the others wait in the
// order in which they came. Work that nobody waits for any more ends at once when its turn comes, by its context.
func InTurn(r Runner, together int) Runner {
	q := &queue{start: r.start, free: together}
	r.start = q.add
	return r
}

// queue is work that waits for its turn.
type queue struct {
	start   func(func())
	mu      sync.Mutex
	free    int // how many pieces may begin now
	waiting []func()
}

func (q *queue) add(f func()) {
	q.mu.Lock()
	q.waiting = append(q.waiting, f)
	begins := q.free > 0
	if begins {
		q.free--
	}
	q.mu.Unlock()
	if begins {
		q.start(q.work)
	}
}

// work does what waits, one after the other, until nothing does.
func (q *queue) work() {
	for f := q.next(); f != nil; f = q.next() {
		f()
	}
}

func (q *queue) next() (f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) == 0 {
		q.free++
		return nil
	}
	f, q.waiting = q.waiting[0], q.waiting[1:]
	return f
}
