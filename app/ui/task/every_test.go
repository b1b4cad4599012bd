package task

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestEvery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		r := Runner{start: Background.start, deliver: func(f func()) { f() }, after: Background.after, waits: true}
		Every(ctx, time.Hour, r, func() { n++ })
		time.Sleep(150 * time.Minute)
		synctest.Wait()
		if n != 2 {
			t.Errorf("after two hours and a half it was called %d times", n)
		}
		cancel()
		time.Sleep(3 * time.Hour)
		synctest.Wait()
		if n != 2 {
			t.Errorf("after the end it was called %d times", n)
		}
	})
}

func TestEveryInline(t *testing.T) {
	Every(t.Context(), time.Hour, Inline, func() { t.Error("no time passes inline") })
}
