package store_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// stagesOf is what the activities of these tests are.
var stagesOf = map[string]struct {
	kind  data.Kind
	stage data.Stage
}{
	"received":    {data.Received, data.Waiting},
	"coordinated": {data.Coordinated, data.Coordination},
	"started":     {data.Started, data.Process},
	"followed up": {data.FollowedUp, data.FollowUp},
	"submitted":   {data.Submitted, data.Validation},
	"accepted":    {data.Accepted, data.Done},
	"checked":     {data.FieldChecked, ""},
	"viewed":      {data.Recorded, ""},
}

// telling is one import, a line for each row: "JK1 report 2026-03-01 08:00 category=Jalan" or "JK1 received 2026-03-01 08:00".
type telling struct {
	meta  data.Import
	lines []string
}

func tells(lines ...string) telling { return telling{data.Import{Profile: "crm"}, lines} }

func (s telling) whole() telling { s.meta.Whole = true; return s }

func (s telling) from(profile string) telling { s.meta.Profile = profile; return s }

func (s telling) dry() telling { s.meta.DryRun = true; return s }

func (s telling) bring(t *testing.T, db *store.DB) data.ImportResult {
	t.Helper()
	result, err := db.Import(t.Context(), s.meta, func(b *store.Batch) error {
		for _, line := range s.lines {
			if err := add(t, b, line); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func add(t *testing.T, b *store.Batch, line string) error {
	t.Helper()
	if line == "next file" {
		return b.NextFile("next.csv")
	}
	number, rest, _ := strings.Cut(line, " ")
	at := strings.LastIndex(rest, "2026-")
	what, when := strings.TrimSpace(rest[:at]), rest[at:]
	if what != "report" {
		k, ok := stagesOf[what]
		if !ok {
			t.Fatalf("no activity %q", what)
		}
		return b.AddEvent(number, data.Event{Kind: k.kind, Stage: k.stage, Activity: what, HappenedAt: datatest.At(t, when)})
	}
	r := data.Report{Number: number}
	if i := strings.Index(when, " category="); i > 0 {
		r.Category, when = when[i+len(" category="):], when[:i]
	}
	if i := strings.Index(when, " text="); i > 0 {
		r.Text, when = when[i+len(" text="):], when[:i]
	}
	r.SentAt = datatest.At(t, when)
	return b.AddReport(r)
}

func TestFindings(t *testing.T) {
	walk := []string{"JK1 received 2026-03-01 08:00", "JK1 coordinated 2026-03-01 09:00", "JK1 started 2026-03-01 10:00"}
	for _, tt := range []struct {
		name   string
		before []telling
		last   telling
		want   []string // findings of the last import
		counts string   // taken, unchanged, differing of the last import
	}{
		{"an impossible move", nil, tells("JK1 received 2026-03-01 08:00", "JK1 accepted 2026-03-01 09:00"), []string{"impossible JK1 accepted waiting done 1"}, "2 0 0"},
		{"a check where none can be", nil, tells("JK1 received 2026-03-01 08:00", "JK1 checked 2026-03-01 09:00"), []string{"impossible JK1 checked waiting field_check 1"}, "2 0 0"},
		{"what is recorded is no move", nil, tells("JK1 received 2026-03-01 08:00", "JK1 viewed 2026-03-01 09:00", "JK1 coordinated 2026-03-01 10:00"), nil, "3 0 0"},
		{"the official flow", nil, tells(append(walk, "JK1 followed up 2026-03-02 08:00", "JK1 submitted 2026-03-02 09:00", "JK1 checked 2026-03-02 10:00", "JK1 accepted 2026-03-02 11:00")...), nil, "7 0 0"},
		{"a beginning elsewhere is no move", nil, tells("JK1 started 2026-03-01 08:00"), nil, "1 0 0"},
		{"only new events are judged", []telling{tells("JK1 received 2026-03-01 08:00", "JK1 accepted 2026-03-01 09:00")}, tells("JK2 received 2026-03-01 08:00"), nil, "1 0 0"},
		{"an impossible move across imports", []telling{tells("JK1 received 2026-03-01 08:00")}, tells("JK1 accepted 2026-03-01 09:00"), []string{"impossible JK1 accepted waiting done 1"}, "1 0 0"},
		{"disordered", nil, tells(walk[2], walk[1], walk[0], "JK2 received 2026-03-01 08:00"), []string{"disordered JK1    2"}, "4 0 0"},
		{"files have no order", nil, tells("next file", walk[2], "next file", walk[0], walk[1]), nil, "3 0 0"},
		{"before it was sent", nil, tells("JK1 report 2026-03-01 08:30", walk[0], walk[1]), []string{"before_sent JK1 received 2026-03-01T01:30:00Z 2026-03-01T01:00:00Z 1"}, "3 0 0"},
		{"the same again", []telling{tells(walk...)}, tells(walk...), nil, "0 3 0"},
		{"a whole newer export with one more", []telling{tells(walk...)}, tells(append(walk, "JK1 followed up 2026-03-02 08:00")...), nil, "1 3 0"},
		{"an increment", []telling{tells(walk...)}, tells("JK1 followed up 2026-03-02 08:00", "JK1 submitted 2026-03-02 09:00"), nil, "2 0 0"},
		{"moved", []telling{tells(walk...)}, tells(walk[0], "JK1 coordinated 2026-03-01 09:30", walk[2]), []string{"moved JK1 coordinated 2026-03-01T02:00:00Z 2026-03-01T02:30:00Z 1"}, "0 2 1"},
		{"moved beyond the end", []telling{tells(walk...)}, tells(walk[0], walk[1], "JK1 started 2026-03-01 10:30"), []string{"moved JK1 started 2026-03-01T03:00:00Z 2026-03-01T03:30:00Z 1"}, "0 2 1"},
		{"the receipt moved", []telling{tells(walk...)}, tells("JK1 received 2026-03-01 08:10", walk[1], walk[2]), []string{"moved JK1 received 2026-03-01T01:00:00Z 2026-03-01T01:10:00Z 1"}, "0 2 1"},
		{"gone", []telling{tells(walk...)}, tells(walk[0], walk[2]), []string{"gone JK1 coordinated 2026-03-01T02:00:00Z  1"}, "0 2 0"},
		{"what an export ends before is not gone", []telling{tells(walk...)}, tells(walk[0], walk[1]), nil, "0 2 0"},
		{"late", []telling{tells(walk[0], walk[2])}, tells(walk...), []string{"late JK1 coordinated 2026-03-01T03:00:00Z 2026-03-01T02:00:00Z 1"}, "1 2 0"},
		{"another profile tells its own", []telling{tells(walk...).from("other")}, tells(walk[0], "JK1 coordinated 2026-03-01 09:30", walk[2]), nil, "1 2 0"},
		{"a receipt that nobody told is not gone", []telling{tells("JK1 report 2026-03-01 07:00")}, tells(walk...), nil, "3 0 0"},
		{"vanished", []telling{tells(walk[0], "JK2 received 2026-03-01 08:00"), tells("JK3 received 2026-03-01 08:00").from("other")}, tells(walk[0]).whole(), []string{"vanished JK2    1"}, "0 1 0"},
		{"not whole", []telling{tells(walk[0], "JK2 received 2026-03-01 08:00")}, tells(walk[0]), nil, "0 1 0"},
		{"differs", []telling{tells("JK1 report 2026-03-01 08:00 category=Jalan")}, tells("JK1 report 2026-03-01 09:00 category=Pohon"), []string{"differs JK1 category, sent_at Jalan Pohon 1"}, "0 0 1"},
		{"differs within a file", nil, tells("JK1 report 2026-03-01 08:00 category=Jalan", "JK1 report 2026-03-01 08:00 category=Pohon", "JK1 report 2026-03-01 08:00 category=Taman"), []string{"differs JK1 category Jalan Pohon 2"}, "1 0 2"},
		{"text stays out", []telling{tells("JK1 report 2026-03-01 08:00 text=Rumah Ibu Ana")}, tells("JK1 report 2026-03-01 08:00 text=Rumah Ibu Ani"), []string{"differs JK1 text   1"}, "0 0 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db := datatest.Open(t, nil)
			for _, b := range tt.before {
				b.bring(t, db)
			}
			dry := tt.last.dry().bring(t, db)
			got := tt.last.bring(t, db)
			if n := fmt.Sprint(got.Taken, got.Unchanged, got.Differing); n != tt.counts || got.Read != got.Taken+got.Unchanged+got.Differing {
				t.Errorf("taken, unchanged, differing: got %s, want %s", n, tt.counts)
			}
			if dry.ID, dry.Took = got.ID, got.Took; !cmp.Equal(dry, got) {
				t.Errorf("a dry run says %+v, then %+v", dry, got)
			}
			if diff := cmp.Diff(tt.want, findingsOf(t, db, got)); diff != "" {
				t.Error(diff)
			}
			sound(t, db)
			if again := tt.last.bring(t, db); again.Taken != 0 || again.Events != 0 || again.Reports != 0 {
				t.Errorf("again: %+v", again)
			}
		})
	}
}

// findingsOf lists what an import has found and holds it against its count.
func findingsOf(t *testing.T, db *store.DB, r data.ImportResult) (all []string) {
	t.Helper()
	list, err := db.Findings(t.Context(), store.FindingFilter{Import: r.ID}, 100, 0)
	if err != nil || int64(len(list)) != r.Findings {
		t.Fatalf("%d findings, %d counted, %v", len(list), r.Findings, err)
	}
	for _, f := range list {
		all = append(all, fmt.Sprintf("%s %s %s %s %s %d", f.Kind, f.Number, f.Field, f.Was, f.Told, f.Rows))
	}
	return all
}

// sound demands that the ledger verifies and that the derived tables are those of the events.
func sound(t *testing.T, db *store.DB) {
	t.Helper()
	head, err := db.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.VerifyLedger(t.Context(), head); err != nil {
		t.Error(err)
	}
	kept := dump(t, db)
	if err := db.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(kept, dump(t, db)); diff != "" {
		t.Error("rebuilt:", diff)
	}
}

// TestDescribedLater: events come first, what they are about comes with a later import.
func TestDescribedLater(t *testing.T) {
	db := datatest.Open(t, nil)
	events := tells("JK1 received 2026-03-01 08:00", "JK1 coordinated 2026-03-01 09:00", "JK2 received 2026-03-01 08:00")
	events.bring(t, db)
	reports := tells("JK1 report 2026-03-01 07:30 category=Jalan", "JK3 report 2026-03-02 category=Pohon")
	if dry := reports.dry().bring(t, db); dry.Taken != 2 || dry.Reports != 1 {
		t.Errorf("dry: %+v", dry)
	}
	if r, _, err := db.Track(t.Context(), "JK1"); err != nil || r.Category != "" {
		t.Errorf("after the dry run: %+v, %v", r, err)
	}
	got := reports.bring(t, db)
	if got.Taken != 2 || got.Reports != 1 || got.Events != 1 || got.Findings != 0 {
		t.Errorf("described: %+v", got)
	}
	r, h, err := db.Track(t.Context(), "JK1")
	want := data.Report{ID: 1, Number: "JK1", Category: "Jalan", SentAt: datatest.At(t, "2026-03-01 07:30")}
	if err != nil || r != want || len(h) != 2 {
		t.Errorf("%+v, %d events, %v", r, len(h), err)
	}
	sound(t, db)
	lines, err := db.Reports(t.Context(), data.Filter{Category: "Jalan"}, 0, 10)
	if err != nil || len(lines) != 1 || lines[0].ID != 1 || lines[0].SentAt != want.SentAt {
		t.Errorf("on the desk: %+v, %v", lines, err)
	}
	if n, err := db.Count(t.Context(), data.Filter{}); n != 3 || err != nil {
		t.Errorf("%d reports, %v", n, err)
	}
	head, _ := db.Head(t.Context())
	for _, again := range []telling{events, reports, tells(append(reports.lines, events.lines...)...)} {
		if r := again.bring(t, db); r.Taken != 0 || r.Differing != 0 || r.Findings != 0 {
			t.Errorf("again: %+v", r)
		}
	}
	if end, _ := db.Head(t.Context()); end != head {
		t.Errorf("the ledger went from %+v to %+v", head, end)
	}
	other := tells("JK1 report 2026-03-01 07:30 category=Taman").bring(t, db)
	if f := findingsOf(t, db, other); len(f) != 1 || f[0] != "differs JK1 category Jalan Taman 1" {
		t.Errorf("in other words: %q", f)
	}
}

// TestLedgerOfOddTexts: an import hashes what it reads, verifying hashes what the tables hold.
func TestLedgerOfOddTexts(t *testing.T) {
	db := datatest.Open(t, nil)
	odd := []string{"", "a\x1fb\x1ec", "\x00", "\xff\xfe", "é—名", "NULL", "'", strings.Repeat("x", 300)}
	_, err := db.Import(t.Context(), data.Import{}, func(b *store.Batch) error {
		for i, text := range odd {
			number := fmt.Sprintf("N%d%s", i, text)
			e := data.Event{Kind: data.Noted, Activity: text, Unit: text, Actor: text, Role: data.Officer, Reason: text, Note: text, HappenedAt: datatest.At(t, "1899-12-31 23:59:59")}
			if err := b.AddEvent(number, e); err != nil {
				return err
			}
			r := data.Report{Number: "R" + number, Channel: text, Category: text, Area: text, Text: text, Address: text, Continues: text, Lat: -6.1, SentAt: e.HappenedAt}
			if err := b.AddReport(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, db)
	scan(t, db, `SELECT count(DISTINCT number) FROM report WHERE id > $id AND number <> $none`, 0, func(rows *sql.Rows) error {
		var n int
		if err := rows.Scan(&n); err != nil || n != 2*len(odd) {
			t.Errorf("%d reports, %v", n, err)
		}
		return nil
	})
}
