package intake

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"tuntas/data"
)

// WriteRefused writes refused rows as CSV: path, line, column, value, reason and the row as it stood. A text that a
// spreadsheet would take for a formula is guarded with a leading '. It ends with the first error of rows or w.
func WriteRefused(w io.Writer, rows iter.Seq2[data.RefusedRow, error]) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"path", "line", "column", "value", "reason", "raw"}); err != nil {
		return fmt.Errorf("write refused rows: %w", err)
	}
	for r, err := range rows {
		if err == nil {
			err = out.Write([]string{
				guard(r.Path), strconv.FormatInt(r.Line, 10), guard(r.Column), guard(r.Value), string(r.Reason), guard(r.Raw),
			})
		}
		if err != nil {
			return fmt.Errorf("write refused rows: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write refused rows: %w", err)
	}
	return nil
}

// guard marks a text that begins like a formula.
func guard(s string) string {
	if s != "" && strings.IndexByte("=+-@\t\r\n", s[0]) >= 0 {
		return "'" + s
	}
	return s
}
