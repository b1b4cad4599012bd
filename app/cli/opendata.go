package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tuntas/app/office"
	"tuntas/data/store"
	"tuntas/reports/opendata"
)

// releaseFlags are the flags of publish that only a release of open data has.
type releaseFlags struct {
	k         int64
	sensitive []string
	earlier   []string
	publisher string
	contact   string
	version   string
	open311   bool
	dryRun    bool
}

func (r *releaseFlags) add(c *cobra.Command) {
	c.Flags().Int64Var(&r.k, "k", 5, "open data: the smallest group that may be seen, at least 3")
	c.Flags().StringSliceVar(&r.sensitive, "sensitive", nil, "open data: categories that never say more than kecamatan and week")
	c.Flags().StringSliceVar(&r.earlier, "earlier", nil, "open data: all earlier releases, folders or archives, or a folder of them, with which nothing must be worked out")
	c.Flags().StringVar(&r.publisher, "publisher", "", "open data: who publishes")
	c.Flags().StringVar(&r.contact, "contact", "", "how the publisher is reached")
	c.Flags().StringVar(&r.version, "release", "1.0.0", "open data: version of the release")
	c.Flags().BoolVar(&r.open311, "open311", false, "open data: the cases under the column names of Open311 too")
	c.Flags().BoolVar(&r.dryRun, "dry-run", false, "open data: say what the gate makes of it and write nothing")
}

// release writes a release of open data, or with dryRun only says what the gate makes of it. Under the name of an issue a release
// that is there already is left as it is: another one would need another salt, and could be compared with it.
func (d *desk) release(ctx context.Context, f scopeFlags, r releaseFlags, p publishFlags) error {
	out := p.out
	if p.issue != "" && !r.dryRun && office.IsRelease(out) {
		if d.json {
			return printJSON(stdout, map[string]any{"issue": p.issue, "new": false, "written": ""})
		}
		fmt.Fprintln(stdout, d.language(nil).Text("cli.issue.unchanged", "name", p.issue))
		return nil
	}
	earlier, err := office.ReadEarlier(r.earlier)
	if err != nil {
		return err
	}
	return d.withDB(ctx, f.db, false, func(db *store.DB) error {
		s, err := f.scope(d.clock(), db.Zone())
		if err != nil {
			return err
		}
		if s.From.IsZero() || s.Until.IsZero() {
			return usage("from")
		}
		l := office.Language(db, d.lang)
		plan := office.PlanRelease(s, l, office.Terms{
			K: r.k, Sensitive: r.sensitive, Earlier: earlier, Publisher: r.publisher, Contact: r.contact, Version: r.version, Open311: r.open311,
		})
		prepared, err := office.PrepareRelease(ctx, db, plan)
		if err != nil {
			return err
		}
		if !r.dryRun {
			if err := office.WriteRelease(ctx, prepared, out); err != nil {
				return err
			}
			if _, err := office.RecordRelease(ctx, db, prepared, account(), l); err != nil {
				return err
			}
		}
		return d.tellRelease(prepared.Balance, out, r.dryRun)
	})
}

func (d *desk) tellRelease(b opendata.Balance, out string, dryRun bool) error {
	if dryRun {
		out = ""
	}
	if d.json {
		return printJSON(stdout, map[string]any{
			"written": out, "source": b.Source, "released": b.Released, "withheld": b.Withheld, "private": b.Private, "standing": b.Standing,
			"stays": b.Stays, "counts": b.Cells, "counts_withheld": b.Hidden,
		})
	}
	l := d.language(nil)
	for _, line := range []struct {
		key string
		n   int64
	}{
		{"source", b.Source}, {"released", b.Released}, {"withheld", b.Withheld}, {"private", b.Private}, {"standing", b.Standing}, {"stays", b.Stays},
		{"counts", b.Cells}, {"counts_withheld", b.Hidden},
	} {
		fmt.Fprintf(stdout, "%-34s %12s\n", l.Text("cli.release."+line.key), l.Number(line.n))
	}
	if out != "" {
		fmt.Fprintln(stdout, out)
	}
	return nil
}
