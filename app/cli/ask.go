package main

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/store"
)

// scopeFlags are the flags from which a scope is made.
type scopeFlags struct {
	db, from, to, period, asOf, by, grain, rule string
	of, against, since, issue                   string
	least                                       int64
	target                                      float64
	where                                       []string
}

func (f *scopeFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.db, "db", "", "database file")
	c.Flags().StringVar(&f.from, "from", "", "first day, for example 2026-03-01")
	c.Flags().StringVar(&f.to, "to", "", "last day, for example 2026-03-31; it belongs to the period")
	c.Flags().StringVar(&f.period, "period", "", "2026, 2026-Q1, 2026-03 or 2026-03-14, instead of --from and --to")
	c.Flags().StringVar(&f.asOf, "as-of", "", "see only what had happened by the end of this day, or before this RFC 3339 instant")
	c.Flags().StringArrayVar(&f.where, "where", nil, "DIM=VALUE, may be given several times; several values of one DIM are joined by or")
}

// scope makes the scope; days lie in the database's zone.
func (f *scopeFlags) scope(now time.Time, zone *time.Location) (s analytics.Scope, err error) {
	s = analytics.Scope{Now: now, Zone: zone, By: analytics.Dimension(f.by), Grain: analytics.Grain(f.grain), Rule: analytics.Rule(f.rule)}
	s.Of, s.Against, s.Target = f.of, analytics.Against(f.against), f.target
	s.Least, s.Issue = f.least, f.issue
	if s.Since, err = parseAsOf(f.since, zone); err != nil {
		return s, err
	}
	if f.period != "" {
		if s.From, s.Until, err = analytics.ParsePeriod(f.period); err != nil {
			return s, err
		}
		if s.From.Year() < 2 { // as in parseDay
			return s, data.About(f.period, data.ErrPeriod)
		}
	}
	if f.from != "" {
		if s.From, err = parseDay(f.from, time.UTC); err != nil {
			return s, err
		}
	}
	if f.to != "" {
		last, err := parseDay(f.to, time.UTC)
		if err != nil {
			return s, err
		}
		s.Until = last.AddDate(0, 0, 1)
	}
	if s.AsOf, err = parseAsOf(f.asOf, zone); err != nil {
		return s, err
	}
	s.Where, err = parseWhere(f.where)
	return s, err
}

func parseDay(text string, zone *time.Location) (time.Time, error) {
	t, err := time.ParseInLocation(time.DateOnly, text, zone)
	if err != nil || t.Year() < 2 { // the first year holds the zero time, which means no bound
		return t, data.About(text, data.ErrPeriod)
	}
	return t, nil
}

func parseAsOf(text string, zone *time.Location) (time.Time, error) {
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at, nil
	}
	return endOfDay(text, zone, time.Time{})
}

func parseWhere(pairs []string) (map[analytics.Dimension][]string, error) {
	where := map[analytics.Dimension][]string{}
	for _, pair := range pairs {
		d, value, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, usage("where", "value", pair)
		}
		where[analytics.Dimension(d)] = append(where[analytics.Dimension(d)], value)
	}
	return where, nil
}

func (d *desk) askCommand() *cobra.Command {
	var f scopeFlags
	var format string
	var list bool
	c := &cobra.Command{
		Use: "ask --db FILE QUESTION", Short: "Ask any question, with its measure card", Args: args(0, 1),
		Example: "  tuntas-cli ask --list\n  tuntas-cli ask --db city.duckdb refusal --by unit --period 2026-Q1\n" +
			"  tuntas-cli ask --db city.duckdb volume --from 2026-01-01 --to 2026-01-31 --as-of 2026-02-12 --format json",
	}
	f.add(c)
	c.Flags().StringVar(&f.by, "by", "", "dimension to group by, or none")
	c.Flags().StringVar(&f.grain, "grain", "", "divide into day, week, month, quarter, year, or none")
	c.Flags().StringVar(&f.rule, "rule", "", "period rule: received, entered, left, started, occurred or touched; --list says which a question knows")
	c.Flags().StringVar(&f.of, "of", "", "measure that units, trend and compare are about, for example refusal")
	c.Flags().StringVar(&f.against, "against", "", "what compare compares with: before, last-year or target")
	c.Flags().Float64Var(&f.target, "target", 0, "the value for --against target: 0.1 for 10 per cent, seconds for times")
	c.Flags().StringVar(&f.since, "since", "", "what changes compares with: the end of a day, or an RFC 3339 instant; a week before if not given")
	c.Flags().StringVar(&f.issue, "issue", "", "what changes compares with: the name of a published issue, instead of --since")
	c.Flags().Int64Var(&f.least, "least", 0, "fewest reports within two hours that make a cluster, in flood-clusters; five if not given")
	c.Flags().StringVar(&format, "format", "table", "table, csv or json")
	c.Flags().BoolVar(&list, "list", false, "name all questions, what each says and how it can be asked")
	c.RunE = func(c *cobra.Command, given []string) error {
		if list || len(given) == 0 {
			return d.listQuestions(list)
		}
		q, err := analytics.Find(given[0])
		if err != nil {
			return err
		}
		if d.json {
			format = "json"
		}
		return d.withDB(c.Context(), f.db, false, func(db *store.DB) error {
			s, err := f.scope(d.clock(), db.Zone())
			if err != nil {
				return err
			}
			a, err := q.Ask(c.Context(), db, s)
			if err != nil {
				return err
			}
			return printAnswer(a, format, office.Language(db, d.lang))
		})
	}
	return c
}

