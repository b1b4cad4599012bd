package task

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// desk stands for the goroutine that owns the widgets: what is delivered runs when the test says so.
type desk struct {
	mu   sync.Mutex
	jobs []func()
}

func (d *desk) deliver(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.jobs = append(d.jobs, f)
}

func (d *desk) run() {
	d.mu.Lock()
	jobs := d.jobs
	d.jobs = nil
	d.mu.Unlock()
	for _, f := range jobs {
		f()
	}
}

func (d *desk) runner() Runner {
	return Runner{start: Background.start, deliver: d.deliver, after: Background.after}
}

func TestRunDelivers(t *testing.T) {
	bad := errors.New("bad")
	tests := []struct {
		name string
		err  error
		end  bool // ctx ends between the work and the delivery
		want []string
	}{
		{name: "answer", want: []string{"7 <nil>"}},
		{name: "error", err: bad, want: []string{"7 bad"}},
		{name: "page left", end: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				var d desk
				var got []string
				Run(ctx, d.runner(), func(context.Context) (string, error) { return "7", tt.err },
					func(v string, err error) { got = append(got, v+" "+text(err)) })
				synctest.Wait()
				if len(got) != 0 {
					t.Fatalf("shown before the delivery: %q", got)
				}
				if tt.end {
					cancel()
				}
				d.run()
				if !slices.Equal(got, tt.want) {
					t.Errorf("got %q, want %q", got, tt.want)
				}
			})
		})
	}
}

func text(err error) string {
	if err == nil {
		return "<nil>"
	}
	return err.Error()
}

func TestRunInline(t *testing.T) {
	got := 0
	Run(t.Context(), Inline, func(context.Context) (int, error) { return 3, nil }, func(v int, _ error) { got = v })
	if got != 3 {
		t.Errorf("got %d, want 3", got)
	}
}

func TestDebounceWaitsForTheLastCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d desk
		calls := 0
		ask := Debounce(Typing, d.runner(), func() { calls++ })
		for range 5 {
			ask()
			time.Sleep(Typing - time.Millisecond)
			d.run()
		}
		if calls != 0 {
			t.Fatalf("asked %d times while typing", calls)
		}
		time.Sleep(2 * time.Millisecond)
		synctest.Wait()
		d.run()
		if calls != 1 {
			t.Errorf("asked %d times, want 1", calls)
		}
	})
}

func TestLaterCalledOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d desk
		later := Later(time.Second, d.runner())
		later(func() { t.Error("a function that was called off ran") })
		time.Sleep(2 * time.Second)
		synctest.Wait() // it is delivered, but not run yet
		later(nil)
		d.run()
	})
}

func TestDebounceInline(t *testing.T) {
	calls := 0
	ask := Debounce(time.Hour, Inline, func() { calls++ })
	ask()
	ask()
	if calls != 2 {
		t.Errorf("asked %d times, want 2", calls)
	}
}

func TestProgressIsThrottled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d desk
		var got []int
		report := Progress(t.Context(), d.runner(), func(n int) { got = append(got, n) })
		for i := range 1000 { // a second of work
			report(i)
			time.Sleep(time.Millisecond)
			d.run()
		}
		time.Sleep(2 * Beat)
		synctest.Wait()
		d.run()
		if len(got) < 9 || len(got) > 12 {
			t.Errorf("shown %d times in a second, want about 10", len(got))
		}
		if got[0] != 0 || got[len(got)-1] != 999 || !slices.IsSorted(got) {
			t.Errorf("got %v, want 0 first, 999 last, ascending", got)
		}
	})
}

func TestFollowShowsNothingAfterDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d desk
		var got []string
		work := func(_ context.Context, report func(string)) (string, error) {
			report("half")
			report("most") // waits for the beat, which comes after the end
			return "all", nil
		}
		Follow(t.Context(), d.runner(), work,
			func(p string) { got = append(got, p) },
			func(v string, _ error) { got = append(got, v) })
		synctest.Wait()
		time.Sleep(3 * Beat)
		synctest.Wait()
		d.run()
		if want := []string{"most", "all"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestFollowInline(t *testing.T) {
	var got []int
	work := func(_ context.Context, report func(int)) (int, error) {
		report(1)
		report(2)
		return 3, nil
	}
	Follow(t.Context(), Inline, work, func(p int) { got = append(got, p) },
		func(v int, _ error) { got = append(got, v) })
	if want := []int{1, 2, 3}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestFollowLeavingThePage(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	work := func(_ context.Context, report func(int)) (int, error) {
		cancel()
		report(1)
		return 2, nil
	}
	Follow(ctx, Inline, work,
		func(int) { t.Error("progress shown on a page that was left") },
		func(int, error) { t.Error("answer shown on a page that was left") })
}
