package stats

import "math"

// Quantile returns the value below which the share p of sorted lies, interpolated between neighbours (type 7, the default
// of R and of spreadsheets). Sorted must ascend. It is NaN without values or when p is not within 0 and 1. Use
// Curve.Quantile where some cases are still open.
//
// Source: Hyndman and Fan 1996, Am Stat 50:361.
func Quantile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 || !(p >= 0 && p <= 1) {
		return math.NaN()
	}
	h := float64(len(sorted)-1) * p
	i := int(h)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (h-float64(i))*(sorted[i+1]-sorted[i])
}
