package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/store"
)

func (d *desk) eraseCommand() *cobra.Command {
	var path, second, reason string
	var yes bool
	c := &cobra.Command{
		Use: "erase --db FILE NUMBER... --reason WHY --yes", Short: "Erase the personal data of reports for good", Args: args(0, -1),
		Long: "Takes address, text, notes, sender, drafts and photos out of the database, its backups and former databases, and writes\n" +
			"the files anew, so that nothing is left in them. Number, place, times and moves stay, and so does the ledger. The list of\n" +
			"what was erased is carried out again after a restore. Without a number an erasure that was interrupted is finished.",
		Example: "  tuntas-cli erase --db city.duckdb JK2503050007 --reason request --second /media/disk/backups --yes",
	}
	c.Flags().StringVar(&path, "db", "", "database file")
	c.Flags().StringVar(&second, "second", "", "another folder of backups")
	c.Flags().StringVar(&reason, "reason", "", "request, order, retention or mistake")
	c.Flags().BoolVar(&yes, "yes", false, "erase; without it nothing happens")
	c.RunE = func(c *cobra.Command, given []string) error {
		return d.withDB(c.Context(), path, false, func(db *store.DB) error {
			ids, err := reportIDs(c.Context(), db, given)
			switch {
			case err != nil:
				return err
			case len(ids) > 0 && !yes:
				return usage("erase", "n", strconv.Itoa(len(ids)))
			}
			return d.watched(db, func(progress store.Progress) (store.Erased, error) {
				if len(ids) == 0 {
					return db.FinishErasure(c.Context(), second, progress)
				}
				o := data.ErasureOrder{Reports: ids, By: account(), Reason: data.ErasureReason(reason)}
				return db.Erase(c.Context(), o, second, progress)
			})
		})
	}
	return c
}

// watched erases with a bar and says what was done.
func (d *desk) watched(db *store.DB, erase func(store.Progress) (store.Erased, error)) error {
	b := newBar()
	e, err := erase(d.progress(b))
	b.end()
	if err != nil {
		return err
	}
	if d.json {
		return printJSON(stdout, e)
	}
	l := office.Language(db, d.lang)
	fmt.Fprintln(stdout, l.Text("cli.erased", "reports", l.Number(e.Reports), "files", l.Number(int64(len(e.Rewritten))), "photos", l.Number(e.Photos)))
	for _, name := range e.Left {
		fmt.Fprintln(stdout, l.Text("cli.erased.left", "path", name))
	}
	return nil
}

func (d *desk) retentionCommand() *cobra.Command {
	var path, second string
	var rules []string
	var dry, apply bool
	c := &cobra.Command{
		Use: "retention --db FILE [--set STAGES=DAYS]... [--dry-run | --apply]", Args: args(0, 0),
		Short: "Erase personal data whose time is over; the dry run only counts",
		Long: "A rule names stages and for how many days after its last event the personal data of a report in one of them are kept.\n" +
			"--set puts rules in the place of those before; --set off takes them all away. Without --apply nothing is erased.",
		Example: "  tuntas-cli retention --db city.duckdb --set done,rejected=730\n  tuntas-cli retention --db city.duckdb --apply",
	}
	c.Flags().StringVar(&path, "db", "", "database file")
	c.Flags().StringVar(&second, "second", "", "another folder of backups")
	c.Flags().StringArrayVar(&rules, "set", nil, "a rule, such as done,rejected=730; may be given more than once")
	c.Flags().BoolVar(&dry, "dry-run", false, "count only; this is also what happens without any flag")
	c.Flags().BoolVar(&apply, "apply", false, "erase")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if dry && apply {
			return wrongLine(c, errors.New("--dry-run --apply"))
		}
		return d.withDB(c.Context(), path, false, func(db *store.DB) error {
			if err := setRetention(c.Context(), db, rules); err != nil {
				return err
			}
			if apply {
				return d.watched(db, func(progress store.Progress) (store.Erased, error) {
					return db.Retain(c.Context(), account(), second, progress)
				})
			}
			due, err := db.RetentionDue(c.Context())
			if err != nil {
				return err
			}
			return d.printDue(office.Language(db, d.lang), due)
		})
	}
	return c
}

// setRetention sets the rules that were typed; none changes nothing.
func setRetention(ctx context.Context, db *store.DB, typed []string) error {
	if len(typed) == 0 {
		return nil
	}
	var rules []data.RetentionRule
	for _, t := range typed {
		if t == "off" {
			continue
		}
		stages, days, _ := strings.Cut(t, "=")
		n, err := strconv.Atoi(days)
		if err != nil {
			return data.About(t, data.ErrRetention)
		}
		r := data.RetentionRule{Days: n}
		for s := range strings.SplitSeq(stages, ",") {
			r.Stages = append(r.Stages, data.Stage(strings.TrimSpace(s)))
		}
		rules = append(rules, r)
	}
	return db.SetRetention(ctx, rules)
}

func (d *desk) printDue(l *i18n.Language, due []data.RetentionDue) error {
	if d.json {
		each := []map[string]any{}
		for _, u := range due {
			each = append(each, map[string]any{"stages": u.Rule.Stages, "days": u.Rule.Days, "reports": len(u.Reports)})
		}
		return printJSON(stdout, each)
	}
	if len(due) == 0 {
		fmt.Fprintln(stdout, l.Text("cli.retention.none"))
		return nil
	}
	rows := make([][]string, len(due))
	for i, u := range due {
		names := make([]string, len(u.Rule.Stages))
		for j, s := range u.Rule.Stages {
			names[j] = l.Stage(s)
		}
		rows[i] = []string{strings.Join(names, ", "), l.Number(int64(u.Rule.Days)), l.Number(int64(len(u.Reports)))}
	}
	table(stdout, []string{l.Text("cli.retention.stages"), l.Text("cli.retention.days"), l.Text("cli.retention.due")}, rows, []bool{false, true, true})
	return nil
}
