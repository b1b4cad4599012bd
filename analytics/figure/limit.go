package figure

import "slices"

// Outside returns the name of the first of the limits, outer ones first, that p lies beyond, or "" where it lies within all of
// them or has no value.
func (p Point) Outside(limits []Limit) string {
	for _, l := range limits {
		if !p.Missing && (p.Value < l.at(l.Low, p.X) || p.Value > l.at(l.High, p.X)) {
			return l.Name
		}
	}
	return ""
}

// at reads a curve at x, level beyond its ends.
func (l Limit) at(values []float64, x float64) float64 {
	i, found := slices.BinarySearch(l.Along, x)
	switch {
	case found:
		return values[i]
	case i == 0:
		return values[0]
	case i == len(l.Along):
		return values[i-1]
	}
	share := (x - l.Along[i-1]) / (l.Along[i] - l.Along[i-1])
	return values[i-1] + share*(values[i]-values[i-1])
}
