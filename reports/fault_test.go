package reports_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/theme"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/reports"
	"tuntas/reports/opendata"
	"tuntas/reports/page"
	"tuntas/reports/printed"
	"tuntas/reports/sample"
	"tuntas/reports/workbook"
)

// aRelease is a small release of open data.
func aRelease(t *testing.T) *opendata.Release {
	t.Helper()
	const salt = "a salt of this test only"
	var cases []opendata.Case
	for i := range 300 {
		cases = append(cases, opendata.Case{
			Number: fmt.Sprintf("JK%06d", i), Category: "Jalan", Channel: "jaki", Area: []string{"31.71.01.1001", "31.74.06.1003"}[i%2],
			SentOn: time.Date(2026, 1, 1+i%60, 0, 0, 0, 0, time.UTC), Stage: data.Done, Passes: 1,
			Stays: []opendata.Stay{{Stage: data.Waiting, Pass: 1, Hours: 3, Outcome: data.Done}, {Stage: data.Done, Pass: 1, Hours: -1}},
		})
	}
	slices.SortFunc(cases, func(a, b opendata.Case) int {
		return strings.Compare(opendata.Key(salt, a.Number), opendata.Key(salt, b.Number))
	})
	at := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	plan := opendata.Plan{
		Name: "crm", Title: "Laporan", Summary: "Laporan", Version: "1.0.0", Language: "id", Salt: salt, K: 5, From: at.AddDate(0, -5, 0), Until: at,
		AsOf: at, MadeAt: at, Words: i18n.For("id", time.UTC),
	}
	r, err := opendata.Prepare(plan, func(bool) iter.Seq2[opendata.Case, error] {
		return func(yield func(opendata.Case, error) bool) {
			for _, c := range cases {
				if !yield(c, nil) {
					return
				}
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// onPaper is how documents are printed.
func onPaper() printed.Options {
	return printed.Options{
		Regular: theme.DefaultTextFont().Content(), Bold: theme.DefaultTextBoldFont().Content(), Words: i18n.For("id", time.UTC),
		Paint: func(figure.Figure) (image.Image, error) { return image.NewRGBA(image.Rect(0, 0, 32, 18)), nil },
	}
}

// archive puts the files of a release into an archive.
type archive struct{ *zip.Writer }

func (a archive) Create(name string) (io.Writer, error) { return a.Writer.Create(name) }

// saves are all forms in which documents leave; each saves one to the path.
func saves(t *testing.T) map[string]func(path string) error {
	d, release := sample.Document("id"), aRelease(t)
	script := []byte("/* " + strings.Repeat("ECharts stands here. ", 20_000) + "*/")
	return map[string]func(path string) error{
		"table.csv": func(path string) error {
			return reports.Save(path, func(w io.Writer) error {
				c := csv.NewWriter(w)
				for i := range 20_000 {
					if err := c.Write([]string{fmt.Sprint(i), "Jalan", "=1+1"}); err != nil {
						return err
					}
				}
				c.Flush()
				return c.Error()
			})
		},
		"month.xlsx": func(path string) error {
			return reports.Save(path, func(w io.Writer) error { return workbook.Write(w, d) })
		},
		"publication.xlsx": func(path string) error {
			return reports.Save(path, func(w io.Writer) error { return workbook.WritePublication(w, d, i18n.For("id", time.UTC)) })
		},
		"month.html": func(path string) error {
			return reports.Save(path, func(w io.Writer) error { return page.Write(w, d, script) })
		},
		"month.pdf": func(path string) error {
			return reports.Save(path, func(w io.Writer) error { return printed.Write(w, d, onPaper()) })
		},
		"release.zip": func(path string) error {
			return reports.Save(path, func(w io.Writer) error {
				z := zip.NewWriter(w)
				return errors.Join(release.Write(archive{z}), z.Close())
			})
		},
		"release": func(path string) error {
			return reports.SaveFolder(path, func(f *reports.Folder) error { return release.Write(f) })
		},
	}
}

// contentOf is everything at a path: a file, or the files of a folder with their names; empty when nothing is there.
func contentOf(t *testing.T, path string) string {
	t.Helper()
	var b bytes.Buffer
	err := filepath.WalkDir(path, func(name string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == path {
			return fs.SkipAll
		}
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		fmt.Fprintf(&b, "%s %d %s\n", e.Name(), len(text), text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestEachStepFails lets each write, sync, rename and what else saving does fail in turn, until all succeed (T7): the old document
// is as it was or the new one is whole, and nothing half written is left.
func TestEachStepFails(t *testing.T) {
	for name, save := range saves(t) {
		t.Run(name, func(t *testing.T) {
			whole := filepath.Join(t.TempDir(), name)
			if err := save(whole); err != nil {
				t.Fatal(err)
			}
			want := contentOf(t, whole)
			old, n := 0, 1
			for ; ; n++ {
				path := filepath.Join(t.TempDir(), name)
				before := ""
				if filepath.Ext(name) != "" {
					if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
						t.Fatal(err)
					}
					before = contentOf(t, path)
				}
				var err error
				steps := reports.FailAt(n, func() { err = save(path) })
				got := contentOf(t, path)
				left, readErr := os.ReadDir(filepath.Dir(path))
				switch {
				case readErr != nil:
					t.Fatal(readErr)
				case n <= steps != errors.Is(err, reports.ErrStep):
					t.Fatalf("step %d of %d: %v", n, steps, err)
				case got != before && got != want:
					t.Fatalf("step %d of %d left %d bytes; old %d, new %d", n, steps, len(got), len(before), len(want))
				case err == nil && got != want:
					t.Fatalf("step %d of %d: no error, and the document is not the new one", n, steps)
				case len(left) > 1 || len(left) == 1 && left[0].Name() != name:
					t.Fatalf("step %d of %d left %v", n, steps, left)
				}
				if got == before {
					old++
				}
				if n > steps {
					break
				}
			}
			t.Logf("%d steps failed one after the other: %d times the old document was there, else the new one", n-1, old)
			if n < 6 || old == 0 {
				t.Errorf("only %d steps", n-1)
			}
		})
	}
}
