package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// How large a log grows, and how many former ones are kept beside it.
const (
	maxLog  = 5 << 20
	keptLog = 4
)

// journal is a log file that begins anew when it has grown large: name, name.1, ... name.4, the latest first. It may be written
// to from several goroutines.
type journal struct {
	mu   sync.Mutex
	name string
	most int64
	size int64
	file *os.File
}

func openJournal(name string, most int64) (*journal, error) {
	j := &journal{name: name, most: most}
	return j, j.open()
}

func (j *journal) open() error {
	f, err := os.OpenFile(j.name, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return errors.Join(err, f.Close())
	}
	j.file, j.size = f, info.Size()
	return nil
}

// Write appends a line, in a new file when it would make this one too large.
func (j *journal) Write(line []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.size > 0 && j.size+int64(len(line)) > j.most {
		if err := j.turn(); err != nil {
			return 0, err
		}
	}
	n, err := j.file.Write(line)
	j.size += int64(n)
	return n, err
}

func (j *journal) turn() error {
	if err := errors.Join(j.file.Close(), putAside(j.name)); err != nil {
		return errors.Join(err, j.open())
	}
	return j.open()
}

// Close closes the file.
func (j *journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.file.Close()
}

// putAside gives the file the name of the latest former one; each former one moves on by a place, and the last goes.
func putAside(name string) error {
	for n := keptLog; n > 0; n-- {
		from := name
		if n > 1 {
			from = fmt.Sprint(name, ".", n-1)
		}
		if err := os.Rename(from, fmt.Sprint(name, ".", n)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// openCrash opens the file that gets the last words of a crash. What the last crash has left is put aside; its name is returned.
func openCrash(folder string) (f *os.File, left string, err error) {
	name := filepath.Join(folder, "crash.log")
	if s, err := os.Stat(name); err == nil && s.Size() > 0 {
		if err := putAside(name); err != nil {
			return nil, "", err
		}
		left = name + ".1"
	}
	f, err = os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	return f, left, err
}
