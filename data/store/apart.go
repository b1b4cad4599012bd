package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"tuntas/data"
)

// DuckDB is C++ in this process: a log that it stumbles over while it is carried out can end the process, and then no page is
// left to say so. A database that was not closed is therefore opened in a child process first, only to be looked at.

// Words between a program and the child that it starts.
const (
	childWord  = "open-database"           // first argument
	childMark  = "TUNTAS_OPENS_DATABASE=1" // set in the environment of a child
	childMagic = "tuntas has looked 1"     // begins the answer of a child that has come to its end
)

// childTime is how long a child may take. A log is a few megabytes as a rule, and carried out in a second.
const childTime = 2 * time.Minute

// opener is the program that is started as the child; empty: databases are opened in this process alone.
var opener string

// Isolate makes this program open a database that was not closed, or whose log is still there, in a child process first: it is
// the same program, started anew, which must call ServeChild before it does anything else. A child that crashes or hangs makes
// the opening fail with data.ErrDamaged, and a recovery go on without the log. Where no child can be started databases are
// opened as without it. It is called once, before the first database is opened.
func Isolate() {
	if path, err := os.Executable(); err == nil {
		opener = path
	}
}

// ServeChild looks at a database for the program that has started this one with these arguments (os.Args), and tells whether
// there is such a one; the program then ends with the code. Nothing is changed.
func ServeChild(args []string) (code int, served bool) {
	if len(args) != 4 || args[1] != childWord {
		return 0, false
	}
	noCore()
	err := inspectFile(context.Background(), args[2], Options{AnyHead: args[3] == anyHeadWord})
	text, err := json.Marshal(answerFrom(err))
	if err != nil {
		return 1, true
	}
	if _, err := fmt.Printf("%s\n%s\n", childMagic, text); err != nil {
		return 1, true
	}
	return 0, true
}

// anyHeadWord says that the head kept outside does not matter.
const anyHeadWord = "any-head"

// answer is what a child says of a database.
type answer struct {
	Kind string `json:"kind"` // the text of the error's sentinel; empty for none
	Text string `json:"text"` // of the whole chain, for the log
	At   string `json:"at"`   // what the error is about
}

// told are the errors that a child can answer with.
var told = []error{
	data.ErrHistoryCut, data.ErrLedger, data.ErrNewerSchema, data.ErrNotDatabase, data.ErrDiskFull, data.ErrOutOfMemory, data.ErrCannotWrite,
	data.ErrPathName, data.ErrDamaged,
}

func answerFrom(err error) answer {
	if err == nil {
		return answer{}
	}
	a := answer{Kind: data.ErrDamaged.Error(), Text: err.Error(), At: data.Subject(err)}
	for _, known := range told {
		if errors.Is(err, known) {
			a.Kind = known.Error()
			break
		}
	}
	return a
}

func (a answer) err() error {
	for _, known := range told {
		if a.Kind == known.Error() {
			err := fmt.Errorf("%w: %s", known, a.Text)
			if a.At != "" {
				return data.About(a.At, err)
			}
			return err
		}
	}
	return nil
}

// apart looks at the database at path in a child, and tells whether there was one. A child that ends without an answer gives
// data.ErrDamaged.
func apart(ctx context.Context, path string, o Options) (looked bool, err error) {
	if opener == "" || o.steps != nil {
		return false, nil
	}
	ctx, cancel := context.WithTimeout(ctx, childTime)
	defer cancel()
	head := "kept-head"
	if o.AnyHead {
		head = anyHeadWord
	}
	var out, words bytes.Buffer
	c := exec.CommandContext(ctx, opener, childWord, path, head) //nolint:gosec // this program
	c.Env, c.Stdout, c.Stderr, c.WaitDelay = append(os.Environ(), childMark), &out, &words, time.Second
	hideChild(c)
	if err := c.Start(); err != nil {
		return false, nil //nolint:nilerr // without a child the database is opened here
	}
	ended := c.Wait()
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return true, err
	}
	text, ok := strings.CutPrefix(out.String(), childMagic+"\n")
	var a answer
	if ended == nil && ok && json.Unmarshal([]byte(text), &a) == nil {
		return true, a.err()
	}
	return true, fmt.Errorf("%w: %w: %w", data.ErrDamaged, errDied, errors.Join(ended, lastWords(words.String())))
}

// errDied is the end of a child that gave no answer.
var errDied = errors.New("opening it ended a child process")

// lastWords is the first line of what a child said before it died.
func lastWords(text string) error {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if line == "" {
		return nil
	}
	return errors.New(line[:min(len(line), 200)])
}

// unclean tells whether the database at path was not closed, or its log is still there. It must be asked before the lock is
// taken.
func unclean(path string) bool {
	_, held := os.Stat(path + ".lock.holder")
	return held == nil || hasLog(path)
}

func hasLog(path string) bool {
	info, err := os.Stat(path + ".wal")
	return err == nil && info.Size() > 0
}
