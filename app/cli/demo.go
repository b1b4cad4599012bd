package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"tuntas/app/office"
	"tuntas/data/demo"
	"tuntas/data/evidence"
	"tuntas/data/store"
)

func (d *desk) demoCommand() *cobra.Command {
	var path string
	var until string
	var photos bool
	var plan demo.Plan
	c := &cobra.Command{
		Use: "demo --db FILE", Short: "Make the sample city and print what it planted", Args: args(0, 0),
		Example: "  tuntas-cli demo --db city.duckdb --reports 20000 --seed 1",
	}
	c.Flags().StringVar(&path, "db", "", "new database file")
	c.Flags().IntVar(&plan.Reports, "reports", 20_000, "number of reports, 1 to 10,000,000")
	c.Flags().Uint64Var(&plan.Seed, "seed", 1, "the same seed makes the same city")
	c.Flags().StringVar(&until, "until", "", "last day of the city's log, for example 2026-06-30 (default: yesterday)")
	c.Flags().BoolVar(&photos, "photos", false, "draw photos for sixteen of the cases, into the folder FILE.photos")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if plan.Reports < 1 || plan.Reports > 10_000_000 {
			return usage("reports", "value", plan.Reports)
		}
		return d.withDB(c.Context(), path, true, func(db *store.DB) (err error) {
			plan.Zone = db.Zone()
			if plan.Until, err = endOfDay(until, plan.Zone, startOfToday(d.clock(), plan.Zone)); err != nil {
				return err
			}
			b := newBar()
			planted, err := office.Sample(c.Context(), db, plan, func(done int) {
				b.show(float64(done)/float64(plan.Reports), d.language(nil).Number(int64(done)))
			})
			b.end()
			if err != nil {
				return err
			}
			prepare(c.Context(), db)
			var sampled *office.SampledPhotos
			if photos {
				if sampled, err = samplePhotos(c.Context(), db); err != nil {
					return err
				}
			}
			return d.printPlanted(planted, sampled)
		})
	}
	return c
}

// samplePhotos draws photos into the album beside the database.
func samplePhotos(ctx context.Context, db *store.DB) (p *office.SampledPhotos, err error) {
	album, err := evidence.OpenAlbum(evidence.AlbumOf(db.Path()))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, album.Close()) }()
	planted, err := office.SamplePhotos(ctx, db, album)
	return &planted, err
}

// startOfToday is the midnight with which the present day began.
func startOfToday(now time.Time, zone *time.Location) time.Time {
	y, m, day := now.In(zone).Date()
	return time.Date(y, m, day, 0, 0, 0, 0, zone)
}

// endOfDay returns the instant after the day written as 2026-06-30; fallback when the text is empty.
func endOfDay(text string, zone *time.Location, fallback time.Time) (time.Time, error) {
	if text == "" {
		return fallback, nil
	}
	t, err := parseDay(text, zone)
	if err != nil {
		return time.Time{}, err
	}
	return t.AddDate(0, 0, 1), nil
}

// printPlanted prints what was planted; photos is nil where none were drawn.
func (d *desk) printPlanted(p demo.Planted, photos *office.SampledPhotos) error {
	if d.json {
		return printJSON(stdout, struct {
			demo.Planted
			Photos *office.SampledPhotos `json:"photos,omitempty"`
		}{p, photos})
	}
	l := d.language(nil)
	count := func(n int) string { return l.Number(int64(n)) }
	fmt.Fprintln(stdout, l.Text("cli.demo.totals", "reports", count(p.Reports), "events", count(p.Events), "from", l.Date(p.From), "until", l.Date(p.Until)))
	fmt.Fprintln(stdout, l.Text("cli.demo.ends", "done", count(p.Done), "rejected", count(p.Rejected), "open", count(p.Open)))
	fmt.Fprintln(stdout, l.Text("cli.demo.rejected", "planted", l.Percent(p.Rejections.Planted)))
	fmt.Fprintln(stdout)
	stays := make([][]string, 0, len(p.Stays))
	for _, s := range p.Stays {
		stays = append(stays, []string{l.Stage(s.Stage), l.Duration(secondsOf(s.Median)), l.Duration(secondsOf(s.DrawnMedian)), count(s.Drawn)})
	}
	table(stdout, []string{l.Text("column.stage"), l.Text("cli.demo.median"), l.Text("cli.demo.drawn"), l.Text("column.stays")}, stays, []bool{false, true, true, true})
	fmt.Fprintln(stdout)
	units := make([][]string, 0, len(p.Units))
	for _, u := range p.Units {
		if u.Agency == "KELURAHAN" {
			continue // 267 of them; --json has all
		}
		units = append(units, []string{u.Unit, l.Percent(u.Refusals.Planted), count(u.Refusals.Count), count(u.Refusals.Of)})
	}
	table(stdout, []string{l.Text("column.unit"), l.Text("cli.demo.refusal"), l.Text("column.refused"), l.Text("column.decisions")}, units, []bool{false, true, true, true})
	fmt.Fprintln(stdout)
	floods := make([][]string, 0, len(p.Floods))
	for _, f := range p.Floods {
		floods = append(floods, []string{f.Date, count(f.FloodReports), count(f.Reports)})
	}
	table(stdout, []string{l.Text("cli.demo.flood_day"), l.Text("axis.flood"), l.Text("cli.demo.all_reports")}, floods, []bool{false, true, true})
	if photos != nil {
		fmt.Fprintln(stdout)
		fmt.Fprintln(stdout, l.Text("cli.demo.photos", "n", l.Number(int64(photos.Cases)), "reused", photos.Reused,
			"original", photos.Original, "elsewhere", photos.Elsewhere))
	}
	return nil
}

func secondsOf(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
