// Command tuntas-cli does the work of Tuntas without a window: it makes the sample city, brings files in, tracks reports,
// asks questions, writes documents and draws the pages of the window as pictures. It knows flags, exit codes and how answers
// are printed. It refuses to know how any of it is done.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/store"
)

// version is set when the program is built.
var version = "dev"

// Exit codes: design, section 8.
const (
	exitFailed  = 1
	exitUsage   = 2
	exitRefused = 3
)

func main() { os.Exit(run(os.Args[1:])) }

// run carries one command line out and returns the exit code.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	d := &desk{clock: time.Now}
	root := d.command()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	if !errors.Is(err, data.ErrRowsRefused) || !d.json {
		fmt.Fprintln(os.Stderr, d.sentence(err))
	}
	return exitCode(err)
}

// usageError is a wrong command line; its text is for the person who typed it.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }

// Unwrap returns what is wrong.
func (e usageError) Unwrap() error { return e.err }

// usageErrors are errors that come from what was typed, not from what was found.
var usageErrors = []error{
	data.ErrUnknownQuestion, data.ErrUnknownDimension, data.ErrPeriod, data.ErrUnknownKind, data.ErrUnknownProfile,
}

func exitCode(err error) int {
	var usage usageError
	if errors.As(err, &usage) {
		return exitUsage
	}
	for _, u := range usageErrors {
		if errors.Is(err, u) {
			return exitUsage
		}
	}
	if errors.Is(err, data.ErrRowsRefused) {
		return exitRefused
	}
	return exitFailed
}

// desk is what all commands share: the global flags and how to speak.
type desk struct {
	json  bool
	lang  string
	debug bool
	clock func() time.Time
}

// sentence is what a person reads about err. Wrong usage is told in the words of the flag parser.
func (d *desk) sentence(err error) string {
	var usage usageError
	if errors.As(err, &usage) {
		return "tuntas-cli: " + usage.Error()
	}
	if d.debug {
		return fmt.Sprintf("%s\n(%v)", d.language(nil).Reason(err), err)
	}
	return d.language(nil).Reason(err)
}

// language returns the words for people; a nil zone is Jakarta's.
func (d *desk) language(zone *time.Location) *i18n.Language {
	if zone == nil {
		zone, _ = time.LoadLocation("Asia/Jakarta") // embedded in the program
	}
	return i18n.For(d.lang, zone)
}

func (d *desk) command() *cobra.Command {
	root := &cobra.Command{
		Use: "tuntas-cli", Version: version, Args: args(0, 0), RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
		SilenceErrors: true, SilenceUsage: true,
		Short: "Citizens' reports: bring in, track, ask, publish",
		Long:  "tuntas-cli does the work of Tuntas without a window.\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 done but with refused rows under --strict.",
	}
	root.PersistentFlags().BoolVar(&d.json, "json", false, "print for machines: JSON")
	root.PersistentFlags().StringVar(&d.lang, "lang", "id", "language for people: id or en")
	root.PersistentFlags().BoolVar(&d.debug, "debug", false, "add the whole chain to an error")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(d.demoCommand(), d.importCommand(), d.trackCommand(), d.askCommand(), d.publishCommand(), d.picturesCommand(), d.profilesCommand())
	return root
}

// open opens the database that a --db flag names. It must exist unless make is set: a wrong name must not make an empty one.
func (d *desk) open(ctx context.Context, path string, create bool) (*store.DB, error) {
	if path == "" {
		return nil, usageError{errors.New("--db FILE is needed")}
	}
	if _, err := os.Stat(path); err != nil && !create {
		return nil, data.About(path, data.ErrUnknownPlace)
	}
	return store.Open(ctx, path, store.Options{Clock: d.clock})
}

// withDB opens the database, runs fn and closes it; the first error counts, but none is lost. A file that was made for fn
// goes away again when fn fails, so that nothing half written stays.
func (d *desk) withDB(ctx context.Context, path string, create bool, fn func(db *store.DB) error) (err error) {
	_, missing := os.Stat(path)
	db, err := d.open(ctx, path, create)
	if err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, db.Close())
		if err != nil && missing != nil {
			err = errors.Join(err, store.Remove(path))
		}
	}()
	return fn(db)
}

// args demands between lowest and highest arguments, in the words of cobra; highest below 0 is open.
func args(lowest, highest int) cobra.PositionalArgs {
	return func(c *cobra.Command, given []string) error {
		check := cobra.RangeArgs(lowest, highest)
		if highest < 0 {
			check = cobra.MinimumNArgs(lowest)
		}
		if err := check(c, given); err != nil {
			return usageError{fmt.Errorf("%s: %w", c.CommandPath(), err)}
		}
		return nil
	}
}
