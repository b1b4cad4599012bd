package reports

import (
	"io"
	"os"
)

// system is what saving asks of the operating system: each step may fail, and a test lets it.
type system interface {
	temporary(folder string) (file, error)
	temporaryFolder(folder string) (string, error)
	create(path string) (file, error)
	rename(from, to string) error
	sync(folder string) error
}

// file is one that is being written.
type file interface {
	io.Writer
	Name() string
	Chmod(mode os.FileMode) error
	Sync() error
	Close() error
}

// disk is the system that documents are saved on.
var disk system = machine{}

// temporaries is how files are called that are not yet documents.
const temporaries = ".tuntas-*.part"

// machine is the system itself.
type machine struct{}

func (machine) temporary(folder string) (file, error) {
	f, err := os.CreateTemp(folder, temporaries)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (machine) temporaryFolder(folder string) (string, error) {
	return os.MkdirTemp(folder, temporaries)
}

func (machine) create(path string) (file, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode) //nolint:gosec // a document is made to be handed on
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (machine) rename(from, to string) error { return os.Rename(from, to) }
func (machine) sync(folder string) error     { return syncFolder(folder) }
