//go:build !unix

package reports

// syncFolder does nothing: these systems cannot sync a folder.
func syncFolder(string) error { return nil }
