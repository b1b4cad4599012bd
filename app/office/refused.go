package office

import (
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/intake"
	"tuntas/reports"
)

// SaveRefused writes refused rows in the form of their sources, with a column that says why, so that they can be mended and
// brought in again with the same profile. The rows of one source go to path; where there are several, the name of the
// source is put into each name. It returns what was written. The sources are read again and must still be there.
func SaveRefused(p *intake.Profile, rows []data.RefusedRow, path string, l *i18n.Language) (written []string, err error) {
	sources := sourcesOf(rows)
	for _, source := range sources {
		to := path
		if len(sources) > 1 {
			to = besides(path, source)
		}
		why := func(r data.RefusedRow) string { return l.Refusal(r.Reason) }
		err := reports.Save(to, func(w io.Writer) error { return intake.WriteMendable(w, p, source, of(rows, source), why) })
		if err != nil {
			return written, fmt.Errorf("save refused rows: %w", data.About(to, err))
		}
		written = append(written, to)
	}
	return written, nil
}

// sourcesOf returns the paths of the rows, each once, in their order.
func sourcesOf(rows []data.RefusedRow) (paths []string) {
	for _, r := range rows {
		if !slices.Contains(paths, r.Path) {
			paths = append(paths, r.Path)
		}
	}
	return paths
}

// besides puts the name of a source into the name of a file: refused.csv becomes refused-events.csv.
func besides(path, source string) string {
	name := filepath.Base(source)
	if _, entry, ok := strings.Cut(name, "!"); ok {
		name = filepath.Base(entry)
	}
	name, _, _ = strings.Cut(name, ".")
	ending := filepath.Ext(path)
	return strings.TrimSuffix(path, ending) + "-" + name + ending
}

// of walks over the rows of one source, by ascending line.
func of(rows []data.RefusedRow, source string) iter.Seq2[data.RefusedRow, error] {
	some := slices.DeleteFunc(slices.Clone(rows), func(r data.RefusedRow) bool { return r.Path != source })
	slices.SortStableFunc(some, func(a, b data.RefusedRow) int { return int(a.Line - b.Line) })
	return func(yield func(data.RefusedRow, error) bool) {
		for _, r := range some {
			if !yield(r, nil) {
				return
			}
		}
	}
}
