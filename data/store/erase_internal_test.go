package store

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/data"
)

const (
	canaryText    = "Kenari hijau di gang sempit belakang rumah Bu Siti"
	canaryAddress = "Gang Kenari Hijau 17B"
	canaryNote    = "menelepon pelapor kenari, minta ditutup"
	canaryNumber  = "JKKENARI0001"
	canaryPhoto   = "kenari-rumah.jpg"
)

// canaries are the words that must be gone; each stands in every text of the report that is erased.
var canaries = []string{"enari hijau", "enari Hijau", "pelapor kenari", canary, canaryContact, canaryPhoto}

// withCanary makes a database with many reports and one whose texts, notes, photos, refused rows, findings, draft and sender
// must all be found again by whoever erases it.
func withCanary(t *testing.T, path string) *DB {
	t.Helper()
	clock := &stepping{now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)}
	db, err := Open(t.Context(), path, Options{Clock: clock.read})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	fillMany(t, db, 2000)
	addCanary(t, db)
	return db
}

func addCanary(t *testing.T, db *DB) {
	t.Helper()
	at := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	_, err := db.Import(t.Context(), data.Import{Profile: "canary"}, func(b *Batch) error {
		return errors.Join(
			b.AddReport(data.Report{Number: canaryNumber, SentAt: at, Text: canaryText, Address: canaryAddress}),
			b.AddEvent(canaryNumber, data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: at, Note: canaryNote}),
			b.AddEvent(canaryNumber, data.Event{Kind: data.Submitted, Stage: data.Validation, HappenedAt: at.Add(time.Hour)}),
			b.Refuse(data.RefusedRow{Path: "a.csv", Line: 7, Reason: data.RefusedTime, Value: "x", Raw: canaryNumber + ";Gang Kenari Hijau;" + canaryContact}),
			b.Refuse(data.RefusedRow{Path: "a.csv", Line: 8, Reason: data.RefusedTime, Value: "x", Raw: "sebelum;" + canaryText + ";sesudah"}),
			b.Refuse(data.RefusedRow{Path: "a.csv", Line: 9, Reason: data.RefusedTime, Value: "keep", Raw: "another row that stays"}),
			b.Note(data.Finding{Kind: data.FoundTrimmed, Path: "a.csv", Line: 7, Number: canaryNumber, Was: canaryAddress, Told: " " + canaryAddress}),
			b.Note(data.Finding{Kind: data.FoundEntities, Path: "a.csv", Line: 8, Told: "x" + canaryText}))
	})
	if err != nil {
		t.Fatal(err)
	}
	id := canaryID(t, db)
	takePersons(t, db, data.Person{Report: id, Name: canary, Contact: canaryContact})
	if err := db.KeepDraft(t.Context(), data.Draft{Report: id, Account: "ana", Note: "draf: " + canaryText}); err != nil {
		t.Fatal(err)
	}
	photo := data.Evidence{Report: id, Role: data.PhotoComplaint, Name: canaryPhoto, Photo: data.Photo{SHA256: canarySum, Format: data.JPEG, Bytes: 9}}
	shared := photo
	shared.Report, shared.Name, shared.Photo.SHA256 = 1, "other.jpg", sharedSum
	again := shared
	again.Report = id
	if _, err := db.AddEvidence(t.Context(), []data.Evidence{photo, shared, again}, false); err != nil {
		t.Fatal(err)
	}
}

var canarySum, sharedSum = sumOf("the canary"), sumOf("shared")

// photoText is the content of the photo with this hash.
var photoText = map[string]string{canarySum: "photo the canary", sharedSum: "photo shared"}

func sumOf(what string) string {
	sum := sha256.Sum256([]byte("photo " + what))
	return hex.EncodeToString(sum[:])
}

func canaryID(t *testing.T, db *DB) int64 {
	t.Helper()
	ids, err := db.ReportIDs(t.Context(), []string{canaryNumber})
	if err != nil || ids[canaryNumber] == 0 {
		t.Fatal(ids, err)
	}
	return ids[canaryNumber]
}

