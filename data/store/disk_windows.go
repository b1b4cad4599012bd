package store

import "golang.org/x/sys/windows"

// freeBytes returns how much the user may still write to the disk of folder; ok is false when the system does not say.
func freeBytes(folder string) (free uint64, ok bool) {
	path, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return 0, false
	}
	err = windows.GetDiskFreeSpaceEx(path, &free, nil, nil)
	return free, err == nil
}
