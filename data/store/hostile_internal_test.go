package store

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tuntas/data"
)

// tablesOf counts the tables and views of the database.
func tablesOf(t *testing.T, db *DB) (n int) {
	t.Helper()
	err := db.sql.QueryRow(`SELECT (SELECT count(*) FROM duckdb_tables() WHERE NOT temporary AND table_name <> $none)
		+ (SELECT count(*) FROM duckdb_views() WHERE NOT internal AND NOT temporary)`, sql.Named("none", "")).Scan(&n)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// FuzzHostileNames gives names that look like statements to everything that has a name (T24): files, columns, districts, units,
// people, reasons, views, photos. No statement of theirs runs, and the same names come back.
func FuzzHostileNames(f *testing.F) {
	for _, name := range []string{
		"'); DROP TABLE event; --", `"; DROP TABLE report; --`, "'", `"`, "''", `""`, ";", "--", "/* */", "$name", "?", "%s", `\`, "a\nb", "a\r\nb", "a\tb",
		"a\x00b", "\x1f\x1e", "\xff\xfe", "😀", "event", "report_current", "Jl. O'Brien; \"Blok\" C--", "../../etc/passwd", "$$x$$", "E'\\x27'", "U&'\\0027'",
		strings.Repeat("'", 300), "\u202e';--", " ", "",
	} {
		f.Add(name)
	}
	ctx := f.Context()
	db, err := Open(ctx, "", Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = db.Close() })
	number := 0
	f.Fuzz(func(t *testing.T, name string) {
		before := tablesOf(t, db)
		number++
		report := clean(name) + "#" + string(rune('A'+number%26)) + time.Duration(number).String()
		at := db.now()
		_, err := db.Import(t.Context(), data.Import{Profile: name, Paths: []string{name}}, func(b *Batch) error {
			if err := b.NextFile(name); err != nil {
				return err
			}
			if err := b.AddReport(data.Report{Number: report, Channel: name, Category: name, Area: name, Address: name, Text: name, SentAt: at}); err != nil {
				return err
			}
			e := data.Event{Kind: data.Received, Stage: data.Waiting, Activity: name, Unit: name, Actor: name, Reason: name, Note: name, HappenedAt: at}
			if err := b.AddEvent(report, e); err != nil {
				return err
			}
			if err := b.AddPerson(report, data.Person{Name: name, Contact: name}); err != nil {
				return err
			}
			return b.Refuse(data.RefusedRow{Path: "f" + clean(name), Line: 1, Column: name, Value: name, Reason: data.RefusedTime, Raw: name})
		})
		if err != nil {
			if strings.ToValidUTF8(name, "") == name && !strings.Contains(name, "\x00") {
				t.Fatal(err)
			}
			return // what is no text is refused by whoever reads it, and nothing is kept
		}
		sameBack(t, db, report, name)
		if err := db.SaveView(t.Context(), data.View{Name: "v" + name, Owner: name, Filter: data.Filter{Text: name, Areas: []string{name}}}); err == nil {
			if all, err := db.Views(t.Context(), name); err != nil || len(all) == 0 {
				t.Errorf("%d views, %v", len(all), err)
			}
		}
		if _, err := db.Count(t.Context(), data.Filter{Text: name, Channels: []string{name}, Categories: []string{name}, Units: []string{name}}); err != nil {
			t.Error(err)
		}
		if after := tablesOf(t, db); after != before {
			t.Errorf("%d tables, before %d", after, before)
		}
	})
}

// sameBack holds what the store gives back against what it was given.
func sameBack(t *testing.T, db *DB, report, name string) {
	t.Helper()
	r, h, err := db.Track(t.Context(), report)
	if err != nil || len(h) != 1 {
		t.Fatalf("%d events, %v", len(h), err)
	}
	if word := clean(name); r.Channel != word || r.Category != word || r.Area != word || h[0].Activity != word || h[0].Unit != word || h[0].Actor != word || h[0].Reason != word {
		t.Errorf("%q came back as %+v, %+v", name, []string{r.Channel, r.Category, r.Area}, []string{h[0].Activity, h[0].Unit, h[0].Actor, h[0].Reason})
	}
	if r.Text != name || r.Address != name || h[0].Note != name {
		t.Errorf("%q came back as %q, %q, %q", name, r.Text, r.Address, h[0].Note)
	}
	if name == "" {
		return
	}
	if p, err := db.Person(t.Context(), data.Look{Report: r.ID, By: name, Reason: data.LookedToAnswer}); err != nil || p.Name != name || p.Contact != name {
		t.Errorf("%q came back as %q, %q, %v", name, p.Name, p.Contact, err)
	}
}

// A database may have any name that a file can have, but for the few that the driver would misread: those are refused, and no
// file is made. Its backups are attached under its name.
func TestHostileFileNames(t *testing.T) {
	for _, name := range []string{"new\nline", "100%", "a?access_mode=read_only", "a#b"} {
		path := filepath.Join(t.TempDir(), name+".duckdb")
		if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, data.ErrPathName) {
			t.Errorf("%q: %v", name, err)
		}
		if made, err := os.ReadDir(filepath.Dir(path)); err != nil || len(made) > 0 {
			t.Errorf("%q: %v was made, %v", name, made, err)
		}
	}
	for _, name := range []string{`o'brien "b" a;b--`, "'); DROP TABLE event; --", "$x é"} {
		path := filepath.Join(t.TempDir(), name+".duckdb")
		db, err := Open(t.Context(), path, Options{})
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		fillMany(t, db, 2)
		before := tablesOf(t, db)
		made, err := db.Backup(t.Context(), "", nil)
		if err != nil {
			t.Errorf("%q: %v", name, err)
		} else if _, err := os.Stat(made.Path); err != nil {
			t.Error(err)
		}
		if tablesOf(t, db) != before {
			t.Errorf("%q: other tables than before", name)
		}
		if h := verified(t, db, Head{}); !h.Sound() {
			t.Errorf("%q: %+v", name, h)
		}
		closed(t, db)
	}
}
