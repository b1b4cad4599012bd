package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/intake"
	"tuntas/data/store"
)

// importFlags are the flags of the import command.
type importFlags struct {
	db, profile, refused string
	dryRun, strict       bool
	whole                bool
	mend                 mending
}

func (d *desk) importCommand() *cobra.Command {
	var f importFlags
	c := &cobra.Command{
		Use: "import --db FILE [--profile NAME-or-FILE] PATH...", Short: "Bring files in, as one transaction", Args: args(1, -1),
		Long: "Bring files in, as one transaction.\n" +
			"Without --profile the first saved profile is taken whose columns all files have, else one that comes with Tuntas;\n" +
			"when none fits, nothing is brought in, and --dry-run shows a proposed profile, which can be mended and saved.",
		Example: "  tuntas-cli import --db city.duckdb --profile tuntas reports.csv events.csv.gz\n" +
			"  tuntas-cli import --db city.duckdb --profile my.toml --dry-run export.csv\n" +
			"  tuntas-cli import --dry-run march.csv --answer \"Tanggal=day-first\" --set \"Kode=number\" --save-profile monthly\n" +
			"  tuntas-cli import --db city.duckdb april.csv",
	}
	c.Flags().StringVar(&f.db, "db", "", "database file; made when it does not exist")
	c.Flags().StringVar(&f.profile, "profile", "", "name of a saved profile or of one that comes with Tuntas, or a TOML file (default: the one that fits)")
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, "do everything and keep nothing; shows what each column becomes")
	c.Flags().BoolVar(&f.whole, "whole", false, "the files hold all reports of their source: lists those that are known and no longer there")
	c.Flags().BoolVar(&f.strict, "strict", false, "exit with 3 when a row was refused")
	c.Flags().StringVar(&f.refused, "refused", "", "write the refused rows to this file, in the form of their source with a column saying why: mend it and bring it in again")
	f.mend.add(c)
	c.RunE = func(c *cobra.Command, paths []string) error { return d.importWith(c.Context(), f, paths) }
	return c
}

// importWith finds the profile, and shows a proposed one where a dry run has none or wants to mend it.
func (d *desk) importWith(ctx context.Context, f importFlags, paths []string) error {
	if f.mend.any() {
		if !f.dryRun || f.profile != "" || len(paths) != 1 {
			return usage("mend")
		}
		return d.propose(ctx, paths, f.mend)
	}
	if f.profile != "" {
		return d.importFiles(ctx, f, paths)
	}
	name, err := profiles().Choose(paths)
	switch {
	case err != nil:
		return err
	case name == "" && f.dryRun:
		return d.propose(ctx, paths, f.mend)
	case name == "":
		return unfit(ctx, paths)
	}
	if f.profile = name; !d.json {
		l := d.language(nil)
		fmt.Fprintln(stdout, l.Text("cli.import.profile", "name", name, "from", l.Text(origin(name))))
	}
	return d.importFiles(ctx, f, paths)
}

func (d *desk) importFiles(ctx context.Context, f importFlags, paths []string) error {
	p, err := profiles().Open(f.profile)
	if err != nil {
		return err
	}
	if f.refused != "" {
		if err := mayReplace(f.refused, append([]string{f.db, f.profile, profiles().Path(f.profile)}, paths...)...); err != nil {
			return err
		}
	}
	if f.dryRun && !d.json {
		if err := d.printPreview(p, paths); err != nil {
			return err
		}
	}
	keep := 20
	if f.refused != "" {
		keep = -1
	}
	var result data.ImportResult
	var refused []data.RefusedRow
	bring := func(db *store.DB) (err error) {
		b := newBar()
		defer b.end()
		result, refused, err = office.Bring(ctx, db, p, data.Import{Paths: paths, DryRun: f.dryRun, Whole: f.whole}, keep, func(g intake.Progress) {
			b.show(float64(g.Bytes)/float64(max(1, g.Total)), d.language(nil).Number(g.Rows))
		})
		if err == nil && !f.dryRun {
			prepare(ctx, db)
		}
		return err
	}
	if err := d.into(ctx, f, bring); err != nil {
		return err
	}
	return d.tellImport(f, p, result, refused)
}

// prepare makes the first questions quick. The reports are in whatever becomes of it: who asks then waits longer.
func prepare(ctx context.Context, db *store.DB) {
	if err := db.Prepare(ctx); err != nil {
		slog.Warn("prepare figures", "error", err)
	}
}

