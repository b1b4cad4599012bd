package intake

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"tuntas/data"
)

const (
	sampleRows    = 1000 // rows by which a column is judged
	sampleColumns = 1000 // columns that are judged; a wider file is refused
	sampleCell    = 200  // bytes of a value that are kept
	exampleCount  = 3
	exampleRunes  = 60
)

// sample is the beginning of a table, column by column.
type sample struct {
	columns []*traits
	rows    int
	ragged  int // rows that cannot be taken apart, or have another number of fields than the header
}

// traits is what the values of a column have in common.
type traits struct {
	header string
	twice  bool     // another column has this header too
	cells  []string // one for each row; empty where the row tells nothing
	counts map[string]int
	absent map[string]int // texts that stand for no value
	whole  map[string]int // counts of the whole table, absent ones too; nil before it has been read
	filled int
	runes  int // of all values
	when   when
}

// absent are texts that stand for no value.
var absent = []string{"na", "n/a", "null", "none", "nil", "-", "--", "#n/a"}

// sampleOf reads up to sampleRows rows of the table. It returns data.ErrTooLarge about the path when there are too many
// columns and data.ErrEmptyFile when no row could be taken.
func sampleOf(t *table) (*sample, error) {
	if len(t.header) > sampleColumns {
		return nil, data.About(t.path, fmt.Errorf("%w: %d columns", data.ErrTooLarge, len(t.header)))
	}
	s := &sample{}
	often := make(map[string]int)
	for _, h := range t.header {
		often[strings.ToLower(h)]++
	}
	for _, h := range t.header {
		s.columns = append(s.columns, &traits{header: h, twice: often[strings.ToLower(h)] > 1, counts: make(map[string]int), absent: make(map[string]int)})
	}
	for s.rows+s.ragged < sampleRows {
		rec, err := t.source.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, broken(t.path, err)
		}
		if rec.fault != "" || len(rec.fields) != len(s.columns) || !utf8.Valid(rec.raw) {
			s.ragged++
			continue
		}
		s.rows++
		for i, b := range rec.fields {
			s.columns[i].add(b)
		}
	}
	if s.rows == 0 {
		return nil, data.About(t.path, data.ErrEmptyFile)
	}
	return s, nil
}

// add notes the value of the next row.
func (c *traits) add(b []byte) {
	text := cellText(b)
	if slices.Contains(absent, strings.ToLower(text)) {
		c.absent[text]++
		text = ""
	}
	c.cells = append(c.cells, text)
	if text == "" {
		return
	}
	c.filled++
	c.counts[text]++
	c.runes += utf8.RuneCountInString(text)
}

// distinct returns the different values in the order of the rows.
func (c *traits) distinct() []string {
	seen, all := make(map[string]bool, len(c.counts)), make([]string, 0, len(c.counts))
	for _, text := range c.cells {
		if text != "" && !seen[text] {
			seen[text] = true
			all = append(all, text)
		}
	}
	return all
}

// share is the part of the filled rows whose value is as told; 0 where no row is filled.
func (c *traits) share(is func(string) bool) float64 {
	n := 0
	for text, rows := range c.counts {
		if is(text) {
			n += rows
		}
	}
	return ratio(n, c.filled)
}

// listed is the part of the different values that are as told.
func (c *traits) listed(is func(string) bool) float64 {
	n := 0
	for text := range c.counts {
		if is(text) {
			n++
		}
	}
	return ratio(n, len(c.counts))
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// unique tells whether each row has a value of its own.
func (c *traits) unique(rows int) bool { return c.filled == rows && len(c.counts) == rows }

// repeats tells whether values come again, as those of a case do.
func (c *traits) repeats() bool {
	return c.filled > 1 && len(c.counts) > 0 && float64(len(c.counts)) <= 0.95*float64(c.filled)
}

// length is how many characters a value has on average.
func (c *traits) length() float64 { return ratio(c.runes, c.filled) }

// examples returns the first different values, shortened.
func (c *traits) examples() []string {
	var all []string
	for _, text := range c.distinct() {
		if runes := []rune(text); len(runes) > exampleRunes {
			text = string(runes[:exampleRunes]) + "…"
		}
		if all = append(all, text); len(all) == exampleCount {
			break
		}
	}
	return all
}

// texts counts all texts, also those that stand for no value: of the whole table where it has been read.
func (c *traits) texts() map[string]int {
	if c.whole != nil {
		return c.whole
	}
	all := maps.Clone(c.counts)
	maps.Copy(all, c.absent)
	return all
}

// cellText is a value as a sample keeps it: without outer blanks, shortened.
func cellText(b []byte) string {
	return strings.TrimSpace(strings.ToValidUTF8(string(b[:min(len(b), sampleCell)]), ""))
}