// addPhotoFiles puts files into the album in the places that it has for them.
func addPhotoFiles(t *testing.T, path string) {
	t.Helper()
	for _, sum := range []string{canarySum, sharedSum} {
		for _, place := range []string{"original/" + sum[:2] + "/" + sum[2:4] + "/" + sum, "preview/" + sum[:2] + "/" + sum[2:4] + "/" + sum + ".jpg"} {
			name := filepath.Join(path+".photos", place)
			if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, []byte(photoText[sum]), 0o600)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// holding lists the files below the folders that hold a canary, or are the photo.
func holding(t *testing.T, folders ...string) (found []string) {
	t.Helper()
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			content, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			for _, c := range append([]string{photoText[canarySum]}, canaries...) {
				if bytes.Contains(content, []byte(c)) {
					found = append(found, name+": "+c)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// TestErase looks for the erased texts byte by byte in every file of the folder (T36).
func TestErase(t *testing.T) {
	folder, second := t.TempDir(), t.TempDir()
	path := filepath.Join(folder, "a.duckdb")
	db := withCanary(t, path)
	id := canaryID(t, db)
	addPhotoFiles(t, path)
	old := backedUp(t, db, second)
	kept := filepath.Join(t.TempDir(), "kept.duckdb") // a backup that nobody knows of
	if err := copyFile(old.Path, kept); err != nil {
		t.Fatal(err)
	}
	if len(holding(t, folder)) == 0 || len(holding(t, second)) == 0 {
		t.Fatal("the canary is not in the files before: the test would see nothing")
	}

	e, err := db.Erase(t.Context(), data.ErasureOrder{Reports: []int64{id, id}, By: "ana", Reason: data.ErasedOnRequest}, second, nil)
	if err != nil || e.Reports != 1 || len(e.Rewritten) != 3 || len(e.Left) != 0 || e.Photos != 3 {
		t.Errorf("%+v, %v", e, err)
	}
	if found := holding(t, folder, second); len(found) > 0 {
		t.Errorf("while it is open:\n%s", strings.Join(found, "\n"))
	}
	if _, err := os.Stat(filepath.Join(path+".photos", "original", sharedSum[:2], sharedSum[2:4], sharedSum)); err != nil {
		t.Errorf("the photo of another report: %v", err)
	}
	erasedWell(t, db, id)
	if h := verified(t, db, Head{}); !h.Sound() || h.Ledger.Kept != h.Ledger.Head {
		t.Errorf("%+v", h)
	}
	again, err := db.Erase(t.Context(), data.ErasureOrder{Reports: []int64{id}, By: "ana", Reason: data.ErasedOnRequest}, second, nil)
	if err != nil || again.Reports != 0 {
		t.Errorf("again: %+v, %v", again, err)
	}
	addCanaryAgain(t, db)
	closed(t, db)
	if found := holding(t, folder, second); len(found) > 0 {
		t.Errorf("after closing:\n%s", strings.Join(found, "\n"))
	}

	// A restored old backup erases again.
	r, err := Restore(t.Context(), path, kept, Options{}, nil)
	if err != nil || r.Erased != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	if found := holding(t, folder, second); len(found) > 0 {
		t.Errorf("after the restore:\n%s", strings.Join(found, "\n"))
	}
	db = open(t, path)
	erasedWell(t, db, id)
	if all, err := db.Erasures(t.Context(), 0, 0); err != nil || len(all) != 1 || all[0].Number != canaryNumber || all[0].Reason != data.ErasedAgain {
		t.Errorf("%+v, %v", all, err)
	}
	if h := verified(t, db, Head{}); !h.Sound() || h.Ledger.Kept != h.Ledger.Head {
		t.Errorf("%+v", h)
	}
}

// erasedWell looks whether the report is there without what was erased.
func erasedWell(t *testing.T, db *DB, id int64) {
	t.Helper()
	r, h, err := db.Case(t.Context(), id)
	if err != nil || r.Text != "" || r.Address != "" || len(h) < 2 || h[0].Note != "" || r.Number != canaryNumber {
		t.Errorf("%+v, %v, %v", r, h, err)
	}
	if n, err := db.Count(t.Context(), data.Filter{Text: canaryNumber}); err != nil || n != 1 {
		t.Errorf("found by its number: %d, %v", n, err)
	}
	if n, err := db.Count(t.Context(), data.Filter{Text: "kenari sempit"}); err != nil || n != 0 {
		t.Errorf("found by its text: %d, %v", n, err)
	}
	if known, err := db.HasPerson(t.Context(), id); err != nil || known {
		t.Errorf("the person is there: %v", err)
	}
	if d, err := db.Drafts(t.Context(), "ana"); err != nil || len(d) != 0 {
		t.Errorf("drafts: %v, %v", d, err)
	}
	rows, err := db.RefusedRows(t.Context(), 2, 0, 0)
	if err != nil || len(rows) != 3 || rows[0].Raw != "" || rows[1].Raw != "" || rows[2].Raw != "another row that stays" || rows[2].Value != "keep" {
		t.Errorf("%v, %v", rows, err)
	}
	if n, err := db.Count(t.Context(), data.Filter{Text: "lubang"}); err != nil || n != 2000 {
		t.Errorf("of the others %d are there, %v", n, err)
	}
}

// addCanaryAgain brings the same file in once more, and the person: nothing of it comes back.
func addCanaryAgain(t *testing.T, db *DB) {
	t.Helper()
	at := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	r, err := db.Import(t.Context(), data.Import{Profile: "canary"}, func(b *Batch) error {
		return errors.Join(
			b.AddReport(data.Report{Number: canaryNumber, SentAt: at, Text: canaryText, Address: canaryAddress}),
			b.AddEvent(canaryNumber, data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: at, Note: canaryNote}),
			b.AddEvent(canaryNumber, data.Event{Kind: data.Recorded, HappenedAt: at.Add(2 * time.Hour), Note: canaryNote}),
			b.Refuse(data.RefusedRow{Path: "a.csv", Line: 7, Reason: data.RefusedTime, Value: "x", Raw: canaryNumber + ";Gang Kenari Hijau;" + canaryContact}))
	})
	if err != nil || r.Reports != 0 || r.Events != 1 || r.Refused != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	if p := takePersons(t, db, data.Person{Report: canaryID(t, db), Name: canary, Contact: canaryContact}); p != (PersonResult{Erased: 1}) {
		t.Errorf("%+v", p)
	}
	if h := verified(t, db, Head{}); !h.Sound() {
		t.Errorf("%+v", h)
	}
}

func TestEraseRefuses(t *testing.T) {
	db := open(t, "")
	fill(t, db)
	for _, tt := range []struct {
		order data.ErasureOrder
		want  error
	}{
		{data.ErasureOrder{Reports: []int64{1, 9}, Reason: data.ErasedOnRequest}, data.ErrNotFound},
		{data.ErasureOrder{Reports: []int64{1}, Reason: "Bu Siti"}, data.ErrErasureReason},
		{data.ErasureOrder{Reports: []int64{1}, Reason: data.ErasedAgain}, data.ErrErasureReason},
	} {
		if _, err := db.Erase(t.Context(), tt.order, "", nil); !errors.Is(err, tt.want) {
			t.Errorf("%+v: %v", tt.order, err)
		}
	}
	if r, _, err := db.Case(t.Context(), 1); err != nil || r.Text != "x" {
		t.Errorf("something was erased: %v, %v", r, err)
	}
	if e, err := db.Erase(t.Context(), data.ErasureOrder{Reports: []int64{1}, Reason: data.ErasedByOrder}, "", nil); err != nil || e.Reports != 1 {
		t.Errorf("in memory: %+v, %v", e, err)
	}
}

// TestErasureIsFinishedLater stops between the transaction and the rewriting: the database says so, opens, and is finished.
func TestErasureIsFinishedLater(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.duckdb")
	db := withCanary(t, path)
	id := canaryID(t, db)
	backedUp(t, db, "")
	var e Erased
	o := data.ErasureOrder{Reports: []int64{id}, By: "ana", Reason: data.ErasedByAge}
	err := db.inTx(t.Context(), func(tx *sql.Tx) error {
		end, err := db.erase(t.Context(), tx, o, &e)
		defer db.keepHead(end)
		return err
	})
	if err != nil || db.ErasureUnfinished() {
		t.Fatal(err)
	}
	closed(t, db) // the list was not written
	db = open(t, path)
	if !db.ErasureUnfinished() {
		t.Fatal("opening does not notice")
	}
	if listed, err := readErasures(path + ".erased"); err != nil || !slices.Equal(listed, []string{canaryNumber}) {
		t.Errorf("%v, %v", listed, err)
	}
	if len(holding(t, folder)) == 0 {
		t.Error("nothing is left to do: the test sees nothing")
	}
	if _, err := db.FinishErasure(t.Context(), "", nil); err != nil || db.ErasureUnfinished() {
		t.Error(err)
	}
	if found := holding(t, folder); len(found) > 0 {
		t.Errorf("%s", strings.Join(found, "\n"))
	}
	if e, err := db.FinishErasure(t.Context(), "", nil); err != nil || len(e.Rewritten) != 0 {
		t.Errorf("once more: %+v, %v", e, err)
	}
}

// TestEraseReachesFormerDatabases erases what a restore has kept and what came from an old schema, and names what it cannot
// write anew.
func TestEraseReachesFormerDatabases(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a[1].duckdb")
	db := withCanary(t, path)
	made := backedUp(t, db, "")
	closed(t, db)
	r, err := Restore(t.Context(), path, made.Path, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	damaged := path + ".damaged-20260501-000000"
	if err := os.Mkdir(damaged, 0o700); err != nil {
		t.Fatal(err)
	}
	db = open(t, path)
	order := data.ErasureOrder{Reports: []int64{canaryID(t, db)}, By: "ana", Reason: data.ErasedMistake}
	missing := filepath.Join(folder, "unplugged")
	e, err := db.Erase(t.Context(), order, missing, nil)
	if err != nil || !slices.Contains(e.Rewritten, r.Aside) || !slices.Equal(e.Left, []string{missing, damaged}) {
		t.Errorf("%+v, %v", e, err)
	}
	if found := holding(t, folder); len(found) > 0 {
		t.Errorf("%s", strings.Join(found, "\n"))
	}
}

// TestEraseWhileOthersRead keeps a reader busy: it goes on, or the erasure waits and says what is undone.
func TestEraseWhileOthersRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db := withCanary(t, path)
	rows, err := db.QueryContext(t.Context(), "SELECT seq FROM event WHERE seq > $none", sql.Named("none", 0))
	if err != nil {
		t.Fatal(err)
	}
	order := data.ErasureOrder{Reports: []int64{canaryID(t, db)}, By: "ana", Reason: data.ErasedMistake}
	done := make(chan error)
	go func() {
		_, err := db.Erase(t.Context(), order, "", nil)
		done <- err
	}()
	time.Sleep(100 * time.Millisecond)
	n := 0
	for rows.Next() {
		n++
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil || n < 6000 {
		t.Errorf("%d rows, %v", n, err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	erasedWell(t, db, canaryID(t, db))
}

// TestErasureCannotBeTakenBack changes what is recorded of an erasure.
func TestErasureCannotBeTakenBack(t *testing.T) {
	for _, change := range []string{
		"DELETE FROM erasure WHERE nth = $one", "UPDATE erasure SET erased_by = 'nobody' WHERE nth = $one",
		"INSERT INTO erasure SELECT nth, 2, reason, erased_by, erased_at FROM erasure WHERE nth = $one",
	} {
		db := open(t, "")
		fillMany(t, db, 3)
		if _, err := db.Erase(t.Context(), data.ErasureOrder{Reports: []int64{1}, By: "a", Reason: data.ErasedByOrder}, "", nil); err != nil {
			t.Fatal(err)
		}
		if err := db.VerifyLedger(t.Context(), Head{}); err != nil {
			t.Fatal(err)
		}
		if _, err := db.sql.Exec(change, sql.Named("one", 1)); err != nil {
			t.Fatal(err)
		}
		if err := db.VerifyLedger(t.Context(), Head{}); !errors.Is(err, data.ErrLedger) {
			t.Errorf("%s: %v", change, err)
		}
	}
}
