package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tuntas/data"
)

// A photo that is gone from its folder, or is another file by now, is found by verifying, here and beside a backup.
func TestVerifyReadsPhotos(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db := open(t, path)
	fillMany(t, db, 3)
	addPhotoFiles(t, path)
	var all []data.Evidence
	for i, sum := range []string{canarySum, sharedSum} {
		all = append(all, data.Evidence{Report: int64(i + 1), Role: data.PhotoAfter, Name: "a.jpg", Photo: data.Photo{SHA256: sum, Format: data.JPEG, Bytes: 9}})
	}
	if _, err := db.AddEvidence(t.Context(), all, false); err != nil {
		t.Fatal(err)
	}
	made, err := db.Backup(t.Context(), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if h := verified(t, db, Head{}); !h.Sound() || h.Photos != (PhotoHealth{Files: 2}) {
		t.Errorf("%+v", h.Photos)
	}
	place := func(folder, sum string) string { return filepath.Join(folder, "original", sum[:2], sum[2:4], sum) }
	for _, folder := range []string{photoFolder(path), filepath.Join(backupFolder(path), "photos")} {
		// Both may be names of one file: what is there is replaced, not written over.
		if err := errors.Join(os.Remove(place(folder, canarySum)), os.Remove(place(folder, sharedSum)),
			os.WriteFile(place(folder, sharedSum), []byte("another"), 0o600)); err != nil {
			t.Fatal(err)
		}
		if folder != photoFolder(path) {
			closed(t, db)
			if db, err = OpenReadOnly(t.Context(), made.Path, Options{}); err != nil {
				t.Fatal(err)
			}
		}
		if h := verified(t, db, Head{}); h.Sound() || h.Photos != (PhotoHealth{Files: 2, Missing: 1, Changed: 1}) || h.Ledger.Broken != 0 {
			t.Errorf("%s: %+v", folder, h.Photos)
		}
	}
	closed(t, db)
}
