//go:build !unix

package store_test

import "time"

var processBegan = time.Now()

// processorTime is the time that has passed, where the system is not asked for more.
func processorTime() time.Duration { return time.Since(processBegan) }
