package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/store"
)

func (d *desk) trackCommand() *cobra.Command {
	var path string
	c := &cobra.Command{
		Use: "track --db FILE NUMBER", Short: "Status, place and history of one report", Args: args(1, 1),
		Example: "  tuntas-cli track --db city.duckdb JK2503050007",
	}
	c.Flags().StringVar(&path, "db", "", "database file")
	c.RunE = func(c *cobra.Command, given []string) error {
		return d.withDB(c.Context(), path, false, func(db *store.DB) error {
			r, h, err := db.Track(c.Context(), strings.ToUpper(strings.TrimSpace(given[0])))
			if err != nil {
				return err
			}
			if d.json {
				return printJSON(stdout, trackedJSON(r, h))
			}
			printTracked(office.Language(db, d.lang), r, h, d.clock())
			return nil
		})
	}
	return c
}

// tracked is a report with its history for machines. Names are an interface.
type tracked struct {
	Number   string         `json:"number"`
	Stage    data.Stage     `json:"stage"`
	Pass     int            `json:"pass"`
	Unit     string         `json:"unit"`
	Channel  string         `json:"channel"`
	Category string         `json:"category"`
	Area     string         `json:"area"`
	SentAt   time.Time      `json:"sent_at"`
	Private  bool           `json:"private"`
	Events   []trackedEvent `json:"events"`
}

type trackedEvent struct {
	Kind       data.Kind  `json:"kind"`
	Stage      data.Stage `json:"stage,omitempty"`
	Activity   string     `json:"activity,omitempty"`
	Unit       string     `json:"unit,omitempty"`
	Actor      string     `json:"actor,omitempty"`
	Reason     string     `json:"reason,omitempty"`
	HappenedAt time.Time  `json:"happened_at"`
}

func trackedJSON(r data.Report, h data.History) tracked {
	t := tracked{
		Number: r.Number, Stage: h.Stage(), Pass: h.Pass(), Unit: h.Unit(), Channel: r.Channel, Category: r.Category, Area: r.Area,
		SentAt: r.SentAt, Private: r.Private, Events: []trackedEvent{},
	}
	for _, e := range h {
		t.Events = append(t.Events, trackedEvent{e.Kind, e.Stage, e.Activity, e.Unit, e.Actor, e.Reason, e.HappenedAt})
	}
	return t
}

func printTracked(l *i18n.Language, r data.Report, h data.History, now time.Time) {
	fmt.Fprintf(stdout, "%s  %s\n", r.Number, l.Stage(h.Stage()))
	for _, line := range [][2]string{
		{l.Text("column.category"), r.Category}, {l.Text("column.kelurahan"), l.Area(r.Area)}, {l.Text("column.channel"), r.Channel},
		{l.Text("column.unit"), h.Unit()}, {l.Text("column.pass"), l.Number(int64(h.Pass()))}, {l.Text("cli.track.sent"), l.DateTime(r.SentAt)},
	} {
		if line[1] != "" {
			fmt.Fprintf(stdout, "%-16s %s\n", line[0], line[1])
		}
	}
	fmt.Fprintln(stdout)
	rows := [][]string{}
	for i, e := range h {
		name := l.Kind(e.Kind)
		if e.Reason != "" {
			name += ": " + l.Ground(e.Reason)
		}
		rows = append(rows, []string{l.DateTime(e.HappenedAt), name, e.Unit, e.Actor, stay(l, h, i, now)})
	}
	table(stdout, []string{l.Text("cli.track.when"), l.Text("cli.track.what"), l.Text("column.unit"), l.Text("cli.track.who"), l.Text("cli.track.stay")}, rows, []bool{false, false, false, false, true})
}

// stay is how long the stage lasted that begins with event i; so far, when it has not ended. Nothing for events that begin
// none and where nobody waits.
func stay(l *i18n.Language, h data.History, i int, now time.Time) string {
	if !h[i].Stage.Open() {
		return ""
	}
	for _, e := range h[i+1:] {
		if e.Stage != "" {
			return l.Duration(e.HappenedAt.Sub(h[i].HappenedAt))
		}
	}
	return l.Text("cli.track.so_far", "time", l.Duration(now.Sub(h[i].HappenedAt)))
}
