//go:build !unix

package reports

import "os"

// syncFolder does nothing: these systems cannot sync a folder.
func syncFolder(string) error { return nil }

// namelessFile is not to be had: a file that is open cannot be removed.
func namelessFile() (file *os.File, ok bool, err error) { return nil, false, nil }
