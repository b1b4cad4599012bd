package data_test

import (
	"testing"

	"tuntas/data"
)

func TestFindingKindsAreDistinct(t *testing.T) {
	seen := make(map[data.FindingKind]bool)
	for _, k := range data.FindingKinds() {
		if seen[k] || k == "" {
			t.Errorf("%q stands twice or is empty", k)
		}
		seen[k] = true
	}
	if !data.FoundTrimmed.Cleaning() || data.FoundGone.Cleaning() {
		t.Error("trimming is cleaning, a vanished event is not")
	}
}
