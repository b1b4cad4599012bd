package task

import (
	"context"
	"sync"
	"time"
)

// Beat is the shortest time between two deliveries of progress: at most ten a second.
const Beat = 100 * time.Millisecond

// Progress returns a function that work calls as often as it likes, from any goroutine; show gets the latest value,
// delivered by r, at most once a Beat. The first value is shown at once, the last at most a Beat late. Values are dropped
// when ctx has ended. With Inline each value is shown.
func Progress[P any](ctx context.Context, r Runner, show func(P)) func(P) {
	m := &meter[P]{ctx: ctx, run: r, show: show}
	return m.report
}

// Follow is Run for work that tells how far it is. No progress is shown after done.
func Follow[T, P any](
	ctx context.Context, r Runner, work func(context.Context, func(P)) (T, error), show func(P), done func(T, error),
) {
	watched, stop := context.WithCancel(context.WithoutCancel(ctx))
	report := Progress(watched, r, func(p P) {
		if ctx.Err() == nil {
			show(p)
		}
	})
	r.start(func() {
		v, err := work(ctx, report)
		r.deliver(func() {
			stop()
			if ctx.Err() == nil {
				done(v, err)
			}
		})
	})
}

// meter lets at most one value a Beat through.
type meter[P any] struct {
	ctx  context.Context
	run  Runner
	show func(P)

	mu      sync.Mutex
	latest  P
	pending bool // latest waits to be shown
	resting bool // a value was shown less than a Beat ago
}

func (m *meter[P]) report(p P) {
	m.mu.Lock()
	m.latest, m.pending = p, true
	wait := m.resting
	m.resting = true
	m.mu.Unlock()
	if !wait {
		m.flush()
	}
}

// flush has the waiting value shown and rests for a Beat.
func (m *meter[P]) flush() {
	m.run.deliver(m.showLatest)
	m.run.after(Beat, m.wake)
}

func (m *meter[P]) showLatest() {
	m.mu.Lock()
	p, pending := m.latest, m.pending
	m.pending = false
	m.mu.Unlock()
	if pending && m.ctx.Err() == nil {
		m.show(p)
	}
}

// wake ends the rest: with a value that came in meanwhile it begins the next one.
func (m *meter[P]) wake() {
	m.mu.Lock()
	m.resting = m.pending
	again := m.pending
	m.mu.Unlock()
	if again && m.ctx.Err() == nil {
		m.flush()
	}
}
