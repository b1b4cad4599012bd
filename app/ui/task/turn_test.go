package task

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestInTurn: two pieces of work at once, in the order in which they came; what nobody waits for takes no time.
func TestInTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		r := InTurn(d.runner(), 2)
		began, left := time.Now(), context.Background()
		gone, leave := context.WithCancel(left)
		var mu sync.Mutex
		var started []int
		var done []int
		for i := range 6 {
			ctx := left
			if i == 2 || i == 3 {
				ctx = gone
			}
			Run(ctx, r, func(ctx context.Context) (int, error) {
				if ctx.Err() != nil {
					return 0, ctx.Err()
				}
				mu.Lock()
				started = append(started, i)
				mu.Unlock()
				time.Sleep(time.Second)
				return i, nil
			}, func(i int, _ error) { done = append(done, i) })
		}
		leave()
		time.Sleep(1500 * time.Millisecond)
		synctest.Wait()
		d.run()
		slices.Sort(done)
		if !slices.Equal(done, []int{0, 1}) {
			t.Errorf("%v were done by the first", done)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		d.run()
		slices.Sort(done)
		slices.Sort(started)
		if !slices.Equal(done, []int{0, 1, 4, 5}) || !slices.Equal(started, done) || time.Since(began) > 3*time.Second {
			t.Errorf("done %v, started %v, after %v", done, started, time.Since(began))
		}
	})
}

// TestInTurnInline: what works at once still does, also from within.
func TestInTurnInline(t *testing.T) {
	r := InTurn(Inline, 1)
	var done []int
	one := func(context.Context) (int, error) { return 1, nil }
	Run(t.Context(), r, one, func(int, error) {
		done = append(done, 1)
		Run(t.Context(), r, one, func(int, error) { done = append(done, 2) })
	})
	if !slices.Equal(done, []int{1, 2}) {
		t.Errorf("%v", done)
	}
}
