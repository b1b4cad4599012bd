package analytics

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
)

//go:embed sql/*.sql
var queries embed.FS

// Querier is what a question needs of a database.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

var parameter = regexp.MustCompile(`\$([a-z]+)`)

// parameters returns the names of the parameters that a statement uses, each once.
func parameters(query string) []string {
	var names []string
	for _, m := range parameter.FindAllStringSubmatch(query, -1) {
		if !slices.Contains(names, m[1]) {
			names = append(names, m[1])
		}
	}
	return names
}

// spanned are the parameters of a scope with the ends between which the reports lie that the statement called name finds.
func spanned(ctx context.Context, q Querier, s Scope, name string) (map[string]any, error) {
	args := s.args()
	return args, addSpan(ctx, q, name, args)
}

// addSpan adds to parameters the ends between which the reports lie that the statement called name finds.
func addSpan(ctx context.Context, q Querier, name string, args map[string]any) error {
	var first, last int64
	err := ask(ctx, q, name, args, func(r *sql.Rows) error { return r.Scan(&first, &last) })
	args["lowest"], args["highest"] = first, last
	return err
}

// narrowed are the parameters of a scope with the ends of spanned where these are of use: a period that goes by moves.
func narrowed(ctx context.Context, q Querier, s Scope, span string) (map[string]any, error) {
	if s.Rule != Left || s.From.IsZero() && s.Until.IsZero() {
		return s.args(), nil
	}
	return spanned(ctx, q, s, span)
}

// help is a line of a statement that changes no answer: it tells the engine what it may pass over, and costs more than it
// saves where that is nothing; or it is one of several ways to say the same. It begins with its name; see Scope.helps.
var help = regexp.MustCompile(`(?m)^\s*/\* ([a-z]+) \*/.*\n`)

// helped returns a statement without the helps that are of no use in the scope of its parameters.
func helped(text string, args map[string]any) string {
	useful, _ := args["helps"].([]string)
	return help.ReplaceAllStringFunc(text, func(line string) string {
		if slices.Contains(useful, help.FindStringSubmatch(line)[1]) {
			return line
		}
		return ""
	})
}

// query returns the text of a question's statement.
func query(name string) (string, error) {
	text, err := queries.ReadFile("sql/" + name + ".sql")
	return string(text), err
}

// ask runs the statement called name with those of args that it uses, and gives each row to scan.
func ask(ctx context.Context, q Querier, name string, args map[string]any, scan func(*sql.Rows) error) (err error) {
	text, err := query(name)
	if err != nil {
		return err
	}
	text = helped(text, args)
	names := parameters(text)
	if slices.Contains(names, "opds") {
		if err := addAgencies(ctx, q, args); err != nil {
			return err
		}
	}
	rows, err := q.QueryContext(ctx, text, named(args, names)...)
	if err != nil {
		return fmt.Errorf("ask %s: %w", name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return fmt.Errorf("ask %s: %w", name, err)
		}
	}
	return rows.Err()
}
