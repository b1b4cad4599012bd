package data_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"tuntas/data"
)

var update = flag.Bool("update", false, "write the golden files anew")

var start = time.Date(2026, 3, 1, 1, 0, 0, 0, time.UTC)

// at returns a history that ends in s, followed up by "officer" and decided by "validator".
func at(s data.Stage) data.History {
	paths := map[data.Stage][]data.Kind{
		data.Waiting:      {data.Received},
		data.Coordination: {data.Received, data.Coordinated},
		data.Disposition:  {data.Received, data.Coordinated, data.Disposed},
		data.Process:      {data.Received, data.Coordinated, data.Started},
		data.FollowUp:     {data.Received, data.Coordinated, data.Started, data.FollowedUp},
		data.Validation:   {data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted},
		data.Done:         {data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted, data.Accepted},
		data.Rejected:     {data.Received, data.RejectedIt},
	}
	return walk(paths[s]...)
}

func walk(kinds ...data.Kind) data.History {
	var h data.History
	for i, k := range kinds {
		e := data.Event{Seq: int64(i + 1), Kind: k, Stage: k.Target(), Unit: "unit", Actor: "officer", HappenedAt: start.Add(time.Duration(i) * time.Hour)}
		if k == data.Received {
			e.Stage = data.Waiting
		}
		if k.Decision() || k == data.Undone {
			e.Actor = "validator"
		}
		h = append(h, e)
	}
	return h
}

// secondPass returns a history that waits for its second decision; name has filed the second follow-up.
func secondPass(name string) data.History {
	h := walk(data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted, data.Refused, data.FollowedUp, data.Submitted)
	h[6].Actor, h[7].Actor = name, name
	return h
}

// TestMatrix is the whole table of moves as the bureau may read it: every stage, command and role.
func TestMatrix(t *testing.T) {
	var b strings.Builder
	for _, s := range data.Stages() {
		for _, k := range data.Commands() {
			for _, r := range data.Roles() {
				c := data.Command{Version: at(s).Version(), Kind: k, Unit: "unit", Reason: "reason"}
				answer := "yes"
				if err := data.Allowed(at(s), c, data.Staff{Name: "validator", Role: r}, start.AddDate(0, 0, 1)); err != nil {
					answer = err.Error()
				} else if k.Target() != "" {
					answer = "yes -> " + string(k.Target())
				}
				fmt.Fprintf(&b, "%-12s %-11s %-10s %s\n", s, k, r, answer)
			}
		}
	}
	const golden = "testdata/moves.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the table of moves differs from %s; look at it and run with -update", golden)
	}
}

func TestAllowed(t *testing.T) {
	validator := data.Staff{Name: "validator", Role: data.Validator}
	officer := data.Staff{Name: "officer", Role: data.Officer}
	for _, tt := range []struct {
		name string
		h    data.History
		c    data.Command
		by   data.Staff
		want error
	}{
		{"no history", nil, data.Command{Kind: data.Accepted}, validator, data.ErrNotFound},
		{"stale comes before not allowed", at(data.Done), data.Command{Version: 3, Kind: data.Accepted}, validator, data.ErrConflict},
		{"own work", at(data.Validation), data.Command{Version: 5, Kind: data.Accepted}, data.Staff{Name: "officer", Role: data.Validator}, data.ErrOwnWork},
		{"own work of an earlier pass", secondPass("other"),
			data.Command{Version: 8, Kind: data.Accepted}, data.Staff{Name: "officer", Role: data.Validator}, nil},
		{"refusal without reason", at(data.Validation), data.Command{Version: 5, Kind: data.Refused, Reason: " "}, validator, data.ErrReasonMissing},
		{"no unit", at(data.Waiting), data.Command{Version: 1, Kind: data.Coordinated}, officer, data.ErrUnitMissing},
		{"undo another's", at(data.Done), data.Command{Version: 6, Kind: data.Undone}, data.Staff{Name: "else", Role: data.Validator}, data.ErrNothingToUndo},
		{"undo one's own", at(data.Done), data.Command{Version: 6, Kind: data.Undone}, validator, nil},
		{"undo after a remark", append(at(data.Done), data.Event{Kind: data.Noted}), data.Command{Version: 7, Kind: data.Undone}, validator, data.ErrNothingToUndo},
		{"unknown", at(data.Waiting), data.Command{Version: 1, Kind: "x"}, validator, data.ErrUnknownCommand},
		{"clock behind", at(data.Rejected), data.Command{Version: 2, Kind: data.Noted}, validator, data.ErrClock},
	} {
		now := start.AddDate(0, 0, 1)
		if tt.want == data.ErrClock {
			now = start
		}
		if err := data.Allowed(tt.h, tt.c, tt.by, now); !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
}

func TestPossibleMove(t *testing.T) {
	for _, tt := range []struct {
		from data.Stage
		kind data.Kind
		to   data.Stage
		want bool
	}{
		{data.Waiting, data.Coordinated, data.Coordination, true},
		{data.Waiting, data.Coordinated, data.Process, false}, // a kind leads to its own stage
		{data.Waiting, data.Accepted, data.Done, false},
		{data.Validation, data.Refused, data.Process, true},
		{data.Validation, data.FieldChecked, "", true},
		{data.Validation, data.FieldChecked, data.Validation, true},
		{data.Validation, data.FieldChecked, data.Done, false},
		{data.Process, data.Undone, data.Validation, true},
		{data.Done, data.Noted, "", true},
		{data.Waiting, data.Received, data.Waiting, true},
		{data.Done, data.Received, data.Waiting, false},
		{data.Done, data.Recorded, data.Waiting, true},
		{data.Waiting, "dreamt", "", false},
	} {
		if got := data.PossibleMove(tt.from, tt.kind, tt.to); got != tt.want {
			t.Errorf("%s out of %s into %q: %v", tt.kind, tt.from, tt.to, got)
		}
	}
}
