package reports

import (
	"errors"
	"os"
)

// ErrStep is the error of a step that fails.
var ErrStep = errors.New("the disk fails")

// FailAt lets the step with this number fail, counted from 1 over all that is created, written, set, synced, closed and renamed,
// while save runs. It returns how many steps there were.
func FailAt(n int, save func()) (steps int) {
	f := &failing{machine: machine{}, at: n}
	disk = f
	defer func() { disk = machine{} }()
	save()
	return f.steps
}

// failing is a system of which one step fails.
type failing struct {
	machine
	at, steps int
}

func (f *failing) step() error {
	if f.steps++; f.steps == f.at {
		return ErrStep
	}
	return nil
}

func (f *failing) temporary(folder string) (file, error) {
	return f.opened(func() (file, error) { return f.machine.temporary(folder) })
}

func (f *failing) create(path string) (file, error) {
	return f.opened(func() (file, error) { return f.machine.create(path) })
}

func (f *failing) opened(open func() (file, error)) (file, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	made, err := open()
	if err != nil {
		return nil, err
	}
	return &failingFile{made, f}, nil
}

func (f *failing) temporaryFolder(folder string) (string, error) {
	if err := f.step(); err != nil {
		return "", err
	}
	return f.machine.temporaryFolder(folder)
}

func (f *failing) rename(from, to string) error {
	return errors.Join(f.step(), f.unless(func() error { return f.machine.rename(from, to) }))
}

func (f *failing) sync(folder string) error {
	return errors.Join(f.step(), f.unless(func() error { return f.machine.sync(folder) }))
}

// unless does what the step stands for, unless it is the one that fails.
func (f *failing) unless(do func() error) error {
	if f.steps == f.at {
		return nil
	}
	return do()
}

// failingFile is a file of which one step fails. A write that fails has written half of it, as on a full disk.
type failingFile struct {
	file
	on *failing
}

func (f *failingFile) Write(text []byte) (int, error) {
	if err := f.on.step(); err != nil {
		n, _ := f.file.Write(text[:len(text)/2])
		return n, err
	}
	return f.file.Write(text)
}

func (f *failingFile) Chmod(mode os.FileMode) error {
	return errors.Join(f.on.step(), f.on.unless(func() error { return f.file.Chmod(mode) }))
}

func (f *failingFile) Sync() error {
	return errors.Join(f.on.step(), f.on.unless(f.file.Sync))
}

func (f *failingFile) Close() error { return errors.Join(f.on.step(), f.file.Close()) }
