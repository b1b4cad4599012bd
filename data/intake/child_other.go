//go:build !linux && !darwin && !windows

package intake

import (
	"os/exec"
	"runtime/debug"
)

// hideChild has nothing to hide here.
func hideChild(*exec.Cmd) {}

// limitChild sets the soft bound on memory.
func limitChild() error {
	debug.SetMemoryLimit(softMemory)
	return nil
}
