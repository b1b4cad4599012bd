package store

import (
	"encoding/json"
	"errors"
	"os"
	"os/user"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"tuntas/data"
)

// fileLock is the lock on "<database>.lock". It is apart from DuckDB's own lock, which is lost as soon as the process
// opens and closes the database file by any other way.
type fileLock struct {
	flock *flock.Flock
	stays bool // the text of the holder stays behind: the next opening shall be as careful as this one
}

// holder is what the lock file says about who holds it.
type holder struct {
	By    string    `json:"by"`
	PID   int       `json:"pid"`
	Since time.Time `json:"since"`
}

// takeLock takes the lock of the database at path or returns a data.InUseError.
func takeLock(path string, now time.Time) (*fileLock, error) {
	name := path + ".lock"
	if err := writable(filepath.Dir(path)); err != nil {
		return nil, err
	}
	f := flock.New(name, flock.SetPermissions(0o600))
	ok, err := f.TryLock()
	if err != nil {
		return nil, cannotWrite(name, err)
	}
	if !ok {
		return nil, inUse(name)
	}
	// The text is a courtesy to whoever is refused; the lock holds without it.
	text, err := json.Marshal(holder{By: account(), PID: os.Getpid(), Since: now.UTC()})
	if err == nil {
		err = os.WriteFile(name+".holder", text, 0o600)
	}
	if err != nil {
		return nil, errors.Join(cannotWrite(name, err), f.Unlock())
	}
	return &fileLock{flock: f}, nil
}

func (l *fileLock) release() error {
	if l.stays {
		return l.flock.Unlock()
	}
	return errors.Join(os.Remove(l.flock.Path()+".holder"), l.flock.Unlock())
}

func inUse(name string) error {
	var h holder
	text, err := os.ReadFile(name + ".holder") //nolint:gosec // beside the user's own database
	if err == nil {
		err = json.Unmarshal(text, &h)
	}
	if err != nil {
		h = holder{} // who it is remains unknown
	}
	return &data.InUseError{By: h.By, PID: h.PID, Since: h.Since}
}

// account returns user and machine as the operating system reports them.
func account() string {
	name := "?"
	if u, err := user.Current(); err == nil {
		name = u.Username
	}
	host, err := os.Hostname()
	if err != nil {
		return name
	}
	return name + "@" + host
}

// Held tells whether another process, or this one, has the database at path open. It takes nothing and changes nothing.
func Held(path string) bool {
	if _, err := os.Stat(path + ".lock"); err != nil {
		return false
	}
	f := flock.New(path+".lock", flock.SetPermissions(0o600))
	ok, err := f.TryLock()
	if ok {
		err = f.Unlock()
	}
	return err == nil && !ok
}
