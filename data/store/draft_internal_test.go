package store

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"tuntas/data"
)

func TestDrafts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db := open(t, path)
	fillMany(t, db, 3)
	keep := func(report int64, account, note string) {
		t.Helper()
		if err := db.KeepDraft(t.Context(), data.Draft{Report: report, Account: account, Note: note}); err != nil {
			t.Fatal(err)
		}
	}
	keep(1, "ana", "foto bur")
	keep(1, "ana", "foto buram, minta ulang")
	keep(1, "budi", "lain")
	keep(2, "ana", "dua")
	keep(2, "ana", "")
	keep(3, "ana", "")
	if err := db.KeepDraft(t.Context(), data.Draft{Report: 9, Account: "ana", Note: "n"}); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("of no report: %v", err)
	}
	head, err := db.Head(t.Context())
	if err != nil || head.Entry != 1 {
		t.Errorf("a draft is in the ledger: %+v, %v", head, err)
	}
	closed(t, db)
	db = open(t, path)
	all, err := db.Drafts(t.Context(), "ana")
	if err != nil || len(all) != 1 || all[0].Note != "foto buram, minta ulang" || all[0].KeptAt.IsZero() {
		t.Errorf("%+v, %v", all, err)
	}
	if d, err := db.Draft(t.Context(), 2, "ana"); err != nil || d.Note != "" || d.Report != 2 {
		t.Errorf("%+v, %v", d, err)
	}
	if h := verified(t, db, Head{}); !h.Sound() {
		t.Errorf("%+v", h)
	}
}

// TestDraftOutlivesKill kills the process while it writes drafts: the last one that was acknowledged is there.
func TestDraftOutlivesKill(t *testing.T) {
	if path := os.Getenv("TUNTAS_TEST_DRAFT"); path != "" {
		db := open(t, path)
		fill(t, db)
		if err := db.KeepDraft(t.Context(), data.Draft{Report: 1, Account: "ana", Note: "half a sent"}); err != nil {
			t.Fatal(err)
		}
		self, _ := os.FindProcess(os.Getpid())
		_ = self.Kill()
		select {}
	}
	path := filepath.Join(t.TempDir(), "a.duckdb")
	c := exec.Command(os.Args[0], "-test.run=^TestDraftOutlivesKill$") //nolint:gosec // this test
	c.Env = append(os.Environ(), "TUNTAS_TEST_DRAFT="+path)
	if out, err := c.CombinedOutput(); err == nil {
		t.Fatalf("it was not killed: %s", out)
	}
	if d, err := open(t, path).Draft(t.Context(), 1, "ana"); err != nil || d.Note != "half a sent" {
		t.Errorf("%+v, %v", d, err)
	}
}
