package task

import (
	"sync/atomic"
	"time"
)

// Typing is how long a search field waits after the last key.
const Typing = 220 * time.Millisecond

// Reading is how long a notice stays.
const Reading = 6 * time.Second

// Debounce returns a function that has f called d after its last call, delivered by r: for a search field that asks once
// the person stops typing. With Inline f is called at once, each time.
func Debounce(d time.Duration, r Runner, f func()) func() {
	later := Later(d, r)
	return func() { later(f) }
}

// Later returns a function that keeps one function waiting: what it is given is called d later, delivered by r, unless
// another is given before. A nil function only calls off the waiting one. With Inline it is called at once.
func Later(d time.Duration, r Runner) func(f func()) {
	var latest atomic.Int64
	return func(f func()) {
		n := latest.Add(1)
		if f == nil {
			return
		}
		r.after(d, func() {
			if latest.Load() != n {
				return
			}
			r.deliver(func() {
				if latest.Load() == n {
					f()
				}
			})
		})
	}
}
