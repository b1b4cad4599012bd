package demo

import (
	"math"
	"math/rand/v2"

	"tuntas/data"
)

// stay is a log-normal length of stay.
type stay struct {
	stage  data.Stage
	median float64 // seconds
	sigma  float64 // standard deviation of the logarithm
}

const hour = 3600.0

// stays are the usual lengths; those in Process are multiplied by the unit's pace and by the load of a flood.
var stays = []stay{
	{data.Waiting, 2 * hour, 1.0},
	{data.Coordination, 6 * hour, 1.1},
	{data.Disposition, 5 * hour, 0.9},
	{data.Process, 30 * hour, 1.0},
	{data.FollowUp, 3 * hour, 0.8},
	{data.Validation, 9 * hour, 0.9},
	{data.Rejected, 20 * hour, 0.9}, // until the reporter completes it, if he does
}

// The indexes of stays.
const (
	inWaiting = iota
	inCoordination
	inDisposition
	inProcess
	inFollowUp
	inValidation
	inRejected
)

// shortest is the least time between two events of a report, in seconds.
const shortest = 30

// lengths counts stays by the logarithm of their length, in classes of 1 %: enough for a median.
type lengths struct {
	classes [2200]int
	count   int
}

func (l *lengths) add(logSeconds float64) {
	i := int(logSeconds * 100)
	l.classes[min(max(i, 0), len(l.classes)-1)]++
	l.count++
}

// median returns the median in seconds, within 0.5 %; 0 when nothing was counted.
func (l *lengths) median() float64 {
	if l.count == 0 {
		return 0
	}
	sum := 0
	for i, n := range l.classes {
		if sum += n; 2*sum >= l.count {
			return math.Exp((float64(i) + 0.5) / 100)
		}
	}
	return math.Inf(1)
}

// draw returns a length in seconds, the usual one times factor, and counts it.
func (s stay) draw(rng *rand.Rand, factor float64, seen *lengths) int64 {
	x := max(math.Log(s.median*factor)+s.sigma*rng.NormFloat64(), math.Log(shortest))
	seen.add(x)
	return int64(math.Exp(x))
}
