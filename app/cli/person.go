package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"strings"

	"github.com/spf13/cobra"

	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/store"
)

// keyring is where the key to the persons goes: the system's keyring, unless TUNTAS_KEYRING=off says that there is none, as
// on a server without a desktop.
func keyring() store.Keyring {
	if os.Getenv("TUNTAS_KEYRING") == "off" {
		return nil
	}
	return store.SystemKeyring{}
}

// account is who runs this command, as the operating system reports it.
func account() string {
	u, err := user.Current()
	if err != nil {
		return "?"
	}
	return u.Username
}

func (d *desk) personCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "person", Short: "Who sent reports: take in, show one, list who looked", Args: args(0, 0),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
		Long: "Names and contacts lie apart from the reports, encrypted. Each look at one is recorded for good.",
	}
	c.AddCommand(d.personAddCommand(), d.personShowCommand(), d.personLooksCommand())
	return c
}

func (d *desk) personAddCommand() *cobra.Command {
	var path string
	c := &cobra.Command{
		Use: "add --db FILE CSV", Short: "Take in senders from a file with the columns number, name and contact", Args: args(1, 1),
		Long: "The file is comma-separated UTF-8 with a header. All of it is taken or nothing. Senders of erased reports are left out.",
	}
	c.Flags().StringVar(&path, "db", "", "database file")
	c.RunE = func(c *cobra.Command, given []string) error {
		return d.withDB(c.Context(), path, false, func(db *store.DB) error {
			all, err := readPersons(c.Context(), db, given[0])
			if data.Subject(err) == "" {
				err = data.About(given[0], err)
			}
			if err != nil {
				return err
			}
			r, err := db.AddPersons(c.Context(), all)
			if err != nil {
				return err
			}
			return d.printPersons(c.Context(), db, r)
		})
	}
	return c
}

func (d *desk) printPersons(ctx context.Context, db *store.DB, r store.PersonResult) error {
	place, err := db.KeyPlace(ctx)
	if err != nil {
		return err
	}
	if d.json {
		return printJSON(stdout, map[string]any{"taken": r.Taken, "unchanged": r.Unchanged, "erased": r.Erased, "key": place})
	}
	l := office.Language(db, d.lang)
	fmt.Fprintln(stdout, l.Text("cli.person.added", "taken", l.Number(r.Taken), "unchanged", l.Number(r.Unchanged), "erased", l.Number(r.Erased)))
	if place == data.KeyFile {
		fmt.Fprintln(stdout, l.Text("care.key.file"))
	}
	return nil
}

// readPersons reads the file and finds the report of each row.
func readPersons(ctx context.Context, db *store.DB, path string) (all []data.Person, err error) {
	f, err := os.Open(path) //nolint:gosec // the person names the file
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	rows := csv.NewReader(f)
	head, err := rows.Read()
	if errors.Is(err, io.EOF) {
		return nil, data.ErrEmptyFile
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", data.ErrNotTable, err)
	}
	if got := strings.ToLower(strings.TrimPrefix(strings.Join(head, ","), "\ufeff")); got != "number,name,contact" {
		return nil, data.ErrColumnMissing
	}
	lines, err := rows.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", data.ErrNotTable, err)
	}
	numbers := make([]string, len(lines))
	for i, line := range lines {
		numbers[i] = reportNumber(line[0])
	}
	ids, err := db.ReportIDs(ctx, numbers)
	if err != nil {
		return nil, err
	}
	for i, line := range lines {
		id, ok := ids[numbers[i]]
		if !ok {
			return nil, data.About(numbers[i], data.ErrNotFound)
		}
		all = append(all, data.Person{Report: id, Name: strings.TrimSpace(line[1]), Contact: strings.TrimSpace(line[2])})
	}
	return all, nil
}

// reportNumber is a number as a person types it, in the form in which it is stored.
func reportNumber(typed string) string { return strings.ToUpper(strings.TrimSpace(typed)) }

// reportIDs finds the reports with these numbers; one that is not there gives data.ErrNotFound.
func reportIDs(ctx context.Context, db *store.DB, typed []string) ([]int64, error) {
	numbers := make([]string, len(typed))
	for i, t := range typed {
		numbers[i] = reportNumber(t)
	}
	found, err := db.ReportIDs(ctx, numbers)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(numbers))
	for i, n := range numbers {
		id, ok := found[n]
		if !ok {
			return nil, data.About(n, data.ErrNotFound)
		}
		ids[i] = id
	}
	return ids, nil
}

func (d *desk) personShowCommand() *cobra.Command {
	var path, reason string
	c := &cobra.Command{
		Use: "show --db FILE NUMBER --reason WHY", Short: "Show who sent a report, and record that you looked, and why", Args: args(1, 1),
		Example: "  tuntas-cli person show --db city.duckdb JK2503050007 --reason answer",
	}
	c.Flags().StringVar(&path, "db", "", "database file")
	c.Flags().StringVar(&reason, "reason", "", "answer, unclear, doubt, request or order")
	c.RunE = func(c *cobra.Command, given []string) error {
		return d.withDB(c.Context(), path, false, func(db *store.DB) error {
			ids, err := reportIDs(c.Context(), db, given)
			if err != nil {
				return err
			}
			p, err := db.Person(c.Context(), data.Look{Report: ids[0], By: account(), Reason: data.LookReason(reason)})
			if err != nil {
				return err
			}
			if d.json {
				return printJSON(stdout, map[string]any{"number": reportNumber(given[0]), "name": p.Name, "contact": p.Contact})
			}
			l := office.Language(db, d.lang)
			fmt.Fprintf(stdout, "%-12s %s\n%-12s %s\n%s\n", l.Text("person.name"), p.Name, l.Text("person.contact"), p.Contact, l.Text("person.recorded"))
			return nil
		})
	}
	return c
}

func (d *desk) personLooksCommand() *cobra.Command {
	var path string
	c := &cobra.Command{Use: "looks --db FILE [NUMBER]", Short: "List who has looked at senders, the latest first", Args: args(0, 1)}
	c.Flags().StringVar(&path, "db", "", "database file")
	c.RunE = func(c *cobra.Command, given []string) error {
		return d.withDB(c.Context(), path, false, func(db *store.DB) error {
			ids, err := reportIDs(c.Context(), db, given)
			if err != nil {
				return err
			}
			looks, err := db.Looks(c.Context(), append(ids, 0)[0], 0)
			if err != nil {
				return err
			}
			return d.printLooks(c.Context(), db, looks)
		})
	}
	return c
}

func (d *desk) printLooks(ctx context.Context, db *store.DB, looks []data.Look) error {
	l := office.Language(db, d.lang)
	rows, each := [][]string{}, []map[string]any{}
	numbers := map[int64]string{}
	for _, k := range looks {
		if numbers[k.Report] == "" {
			r, _, err := db.Case(ctx, k.Report)
			if err != nil {
				return err
			}
			numbers[k.Report] = r.Number
		}
		rows = append(rows, []string{l.DateTime(k.At), numbers[k.Report], k.By, l.LookReason(k.Reason)})
		each = append(each, map[string]any{"number": numbers[k.Report], "by": k.By, "at": k.At, "reason": k.Reason})
	}
	if d.json {
		return printJSON(stdout, each)
	}
	heads := []string{l.Text("cli.track.when"), l.Text("column.number"), l.Text("cli.track.who"), l.Text("look.reason")}
	table(stdout, heads, rows, []bool{false, false, false, false})
	return nil
}
