package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// stdout is where answers go. Each run begins with a new one.
var stdout = &output{to: os.Stdout}

// output remembers the first error of writing, so that an answer that did not arrive is no success.
type output struct {
	to  io.Writer
	err error
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.to.Write(b)
	if o.err == nil {
		o.err = err
	}
	return n, err
}

// printJSON writes v as one object.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// table writes rows in columns; right tells which columns are numbers.
func table(w io.Writer, head []string, rows [][]string, right []bool) {
	width := make([]int, len(head))
	for i, h := range head {
		width[i] = utf8.RuneCountInString(h)
		for _, row := range rows {
			width[i] = max(width[i], utf8.RuneCountInString(row[i]))
		}
	}
	for _, row := range append([][]string{head}, rows...) {
		var line strings.Builder
		for i, cell := range row {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if right[i] {
				cell = pad + cell
			} else {
				cell += pad
			}
			line.WriteString(cell + "  ")
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}

// bar shows progress on a terminal, and nothing in a pipe.
type bar struct {
	to    *os.File
	shown bool
	last  string
}

func newBar() *bar {
	b := &bar{to: os.Stderr}
	b.shown = term.IsTerminal(int(b.to.Fd())) //nolint:gosec // a file descriptor fits
	return b
}

// show replaces the line; share is between 0 and 1, or below 0 when the end is not known.
func (b *bar) show(share float64, text string) {
	if !b.shown {
		return
	}
	const width = 30
	line := text
	if share >= 0 {
		full := int(min(share, 1) * width)
		line = "[" + strings.Repeat("█", full) + strings.Repeat("·", width-full) + "] " + text
	}
	if line != b.last {
		fmt.Fprintf(b.to, "\r\033[K%s", line)
		b.last = line
	}
}

// end takes the line away.
func (b *bar) end() {
	if b.shown {
		fmt.Fprint(b.to, "\r\033[K")
	}
}
