package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/store"
)

// careCommands are the commands that take care of the database.
func (d *desk) careCommands() []*cobra.Command {
	return []*cobra.Command{d.backupCommand(), d.restoreCommand(), d.verifyCommand(), d.recoverCommand(), d.doctorCommand(),
		d.personCommand(), d.eraseCommand(), d.retentionCommand()}
}

// existing demands a database file that is there.
func existing(path string) error {
	if path == "" {
		return usage("db")
	}
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = data.ErrUnknownPlace
		}
		return data.About(path, err)
	}
	return nil
}

func (d *desk) options() store.Options {
	return store.Options{Clock: d.clock, Working: office.WorkingDay, Keyring: keyring()}
}

// progress shows which part of the work is under way.
func (d *desk) progress(b *bar) store.Progress {
	l := d.language(nil)
	return func(part store.Part, done, all int64) {
		share := -1.0
		if all > 0 {
			share = float64(done) / float64(all)
		}
		b.show(share, l.Text("care.part."+string(part)))
	}
}

func (d *desk) backupCommand() *cobra.Command {
	var path, second string
	c := &cobra.Command{
		Use: "backup --db FILE", Short: "Make a verified backup and let old ones go", Args: args(0, 0),
		Long:    "Makes a copy in FILE.backups, verifies it and thins out older ones: of the last 7 days, 4 weeks and 12 months the latest stays.",
		Example: "  tuntas-cli backup --db city.duckdb --second /media/disk/backups",
	}
	c.Flags().StringVar(&path, "db", "", "database file")
	c.Flags().StringVar(&second, "second", "", "another folder that gets a copy, best on another disk")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return d.withDB(c.Context(), path, false, func(db *store.DB) error {
			b := newBar()
			made, err := db.Backup(c.Context(), second, d.progress(b))
			b.end()
			if err != nil {
				return err
			}
			if d.json {
				return printJSON(stdout, made)
			}
			l := office.Language(db, d.lang)
			fmt.Fprintln(stdout, l.Text("care.backup.made", "path", made.Path, "size", office.Megabytes(l, made.Bytes), "entry", l.Number(made.Head.Entry)))
			return nil
		})
	}
	return c
}

func (d *desk) restoreCommand() *cobra.Command {
	var path string
	c := &cobra.Command{
		Use: "restore --db FILE BACKUP", Short: "Put a backup in the place of the database, which is kept", Args: args(1, 1),
		Example: "  tuntas-cli restore --db city.duckdb city.duckdb.backups/city-20260301-180000.duckdb",
	}
	c.Flags().StringVar(&path, "db", "", "database file")
	c.RunE = func(c *cobra.Command, given []string) error {
		if path == "" {
			return usage("db")
		}
		if err := existing(given[0]); err != nil {
			return err
		}
		b := newBar()
		r, err := store.Restore(c.Context(), path, given[0], d.options(), d.progress(b))
		b.end()
		if err != nil {
			return err
		}
		if d.json {
			return printJSON(stdout, map[string]any{"head": r.Head, "before": r.Before, "kept": r.Aside, "lost_events": r.Lost(), "erased_again": r.Erased})
		}
		l := d.language(nil)
		fmt.Fprintln(stdout, l.Text("care.restored", "path", path, "events", l.Number(r.Head.Seq), "lost", l.Number(r.Lost())))
		if r.Erased > 0 {
			fmt.Fprintln(stdout, l.Text("care.erased_again", "n", l.Number(r.Erased)))
		}
		if r.Aside != "" {
			fmt.Fprintln(stdout, l.Text("care.kept", "path", r.Aside))
		}
		return nil
	}
	return c
}

func (d *desk) verifyCommand() *cobra.Command {
	var path, head string
	c := &cobra.Command{
		Use: "verify --db FILE", Short: "Read every block, derive every table again, hash the whole ledger", Args: args(0, 0),
		Long: "Changes nothing. Exit code 1 when something is wrong. With --head it also tells whether a document was made from this\n" +
			"history: each shows the head of the ledger as it was then.",
		Example: "  tuntas-cli verify --db city.duckdb --head \"41 · 9f2c…\"",
	}
	c.Flags().StringVar(&path, "db", "", "database file, or a backup")
	c.Flags().StringVar(&head, "head", "", "a head of the ledger as a document shows it, or a .head file that was kept elsewhere: the history must reach it")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := existing(path); err != nil {
			return err
		}
		h, err := d.verify(c.Context(), path, head)
		if err != nil {
			return err
		}
		if err := d.printHealth(h, head != ""); err != nil {
			return err
		}
		if !h.Sound() {
			return data.About(path, data.ErrUnsound)
		}
		return nil
	}
	return c
}

