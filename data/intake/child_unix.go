//go:build linux || darwin

package intake

import (
	"os"
	"os/exec"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
)

// hideChild has nothing to hide here.
func hideChild(*exec.Cmd) {}

// hardMemory is by how much the address space of a child may grow behind its start, in bytes.
const hardMemory = 2 << 30

// limitChild gives up files and sets the bounds on memory. What is open stays open.
func limitChild() error {
	debug.SetMemoryLimit(softMemory)
	if have, ok := addressSpace(); ok {
		if err := limit(syscall.RLIMIT_AS, have+hardMemory); err != nil {
			return err
		}
	}
	for _, resource := range []int{syscall.RLIMIT_CORE, syscall.RLIMIT_FSIZE, syscall.RLIMIT_NOFILE} {
		if err := limit(resource, 0); err != nil {
			return err
		}
	}
	return nil
}

// limit lowers what this process may use of a resource, for good.
func limit(resource int, most uint64) error {
	return syscall.Setrlimit(resource, &syscall.Rlimit{Cur: most, Max: most})
}

// addressSpace is how much of it this process has, as Linux tells; other systems do not.
func addressSpace() (size uint64, ok bool) {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, false
	}
	pages, err := strconv.ParseUint(strings.SplitN(string(text), " ", 2)[0], 10, 64)
	return pages * uint64(os.Getpagesize()), err == nil
}