func printAnswer(a analytics.Answer, format string, l *i18n.Language) error {
	switch format {
	case "json":
		return printJSON(stdout, answerJSON(a, l))
	case "csv":
		return printCSV(a)
	case "table":
		printTable(a, l)
		return nil
	}
	return usage("format", "value", format)
}

// answer is what ask prints for machines: design, section 8.
type answer struct {
	Question string           `json:"question"`
	Scope    scope            `json:"scope"`
	Card     analytics.Card   `json:"card"`
	Columns  []column         `json:"columns"`
	Rows     []map[string]any `json:"rows"`
	Notes    []string         `json:"notes,omitempty"`
}

type scope struct {
	From  string              `json:"from,omitempty"`
	To    string              `json:"to,omitempty"`
	AsOf  string              `json:"as_of"`
	Rule  string              `json:"rule"`
	Grain string              `json:"grain,omitempty"`
	By    string              `json:"by,omitempty"`
	Of    string              `json:"of,omitempty"`
	Vs    string              `json:"against,omitempty"`
	Goal  *float64            `json:"target,omitempty"`
	Since string              `json:"since,omitempty"`
	Issue string              `json:"issue,omitempty"`
	Least int64               `json:"least,omitempty"`
	Where map[string][]string `json:"where,omitempty"`
}

type column struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Unit string `json:"unit,omitempty"`
}

func answerJSON(a analytics.Answer, l *i18n.Language) answer {
	card := a.Card(l)
	out := answer{
		Question: a.Question.Name, Card: card, Rows: []map[string]any{}, Notes: a.Notes(l),
		Scope: scope{AsOf: card.AsOf, Rule: string(a.Scope.Rule), Grain: string(a.Scope.Grain), By: string(a.Scope.By), Where: map[string][]string{}},
	}
	out.Scope.Of, out.Scope.Vs, out.Scope.Issue, out.Scope.Least = a.Scope.Of, string(a.Scope.Against), a.Scope.Issue, a.Scope.Least
	if a.Scope.Against == analytics.Target {
		out.Scope.Goal = &a.Scope.Target
	}
	if !a.Scope.Since.IsZero() {
		out.Scope.Since = a.Scope.Since.In(l.Zone()).Format(time.RFC3339)
	}
	if !a.Scope.From.IsZero() {
		out.Scope.From = a.Scope.From.Format(time.DateOnly)
	}
	if !a.Scope.Until.IsZero() {
		out.Scope.To = a.Scope.Until.AddDate(0, 0, -1).Format(time.DateOnly)
	}
	for dim, values := range a.Scope.Where {
		out.Scope.Where[string(dim)] = values
	}
	for i, c := range a.Columns {
		out.Columns = append(out.Columns, columnJSON(c))
		if broken(a.Rows, i) && out.Columns[i].Type == "integer" {
			out.Columns[i].Type = "number"
		}
	}
	for _, row := range a.Rows {
		cells := map[string]any{}
		for i, v := range row {
			if t, ok := v.(time.Time); ok {
				v = t.Format(time.DateOnly)
			}
			cells[a.Columns[i].Name] = v
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// broken tells whether a column holds numbers that are not whole, as limits of counts are.
func broken(rows [][]any, column int) bool {
	return slices.ContainsFunc(rows, func(row []any) bool {
		_, is := row[column].(float64)
		return is
	})
}

func columnJSON(c analytics.Column) column {
	switch c.Unit {
	case figure.Count:
		return column{c.Name, "integer", "count"}
	case figure.Share:
		return column{c.Name, "number", "share"}
	case figure.Duration:
		return column{c.Name, "number", "seconds"}
	case figure.Date:
		return column{Name: c.Name, Type: "date"}
	}
	return column{Name: c.Name, Type: "string"}
}

// printCSV writes codes and plain numbers, the same in every language.
func printCSV(a analytics.Answer) error {
	w := csv.NewWriter(stdout)
	head := make([]string, len(a.Columns))
	for i, c := range a.Columns {
		head[i] = c.Name
	}
	if err := w.Write(head); err != nil {
		return err
	}
	for _, row := range a.Rows {
		cells := make([]string, len(row))
		for i, v := range row {
			cells[i] = plain(v)
		}
		if err := w.Write(cells); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return ""
}

func printTable(a analytics.Answer, l *i18n.Language) {
	section := a.Section(l)
	fmt.Fprintln(stdout, section.Finding)
	fmt.Fprintln(stdout)
	t := section.Table
	head, right := make([]string, len(t.Columns)), make([]bool, len(t.Columns))
	for i, c := range t.Columns {
		head[i], right[i] = c.Title, c.Unit != figure.Text && c.Unit != figure.Date
	}
	rows := make([][]string, 0, len(t.Rows))
	for _, row := range t.Rows {
		cells := make([]string, len(row))
		for i, v := range row {
			cells[i] = analytics.Cell(t.Columns[i].Unit, v, l)
		}
		rows = append(rows, cells)
	}
	table(stdout, head, rows, right)
	for _, note := range a.Notes(l) {
		fmt.Fprintln(stdout, note)
	}
	fmt.Fprintln(stdout)
	for _, e := range section.Card {
		fmt.Fprintf(stdout, "%-16s %s\n", e.Label, e.Text)
	}
}
