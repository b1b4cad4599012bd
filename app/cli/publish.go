package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2/test"
	"github.com/spf13/cobra"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/app/ui"
	"tuntas/data"
	"tuntas/data/store"
	"tuntas/reports"
)

// publishFlags are the flags of publish that a document of figures has.
type publishFlags struct {
	out, template, issue       string
	publication, revise, write bool
}

func (p *publishFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&p.out, "out", "", "file to write, replaced whole or not at all; of open data a new folder, or a .zip")
	c.Flags().BoolVar(&p.publication, "publication", false, "workbook: after the rules for statistics in spreadsheets, to be published")
	c.Flags().StringVar(&p.template, "template", "", "TOML file that says which questions the document answers")
	c.Flags().BoolVar(&p.write, "write-template", false, "write the template that comes with Tuntas to --out, to be edited")
	c.Flags().StringVar(&p.issue, "issue", "", "publish under this name: what was published stands, and a later run says what would differ")
	c.Flags().BoolVar(&p.revise, "revise", false, "with --issue: publish what differs as the next revision")
}

// check refuses flags that do not fit the kind or each other.
func (p *publishFlags) check(kind string) error {
	switch {
	case !slices.Contains(office.Kinds(), kind):
		return data.About(kind, data.ErrUnknownKind)
	case p.out == "":
		return usage("out")
	case p.publication && kind != office.Workbook:
		return usage("publication")
	}
	return nil
}

func (d *desk) publishCommand() *cobra.Command {
	var f scopeFlags
	var r releaseFlags
	var p publishFlags
	c := &cobra.Command{
		Use: "publish workbook|page|printed|opendata --db FILE --out PATH", Short: "Write a document", Args: args(0, 1),
		Example: "  tuntas-cli publish workbook --db city.duckdb --period 2026-03 --out march.xlsx\n" +
			"  tuntas-cli publish page --lang en --db city.duckdb --from 2026-01-01 --to 2026-06-30 --out half-year.html\n" +
			"  tuntas-cli publish workbook --publication --issue 2026-03 --db city.duckdb --period 2026-03 --out march.xlsx\n" +
			"  tuntas-cli publish --write-template --out report.toml\n" +
			"  tuntas-cli publish opendata --db city.duckdb --period 2026-Q1 --out release-2026-q1",
	}
	f.add(c)
	p.add(c)
	r.add(c)
	c.RunE = func(c *cobra.Command, given []string) error {
		switch {
		case p.write:
			return d.writeTemplate(p.out)
		case len(given) == 0:
			return wrongLine(c, args(1, 1)(c, given))
		case given[0] == office.OpenData && (p.out != "" || r.dryRun):
			return d.release(c.Context(), f, r, p.out)
		}
		if err := p.check(given[0]); err != nil {
			return err
		}
		if err := mayReplace(p.out, f.db); err != nil {
			return err
		}
		return d.withDB(c.Context(), f.db, false, func(db *store.DB) error { return d.publish(c.Context(), db, given[0], f, p) })
	}
	return c
}

// publish composes a document and writes it.
func (d *desk) publish(ctx context.Context, db *store.DB, kind string, f scopeFlags, p publishFlags) error {
	s, err := f.scope(d.clock(), db.Zone())
	if err != nil {
		return err
	}
	if p.publication {
		kind = office.Publication
	}
	if p.issue != "" {
		return d.publishIssue(ctx, db, kind, s, p)
	}
	l := d.language(db.Zone())
	document, err := compose(ctx, db, s, p.template, l)
	if err != nil {
		return err
	}
	if err := writeDocument(kind, document, p.out, l); err != nil {
		return err
	}
	return d.told(p.out)
}

// compose answers the questions of the template, those in front without one.
func compose(ctx context.Context, db *store.DB, s analytics.Scope, template string, l *i18n.Language) (figure.Document, error) {
	if template == "" {
		return office.Compose(ctx, db, s, l)
	}
	file, err := os.Open(template) //nolint:gosec // the file that the person has named
	if err != nil {
		return figure.Document{}, data.About(template, data.ErrUnknownPlace)
	}
	t, err := office.ReadTemplate(file)
	if err = errors.Join(err, file.Close()); err != nil {
		return figure.Document{}, err
	}
	return office.ComposeTemplate(ctx, db, t, s, l)
}

func (d *desk) writeTemplate(out string) error {
	if out == "" {
		return usage("out")
	}
	if err := mayReplace(out); err != nil {
		return err
	}
	err := reports.Save(out, func(w io.Writer) error {
		_, err := io.WriteString(w, office.ShippedTemplate())
		return err
	})
	if err != nil {
		return data.About(out, err)
	}
	return d.told(out)
}

// writeDocument writes a document; for paper the figures are painted without a display.
func writeDocument(kind string, document figure.Document, out string, l *i18n.Language) error {
	press := office.Press{Language: l}
	if kind == office.Printed {
		a := test.NewApp()
		defer a.Quit()
		press.Paint = ui.Painted(document, l)
	}
	return office.Write(kind, document, out, press)
}

// mayReplace tells with an error whether a document may be written to path: files can be made in its folder, and what lies
// there already is a file that may be written to and none of the files in use.
func mayReplace(path string, inUse ...string) error {
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return data.About(filepath.Dir(path), err)
	}
	probe, err := os.CreateTemp(filepath.Dir(path), ".tuntas-*.part")
	if err == nil {
		err = errors.Join(probe.Close(), os.Remove(probe.Name()))
	}
	if err != nil {
		return data.About(path, err)
	}
	return replaceable(path, inUse)
}

// replaceable tells with an error whether what lies at path may make room.
func replaceable(path string, inUse []string) error {
	there, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return data.About(path, err)
	}
	if there.IsDir() {
		return data.About(path, fs.ErrExist)
	}
	for _, name := range inUse {
		if used, err := os.Stat(name); err == nil && os.SameFile(there, used) {
			return data.About(path, fs.ErrExist)
		}
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0) //nolint:gosec // the document that the person has named
	if err != nil {
		return data.About(path, err)
	}
	return file.Close()
}

// told says where a file lies.
func (d *desk) told(paths ...string) error {
	if d.json {
		return printJSON(stdout, map[string][]string{"written": paths})
	}
	for _, p := range paths {
		fmt.Fprintln(stdout, p)
	}
	return nil
}
