package store

import (
	"testing"

	"tuntas/data"
)

// TestPhotosOfManyDays brings photos in more often than files: both count on their own.
func TestPhotosOfManyDays(t *testing.T) {
	db := open(t, "")
	fill(t, db)
	for _, sum := range []string{canarySum, sharedSum} {
		p := data.Evidence{Report: 1, Role: data.PhotoAfter, Name: "a.jpg", Photo: data.Photo{SHA256: sum, Format: data.JPEG}}
		if _, err := db.AddEvidence(t.Context(), []data.Evidence{p}, false); err != nil {
			t.Fatal(err)
		}
	}
	if h := verified(t, db, Head{}); !h.Sound() {
		t.Errorf("%+v", h)
	}
}
