package analytics

import (
	"context"
	"database/sql"
	"math"
	"strings"
)

// sequence is what some reports went through, step by step.
type sequence struct {
	steps   []string
	reports int64
}

// text is the sequence as one text.
func (s sequence) text() string { return strings.Join(s.steps, between) }

// sequences asks a statement for the sequences that reports have: first for those that the store has prepared, then for those
// of told, which have none that hold, part by part. The same sequence may come in several parts.
func sequences(ctx context.Context, q Querier, statement string, args map[string]any, told []int64) (all []sequence, err error) {
	args["between"] = between
	err = askTold(ctx, q, statement, args, told, func(r *sql.Rows) error {
		var steps any
		var reports int64
		if err := r.Scan(&steps, &reports); err != nil {
			return err
		}
		one := sequence{reports: reports}
		list, _ := steps.([]any)
		for _, step := range list {
			name, _ := step.(string)
			one.steps = append(one.steps, name)
		}
		all = append(all, one)
		return nil
	})
	return all, err
}

// toldAtOnce is how many histories are gone through at a time.
const toldAtOnce = 25_000

// askTold asks a statement about what the store has prepared, then part by part about the reports of told, of which it has
// nothing prepared that holds: their histories would not fit into memory.
func askTold(ctx context.Context, q Querier, statement string, args map[string]any, told []int64, scan func(*sql.Rows) error) error {
	args["prepared"] = int64(math.MaxInt64)
	for {
		part := told[:min(len(told), toldAtOnce)]
		args["reports"], told = part, told[len(part):]
		if err := ask(ctx, q, statement, args, scan); err != nil || len(told) == 0 {
			return err
		}
		args["prepared"] = int64(0)
	}
}

// reportsOf asks a statement for the reports that it finds.
func reportsOf(ctx context.Context, q Querier, statement string, args map[string]any) ([]int64, error) {
	reports := []int64{}
	err := ask(ctx, q, statement, args, func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		reports = append(reports, id)
		return err
	})
	return reports, err
}
