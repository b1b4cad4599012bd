package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"tuntas/data"
	"tuntas/data/reference"
	"tuntas/data/store"
)

// referenceFlags are the flags of the reference command.
type referenceFlags struct {
	db, list, value, parent, told, from, until, source string
}

func (d *desk) referenceCommand() *cobra.Command {
	var f referenceFlags
	c := &cobra.Command{
		Use: "reference show|add|map|read --db FILE", Short: "What the bureau adds to the reference lists", Args: args(1, 2),
		Example: "  tuntas-cli reference show --db city.duckdb\n" +
			"  tuntas-cli reference add --db city.duckdb --list unit --value \"Sudin Baru\" --parent \"DINAS BINA MARGA\"\n" +
			"  tuntas-cli reference map --db city.duckdb --list category --told \"Jln rusak\" --value Jalan\n" +
			"  tuntas-cli reference read --db city.duckdb additions.toml",
	}
	for _, flag := range []struct {
		to         *string
		name, says string
	}{
		{&f.db, "db", "database file"}, {&f.list, "list", "channel, category, kelurahan, unit, holiday, …"},
		{&f.value, "value", "as the list writes it"}, {&f.parent, "parent", "unit or area above"},
		{&f.told, "told", "as a source writes it"}, {&f.from, "from", "first day on which it holds, 2026-01-31"},
		{&f.until, "until", "first day on which it holds no longer"}, {&f.source, "source", "who says so"},
	} {
		c.Flags().StringVar(flag.to, flag.name, "", flag.says)
	}
	c.RunE = func(c *cobra.Command, given []string) error {
		return d.withDB(c.Context(), f.db, false, func(db *store.DB) error { return d.reference(c.Context(), db, f, given) })
	}
	return c
}

func (d *desk) reference(ctx context.Context, db *store.DB, f referenceFlags, given []string) error {
	have, err := additionsOf(ctx, db)
	if err != nil {
		return err
	}
	var more reference.Additions
	switch {
	case given[0] == "show" && len(given) == 1:
		return reference.WriteAdditions(stdout, have)
	case given[0] == "read" && len(given) == 2:
		more, err = readAdditions(given[1])
	case given[0] == "add" && len(given) == 1:
		more, err = f.entry()
	case given[0] == "map" && len(given) == 1:
		more, err = f.alias()
	default:
		return usage("reference")
	}
	if err != nil {
		return err
	}
	if _, err := reference.Standard().With(append(have.Listed, more.Listed...), append(have.Aliases, more.Aliases...)); err != nil {
		return err
	}
	if err := keepAdditions(ctx, db, more); err != nil {
		return err
	}
	fmt.Fprintln(stdout, d.language(nil).Text("cli.reference.added", "n", d.language(nil).Number(int64(len(more.Listed)+len(more.Aliases)))))
	return nil
}

func additionsOf(ctx context.Context, db *store.DB) (a reference.Additions, err error) {
	if a.Listed, err = db.ListedEntries(ctx); err != nil {
		return a, err
	}
	a.Aliases, err = db.Aliases(ctx)
	return a, err
}

func keepAdditions(ctx context.Context, db *store.DB, a reference.Additions) error {
	for _, e := range a.Listed {
		if err := db.AddListed(ctx, e); err != nil {
			return err
		}
	}
	for _, one := range a.Aliases {
		if err := db.AddAlias(ctx, one); err != nil {
			return err
		}
	}
	return nil
}

func readAdditions(path string) (reference.Additions, error) {
	file, err := os.Open(path) //nolint:gosec // the file that the person has named
	if err != nil {
		return reference.Additions{}, data.About(path, data.ErrUnknownPlace)
	}
	defer file.Close() //nolint:errcheck // opened for reading only
	a, err := reference.ReadAdditions(file)
	if err != nil {
		return a, fmt.Errorf("%s: %w", path, err)
	}
	return a, nil
}

func (f referenceFlags) days() (from, until time.Time, err error) {
	if f.from != "" {
		if from, err = time.Parse(time.DateOnly, f.from); err != nil {
			return from, until, usage("from")
		}
	}
	if f.until != "" {
		if until, err = time.Parse(time.DateOnly, f.until); err != nil {
			return from, until, usage("until")
		}
	}
	return from, until, nil
}

func (f referenceFlags) entry() (a reference.Additions, err error) {
	e := data.Listed{List: data.List(f.list), Value: f.value, Parent: f.parent, Source: f.source}
	e.From, e.Until, err = f.days()
	a.Listed = []data.Listed{e}
	return a, err
}

func (f referenceFlags) alias() (a reference.Additions, err error) {
	one := data.Alias{List: data.List(f.list), Told: f.told, Value: f.value, Source: f.source}
	one.From, one.Until, err = f.days()
	a.Aliases = []data.Alias{one}
	return a, err
}
