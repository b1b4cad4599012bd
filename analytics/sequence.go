package analytics

import (
	"context"
	"database/sql"
	"maps"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A statement keeps a step of a report as one number: its instant in microseconds, and in the lowest bits which step it was.
// The least of such numbers come in the order of time, which costs a fraction of sorting all events. What does not fit into
// them, reports with more steps than this or with two of them at one instant, is sorted by the statement itself.
const mostSteps = 16

// packed adds the parameters by which a statement keeps steps of these names as numbers. The more names, the fewer years fit
// beside them: with eight names all, with a thousand those from 1700 to 2250.
func packed(args map[string]any, names []string) {
	width := bits.Len(uint(len(names)))
	most := int64(math.MaxInt64) >> width
	args["early"], args["late"] = time.UnixMicro(max(-most, firstDay.UnixMicro())).UTC(), time.UnixMicro(min(most, lastDay.UnixMicro())).UTC()
	args["steps"], args["most"], args["tied"] = names, mostSteps, int64(math.MinInt64)
	args["bits"], args["width"], args["mask"] = width, int64(1)<<width, int64(1)<<width-1
}

// sequence is what some reports went through, step by step.
type sequence struct {
	steps   []int // from 1, as the names of the steps stand
	reports int64
}

// text is the sequence by the names of its steps.
func (s sequence) text(names []string) string {
	var b strings.Builder
	for i, step := range s.steps {
		if i > 0 {
			b.WriteString(between)
		}
		b.WriteString(names[step-1])
	}
	return b.String()
}

// sequences asks a statement for the sequences that reports have of the steps of these names, part by part.
func sequences(ctx context.Context, q Querier, s Scope, p parts, names []string) ([]sequence, error) {
	args := s.args()
	packed(args, names)
	counts := map[string]int64{}
	err := askParts(ctx, q, p, args, func(r *sql.Rows) error {
		var steps string
		var reports int64
		if err := r.Scan(&steps, &reports); err != nil {
			return err
		}
		counts[steps] += reports
		return nil
	})
	all := make([]sequence, 0, len(counts))
	for _, steps := range slices.Sorted(maps.Keys(counts)) {
		one := sequence{reports: counts[steps]}
		for step := range strings.FieldsSeq(steps) {
			n, err := strconv.Atoi(step)
			if err != nil {
				return nil, err
			}
			one.steps = append(one.steps, n)
		}
		all = append(all, one)
	}
	return all, err
}
