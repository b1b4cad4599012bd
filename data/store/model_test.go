package store_test

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// model is what the database should hold: the events of each report, by its number, in the order in which they happened.
type model struct {
	t      *testing.T
	folder string
	path   string
	db     *store.DB
	clock  *datatest.Clock
	known  []string
	events map[string]data.History
	given  int
	copies int
	backup *backupOf
}

// backupOf is a backup with what it should hold.
type backupOf struct {
	record store.BackupRecord
	known  []string
	events map[string]data.History
}

func newModel(t *testing.T) *model {
	m := &model{
		t: t, folder: t.TempDir(), clock: &datatest.Clock{Now: datatest.At(t, "2026-06-01")}, events: map[string]data.History{},
	}
	m.path = filepath.Join(m.folder, "a.duckdb")
	return m
}

func (m *model) open(rt *rapid.T) {
	db, err := store.Open(context.Background(), m.path, store.Options{Zone: datatest.Jakarta, Clock: m.clock.Read})
	if err != nil {
		rt.Fatal(err)
	}
	m.db = db
}

func (m *model) close(rt *rapid.T) {
	if err := m.db.Close(); err != nil {
		rt.Fatal(err)
	}
}

// importSome brings in new reports, and now and then one that is there already.
func (m *model) importSome(rt *rapid.T) {
	m.clock.Now = m.clock.Now.Add(time.Minute)
	var cases []datatest.Case
	if len(m.known) > 0 && rapid.Bool().Draw(rt, "again") {
		number := rapid.SampledFrom(m.known).Draw(rt, "known")
		h := m.events[number]
		cases = append(cases, datatest.Case{Report: data.Report{Number: number, SentAt: h[0].HappenedAt}, Events: h[:1]})
	}
	for range rapid.IntRange(1, 3).Draw(rt, "reports") {
		number := fmt.Sprint("R", rapid.IntRange(0, 9).Draw(rt, "number"))
		if _, ok := m.events[number]; ok {
			continue
		}
		e := data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: m.clock.Now}
		m.events[number] = data.History{e}
		m.known = append(m.known, number)
		cases = append(cases, datatest.Case{Report: data.Report{Number: number, SentAt: m.clock.Now}, Events: data.History{e}})
	}
	datatest.Add(m.t, m.db, cases...)
}

// command gives a command, allowed or not, and expects what package data says.
func (m *model) command(rt *rapid.T) {
	if len(m.known) == 0 {
		rt.Skip("no report yet")
	}
	m.clock.Now = m.clock.Now.Add(time.Minute)
	m.given++
	number := rapid.SampledFrom(m.known).Draw(rt, "report")
	h := m.events[number]
	r, _, err := m.db.Track(context.Background(), number)
	if err != nil {
		rt.Fatal(err)
	}
	by := data.Staff{Name: rapid.SampledFrom([]string{"ana", "budi"}).Draw(rt, "who"), Role: rapid.SampledFrom(data.Roles()).Draw(rt, "role")}
	kinds := data.Possible(h, by, m.clock.Now)
	if len(kinds) == 0 || rapid.IntRange(0, 3).Draw(rt, "bold") == 0 {
		kinds = data.Commands()
	}
	c := data.Command{
		ID: fmt.Sprint("c", m.given), Report: r.ID, Version: h.Version() - rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(rt, "stale"),
		Kind: rapid.SampledFrom(kinds).Draw(rt, "kind"), Unit: rapid.SampledFrom([]string{"A", "B"}).Draw(rt, "unit"), Reason: "photo_unclear",
	}
	want := data.Allowed(h, c, by, m.clock.Now)
	for range rapid.IntRange(1, 2).Draw(rt, "tries") { // the same command again is harmless, and a refusal stays one
		if err := m.db.Advance(context.Background(), c, by); !errors.Is(err, want) || (want == nil) != (err == nil) {
			rt.Fatalf("got %v, want %v", err, want)
		}
	}
	if want == nil {
		m.events[number] = append(h[:len(h):len(h)], data.EventOf(c, by, m.clock.Now))
	}
}

func (m *model) restart(rt *rapid.T) {
	m.close(rt)
	m.open(rt)
}

// crash goes on with the files as they lie on the disk while the database is open: what a process leaves that is killed.
func (m *model) crash(rt *rapid.T) {
	m.copies++
	next := filepath.Join(m.folder, fmt.Sprint("crash", m.copies, ".duckdb"))
	for _, end := range []string{"", ".wal", ".head"} {
		// By a child process: reading the file here would drop the lock of the DuckDB that has it open.
		if err := exec.Command("cp", m.path+end, next+end).Run(); err != nil && end == "" { //nolint:gosec // names of this test
			rt.Fatal(err)
		}
	}
	m.close(rt)
	m.path, m.backup = next, nil
	m.open(rt)
}

func (m *model) makeBackup(rt *rapid.T) {
	m.clock.Now = m.clock.Now.Add(time.Minute)
	record, err := m.db.Backup(context.Background(), "", nil)
	if err != nil {
		rt.Fatal(err)
	}
	m.backup = &backupOf{record: record, known: append([]string(nil), m.known...), events: map[string]data.History{}}
	for number, h := range m.events {
		m.backup.events[number] = h
	}
}

// restore goes back to the last backup.
func (m *model) restore(rt *rapid.T) {
	if m.backup == nil {
		rt.Skip("no backup yet")
	}
	m.close(rt)
	m.clock.Now = m.clock.Now.Add(time.Minute)
	r, err := store.Restore(context.Background(), m.path, m.backup.record.Path, store.Options{Zone: datatest.Jakarta, Clock: m.clock.Read}, nil)
	if err != nil || r.Head != m.backup.record.Head {
		rt.Fatalf("%+v, %v", r, err)
	}
	m.known, m.events, m.backup = m.backup.known, m.backup.events, nil
	m.open(rt)
}

// check holds what is stored against the model.
func (m *model) check(rt *rapid.T) {
	if n, err := m.db.Count(context.Background(), data.Filter{}); err != nil || n != int64(len(m.known)) {
		rt.Fatalf("%d reports, %v; want %d", n, err, len(m.known))
	}
	for _, number := range m.known {
		_, h, err := m.db.Track(context.Background(), number)
		if err != nil {
			rt.Fatal(err)
		}
		for i := range h { // what only the store gives
			h[i].Seq, h[i].Report, h[i].RecordedAt = 0, 0, time.Time{}
		}
		want := append(data.History(nil), m.events[number]...)
		for i := range want {
			want[i].Report = 0
		}
		if diff := cmp.Diff(want, h); diff != "" {
			rt.Fatalf("%s:\n%s", number, diff)
		}
	}
}

// verify holds what is derived against the events, and the ledger against everything.
func (m *model) verify(rt *rapid.T) {
	health, err := m.db.Verify(context.Background(), store.Head{}, nil)
	if err != nil || !health.Sound() {
		rt.Fatalf("%+v, %v", health, err)
	}
}

// TestModel gives random commands and imports, restarts, crashes, backs up and restores, and holds the database against a
// model in plain Go after each step.
func TestModel(t *testing.T) {
	store.Draws(t, 3, 100)
	rapid.Check(t, func(rt *rapid.T) {
		m := newModel(t)
		m.open(rt)
		defer func() { _ = m.db.Close() }()
		rt.Repeat(map[string]func(*rapid.T){
			"": m.check, "import": m.importSome, "command": m.command, "another command": m.command, "one more command": m.command,
			"restart": m.restart, "crash": m.crash, "backup": m.makeBackup, "restore": m.restore, "verify": m.verify,
		})
		m.verify(rt)
	})
}
