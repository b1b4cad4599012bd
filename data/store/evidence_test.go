package store_test

import (
	"database/sql"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// photo is a made-up photo whose file begins with the letter.
func photo(letter string, hash uint64) data.Photo {
	sum := letter
	for len(sum) < 64 {
		sum += "0"
	}
	return data.Photo{SHA256: sum, Format: data.JPEG, Bytes: 12345, Width: 1200, Height: 900, Hash: hash}
}

func twoReports(t *testing.T) (*store.DB, int64, int64) {
	t.Helper()
	db := datatest.Open(t, nil)
	datatest.Add(t, db, datatest.Walk(t, 1, "2026-03-01 08:00", data.Received), datatest.Walk(t, 2, "2026-03-01 09:00", data.Received))
	ids, err := db.ReportIDs(t.Context(), []string{"JK2603010011", "JK2603010012", "JK2603010099"})
	if err != nil || len(ids) != 2 {
		t.Fatalf("ids %v, %v", ids, err)
	}
	return db, ids["JK2603010011"], ids["JK2603010012"]
}

func TestEvidence(t *testing.T) {
	db, first, second := twoReports(t)
	full := photo("a", 1<<63|5)
	full.TakenAt, full.Zoned, full.Lat, full.Lon = datatest.At(t, "2026-03-01 07:55"), true, -6.2, 106.8
	full.Camera, full.Software, full.Edited, full.Generated, full.Signed = "Kamera 1", "Snapseed 2", "Snapseed 2", "Midjourney", true
	weak := photo("b", 7)
	weak.Weak = true
	given := []data.Evidence{
		{Report: first, Role: data.PhotoComplaint, Name: "a.jpg", Photo: full},
		{Report: first, Role: data.PhotoAfter, Name: "b again.jpg", Photo: full}, // another role is another piece of evidence
		{Report: second, Role: data.PhotoAfter, Name: "a.jpg", Photo: full},
		{Report: second, Role: data.PhotoAfter, Name: "b.jpg", Photo: weak},
		{Report: second, Role: data.PhotoAfter, Name: "b too.jpg", Photo: weak}, // given twice
	}
	steps := []struct {
		name string
		dry  bool
		want store.EvidenceResult
	}{
		{"a dry run", true, store.EvidenceResult{Taken: 4, Unchanged: 1, Shared: 1}},
		{"for the first time", false, store.EvidenceResult{Taken: 4, Unchanged: 1, Shared: 1}},
		{"again", false, store.EvidenceResult{Unchanged: 5, Shared: 1}},
	}
	for _, s := range steps {
		got, err := db.AddEvidence(t.Context(), given, s.dry)
		if err != nil || got != s.want {
			t.Errorf("%s: got %+v, %v; want %+v", s.name, got, err, s.want)
		}
	}
	for i := range given {
		given[i].RecordedAt = datatest.At(t, "2026-06-01")
	}
	got, err := db.Evidence(t.Context(), first, second)
	if want := given[:4]; err != nil || !cmp.Equal(got, want) {
		t.Errorf("%v\n%s", err, cmp.Diff(want, got))
	}
	got, err = db.EvidenceOf(t.Context(), full.SHA256)
	if want := []data.Evidence{given[1], given[0], given[2]}; err != nil || !cmp.Equal(got, want) {
		t.Errorf("%v\n%s", err, cmp.Diff(want, got))
	}
	hashes, err := db.EvidenceHashes(t.Context())
	if want := []data.PhotoHash{{Report: first, Hash: full.Hash}, {Report: first, Hash: full.Hash}, {Report: second, Hash: full.Hash}}; err != nil || !cmp.Equal(hashes, want) {
		t.Errorf("hashes %v, %v; want %v", hashes, err, want)
	}
}

func TestEvidenceOfNoReport(t *testing.T) {
	db, first, _ := twoReports(t)
	before, err := db.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.AddEvidence(t.Context(), []data.Evidence{
		{Report: first, Role: data.PhotoOther, Photo: photo("a", 1)}, {Report: 4711, Role: data.PhotoOther, Photo: photo("b", 2)},
	}, false)
	if !errors.Is(err, data.ErrNotFound) {
		t.Errorf("got %v, want %v", err, data.ErrNotFound)
	}
	after, err := db.Head(t.Context())
	if got, err2 := db.Evidence(t.Context(), first); err != nil || err2 != nil || len(got) > 0 || after != before {
		t.Errorf("something was kept: %v, %v, %v; head %v, was %v", got, err, err2, after, before)
	}
}

// TestLedgerCoversEvidence changes photos behind the back of the ledger.
func TestLedgerCoversEvidence(t *testing.T) {
	changes := map[string]string{
		"another time":     "UPDATE evidence SET taken_at = TIMESTAMPTZ '2026-01-01 00:00:00+07' WHERE report_id = $id",
		"another file":     "UPDATE evidence SET sha256 = 'f' || sha256[2:] WHERE report_id = $id",
		"another hash":     "UPDATE evidence SET phash = phash + 1 WHERE report_id = $id",
		"another report":   "UPDATE evidence SET report_id = report_id + 1 WHERE report_id = $id",
		"a photo less":     "DELETE FROM evidence WHERE report_id = $id AND import_id = 1",
		"a whole lot less": "DELETE FROM evidence WHERE import_id = 2 AND report_id = $id",
		"a photo more":     "INSERT INTO evidence SELECT * REPLACE (import_id + 7 AS import_id) FROM evidence WHERE report_id = $id",
		"another name":     "",
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			db, first, second := twoReports(t)
			for _, e := range []data.Evidence{
				{Report: first, Role: data.PhotoAfter, Name: "x", Photo: photo("a", 1)}, {Report: first, Role: data.PhotoAfter, Name: "y", Photo: photo("b", 2)},
				{Report: second, Role: data.PhotoAfter, Name: "z", Photo: photo("c", 3)},
			} {
				if _, err := db.AddEvidence(t.Context(), []data.Evidence{e}, false); err != nil {
					t.Fatal(err)
				}
			}
			if err := db.VerifyLedger(t.Context(), store.Head{}); err != nil {
				t.Fatalf("before the change: %v", err)
			}
			want := data.ErrLedger
			if change == "" {
				change, want = "UPDATE evidence SET name = 'erased' WHERE report_id = $id", nil
			}
			tamper(t, db, change, first)
			if err := db.VerifyLedger(t.Context(), store.Head{}); !errors.Is(err, want) {
				t.Errorf("got %v, want %v", err, want)
			}
		})
	}
}

// tamper changes the tables as somebody else's program would.
func tamper(t *testing.T, db *store.DB, change string, id int64) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), change, sql.Named("id", id))
	if err != nil {
		t.Fatal(err)
	}
	rows.Next() // runs it
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		t.Fatal(err)
	}
}
