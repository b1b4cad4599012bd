// Package task starts work beside the window and brings its results back. It knows goroutines, timers and how a function
// reaches the goroutine that owns the widgets. It refuses to know what the work is and what is shown of it: no page, no
// widget, no store. It is the only package of the user interface that starts goroutines.
package task

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
)

// Runner says where work runs, how its results come back, and how time passes.
type Runner struct {
	start, deliver func(func())
	after          func(d time.Duration, f func()) // calls f once, d later, on any goroutine
	waits          bool                            // after really waits
}

// Background works on a goroutine of its own and delivers to the one that owns the widgets. It is for the program.
var Background = Runner{
	start:   func(f func()) { go f() },
	deliver: fyne.Do,
	after:   func(d time.Duration, f func()) { time.AfterFunc(d, f) },
	waits:   true,
}

// Inline works, delivers and waits at once, on the goroutine of the caller. It is for tests and pictures.
var Inline = Runner{
	start:   func(f func()) { f() },
	deliver: func(f func()) { f() },
	after:   func(_ time.Duration, f func()) { f() },
}

// Run lets r do work and delivers its result to done, which may touch widgets. The answer is dropped when ctx has ended
// by then: whoever left a page hears no more of it. Run itself returns at once with Background.
func Run[T any](ctx context.Context, r Runner, work func(context.Context) (T, error), done func(T, error)) {
	r.start(func() {
		v, err := work(ctx)
		r.deliver(func() {
			if ctx.Err() == nil {
				done(v, err)
			}
		})
	})
}
