package office_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/demo"
	"tuntas/data/evidence"
)

// TestHashParts gives photos of older times the hashes of their parts, those that are not there excepted.
func TestHashParts(t *testing.T) {
	c := newPhotoCase(t)
	folder := filepath.Join(t.TempDir(), "older")
	album, err := evidence.OpenAlbum(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = album.Close() }()
	p, err := evidence.Reader{}.Read(bytes.NewReader(demo.Photo(demo.Shot{Seed: 4})))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := album.Put(p); err != nil {
		t.Fatal(err)
	}
	want := p.Photo.Crops
	old, lost := p.Photo, p.Photo
	old.Crops, lost.Crops, lost.SHA256 = data.Crops{}, data.Crops{}, "00"+lost.SHA256[2:]
	both := []data.Evidence{{Report: 1, Role: data.PhotoAfter, Photo: lost}, {Report: 2, Role: data.PhotoAfter, Photo: old}}
	if _, err := c.db.AddEvidence(t.Context(), both, false); err != nil {
		t.Fatal(err)
	}
	if done, err := office.HashParts(t.Context(), c.db, folder); done != 1 || err != nil {
		t.Fatalf("hashed %d, %v", done, err)
	}
	hashes, err := c.db.EvidenceHashes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hashes {
		if got := h.Crops; (h.Report == 2) != (got == want) || (h.Report == 1) != (got == data.Crops{}) {
			t.Errorf("report %d: %v", h.Report, got)
		}
	}
	if done, err := office.HashParts(t.Context(), c.db, folder); done != 0 || err != nil {
		t.Errorf("hashed again: %d, %v", done, err)
	}
}
