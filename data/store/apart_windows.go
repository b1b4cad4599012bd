package store

import (
	"os/exec"
	"syscall"
)

// hideChild keeps the child from opening a window of its own.
func hideChild(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{HideWindow: true} }

// noCore has nothing to do here.
func noCore() {}
