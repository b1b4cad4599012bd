package opendata_test

import (
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/reports/opendata"
)

const salt = "a salt of this test only"

// plan is a release with k = 5.
func plan() opendata.Plan {
	return opendata.Plan{Name: "crm", Salt: salt, K: 5, Sensitive: []string{"Bantuan Sosial"}}
}

// city is n invented cases, some private, some rare, in the order of their keys.
func city(n int) opendata.Source {
	r := rand.New(rand.NewPCG(1, 2))
	areas := []string{"31.71.01.1001", "31.71.01.1002", "31.71.02.1001", "31.74.06.1003", "elsewhere"}
	categories := []string{"Jalan", "Jalan", "Jalan", "Sampah", "Bantuan Sosial", "Banjir"}
	var cases []opendata.Case
	for i := range n {
		c := opendata.Case{
			Number: fmt.Sprintf("JK%06d", i), Private: r.IntN(12) == 0, Category: categories[r.IntN(len(categories))],
			Channel: []string{"jaki", "jaki", "email"}[r.IntN(3)], Area: areas[r.IntN(len(areas))],
			SentOn: time.Date(2026, 1, 1+r.IntN(80), 0, 0, 0, 0, time.UTC), Stage: data.Done, Passes: 1,
			Stays: []opendata.Stay{{Stage: data.Waiting, Pass: 1, Hours: 3, Outcome: data.Done}, {Stage: data.Done, Pass: 1, Hours: -1}},
		}
		if i == 7 {
			c.Category = "Orang Hilang"
		}
		cases = append(cases, c)
	}
	slices.SortFunc(cases, func(a, b opendata.Case) int {
		return strings.Compare(opendata.Key(salt, a.Number), opendata.Key(salt, b.Number))
	})
	return sourceOf(cases)
}

func sourceOf(cases []opendata.Case) opendata.Source {
	return func(bool) iter.Seq2[opendata.Case, error] {
		return func(yield func(opendata.Case, error) bool) {
			for _, c := range cases {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}

func TestPrepareBalances(t *testing.T) {
	for _, n := range []int{40, 300, 5000} {
		r, err := opendata.Prepare(plan(), city(n))
		if err != nil {
			t.Fatalf("%d cases: %v", n, err)
		}
		b := r.Balance
		if b.Source != int64(n) || b.Source != b.Released+b.Withheld+b.Private || b.Private == 0 || b.Withheld == 0 {
			t.Errorf("%d cases: %+v", n, b)
		}
	}
}

func TestPrepareRefuses(t *testing.T) {
	few, loose := plan(), plan()
	few.K, loose.Salt = 2, "short"
	back := func(bool) iter.Seq2[opendata.Case, error] {
		return func(yield func(opendata.Case, error) bool) {
			var cases []opendata.Case
			for c := range city(10)(true) {
				cases = append(cases, c)
			}
			for _, c := range slices.Backward(cases) {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
	for name, err := range map[string]error{
		"small k": second(opendata.Prepare(few, city(100))), "short salt": second(opendata.Prepare(loose, city(100))),
		"order": second(opendata.Prepare(plan(), back)),
	} {
		if !errors.Is(err, data.ErrDisclosure) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := second(opendata.Prepare(plan(), sourceOf(nil))); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("nothing: %v", err)
	}
}

func second(_ *opendata.Release, err error) error { return err }
