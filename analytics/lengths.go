package analytics

import (
	"math"
	"math/bits"
)

// Durations are counted by class: those of one class lie within two thousandths of each other. What is counted so gives the
// same curve to the eye, in thousands of steps instead of millions. The engine hands out the durations as lists and they are
// sorted into classes here: a table of the classes of each group costs the engine several times as much, and more memory
// than it has where there are many groups.

// lengthClass is durations that lie near each other.
type lengthClass struct {
	at                     int // which class
	n                      int64
	shortest, longest, sum float64
}

// mostClasses is how many classes there are: the last ones are longer than all of history.
const mostClasses = 1 << 14

// classOf is the class of a duration in seconds. Those below zero, which are wrong, are one.
func classOf(seconds float64) int {
	if seconds < 0 {
		return 0
	}
	return min(1+int(math.Log(seconds+1)*500), mostClasses-1)
}

// each gives the lengths of a class with their counts: up to three are told exactly, from the shortest, the longest and the
// sum; of more that differ the mean stands for all.
func (c lengthClass) each(give func(length float64, n int64)) {
	switch {
	case c.shortest == c.longest:
		give(c.shortest, c.n)
	case c.n == 2:
		give(c.shortest, 1)
		give(c.longest, 1)
	case c.n == 3:
		give(c.shortest, 1)
		give(c.sum-c.shortest-c.longest, 1)
		give(c.longest, 1)
	default:
		give(c.sum/float64(c.n), c.n)
	}
}

// add takes another duration into the class.
func (c *lengthClass) add(seconds float64) {
	if c.n == 0 || seconds < c.shortest {
		c.shortest = seconds
	}
	if c.n == 0 || seconds > c.longest {
		c.longest = seconds
	}
	c.n++
	c.sum += seconds
}

// and is the class with the durations of another part of it.
func (c lengthClass) and(o lengthClass) lengthClass {
	c.n += o.n
	c.shortest, c.longest, c.sum = min(c.shortest, o.shortest), max(c.longest, o.longest), c.sum+o.sum
	return c
}

// lengths are durations by class, in the order of the classes.
type lengths []lengthClass

// each gives all lengths with their counts, the shortest first.
func (l lengths) each(give func(length float64, n int64)) {
	for _, c := range l {
		c.each(give)
	}
}

// and are the lengths of two parts together.
func (l lengths) and(o lengths) lengths {
	if len(l) == 0 || len(o) == 0 {
		return append(l, o...)
	}
	all := make(lengths, 0, len(l)+len(o))
	for len(l) > 0 && len(o) > 0 {
		switch {
		case l[0].at < o[0].at:
			all, l = append(all, l[0]), l[1:]
		case l[0].at > o[0].at:
			all, o = append(all, o[0]), o[1:]
		default:
			all, l, o = append(all, l[0].and(o[0])), l[1:], o[1:]
		}
	}
	return append(append(all, l...), o...)
}

// classifier sorts durations into classes; one serves many lists, one after the other.
type classifier struct {
	classes [mostClasses]lengthClass
	used    [mostClasses / 64]uint64 // a bit for each class that has durations
}

// lengths are those of a list as the engine hands it out: durations in seconds.
func (c *classifier) lengths(list any) lengths {
	seconds, _ := list.([]any)
	n := 0
	for _, s := range seconds {
		length, _ := s.(float64)
		at := classOf(length)
		if c.classes[at].n == 0 {
			c.used[at/64] |= 1 << (at % 64)
			n++
		}
		c.classes[at].add(length)
	}
	return c.take(n)
}

// take empties the classes that have durations, n of them.
func (c *classifier) take(n int) lengths {
	if n == 0 {
		return nil
	}
	all := make(lengths, 0, n)
	for i, word := range c.used {
		for ; word != 0; word &= word - 1 {
			at := i*64 + bits.TrailingZeros64(word)
			c.classes[at].at = at
			all = append(all, c.classes[at])
			c.classes[at] = lengthClass{}
		}
		c.used[i] = 0
	}
	return all
}
