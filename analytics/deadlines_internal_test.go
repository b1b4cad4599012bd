package analytics

import (
	"math/big"
	"testing"
)

// TestClocksOfParts: what is counted part by part adds up to the whole, and its mean is that of all clocks that stopped, also
// where the sum is more than 64 bits hold.
func TestClocksOfParts(t *testing.T) {
	sum := deadlineCount{gone: new(big.Int)}
	if got := sum.mean(); got != nil {
		t.Errorf("mean %v of no clocks; want none", got)
	}
	for range 4 {
		sum.add(clockKept, 1, big.NewInt(1<<62))
		sum.add(clockClosely, 1, big.NewInt(1))
		sum.add(clockLate, 1, big.NewInt(2))
		sum.add(clockRunning, 1, big.NewInt(1<<40))
		sum.add(clockOverdue, 1, big.NewInt(1<<50))
	}
	if sum.clocks != 20 || sum.kept != 8 || sum.late != 4 || sum.running != 4 || sum.overdue != 4 || sum.nearly != 4 {
		t.Errorf("%+v; want four of each state", sum)
	}
	if got, want := sum.mean(), float64(1<<62+3)/3/1e6; got != want {
		t.Errorf("mean %v; want %v", got, want)
	}
}
