package office_test

import (
	"archive/zip"
	"errors"
	"image"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// headInText is the head of the ledger as it stands in a text, however it is broken into lines.
var headInText = regexp.MustCompile(`\d+ · ?[\s]*(?:[0-9a-f][\s]*){64}`)

// textOf is what a document says, as far as the head of the ledger goes.
func textOf(t *testing.T, path string) string {
	t.Helper()
	switch filepath.Ext(path) {
	case ".xlsx":
		return textOfArchive(t, path)
	case ".pdf":
		out, err := exec.Command("pdftotext", "-raw", path, "-").Output() //nolint:gosec // a file of this test
		if errors.Is(err, exec.ErrNotFound) {
			t.Skip("SKIPPED: no pdftotext reads what is printed")
		}
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	case "":
		var all strings.Builder
		files, err := filepath.Glob(filepath.Join(path, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
		}
		return all.String()
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func textOfArchive(t *testing.T, path string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err = errors.Join(err, r.Close()); err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

// TestHeadInEachDocument: each kind of document carries the head of the ledger, which verifying knows again after the history
// has gone on, and does not know in the history of somebody else.
func TestHeadInEachDocument(t *testing.T) {
	db, stranger := plenty(t), datatest.Open(t, nil)
	datatest.Add(t, stranger, datatest.Walk(t, 1, "2026-03-02"))
	folder := t.TempDir()
	l := i18n.For("id", datatest.Jakarta)
	scope := analytics.Scope{From: datatest.At(t, "2026-01-01"), Until: datatest.At(t, "2026-06-01"), AsOf: datatest.At(t, "2026-06-01"), Zone: datatest.Jakarta}
	d, err := periodic(t, db, scope, l)
	if err != nil {
		t.Fatal(err)
	}
	paint := func(figure.Figure) (image.Image, error) { return image.NewRGBA(image.Rect(0, 0, 32, 18)), nil }
	var paths []string
	for kind, name := range map[string]string{office.Workbook: "a.xlsx", office.Page: "a.html", office.Printed: "a.pdf", office.Publication: "publication.xlsx"} {
		path := filepath.Join(folder, name)
		if err := office.Write(kind, d, path, office.Press{Language: l, Paint: paint}); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	_, release := releasedTo(t, db)
	then, err := db.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	datatest.Add(t, db, datatest.Walk(t, 1, "2026-03-02"))
	for _, path := range append(paths, release) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			shown := headInText.FindString(textOf(t, path))
			head, err := store.ParseHead(shown)
			if err != nil || head.Entry != then.Entry || head.Hash != then.Hash {
				t.Fatalf("%q reads as %v, %v; want %v", shown, head, err, then)
			}
			if h, err := db.Verify(t.Context(), head, nil); err != nil || !h.Sound() || h.Ledger.Head.Entry != then.Entry+1 {
				t.Errorf("%+v, %v", h.Ledger, err)
			}
			if h, err := stranger.Verify(t.Context(), head, nil); err != nil || h.Sound() {
				t.Errorf("a stranger's history: %+v, %v", h.Ledger, err)
			}
		})
	}
}
