package analytics

// reportSet tells reports apart whose numbers lie between two ends.
type reportSet struct {
	lowest int64
	bits   []uint64
}

// newReportSet is an empty set for the reports between the ends that the parameters of a statement name.
func newReportSet(args map[string]any) reportSet {
	lowest, _ := args["lowest"].(int64)
	highest, _ := args["highest"].(int64)
	return reportSet{lowest: lowest, bits: make([]uint64, (highest-lowest)/64+1)}
}

// count is how many reports a cell speaks of: their number, or the list of them with some more than once.
func (s reportSet) count(cell any) (n int64) {
	if n, ok := cell.(int64); ok {
		return n
	}
	list, _ := cell.([]any)
	for _, id := range list {
		word, bit := s.place(id)
		if *word&bit == 0 {
			*word |= bit
			n++
		}
	}
	for _, id := range list {
		word, _ := s.place(id)
		*word = 0
	}
	return n
}

// place is where a report's bit is.
func (s reportSet) place(id any) (word *uint64, bit uint64) {
	n, _ := id.(int64)
	at := n - s.lowest
	return &s.bits[at/64], 1 << (at % 64)
}
