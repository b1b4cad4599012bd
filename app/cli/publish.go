package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/store"
)

func (d *desk) publishCommand() *cobra.Command {
	var f scopeFlags
	var out string
	c := &cobra.Command{
		Use: "publish workbook|page --db FILE --out PATH", Short: "Write a document", Args: args(1, 1),
		Example: "  tuntas-cli publish workbook --db city.duckdb --period 2026-03 --out march.xlsx\n" +
			"  tuntas-cli publish page --lang en --db city.duckdb --from 2026-01-01 --to 2026-06-30 --out half-year.html",
	}
	f.add(c)
	c.Flags().StringVar(&out, "out", "", "file to write, replaced whole or not at all")
	c.RunE = func(c *cobra.Command, given []string) error {
		switch {
		case !slices.Contains(office.Kinds(), given[0]):
			return data.About(given[0], data.ErrUnknownKind)
		case out == "":
			return usageError{errors.New("--out PATH is needed")}
		}
		if _, err := os.Stat(filepath.Dir(out)); err != nil {
			return data.About(filepath.Dir(out), data.ErrUnknownPlace)
		}
		return d.withDB(c.Context(), f.db, false, func(db *store.DB) error {
			s, err := f.scope(d.clock(), db.Zone())
			if err != nil {
				return err
			}
			document, err := office.Compose(c.Context(), db, s, d.language(db.Zone()))
			if err != nil {
				return err
			}
			if err := office.Write(given[0], document, out); err != nil {
				return err
			}
			return d.told(out)
		})
	}
	return c
}

// told says where a file lies.
func (d *desk) told(paths ...string) error {
	if d.json {
		return printJSON(os.Stdout, map[string][]string{"written": paths})
	}
	for _, p := range paths {
		fmt.Println(p)
	}
	return nil
}
