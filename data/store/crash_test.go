package store_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// childVariable names the database on which a child process of this test works until it is killed.
const childVariable = "TUNTAS_STORE_CHILD"

// rounds is how often something long is done.
func rounds(short, full int) int { return store.Rounds(short, full) }

// childReports is how many reports the child gives commands to.
const childReports = 40

// writeUntilKilled gives commands to random reports, imports in between, and closes and opens the database again and again,
// so that it may be killed while the log is copied into the file. What was acknowledged is printed, one line each.
func writeUntilKilled(path string) {
	err := func() error {
		for round := 0; ; round++ {
			if err := writeSome(path, round); err != nil {
				return err
			}
		}
	}()
	fmt.Println("failed:", err)
	os.Exit(1)
}

func writeSome(path string, round int) (err error) {
	ctx := context.Background()
	db, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	for i := range 5 + rand.IntN(25) {
		id := int64(1 + rand.IntN(childReports))
		_, h, err := db.Case(ctx, id)
		if err != nil {
			return err
		}
		c := data.Command{ID: fmt.Sprint(os.Getpid(), "-", round, "-", i), Report: id, Version: h.Version(), Kind: data.Noted, Note: "catatan"}
		if err := db.Advance(ctx, c, data.Staff{Name: "s", Role: data.Supervisor}); err != nil {
			return err
		}
		fmt.Println("did", c.ID)
	}
	number := fmt.Sprint("X", os.Getpid(), "-", round)
	_, err = db.Import(ctx, data.Import{Profile: "child"}, func(b *store.Batch) error {
		for i := range 200 {
			if err := b.AddReport(data.Report{Number: fmt.Sprint(number, "-", i), SentAt: time.Unix(1_780_000_000, 0), Text: strings.Repeat("teks ", 20)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	fmt.Println("imported", number)
	return db.Close()
}

// TestKill9 kills a process that writes, again and again. No acknowledged command or import is lost, none is there in part,
// the derived tables are what the events say and the ledger holds.
func TestKill9(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var cases []datatest.Case
	for i := range childReports {
		cases = append(cases, datatest.Walk(t, i, "2026-03-01", data.Received))
	}
	datatest.Add(t, db, cases...)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	acknowledged := 0
	for round := range rounds(5, 200) {
		did, imported := killed(t, path, time.Duration(500+rand.IntN(1000))*time.Millisecond)
		acknowledged += len(did) + len(imported)
		after(t, path, did, imported)
		if t.Failed() {
			t.Fatalf("round %d", round)
		}
	}
	if acknowledged == 0 {
		t.Error("the child did nothing")
	}
	t.Logf("%d commands and imports were acknowledged before the kills", acknowledged)
}

// killed lets a child write for some time, kills it and returns what it had acknowledged.
func killed(t *testing.T, path string, span time.Duration) (did, imported []string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(self) //nolint:gosec // this test
	child.Env = append(os.Environ(), childVariable+"="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	stop := time.AfterFunc(span, func() { _ = child.Process.Kill() })
	defer stop.Stop()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		what, id, _ := strings.Cut(lines.Text(), " ")
		switch what {
		case "did":
			did = append(did, id)
		case "imported":
			imported = append(imported, id)
		default:
			t.Error(lines.Text())
		}
	}
	_ = child.Wait() // killed
	return did, imported
}

// after looks at the database that the child has left.
func after(t *testing.T, path string, did, imported []string) {
	t.Helper()
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	there := map[string]bool{}
	scan(t, db, `SELECT command_id FROM event WHERE command_id IS NOT NULL AND report_id > $id AND kind <> $none`, 0, func(row *sql.Rows) error {
		var id string
		err := row.Scan(&id)
		there[id] = true
		return err
	})
	for _, id := range did {
		if !there[id] {
			t.Errorf("command %s was acknowledged and is lost", id)
		}
	}
	for _, number := range imported {
		if _, _, err := db.Track(t.Context(), number+"-199"); err != nil {
			t.Errorf("import %s was acknowledged: %v", number, err)
		}
	}
	h, err := db.Verify(t.Context(), store.Head{}, nil)
	if err != nil || !h.Sound() {
		t.Errorf("%+v, %v", h, err)
	}
}
