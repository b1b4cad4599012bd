package office_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// refuseByOwnItem writes a checklist for roads with an item of the bureau's own, refuses three follow-ups for it, and returns what
// it is called in either language.
func refuseByOwnItem(t *testing.T, db *store.DB) map[string]string {
	t.Helper()
	by := data.Staff{Name: "ani", Role: data.Validator}
	item := data.Item{ID: "permukaan_rata", Indonesian: "Jalan rata", English: "The road is even", Refuses: true}
	version, err := db.AddChecklist(t.Context(), data.Checklist{Category: "Jalan", Items: []data.Item{item}}, by)
	if err != nil {
		t.Fatal(err)
	}
	path := []data.Kind{data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted}
	review := &data.Review{Category: "Jalan", Version: version, Answers: []data.Answer{{Item: item.ID, Value: data.No}}}
	for id := range 3 {
		datatest.Add(t, db, datatest.Walk(t, id+1, "2026-03-09 08:00", path...))
		c := data.Command{ID: fmt.Sprint("c", id), Report: int64(id + 1), Version: len(path), Kind: data.Refused, Review: review}
		if err := db.Advance(t.Context(), c, by); err != nil {
			t.Fatal(err)
		}
	}
	return map[string]string{"id": "Tidak lolos: Jalan rata", "en": "Failed: The road is even"}
}

// TestOwnItemsAreNamed: every kind of document calls a reason that comes from an item of the bureau's own as the bureau does.
func TestOwnItemsAreNamed(t *testing.T) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-03-10 09:00")}
	db := datatest.Open(t, clock)
	names := refuseByOwnItem(t, db)
	clock.Now = clock.Now.Add(time.Minute)
	for lang, want := range names {
		l := office.Language(db, lang)
		if got := l.Ground("permukaan_rata"); got != want {
			t.Errorf("%s: called %q", lang, got)
		}
		d, err := periodic(t, db, analytics.Scope{Now: clock.Now, Zone: datatest.Jakarta}, l)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range []string{office.Workbook, office.Page} {
			path := filepath.Join(t.TempDir(), "document."+kind)
			if err := office.Write(kind, d, path, office.Press{Language: l}); err != nil {
				t.Fatal(err)
			}
			text := unpacked(t, path)
			if !strings.Contains(text, want) || strings.Contains(text, ">permukaan_rata<") {
				t.Errorf("%s %s does not call the reason %q", lang, kind, want)
			}
		}
		named := 0
		for _, s := range d.Sections { // what is printed is taken from these
			if text := fmt.Sprint(s.Finding, s.Figure.Categories, s.Table.Rows); strings.Contains(text, want) {
				named++
			} else if strings.Contains(text, "permukaan_rata") {
				t.Errorf("%s: %s shows an id", lang, s.Title)
			}
		}
		if named == 0 {
			t.Errorf("%s: no section calls the reason %q", lang, want)
		}
	}
}

// unpacked is the text of a file, of an archive that of all its entries.
func unpacked(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if errors.Is(err, zip.ErrFormat) {
		return string(raw)
	}
	var text strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&text, r); err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
	}
	return text.String()
}
