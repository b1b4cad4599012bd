package main

import (
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/store"
)

// What must never stand in a log: a name, a number, what was written, where it is, and a note.
var canaries = []string{"Siti Kenari", "0812-5555-7777", "gang kenari", "rumah kenari", "catatan kenari"}

// TestNothingPersonalInLogs goes through a whole scenario, logs every error and every value on its way as careless code would,
// and ends in a crash; then no canary stands in the log, the crash file, the settings or what a person is told (T31).
func TestNothingPersonalInLogs(t *testing.T) {
	if folder := os.Getenv("TUNTAS_TEST_CANARY"); folder != "" {
		scenario(t, folder)
		return
	}
	folder := t.TempDir()
	c := exec.Command(os.Args[0], "-test.run=^TestNothingPersonalInLogs$") //nolint:gosec // this test
	c.Env = append(os.Environ(), "TUNTAS_TEST_CANARY="+folder)
	out, err := c.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "the planned crash") {
		t.Fatalf("it did not crash: %v\n%s", err, out)
	}
	seen := map[string]string{"terminal": string(out)}
	for _, name := range []string{"tuntas.log", "crash.log", "settings.toml", "told"} {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil || len(content) < 20 {
			t.Fatalf("%s: %d bytes, %v", name, len(content), err)
		}
		seen[name] = string(content)
	}
	if !strings.Contains(seen["tuntas.log"], "report K-1") || !strings.Contains(seen["crash.log"], "the planned crash") {
		t.Errorf("the log or the crash file lacks what was written:\n%s\n%s", seen["tuntas.log"], seen["crash.log"])
	}
	for name, content := range seen {
		for _, canary := range canaries {
			if strings.Contains(content, canary) {
				t.Errorf("%s holds %q:\n%s", name, canary, content)
			}
		}
	}
}

// scenario is the child: import, search, look, decision, errors, crash.
func scenario(t *testing.T, folder string) {
	lines, err := openJournal(filepath.Join(folder, "tuntas.log"), maxLog)
	if err != nil {
		t.Fatal(err)
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(lines, nil)))
	crash, _, err := openCrash(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := debug.SetCrashOutput(crash, debug.CrashOptions{}); err != nil {
		t.Fatal(err)
	}
	told, l := []string{}, i18n.For("id", time.UTC)
	log := func(what string, err error, values ...any) {
		slog.Error(what, "error", err, "values", values)
		for _, v := range values {
			slog.Info(what, "value", v)
		}
		told = append(told, l.Reason(err))
	}
	db, err := store.Open(t.Context(), filepath.Join(folder, "a.duckdb"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Now().Add(-time.Hour)
	r := data.Report{Number: "K-1", SentAt: at, Text: "lampu di rumah kenari mati", Address: "gang kenari 7"}
	e := data.Event{Kind: data.Submitted, Stage: data.Validation, HappenedAt: at.Add(time.Minute), Note: "catatan kenari"}
	refused := data.RefusedRow{Path: "a.csv", Line: 3, Reason: data.RefusedTime, Value: "rumah kenari", Raw: "K-2;rumah kenari;Siti Kenari"}
	_, err = db.Import(t.Context(), data.Import{Paths: []string{"a.csv"}}, func(b *store.Batch) error {
		return errors.Join(b.AddReport(r), b.AddEvent("K-1", data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: at}),
			b.AddEvent("K-1", e), b.Refuse(refused))
	})
	log("import", err, r, e, refused)
	person := data.Person{Report: 1, Name: "Siti Kenari", Contact: "0812-5555-7777"}
	_, err = db.AddPersons(t.Context(), []data.Person{person, {Report: 9, Name: "Siti Kenari"}})
	log("persons", err, person)
	_, err = db.AddPersons(t.Context(), []data.Person{person})
	log("persons", err)
	shown, err := db.Person(t.Context(), data.Look{Report: 1, By: "ana", Reason: data.LookedToAnswer})
	log("person", err, shown, &shown)
	if shown.Name != person.Name {
		t.Fatal("the canary was never there")
	}
	found, err := db.Reports(t.Context(), data.Filter{Text: "rumah kenari"}, 0, 10)
	if len(found) != 1 {
		t.Fatal("the search found nothing")
	}
	log("search", err, found, found[0])
	_, _, err = db.Track(t.Context(), "K-9")
	log("track", err)
	command := data.Command{ID: "1", Report: 1, Version: 2, Kind: data.Refused, Reason: "photo_unclear", Note: "catatan kenari"}
	by := data.Staff{Name: "ana", Role: data.Validator}
	log("decision", db.Advance(t.Context(), command, by), command)
	command.ID = "2"
	log("stale decision", db.Advance(t.Context(), command, by))
	draft := data.Draft{Report: 1, Account: "ana", Note: "catatan kenari"}
	log("draft", db.KeepDraft(t.Context(), draft), draft)
	_, err = db.Erase(t.Context(), data.ErasureOrder{Reports: []int64{1}, By: "ana", Reason: "Siti"}, "", nil)
	log("erase", err)
	log("settings", saveSettings(filepath.Join(folder, "settings.toml"), defaultSettings))
	if err := os.WriteFile(filepath.Join(folder, "told"), []byte(strings.Join(told, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	go func(r data.Report, p data.Person) { panic("the planned crash at " + p.String()) }(r, person)
	select {}
}

// TestModes opens a database as the window does under the umask of a careless system (T30).
func TestModes(t *testing.T) {
	private()
	folder := filepath.Join(t.TempDir(), "new")
	path := filepath.Join(folder, "a.duckdb")
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	_, err = db.Import(t.Context(), data.Import{}, func(b *store.Batch) error {
		return errors.Join(b.AddReport(data.Report{Number: "K-1", SentAt: time.Now(), Text: "x"}),
			b.AddEvent("K-1", data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: time.Now()}))
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.AddPersons(t.Context(), []data.Person{{Report: 1, Name: "n"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Backup(t.Context(), "", nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(frontFile(path), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	n := 0
	err = filepath.WalkDir(folder, func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %o", name, info.Mode().Perm())
		}
		n++
		return err
	})
	if err != nil || n < 6 {
		t.Errorf("%d files were looked at, %v", n, err)
	}
	if open := store.OpenToOthers(path); len(open) > 0 {
		t.Errorf("open to others: %v", open)
	}
	if err := os.Chmod(folder, 0o755); err != nil { //nolint:gosec // what the warning is about
		t.Fatal(err)
	}
	if open := store.OpenToOthers(path); len(open) != 1 || open[0] != "." {
		t.Errorf("a folder for all is not warned of: %v", open)
	}
}
