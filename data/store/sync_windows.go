package store

// syncFolder does nothing: Windows has no such promise to ask for.
func syncFolder(string) error { return nil }

// modesCount tells whether the modes of files say who may read them.
const modesCount = false
