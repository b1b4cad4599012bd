package figure

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
)

// WriteCSV writes t to w for programs: UTF-8, commas, the stable names of the columns as its header, decimal points, days as
// 2026-03-01, shares as 0 to 1, durations in seconds, nothing where there is no value. Words that a spreadsheet would take
// for a formula get an apostrophe in front; numbers never do. A row that is not as long as the header, or a cell of a type
// that Table does not name, gives an error that matches ErrShape.
func WriteCSV(w io.Writer, t Table) error {
	out := csv.NewWriter(w)
	header := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		header[i] = guarded(c.Name)
	}
	if err := out.Write(header); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return fmt.Errorf("write csv: %w: row %d has %d cells for %d columns", ErrShape, i+1, len(row), len(t.Columns))
		}
		line, err := record(row)
		if err != nil {
			return fmt.Errorf("write csv: row %d: %w", i+1, err)
		}
		if err := out.Write(line); err != nil {
			return fmt.Errorf("write csv: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

func record(row []any) ([]string, error) {
	line := make([]string, len(row))
	for i, v := range row {
		switch v := v.(type) {
		case nil:
		case string:
			line[i] = guarded(v)
		case int64:
			line[i] = strconv.FormatInt(v, 10)
		case float64:
			if finite(v) {
				line[i] = decimal(v)
			}
		case bool:
			line[i] = strconv.FormatBool(v)
		case time.Time:
			line[i] = v.Format(time.DateOnly)
		default:
			return nil, fmt.Errorf("%w: a cell holds %T", ErrShape, v)
		}
	}
	return line, nil
}

// decimal writes v without an exponent wherever people would read one.
func decimal(v float64) string {
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e15) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// guarded puts an apostrophe before words that begin like a formula, blanks in front of it or not.
func guarded(text string) string {
	head := strings.TrimLeft(text, " \u00a0\r\n")
	if strings.IndexAny(text, "\t\r\n\x00") == 0 || strings.IndexAny(head, "=+-@\t\x00＝＋－＠") == 0 {
		return "'" + text
	}
	return text
}
