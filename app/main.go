// Command tuntas is the window of Tuntas. It knows flags, paths and the log; it opens the store, loads the language, shows
// the window and closes everything again. It refuses to know what the window shows.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"os/user"
	"path/filepath"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/adrg/xdg"
	"github.com/google/uuid"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/app/ui"
	"tuntas/app/ui/settings"
	"tuntas/app/ui/task"
	"tuntas/data/intake"
	"tuntas/data/store"
	"tuntas/reports"
)

// version is set when the program is built.
var version = "dev"

func init() {
	app.SetMetadata(fyne.AppMetadata{ID: "org.tuntas.desktop", Name: "Tuntas", Version: version, Icon: assets.Icon()})
}

// windowSize is how large the window opens.
var windowSize = fyne.NewSize(1280, 800)

func main() {
	if code, served := intake.ServeChild(os.Args); served {
		os.Exit(code)
	}
	intake.Isolate()
	path := flag.String("db", filepath.Join(xdg.DataHome, "tuntas", "tuntas.duckdb"), "database file, made when it does not exist")
	lang := flag.String("lang", "", "language: id or en (default: as set in the window)")
	tell := flag.Bool("version", false, "print the version")
	flag.Parse()
	if *tell {
		fmt.Println("tuntas", version)
		return
	}
	if err := run(*path, *lang); err != nil {
		slog.Error("tuntas ended", "error", err)
		os.Exit(1)
	}
}

func run(path, lang string) error {
	closeLog, err := keepLog()
	if err != nil {
		return err
	}
	defer closeLog()
	config := filepath.Join(xdg.ConfigHome, "tuntas", "settings.toml")
	values := loadSettings(config)
	if lang != "" {
		values.Language = lang
	}
	a := app.New()
	if err := i18n.Install(values.Language); err != nil {
		slog.Warn("Fyne's own words stay as they are", "error", err)
	}
	w := a.NewWindow("Tuntas")
	w.Resize(windowSize)
	w.SetMaster()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	p := program{ctx: ctx, app: a, window: w, path: path, config: config, values: values}
	p.open()
	w.ShowAndRun()
	cancel()
	return p.close()
}

// program is what runs from the opening of the window to its closing.
type program struct {
	ctx          context.Context
	app          fyne.App
	window       fyne.Window
	path, config string
	values       settings.Values
	db           *store.DB
}

// open opens the store and shows the pages, or says why it cannot and offers to try again.
func (p *program) open() {
	db, err := store.Open(p.ctx, p.path, store.Options{Working: office.WorkingDay})
	if err != nil {
		slog.Error("the database does not open", "error", err)
		ui.ShowFailure(p.window, i18n.For(p.values.Language, time.Local), p.values, err, p.open)
		return
	}
	p.db = db
	ui.New(p.ctx, ui.Office{
		Window: p.window, DB: db, Run: task.Background, Clock: time.Now, NewID: uuid.NewString, Account: account(), Values: p.values,
		Keep:     func(v settings.Values) error { return saveSettings(p.config, v) },
		SaveFile: reports.Save, OpenFile: p.openFile, Profiles: intake.Folder(filepath.Join(filepath.Dir(p.config), "profiles")),
		Opened: traced(),
	})
}

// traced returns what logs how long the validator waited for a case; nil unless TUNTAS_TRACE is set.
func traced() func(report int64, waited time.Duration) {
	if os.Getenv("TUNTAS_TRACE") == "" {
		return nil
	}
	return func(report int64, waited time.Duration) {
		slog.Info("case on screen", "report", report, "waited", waited)
	}
}

// openFile hands a file to the system's program for it.
func (p *program) openFile(path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	return p.app.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(abs)})
}

func (p *program) close() error {
	if p.db == nil {
		return nil
	}
	return p.db.Close()
}

// account is who sits here, as the operating system reports it.
func account() string {
	u, err := user.Current()
	if err != nil {
		return "?"
	}
	return u.Username
}

// keepLog sends the log to a file in the state folder and to the terminal, and the last words of a crash to a file beside
// it.
func keepLog() (end func(), err error) {
	folder := filepath.Join(xdg.StateHome, "tuntas")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	lines, err := openLog(filepath.Join(folder, "tuntas.log"))
	if err != nil {
		return nil, err
	}
	crash, err := openLog(filepath.Join(folder, "crash.log"))
	if err != nil {
		return nil, errors.Join(err, lines.Close())
	}
	if err := debug.SetCrashOutput(crash, debug.CrashOptions{}); err != nil {
		return nil, errors.Join(err, crash.Close(), lines.Close())
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(io.MultiWriter(os.Stderr, lines), nil)))
	return func() { _, _ = crash.Close(), lines.Close() }, nil
}

// maxLog is the size beyond which a log is put aside at the next start, in the place of the one before.
const maxLog = 5 << 20

// openLog opens a log to be written on.
func openLog(path string) (*os.File, error) {
	if s, err := os.Stat(path); err == nil && s.Size() > maxLog {
		if err := os.Rename(path, path+".old"); err != nil {
			return nil, err
		}
	}
	return os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
}
