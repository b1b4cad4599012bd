package analytics

import (
	"context"
	"database/sql"
	"math"
	"slices"

	"tuntas/analytics/figure"
	"tuntas/analytics/stats"
	"tuntas/data/reference"
)

// level is the confidence of every interval.
const level = 0.95

// volume counts the reports of the period by where they stand. Source of the measure: CRM's monthly publications
// (received, done), with the as-of instant that these leave out.
func volume(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{
		{"received", figure.Count}, {"done", figure.Count}, {"rejected", figure.Count}, {"open", figure.Count}, {"done_share", figure.Share},
	}
	statement := "volume"
	if s.Rule == Touched {
		statement = "volume_touched"
	}
	var rows [][]any
	var n int64
	err := ask(ctx, q, statement, s.args(), func(r *sql.Rows) error {
		var k key
		var received, done, rejected int64
		if err := r.Scan(&k.period, &k.group, &received, &done, &rejected); err != nil {
			return err
		}
		n += received
		rows = append(rows, append(k.cells(s), received, done, rejected, received-done-rejected, share(done, received)))
		return nil
	})
	return columns, rows, n, err
}

// rejection is the share of reports rejected among those whose outcome is known, with Wilson's score interval.
func rejection(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := append([]Column{
		{"received", figure.Count}, {"undecided", figure.Count}, {"decided", figure.Count}, {"rejected", figure.Count},
	}, rateColumns...)
	count := rejected
	if s.By == ByReason {
		count = rejectedFor
	}
	rows, n, err := count(ctx, q, s)
	return columns, rows, n, err
}

// rejected are the rows of rejection from what volume counts: the same reports, standing in the same stages.
func rejected(ctx context.Context, q Querier, s Scope) (rows [][]any, n int64, err error) {
	a, err := counted(ctx, q, s)
	if err != nil {
		return nil, 0, err
	}
	keys := len(keyColumns(s))
	for row, cells := range a.Rows {
		received, decided, rejected := a.outcome(row)
		n += decided
		rows = append(rows, append(append(slices.Clone(cells[:keys]), received, received-decided, decided, rejected), rate(rejected, decided)...))
	}
	return rows, n, nil
}

// rejectedFor are the same by reason: each is measured against all reports of its period.
func rejectedFor(ctx context.Context, q Querier, s Scope) (rows [][]any, n int64, err error) {
	whole := s
	whole.By = ""
	a, err := counted(ctx, q, whole)
	if err != nil {
		return nil, 0, err
	}
	at := map[key]int{}
	for row := range a.Rows {
		at[a.keyOf(row)] = row
	}
	base := wholes{by: s.By}
	err = ask(ctx, q, "rejection_reason", s.args(), func(r *sql.Rows) error {
		var k key
		var rejected int64
		if err := r.Scan(&k.period, &k.group, &rejected); err != nil {
			return err
		}
		row, ok := at[key{period: k.period}]
		if !ok {
			return nil // the first report of its period, written this moment
		}
		received, decided, _ := a.outcome(row)
		n += base.counted(k, decided)
		rows = append(rows, append(append(k.cells(s), received, received-decided, decided, rejected), rate(rejected, decided)...))
		return nil
	})
	return rows, n, err
}

// counted is what volume counts in a scope that fits rejection.
func counted(ctx context.Context, q Querier, s Scope) (Answer, error) {
	of, err := Find("volume")
	if err != nil {
		return Answer{}, err
	}
	return remembered(ctx, q, of, s)
}

// outcome is how many reports of a row of volume were received, how many of these decided, and rejected.
func (a Answer) outcome(row int) (received, decided, rejected int64) {
	received, rejected = a.count(row, "received"), a.count(row, "rejected")
	return received, rejected + a.count(row, "done"), rejected
}

// refusal is the share of follow-ups refused among validation decisions, with Wilson's score interval. A decision that was
// taken back does not count from the instant at which it was.
func refusal(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := append([]Column{
		{"reports", figure.Count}, {"decisions", figure.Count}, {"accepted", figure.Count}, {"refused", figure.Count},
	}, rateColumns...)
	var rows [][]any
	var n int64
	base := wholes{by: s.By}
	args, err := decided(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	seen := newReportSet(args)
	err = ask(ctx, q, byReason("refusal", s), args, func(r *sql.Rows) error {
		var k key
		var decisions, refused int64
		var told any
		if err := r.Scan(&k.period, &k.group, &told, &decisions, &refused); err != nil {
			return err
		}
		reports := seen.count(told)
		n += base.counted(k, decisions)
		rows = append(rows, append(append(k.cells(s), reports, decisions, decisions-refused, refused), rate(refused, decisions)...))
		return nil
	})
	return columns, rows, n, err
}

// byReason is the name of a statement as it is for the grouping: by reason each row is measured against all cases of its
// period, because only those that were refused have one.
func byReason(statement string, s Scope) string {
	if s.By == ByReason {
		return statement + "_reason"
	}
	return statement
}

// wholes counts the cases that rates are measured against; by reason those of a period are the same in all its rows.
type wholes struct {
	by    Dimension
	last  key
	begun bool
}

// counted returns what a row adds to the number of cases.
func (w *wholes) counted(k key, cases int64) int64 {
	again := w.by == ByReason && w.begun && w.last.period == k.period
	w.last, w.begun = k, true
	if again {
		return 0
	}
	return cases
}

// flood counts the reports of the categories that the reference list calls flood.
func flood(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{{"received", figure.Count}, {"done", figure.Count}, {"done_share", figure.Share}}
	args := s.args()
	args["flood"] = floodCategories()
	var rows [][]any
	var n int64
	err := ask(ctx, q, "flood", args, func(r *sql.Rows) error {
		var k key
		var received, done int64
		if err := r.Scan(&k.period, &k.group, &received, &done); err != nil {
			return err
		}
		n += received
		rows = append(rows, append(k.cells(s), received, done, share(done, received)))
		return nil
	})
	return columns, rows, n, err
}

func floodCategories() []string {
	names := []string{}
	for _, c := range reference.Categories() {
		if c.Flood {
			names = append(names, c.Name)
		}
	}
	return names
}

var rateColumns = []Column{{"rate", figure.Share}, {"low", figure.Share}, {"high", figure.Share}}

// rate returns k of n with its interval; nothing where n is 0.
func rate(k, n int64) []any {
	if n == 0 {
		return []any{nil, nil, nil}
	}
	i := stats.Wilson(k, n, level)
	return []any{float64(k) / float64(n), i.Low, i.High}
}

func share(k, n int64) any {
	if n == 0 {
		return nil
	}
	return float64(k) / float64(n)
}

// known returns v as a cell: nothing when it was not reached or is not known.
func known(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return v
}

// FloodCategories returns the names of the categories that count as floods; the slice is the caller's own.
func FloodCategories() []string { return floodCategories() }
