package store

import "os"

// LeftOpen tells whether the last one that had the database at path open has not closed it: its process ended suddenly, or the
// computer did. It takes nothing and changes nothing, and belongs before Open, which wipes the trace.
func LeftOpen(path string) bool {
	_, err := os.Stat(path + ".lock.holder")
	return path != "" && err == nil && !Held(path)
}
