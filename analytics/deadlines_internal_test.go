package analytics

import (
	"math/big"
	"testing"
)

// TestClocksOfParts: what is counted part by part adds up to the whole, and its mean is that of all clocks that stopped, also
// where the sum is more than 64 bits hold.
func TestClocksOfParts(t *testing.T) {
	part := deadlineCount{clocks: 5, kept: 2, late: 1, running: 1, overdue: 1, nearly: 1, gone: big.NewInt(1<<62 + 3)}
	sum := deadlineCount{gone: new(big.Int)}
	if got := sum.mean(); got != nil {
		t.Errorf("mean %v of no clocks; want none", got)
	}
	for range 4 {
		sum.add(part)
	}
	if sum.clocks != 20 || sum.kept != 8 || sum.late != 4 || sum.running != 4 || sum.overdue != 4 || sum.nearly != 4 {
		t.Errorf("%+v; want four times %+v", sum, part)
	}
	if got, want := sum.mean(), float64(1<<62+3)/3/1e6; got != want {
		t.Errorf("mean %v; want %v", got, want)
	}
}
