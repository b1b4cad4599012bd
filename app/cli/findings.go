package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"tuntas/app/ui/imports"
	"tuntas/data"
	"tuntas/data/store"
)

// findingsFlags are the flags of the findings command.
type findingsFlags struct {
	db, kind, number string
	id               int64
	csv              bool
}

func (d *desk) findingsCommand() *cobra.Command {
	var f findingsFlags
	c := &cobra.Command{
		Use: "findings --db FILE", Short: "What imports found odd, and what became of it", Args: args(0, 0),
		Example: "  tuntas-cli findings --db city.duckdb\n  tuntas-cli findings --db city.duckdb --import 3 --kind moved --csv",
	}
	c.Flags().StringVar(&f.db, "db", "", "database file")
	c.Flags().Int64Var(&f.id, "import", 0, "of one import; of all when it is not given")
	c.Flags().StringVar(&f.kind, "kind", "", "list the findings of one kind")
	c.Flags().StringVar(&f.number, "number", "", "list the findings about one report")
	c.Flags().BoolVar(&f.csv, "csv", false, "list them all as CSV")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return d.withDB(c.Context(), f.db, false, func(db *store.DB) error { return d.findings(c.Context(), db, f) })
	}
	return c
}

// findings counts by kind, or lists one by one where something narrower is asked.
func (d *desk) findings(ctx context.Context, db *store.DB, f findingsFlags) error {
	filter := data.FindingFilter{Import: f.id, Kind: data.FindingKind(f.kind), Number: f.number}
	if f.kind == "" && f.number == "" && !f.csv {
		counts, err := db.CountFindings(ctx, filter)
		if err != nil {
			return err
		}
		if d.json {
			return printJSON(stdout, countObjects(counts))
		}
		d.printCounts(counts, true)
		return nil
	}
	if f.csv && !d.json {
		return imports.WriteFindings(stdout, d.language(nil), func(limit, offset int) ([]data.Finding, error) {
			return db.Findings(ctx, filter, limit, offset)
		})
	}
	all, err := db.Findings(ctx, filter, 0, 0)
	if err != nil {
		return err
	}
	if d.json {
		return printJSON(stdout, findingObjects(all))
	}
	listFindings(all)
	return nil
}

// printCounts says how often each kind was found and, with rules, what became of such rows.
func (d *desk) printCounts(counts []data.FindingCount, rules bool) {
	l := d.language(nil)
	for _, c := range counts {
		line := fmt.Sprintf("  %-40s %12s", l.Finding(c.Kind), l.Number(c.Rows))
		if rules {
			line += "  " + l.FindingRule(c.Kind)
		}
		fmt.Fprintln(stdout, line)
	}
}

func countObjects(counts []data.FindingCount) []map[string]any {
	all := []map[string]any{}
	for _, c := range counts {
		all = append(all, map[string]any{"kind": c.Kind, "found": c.Found, "rows": c.Rows})
	}
	return all
}

func findingObjects(found []data.Finding) []map[string]any {
	all := []map[string]any{}
	for _, f := range found {
		all = append(all, map[string]any{
			"kind": f.Kind, "path": f.Path, "line": f.Line, "number": f.Number, "field": f.Field, "was": f.Was, "told": f.Told, "rows": f.Rows,
		})
	}
	return all
}

var findingHead = []string{"kind", "path", "line", "number", "field", "was", "told", "rows"}

func listFindings(found []data.Finding) {
	rows := make([][]string, len(found))
	for i, f := range found {
		rows[i] = []string{
			string(f.Kind), f.Path, strconv.FormatInt(f.Line, 10), f.Number, f.Field, f.Was, f.Told, strconv.FormatInt(f.Rows, 10),
		}
	}
	table(stdout, findingHead, rows, []bool{false, false, true, false, false, false, false, true})
}
