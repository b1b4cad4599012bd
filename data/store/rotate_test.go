package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/data/store"
)

func TestThinned(t *testing.T) {
	at := func(text string) time.Time {
		parsed, err := time.Parse("2006-01-02 15", text)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	for _, tt := range []struct {
		name string
		made []string
		want []string // what goes
	}{
		{"none", nil, nil},
		{"one, however old", []string{"1999-01-01 00"}, nil},
		{"the latest of a day stays", []string{"2026-03-01 08", "2026-03-01 12", "2026-03-01 10"}, []string{"2026-03-01 10", "2026-03-01 08"}},
		{"days without a backup do not count", []string{"2026-03-01 08", "2026-01-01 08", "2025-12-24 08"}, nil},
		{"the eighth day goes, but for its week", []string{
			"2026-03-11 08", "2026-03-10 08", "2026-03-09 08", "2026-03-08 08", "2026-03-07 08", "2026-03-06 08", "2026-03-05 08",
			"2026-03-04 08", "2026-03-03 08", "2026-03-02 08", "2026-03-01 08", "2026-02-28 08",
		}, []string{"2026-03-04 08", "2026-03-03 08", "2026-03-02 08"}},
		{"weeks begin on Monday and go on over New Year", []string{
			"2026-01-04 08", "2026-01-03 08", "2026-01-02 08", "2026-01-01 08", "2025-12-31 08", "2025-12-30 08", "2025-12-29 08",
			"2025-12-28 08", "2025-12-27 08",
		}, []string{"2025-12-27 08"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var made, want []time.Time
			for _, m := range tt.made {
				made = append(made, at(m))
			}
			for _, w := range tt.want {
				want = append(want, at(w))
			}
			if diff := cmp.Diff(want, store.Thinned(made)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestThinnedDayByDay makes a backup every six hours for three years and thins after each, as the program does.
func TestThinnedDayByDay(t *testing.T) {
	var kept []time.Time
	from := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 3 * 365 * 4 {
		now := from.Add(time.Duration(i) * 6 * time.Hour)
		kept = append(kept, now)
		gone := map[time.Time]bool{}
		for _, g := range store.Thinned(kept) {
			gone[g] = true
		}
		if gone[now] {
			t.Fatalf("%v: the latest is gone", now)
		}
		var left []time.Time
		for _, k := range kept {
			if !gone[k] {
				left = append(left, k)
			}
		}
		kept = left
	}
	if n := len(kept); n < 12 || n > 23 {
		t.Errorf("%d are kept", n)
	}
	if age := kept[len(kept)-1].Sub(kept[0]); age < 330*24*time.Hour {
		t.Errorf("the oldest is only %v old", age)
	}
}
