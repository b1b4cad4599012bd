//go:build unix

package store_test

import (
	"syscall"
	"time"
)

// processorTime is what all threads of this process have used: a busy machine does not change it.
func processorTime() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
