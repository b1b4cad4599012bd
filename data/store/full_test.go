package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/store"
)

// fullVariable names a folder on a small disk, on which a child process of this test works.
const fullVariable = "TUNTAS_STORE_FULL"

// TestFullDisk works on a disk of a few megabytes until it is full, both where the log has no room and where the file has
// none. Each command that was acknowledged is there, none that was refused is, the error says that the disk is full, and
// work goes on in the same process as soon as there is room.
func TestFullDisk(t *testing.T) {
	if err := exec.Command("unshare", "-rm", "true").Run(); err != nil {
		t.Skip("SKIPPED: this machine allows no user namespace, so no small disk can be mounted")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []string{"20m", "36m"} { // less than the log may grow to, and more
		t.Run(size, func(t *testing.T) {
			script := `mount -t tmpfs -o size=` + size + ` tmpfs "$D" && ` + fullVariable + `="$D" exec "$T"`
			c := exec.Command("unshare", "-rm", "sh", "-c", script) //nolint:gosec // a constant
			c.Env = append(os.Environ(), "D="+t.TempDir(), "T="+self)
			c.WaitDelay = time.Minute
			out, err := c.CombinedOutput()
			if err != nil || !strings.Contains(string(out), "nothing was lost") {
				t.Errorf("%v\n%s", err, out)
			}
			t.Logf("%s", out)
		})
	}
}

// workOnFullDisk prints what went wrong, or that nothing was lost.
func workOnFullDisk(folder string) {
	if err := fillDisk(context.Background(), folder); err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
	fmt.Println("nothing was lost")
}

func fillDisk(ctx context.Context, folder string) error {
	path := filepath.Join(folder, "a.duckdb")
	db, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	_, err = db.Import(ctx, data.Import{}, func(b *store.Batch) error {
		return b.AddReport(data.Report{Number: "JK1", SentAt: time.Unix(1_780_000_000, 0)})
	})
	if err != nil {
		return err
	}
	ballast := filepath.Join(folder, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 2<<20), 0o600); err != nil {
		return err
	}
	said := map[string]bool{}
	refused := 0
	for i := 0; i < 5000 && refused < 5; i++ {
		err := remark(ctx, db, i)
		said[fmt.Sprint("c", i)] = err == nil
		if err != nil {
			refused++
		}
		if err != nil && !errors.Is(err, data.ErrDiskFull) {
			return fmt.Errorf("the full disk was not named: %w", err)
		}
	}
	fmt.Println(len(said)-refused, "remarks were acknowledged,", refused, "refused")
	if err := os.Remove(ballast); err != nil {
		return err
	}
	if err := remark(ctx, db, 9999); err != nil {
		return fmt.Errorf("with room again: %w", err)
	}
	said["c9999"] = true
	return errors.Join(compareRemarks(ctx, db, said, refused), reopened(ctx, path, db, said, refused))
}

// reopened looks once more after closing and opening.
func reopened(ctx context.Context, path string, db *store.DB, said map[string]bool, refused int) error {
	if err := db.Close(); err != nil {
		return err
	}
	db, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	return errors.Join(compareRemarks(ctx, db, said, refused), db.Close())
}

// remark gives one command with a note that does not compress.
func remark(ctx context.Context, db *store.DB, i int) error {
	_, h, err := db.Case(ctx, 1)
	if err != nil {
		return err
	}
	note := make([]byte, 500_000)
	for j := range note {
		note[j] = byte('0' + rand.IntN(75))
	}
	c := data.Command{ID: fmt.Sprint("c", i), Report: 1, Version: h.Version(), Kind: data.Noted, Note: string(note)}
	return db.Advance(ctx, c, data.Staff{Name: "s", Role: data.Supervisor})
}

func compareRemarks(ctx context.Context, db *store.DB, said map[string]bool, refused int) error {
	if refused == 0 {
		return errors.New("the disk never filled")
	}
	_, h, err := db.Case(ctx, 1)
	if err != nil {
		return err
	}
	for id, ok := range said {
		if h.Has(id) != ok {
			return fmt.Errorf("%s: acknowledged %v, there %v", id, ok, h.Has(id))
		}
	}
	health, err := db.Verify(ctx, store.Head{}, nil)
	if err == nil && !health.Sound() {
		err = fmt.Errorf("%+v", health)
	}
	return err
}
