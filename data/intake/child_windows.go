package intake

import (
	"os/exec"
	"runtime/debug"
	"syscall"
)

// hideChild keeps the system from opening a window for the child.
func hideChild(cmd *exec.Cmd) {
	const noWindow = 0x08000000
	cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true, CreationFlags: noWindow}
}

// limitChild sets the soft bound on memory; Windows knows no others that a process could set itself without more than the
// standard library.
func limitChild() error {
	debug.SetMemoryLimit(softMemory)
	return nil
}
