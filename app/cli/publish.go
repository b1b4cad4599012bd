package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2/test"
	"github.com/spf13/cobra"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/app/ui"
	"tuntas/data"
	"tuntas/data/store"
)

func (d *desk) publishCommand() *cobra.Command {
	var f scopeFlags
	var r releaseFlags
	var out string
	c := &cobra.Command{
		Use: "publish workbook|page|printed|opendata --db FILE --out PATH", Short: "Write a document", Args: args(1, 1),
		Example: "  tuntas-cli publish workbook --db city.duckdb --period 2026-03 --out march.xlsx\n" +
			"  tuntas-cli publish page --lang en --db city.duckdb --from 2026-01-01 --to 2026-06-30 --out half-year.html\n" +
			"  tuntas-cli publish opendata --db city.duckdb --period 2026-Q1 --out release-2026-q1",
	}
	f.add(c)
	c.Flags().StringVar(&out, "out", "", "file to write, replaced whole or not at all; of open data a new folder, or a .zip")
	r.add(c)
	c.RunE = func(c *cobra.Command, given []string) error {
		switch {
		case given[0] == office.OpenData && (out != "" || r.dryRun):
			return d.release(c.Context(), f, r, out)
		case given[0] != office.OpenData && !slices.Contains(office.Kinds(), given[0]):
			return data.About(given[0], data.ErrUnknownKind)
		case out == "":
			return usage("out")
		}
		if err := mayReplace(out, f.db); err != nil {
			return err
		}
		return d.withDB(c.Context(), f.db, false, func(db *store.DB) error {
			s, err := f.scope(d.clock(), db.Zone())
			if err != nil {
				return err
			}
			l := d.language(db.Zone())
			document, err := office.Compose(c.Context(), db, s, l)
			if err != nil {
				return err
			}
			if err := writeDocument(given[0], document, out, l); err != nil {
				return err
			}
			return d.told(out)
		})
	}
	return c
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
