package intake

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// flag reads yes or no; an empty text is no.
func flag(b []byte) (yes, ok bool) {
	switch strings.ToLower(string(bytes.TrimSpace(b))) {
	case "", "0", "false", "f", "no", "n", "tidak":
		return false, true
	case "1", "true", "t", "yes", "y", "ya":
		return true, true
	}
	return false, false
}

// whole reads a number of digits that is not above limit; blanks around it do not count.
func whole(b []byte, limit int) (int, bool) {
	n, err := strconv.Atoi(string(bytes.TrimSpace(b)))
	return n, err == nil && n >= 0 && n <= limit
}

// degrees reads a latitude or longitude between -limit and limit, with a point or a comma.
func degrees(b []byte, limit float64) (float64, bool) {
	v, err := strconv.ParseFloat(strings.Replace(string(b), ",", ".", 1), 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > limit {
		return 0, false
	}
	return v, true
}
