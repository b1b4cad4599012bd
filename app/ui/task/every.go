package task

import (
	"context"
	"time"
)

// Every has f called by r each time d has passed, until ctx ends. A Runner for which no time passes, such as Inline, never
// calls it.
func Every(ctx context.Context, d time.Duration, r Runner, f func()) {
	if !r.waits {
		return
	}
	var again func()
	again = func() {
		if ctx.Err() != nil {
			return
		}
		r.deliver(func() {
			if ctx.Err() == nil {
				f()
			}
		})
		r.after(d, again)
	}
	r.after(d, again)
}
