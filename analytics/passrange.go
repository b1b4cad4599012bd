package analytics

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// andLater stands behind the number of a pass in a scope: that pass and all after it.
const andLater = "+"

// passRange returns the first and the last pass that the values of a scope take: "2" takes one pass, "2+" that and all later
// ones. ok is false for what is no pass, and where the values leave a pass out between them.
func passRange(values []string) (from, to int64, ok bool) {
	if len(values) == 0 {
		return 0, math.MaxInt32, true
	}
	var all []int64
	to = 0
	for _, v := range values {
		text, later := strings.CutSuffix(v, andLater)
		n, err := strconv.ParseInt(text, 10, 32)
		if err != nil || n < 1 {
			return 0, 0, false
		}
		all = append(all, n)
		if later {
			to = math.MaxInt32
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	first, last := all[0], all[len(all)-1]
	if to == 0 {
		to = last
	}
	whole := last-first == int64(len(all)-1)
	return first, to, whole
}