// into opens the database of an import. A dry run into a file that does not exist makes none.
func (d *desk) into(ctx context.Context, f importFlags, bring func(db *store.DB) error) error {
	if _, err := os.Stat(f.db); err == nil || !f.dryRun {
		return d.withDB(ctx, f.db, true, bring)
	}
	db, err := store.Open(ctx, "", store.Options{Clock: d.clock})
	if err != nil {
		return err
	}
	return errors.Join(bring(db), db.Close())
}

func (d *desk) tellImport(f importFlags, p *intake.Profile, r data.ImportResult, refused []data.RefusedRow) error {
	if err := d.printResult(p.Name(), r, refused); err != nil {
		return err
	}
	if f.refused != "" && len(refused) > 0 {
		written, err := office.SaveRefused(p, refused, f.refused, d.language(nil))
		if err != nil {
			return err
		}
		if !d.json {
			fmt.Fprintln(stdout, d.language(nil).Text("cli.import.refused_files", "files", strings.Join(written, ", ")))
		}
	}
	if f.strict && r.Refused > 0 {
		return data.About(d.language(nil).Number(r.Refused), data.ErrRowsRefused)
	}
	return nil
}

func (d *desk) printResult(profile string, r data.ImportResult, refused []data.RefusedRow) error {
	if d.json {
		return printJSON(stdout, map[string]any{
			"profile": profile,
			"read":    r.Read, "taken": r.Taken, "unchanged": r.Unchanged, "differing": r.Differing, "refused": r.Refused,
			"reports": r.Reports, "events": r.Events, "persons": r.Persons, "seconds": r.Took.Seconds(), "findings": countObjects(r.Odd),
		})
	}
	l := d.language(nil)
	for _, line := range []struct {
		key string
		n   int64
	}{
		{"import.read", r.Read}, {"import.taken", r.Taken}, {"import.unchanged", r.Unchanged}, {"import.differing", r.Differing},
		{"import.refused", r.Refused}, {"import.reports", r.Reports}, {"import.events", r.Events},
	} {
		fmt.Fprintf(stdout, "%-28s %12s\n", l.Text("cli."+line.key), l.Number(line.n))
	}
	if r.Persons > 0 {
		fmt.Fprintf(stdout, "%-28s %12s\n", l.Text("cli.import.persons"), l.Number(r.Persons))
	}
	if len(r.Odd) > 0 {
		fmt.Fprintln(stdout, l.Text("cli.import.odd"))
		d.printCounts(r.Odd, false)
	}
	for i, row := range refused {
		if i == 20 {
			fmt.Fprintln(stdout, "…")
			break
		}
		printRefusal(l, row)
	}
	return nil
}

func printRefusal(l *i18n.Language, row data.RefusedRow) {
	fmt.Fprintf(stdout, "  %s:%d  %s  %s %q\n", row.Path, row.Line, l.Refusal(row.Reason), row.Column, row.Value)
}

// previewRows is how many rows of each file a preview looks at.
const previewRows = 1000

func (d *desk) printPreview(p *intake.Profile, paths []string) error {
	l := d.language(nil)
	for _, path := range paths {
		v, err := intake.Look(p, path, previewRows)
		if err != nil {
			return err
		}
		fmt.Fprintln(stdout, l.Text("cli.import.file", "path", v.Path, "kind", string(v.Kind)))
		if v.Encoding != intake.UTF8 {
			fmt.Fprintln(stdout, "  "+l.Text("intake.preview.encoding", "encoding", string(v.Encoding)))
		}
		if v.Titles > 0 {
			fmt.Fprintln(stdout, "  "+l.Text("propose.titles", "n", l.Number(int64(v.Titles))))
		}
		rows := make([][]string, 0, len(v.Columns))
		for _, c := range v.Columns {
			field := c.Field
			switch {
			case c.Personal && field == "":
				field = l.Text("cli.import.personal.left")
			case c.Personal:
				field = l.Text("cli.import.personal.taken", "field", field)
			case field == "":
				field = l.Text("cli.import.unused")
			}
			rows = append(rows, []string{"  " + c.Header, "→ " + field})
		}
		table(stdout, []string{"  " + l.Text("cli.import.column"), l.Text("cli.import.becomes")}, rows, []bool{false, false})
		for _, u := range v.Unmapped {
			fmt.Fprintln(stdout, "  "+l.Text("cli.import.unmapped", "activity", u.Activity, "n", l.Number(int64(u.Rows))))
		}
		fmt.Fprintln(stdout)
	}
	return nil
}
