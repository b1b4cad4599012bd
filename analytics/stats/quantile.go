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

// QuantileInterval returns the type 7 quantile of sorted, which must ascend, with an interval between two of its values:
// those nearest to each other that hold the true one with at least the level, whatever the distribution. An end is -Inf or
// +Inf where so few values cannot tell it. SE is NaN.
//
// Source: David and Nagaraja, Order Statistics, 3rd ed., 7.1.
func QuantileInterval(sorted []float64, p, level float64) Estimate {
	value := Quantile(sorted, p)
	if math.IsNaN(value) || math.IsNaN(deviate(level)) {
		return unknown()
	}
	e := Estimate{Value: value, SE: math.NaN(), Low: math.Inf(-1), High: math.Inf(1)}
	low, high := orderRanks(int64(len(sorted)), p, (1-level)/2)
	if low >= 1 {
		e.Low = sorted[low-1]
	}
	if high <= int64(len(sorted)) {
		e.High = sorted[high-1]
	}
	return e
}

// orderRanks returns the ranks, from 1, of the values below and above which the p-quantile lies with at most probability
// tail each; 0 and n+1 where there is no such value.
func orderRanks(n int64, p, tail float64) (low, high int64) {
	upTo, size := 0.0, float64(n)
	for k := int64(0); k <= n; k++ {
		upTo += math.Exp(binomialLog(float64(k), size, p))
		if upTo <= tail {
			low = k + 1
		}
		if upTo >= 1-tail {
			return low, k + 1
		}
	}
	return low, n + 1
}
