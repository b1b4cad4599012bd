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
	if code, served := store.ServeChild(os.Args); served {
		os.Exit(code)
	}
	intake.Isolate()
	store.Isolate()
	private()
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
	if askFront(path, frontWait) {
		return nil
	}
	closeLog, crashed, err := keepLog()
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
	p := program{ctx: ctx, app: a, window: w, path: path, config: config, values: values, crashed: crashed}
	w.SetCloseIntercept(p.quit)
	p.open()
	task.Every(ctx, frontBeat, task.Background, p.comeToFront)
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
	crashed      string // what the last crash has left; empty when there was none
	db           *store.DB
	ui           *ui.UI // nil while no database is open
	leave        func() // ends what the pages do
	left         bool   // the last session has not closed the database
}

func storeOptions() store.Options {
	return store.Options{Keyring: store.SystemKeyring{}, Working: office.WorkingDay}
}

// open opens the store and shows the pages, or says why it cannot and offers ways on.
func (p *program) open() {
	p.ui = nil
	p.left = store.LeftOpen(p.path)
	db, err := store.Open(p.ctx, p.path, storeOptions())
	if err != nil {
		slog.Error("the database does not open", "error", err)
		p.showFailure(err)
		return
	}
	p.show(db)
	p.crashed, p.left = "", false // it was told
}

func (p *program) show(db *store.DB) {
	var ctx context.Context
	ctx, p.leave = context.WithCancel(p.ctx)
	p.db = db
	p.ui = ui.New(ctx, ui.Office{
		Window: p.window, DB: db, Run: task.Background, Clock: time.Now, NewID: uuid.NewString, Account: account(), Values: p.values,
		Keep: func(v settings.Values) error {
			p.values = v
			return saveSettings(p.config, v)
		},
		SaveFile: reports.Save, OpenFile: p.openFile, Profiles: intake.Folder(filepath.Join(filepath.Dir(p.config), "profiles")),
		Crashed: p.crashed, Left: p.left, Opened: traced(), Restore: p.restore, Mend: p.mend, Version: version,
	})
}

func (p *program) language() *i18n.Language { return i18n.For(p.values.Language, zone()) }

// zone is the calendar of the store, by which also its backups are named.
func zone() *time.Location {
	z, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		return time.Local
	}
	return z
}

// closeDB closes the database after the pages have stopped. It belongs into work.
func (p *program) closeDB(db *store.DB) error {
	if db == nil {
		return nil
	}
	return db.Close()
}

// letGo ends what the pages do and returns the database that was open; nil when none was.
func (p *program) letGo() *store.DB {
	db := p.db
	if p.leave != nil {
		p.leave()
	}
	p.db, p.ui = nil, nil
	return db
}

// restore closes the database, puts a backup in its place and opens it again.
func (p *program) restore(backup string) {
	db := p.letGo()
	ui.ShowRestoring(p.ctx, p.window, ui.Restoring{
		Language: p.language(), Values: p.values, Run: task.Background,
		Do: func(ctx context.Context, progress store.Progress) (store.Restored, error) {
			if err := p.closeDB(db); err != nil {
				return store.Restored{}, err
			}
			return store.Restore(ctx, p.path, backup, storeOptions(), progress)
		},
		Done: func(r store.Restored, err error) {
			p.open()
			if p.ui != nil {
				p.ui.Restored(r, err)
			}
		},
	})
}

// mend closes the database and shows what can be done about err.
func (p *program) mend(err error) {
	db := p.letGo()
	work := func(context.Context) (struct{}, error) { return struct{}{}, p.closeDB(db) }
	task.Run(p.ctx, task.Background, work, func(_ struct{}, closing error) {
		if closing != nil {
			slog.Error("close the database", "error", closing)
		}
		p.showFailure(err)
	})
}

func (p *program) showFailure(err error) {
	f := ui.Failure{
		Err: err, Path: p.path, Language: p.language(), Values: p.values, Run: task.Background, Retry: p.open,
		Choose: func(path string) { p.path = path; p.open() },
		Recover: func(ctx context.Context, progress store.Progress) (store.Recovery, error) {
			return store.Recover(ctx, p.path, storeOptions(), progress)
		},
		Accept: func(r store.Recovery) error {
			_, err := store.AcceptRecovery(p.path, r, storeOptions())
			return err
		},
		Restore: p.restore, Diagnose: p.diagnose,
	}
	if all, err := store.Backups(p.path, p.values.Backup.Second, zone()); err == nil && len(all) > 0 {
		f.Snapshot, f.Backups = p.openSnapshot, all
	}
	ui.ShowFailure(p.ctx, p.window, f)
}

// diagnose writes the page for whoever helps about a database that does not open.
func (p *program) diagnose(ctx context.Context) (string, error) {
	found, err := store.Diagnose(ctx, p.path, p.values.Backup.Second, storeOptions())
	if err != nil {
		return "", err
	}
	return office.DoctorPage(p.language(), version, found), nil
}

// openSnapshot shows the latest backup, only to be read.
func (p *program) openSnapshot() {
	db, made, err := store.OpenSnapshot(p.ctx, p.path, p.values.Backup.Second, storeOptions())
	if err != nil {
		slog.Error("no backup opens", "error", err)
		p.showFailure(err)
		return
	}
	slog.Info("a backup is looked at", "made", made.MadeAt)
	p.show(db)
}

// quit closes the window, after a backup where settings ask for one.
func (p *program) quit() {
	if p.ui == nil {
		p.window.Close()
		return
	}
	p.ui.Close(p.window.Close)
}

// comeToFront shows the window when another start has asked for it.
func (p *program) comeToFront() {
	if p.db != nil && !p.db.ReadOnly() && answerFront(p.path) {
		p.window.Show()
		p.window.RequestFocus()
	}
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
// it. left names what the last crash has left, if the last session ended by one.
func keepLog() (end func(), left string, err error) {
	folder := filepath.Join(xdg.StateHome, "tuntas")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, "", err
	}
	lines, err := openJournal(filepath.Join(folder, "tuntas.log"), maxLog)
	if err != nil {
		return nil, "", err
	}
	crash, left, err := openCrash(folder)
	if err != nil {
		return nil, "", errors.Join(err, lines.Close())
	}
	if err := debug.SetCrashOutput(crash, debug.CrashOptions{}); err != nil {
		return nil, "", errors.Join(err, crash.Close(), lines.Close())
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(io.MultiWriter(os.Stderr, lines), nil)))
	if left != "" {
		slog.Warn("the last session ended by a crash", "left", left)
	}
	return func() { _, _ = crash.Close(), lines.Close() }, left, nil
}
