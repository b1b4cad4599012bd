// Package opendata prepares what a bureau gives to the public: counts of which no small one can be read or worked out.
// It knows how cells are withheld, what a reader could still conclude from the totals, and when a table may go out. It
// refuses to know where the numbers come from, who they are about, and what a report says.
package opendata
