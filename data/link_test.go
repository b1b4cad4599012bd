package data_test

import (
	"errors"
	"testing"

	"tuntas/data"
)

func TestLinkable(t *testing.T) {
	standing := map[int64]int64{1: 2, 2: 3, 7: 8}
	for _, tt := range []struct {
		name     string
		from, to int64
		kind     data.LinkKind
		role     data.Role
		want     error
	}{
		{"two that nobody linked", 4, 5, data.LinkDuplicate, data.Validator, nil},
		{"to the end of a chain", 4, 1, data.LinkContinues, data.Officer, nil},
		{"with itself", 4, 4, data.LinkDuplicate, data.Validator, data.ErrLink},
		{"linked already", 1, 5, data.LinkDuplicate, data.Validator, data.ErrLink},
		{"round in a circle of two", 8, 7, data.LinkDuplicate, data.Validator, data.ErrLink},
		{"round in a circle of three", 3, 1, data.LinkDuplicate, data.Validator, data.ErrLink},
		{"no such kind", 4, 5, "friend", data.Validator, data.ErrLink},
		{"an analyst", 4, 5, data.LinkDuplicate, data.Analyst, data.ErrRole},
	} {
		err := data.Linkable(data.Link{From: tt.from, To: tt.to, Kind: tt.kind}, standing, data.Staff{Name: "x", Role: tt.role})
		if !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
}
