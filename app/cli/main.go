// Command tuntas-cli does the work of Tuntas without a window: it makes the sample city, brings files and photos in, tracks
// reports, asks questions, writes documents, draws the pages of the window as pictures and takes care of the database. It
// knows flags, exit codes and how answers
// are printed. It refuses to know how any of it is done.
package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/intake"
	"tuntas/data/store"
)

// version is set when the program is built.
var version = "dev"

// Exit codes: design, section 8.
const (
	exitFailed  = 1
	exitUsage   = 2
	exitRefused = 3
	exitChanged = 4
)

func main() {
	if code, served := intake.ServeChild(os.Args); served {
		os.Exit(code)
	}
	if code, served := store.ServeChild(os.Args); served {
		os.Exit(code)
	}
	intake.Isolate()
	store.Isolate()
	private()
	os.Exit(run(os.Args[1:]))
}

// run carries one command line out and returns the exit code.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	stdout = &output{to: os.Stdout}
	d := &desk{clock: time.Now}
	root := d.command()
	root.SetArgs(args)
	err := errors.Join(root.ExecuteContext(ctx), stdout.err)
	if err == nil {
		return 0
	}
	if !errors.Is(err, data.ErrRowsRefused) || !d.json {
		fmt.Fprintln(os.Stderr, d.sentence(err))
	}
	return exitCode(err)
}

// usageError is a wrong command line: the key of its sentence and what the sentence is filled with.
type usageError struct {
	key   string
	pairs []any
}

func (e usageError) Error() string { return fmt.Sprint(e.key, e.pairs) }

// usage returns a wrong command line whose sentence has the key "cli.usage." and key.
func usage(key string, pairs ...any) error { return usageError{"cli.usage." + key, pairs} }

// wrongLine is a command line that cobra cannot read.
func wrongLine(c *cobra.Command, err error) error {
	return usage("line", "value", err.Error(), "command", c.CommandPath())
}

// usageErrors are errors that come from what was typed, not from what was found.
var usageErrors = []error{
	data.ErrUnknownQuestion, data.ErrUnknownDimension, data.ErrPeriod, data.ErrUnknownKind, data.ErrUnknownProfile, data.ErrProfileName,
	data.ErrTemplate, data.ErrIssue,
}

func exitCode(err error) int {
	var wrong usageError
	if errors.As(err, &wrong) {
		return exitUsage
	}
	for _, u := range usageErrors {
		if errors.Is(err, u) {
			return exitUsage
		}
	}
	switch {
	case errors.Is(err, data.ErrRowsRefused):
		return exitRefused
	case errors.Is(err, data.ErrIssueChanged):
		return exitChanged
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

// sentence is what a person reads about err.
func (d *desk) sentence(err error) string {
	var wrong usageError
	if errors.As(err, &wrong) {
		return "tuntas-cli: " + d.language(nil).Text(wrong.key, wrong.pairs...)
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
		Long:  "tuntas-cli does the work of Tuntas without a window.\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 done but with refused rows under --strict, 4 an issue stands but would differ today.",
	}
	root.SetOut(stdout)
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if d.lang != "id" && d.lang != "en" {
			return usage("lang", "value", d.lang)
		}
		return nil
	}
	root.PersistentFlags().BoolVar(&d.json, "json", false, "print for machines: JSON")
	root.PersistentFlags().StringVar(&d.lang, "lang", "id", "language for people: id or en")
	root.PersistentFlags().BoolVar(&d.debug, "debug", false, "add the whole chain to an error")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return wrongLine(c, err) })
	root.AddCommand(d.demoCommand(), d.importCommand(), d.photosCommand(), d.trackCommand(), d.askCommand(), d.publishCommand(), d.picturesCommand(), d.profilesCommand(), d.findingsCommand(), d.referenceCommand())
	root.AddCommand(d.careCommands()...)
	return root
}

// open opens the database that a --db flag names. It must exist unless make is set: a wrong name must not make an empty one.
func (d *desk) open(ctx context.Context, path string, create bool) (*store.DB, error) {
	if path == "" {
		return nil, usage("db")
	}
	_, err := os.Stat(path)
	switch {
	case err == nil, errors.Is(err, fs.ErrNotExist) && create:
	case errors.Is(err, fs.ErrNotExist):
		return nil, data.About(path, data.ErrUnknownPlace)
	default:
		return nil, data.About(path, err)
	}
	return store.Open(ctx, path, d.options())
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
		if err != nil && errors.Is(missing, fs.ErrNotExist) {
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
		if highest == 0 && len(given) > 0 {
			return wrongLine(c, fmt.Errorf("%q", given[0]))
		}
		if err := check(c, given); err != nil {
			return wrongLine(c, err)
		}
		return nil
	}
}