func (d *desk) verify(ctx context.Context, path, head string) (h store.Health, err error) {
	outside, err := headFrom(head)
	if err != nil {
		return h, err
	}
	db, err := store.OpenReadOnly(ctx, path, d.options())
	if err != nil {
		return h, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	b := newBar()
	defer b.end()
	return db.Verify(ctx, outside, d.progress(b))
}

// headFrom reads what --head gives: a file that was kept elsewhere, or what a document shows. Empty is none.
func headFrom(given string) (store.Head, error) {
	if given == "" {
		return store.Head{}, nil
	}
	if _, err := os.Stat(given); err == nil {
		h, err := store.ReadHead(given)
		return h, data.About(given, err)
	}
	return store.ParseHead(given)
}

// printHealth says what was found; asked, also whether the head that was given is part of the chain.
func (d *desk) printHealth(h store.Health, asked bool) error {
	if d.json {
		return printJSON(stdout, struct {
			Sound bool `json:"sound"`
			store.Health
		}{h.Sound(), h})
	}
	l := d.language(nil)
	printTables(l, h.Tables)
	fmt.Fprintln(stdout)
	for _, t := range h.Derived {
		fmt.Fprintf(stdout, "%-16s %s\n", t.Name, l.Text("care.derived", "missing", l.Number(t.Missing), "extra", l.Number(t.Extra)))
	}
	for _, o := range h.Orphans {
		if o.Rows > 0 {
			fmt.Fprintf(stdout, "%-16s %s\n", o.Name, l.Text("care.orphans", "n", l.Number(o.Rows)))
		}
	}
	printLedger(l, h.Ledger)
	if asked {
		fmt.Fprintln(stdout, headWords(l, h.Ledger))
	}
	if h.Photos.Files > 0 {
		fmt.Fprintln(stdout, l.Text("care.photos", "n", l.Number(h.Photos.Files), "missing", l.Number(h.Photos.Missing), "changed", l.Number(h.Photos.Changed)))
	}
	key := "care.sound"
	if !h.Sound() {
		key = "care.unsound"
	}
	fmt.Fprintln(stdout, l.Text(key))
	return nil
}

// printTables prints how many rows each table has and what of it cannot be read.
func printTables(l *i18n.Language, tables []store.TableHealth) {
	rows := make([][]string, len(tables))
	for i, t := range tables {
		rows[i] = []string{t.Name, l.Number(t.Rows), strings.Join(t.Unreadable, ", ")}
	}
	table(stdout, []string{l.Text("care.table"), l.Text("care.rows"), l.Text("care.unreadable")}, rows, []bool{false, true, false})
}

func printLedger(l *i18n.Language, g store.LedgerHealth) {
	fmt.Fprintln(stdout, l.Text("care.ledger", "entry", l.Number(g.Head.Entry), "seq", l.Number(g.Head.Seq), "hash", g.Head.Hash))
	if g.Broken > 0 {
		fmt.Fprintln(stdout, l.Text("care.ledger.broken", "entry", l.Number(g.Broken)))
	}
	if g.Lost > 0 {
		fmt.Fprintln(stdout, l.Text("care.ledger.lost", "n", l.Number(g.Lost), "entry", l.Number(g.Kept.Entry)))
	}
}

// headWords says whether the head that was given is part of the chain.
func headWords(l *i18n.Language, g store.LedgerHealth) string {
	key := "care.head.part"
	switch {
	case g.Kept.Entry > g.Head.Entry:
		key = "care.head.beyond"
	case g.Broken > 0 && g.Broken < g.Kept.Entry:
		key = "care.head.unknown"
	case g.Broken == g.Kept.Entry:
		key = "care.head.foreign"
	}
	return l.Text(key, "entry", l.Number(g.Kept.Entry), "since", l.Number(g.Head.Entry-g.Kept.Entry))
}

func (d *desk) recoverCommand() *cobra.Command {
	var path string
	var accept bool
	c := &cobra.Command{
		Use: "recover --db FILE", Short: "Bring back what can be read of a damaged database", Args: args(0, 0),
		Long: "Works on copies in a folder beside the database and says how much came back. The database itself stays as it is unless\n" +
			"--accept is given; then it is kept under another name.",
	}
	c.Flags().StringVar(&path, "db", "", "database file")
	c.Flags().BoolVar(&accept, "accept", false, "put the recovered database in the place of the damaged one")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := existing(path); err != nil {
			return err
		}
		b := newBar()
		r, err := store.Recover(c.Context(), path, d.options(), d.progress(b))
		b.end()
		if err != nil {
			return err
		}
		aside := ""
		if accept {
			if aside, err = store.AcceptRecovery(path, r, d.options()); err != nil {
				return err
			}
		}
		return d.printRecovery(r, aside)
	}
	return c
}

// printRecovery says what came back; aside is where the damaged database lies when the recovered one has its place.
func (d *desk) printRecovery(r store.Recovery, aside string) error {
	if d.json {
		return printJSON(stdout, map[string]any{
			"originals": r.Folder, "recovered": r.Path, "log": r.Log, "tables": r.Tables, "events": r.Events, "reports": r.Reports,
			"head": r.Head, "kept_head": r.Kept, "lost_events": r.LostEvents(), "lost_entries": r.LostEntries(),
			"sound": r.Health.Sound(), "accepted": aside != "", "replaced": aside,
		})
	}
	l := d.language(nil)
	fmt.Fprintln(stdout, l.Text("care.recovered", "reports", l.Number(r.Reports), "events", l.Number(r.Events), "entries", l.Number(r.Head.Entry)))
	fmt.Fprintln(stdout, l.Text("care.recovered.log", "sound", l.Number(r.Log.Sound), "bytes", l.Number(r.Log.Bytes)))
	if r.Kept.Entry == 0 {
		fmt.Fprintln(stdout, l.Text("care.recovered.unknown"))
	} else {
		fmt.Fprintln(stdout, l.Text("care.recovered.lost", "events", l.Number(r.LostEvents()), "entries", l.Number(r.LostEntries())))
	}
	for _, t := range r.Tables {
		if t.Lost > 0 || len(t.Blank) > 0 {
			fmt.Fprintf(stdout, "%-16s %s\n", t.Name, l.Text("care.recovered.table", "rows", l.Number(t.Rows), "lost", l.Number(t.Lost), "blank", strings.Join(t.Blank, ", ")))
		}
	}
	fmt.Fprintln(stdout, l.Text("care.recovered.originals", "path", r.Folder))
	if aside != "" {
		fmt.Fprintln(stdout, l.Text("care.kept", "path", aside))
		return nil
	}
	fmt.Fprintln(stdout, l.Text("care.recovered.accept"))
	return nil
}
