//go:build unix

package store

import "golang.org/x/sys/unix"

// freeBytes returns how much the user may still write to the disk of folder; ok is false when the system does not say.
func freeBytes(folder string) (free uint64, ok bool) {
	var st unix.Statfs_t
	if err := unix.Statfs(folder, &st); err != nil {
		return 0, false
	}
	return st.Bavail * uint64(st.Bsize), true //nolint:gosec // a block size is positive
}
