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
	check                      bool
	imprint                    office.Imprint
}

func (p *publishFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&p.out, "out", "", "file to write, replaced whole or not at all; of open data a new folder, or a .zip")
	c.Flags().BoolVar(&p.publication, "publication", false, "workbook: after the rules for statistics in spreadsheets, to be published")
	c.Flags().StringVar(&p.template, "template", "", "what the document answers: periodic, flood, or a TOML file of your own")
	c.Flags().BoolVar(&p.check, "check-template", false, "only say whether --template can be used, and what is wrong in which line")
	c.Flags().BoolVar(&p.write, "write-template", false, "write the template periodic, or the one that --template names, to --out, to be edited")
	c.Flags().StringVar(&p.imprint.Number, "number", "", "number of the document in the office's register, on its first page")
	c.Flags().StringVar(&p.imprint.Office, "office", "", "who publishes the document, on its first page")
	c.Flags().StringVar(&p.issue, "issue", "", "publish under this name: what was published stands, and a later run says what would differ; a release that is there already stands")
	c.Flags().BoolVar(&p.revise, "revise", false, "with --issue: publish what differs as the next revision")
}

// fits refuses flags that do not fit the kind or each other.
func (p *publishFlags) fits(kind string) error {
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
			"  tuntas-cli publish printed --template flood --db city.duckdb --from 2026-01-04 --to 2026-01-10 --out flood.pdf\n" +
			"  tuntas-cli publish --write-template --out report.toml\n" +
			"  tuntas-cli publish --check-template --template report.toml\n" +
			"  tuntas-cli publish opendata --db city.duckdb --period 2026-Q1 --out release-2026-q1",
	}
	f.add(c)
	p.add(c)
	r.add(c)
	c.RunE = func(c *cobra.Command, given []string) error {
		switch {
		case p.write:
			return d.writeTemplate(p.template, p.out)
		case p.check:
			return d.checkTemplate(p.template)
		case len(given) == 0:
			return wrongLine(c, args(1, 1)(c, given))
		case given[0] == office.OpenData && (p.out != "" || r.dryRun):
			return d.release(c.Context(), f, r, p)
		}
		if err := p.fits(given[0]); err != nil {
			return err
		}
		if err := mayReplace(p.out, f.db); err != nil {
			return err
		}
		p.imprint.Contact = r.contact
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
	l := office.Language(db, d.lang)
	document, err := p.compose(ctx, db, s, l)
	if err != nil {
		return err
	}
	if err := writeDocument(kind, document, p.out, l); err != nil {
		return err
	}
	return d.told(p.out)
}

// compose answers the questions of the template about the scope.
func (p *publishFlags) compose(ctx context.Context, db *store.DB, s analytics.Scope, l *i18n.Language) (figure.Document, error) {
	t, err := office.OpenTemplate(p.template)
	if err != nil {
		return figure.Document{}, err
	}
	return office.ComposeTemplate(ctx, db, t.With(p.imprint), s, l)
}

func (d *desk) writeTemplate(name, out string) error {
	switch {
	case out == "":
		return usage("out")
	case name != "" && !slices.Contains(office.Templates(), name):
		return data.About(name, data.ErrTemplate)
	}
	if err := mayReplace(out); err != nil {
		return err
	}
	err := reports.Save(out, func(w io.Writer) error {
		_, err := io.WriteString(w, office.ShippedTemplate(name))
		return err
	})
	if err != nil {
		return data.About(out, err)
	}
	return d.told(out)
}

// checkTemplate says that the template can be used, or fails with what is wrong in it.
func (d *desk) checkTemplate(path string) error {
	t, err := office.OpenTemplate(path)
	if err != nil {
		return err
	}
	if d.json {
		return printJSON(stdout, map[string]int{"questions": t.Questions()})
	}
	fmt.Fprintln(stdout, d.language(nil).Text("template.good", "n", t.Questions()))
	return nil
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
