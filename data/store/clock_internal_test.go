package store

import (
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"tuntas/data"
)

// watch is a clock that stands until it is moved.
type watch struct{ now time.Time }

func (w *watch) read() time.Time { return w.now }

func openAt(t *testing.T, path string, w *watch, zone string) *DB {
	t.Helper()
	where, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	db, err := Open(t.Context(), path, Options{Zone: where, Clock: w.read})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// bring imports a report that was received at the first of the instants and handed in for validation at the second.
func bring(t *testing.T, db *DB, number string, received, submitted time.Time) int64 {
	t.Helper()
	_, err := db.Import(t.Context(), data.Import{}, func(b *Batch) error {
		return errors.Join(b.AddReport(data.Report{Number: number, SentAt: received}),
			b.AddEvent(number, data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: received}),
			b.AddEvent(number, data.Event{Kind: data.Submitted, Stage: data.Validation, Actor: "officer", HappenedAt: submitted}))
	})
	if err != nil {
		t.Fatal(err)
	}
	ids, err := db.ReportIDs(t.Context(), []string{number})
	if err != nil {
		t.Fatal(err)
	}
	return ids[number]
}

// shortest is the shortest stay that any report has had.
func shortest(t *testing.T, db *DB) (seconds float64) {
	t.Helper()
	err := db.sql.QueryRow("SELECT min(seconds) FROM visit WHERE report_id > $none", sql.Named("none", 0)).Scan(&seconds)
	if err != nil {
		t.Fatal(err)
	}
	return seconds
}

// A clock that jumps (T38): what it says is taken when it goes on and refused with a reason when it goes back behind the last
// event. The order is that of seq, no stay is shorter than nothing, the ledger holds.
func TestClockThatJumps(t *testing.T) {
	start := time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)
	w := &watch{start}
	db := openAt(t, filepath.Join(t.TempDir(), "a.duckdb"), w, "Asia/Jakarta")
	id := bring(t, db, "JK1", start.Add(-2*time.Hour), start.Add(-time.Hour))
	by := data.Staff{Name: "ani", Role: data.Validator}
	version := 2
	for i, step := range []struct {
		jump time.Duration
		kind data.Kind
		want error
	}{
		{0, data.FieldChecked, nil}, {-30 * time.Minute, data.FieldChecked, data.ErrClock}, {-24 * time.Hour, data.Accepted, data.ErrClock},
		{24*time.Hour + 30*time.Minute, data.FieldChecked, nil}, // where it was: the same instant again
		{24 * time.Hour, data.FieldChecked, nil}, {-24 * time.Hour, data.FieldChecked, data.ErrClock}, {24*time.Hour + time.Second, data.Accepted, nil},
	} {
		w.now = w.now.Add(step.jump)
		c := data.Command{ID: string(rune('a' + i)), Report: id, Version: version, Kind: step.kind}
		if err := db.Advance(t.Context(), c, by); !errors.Is(err, step.want) {
			t.Fatalf("step %d: %v, want %v", i, err, step.want)
		}
		if step.want == nil {
			version++
		}
	}
	_, h, err := db.Case(t.Context(), id)
	if err != nil || h.Version() != version {
		t.Fatalf("%d events, %v; want %d", h.Version(), err, version)
	}
	for i := 1; i < len(h); i++ {
		if h[i].Seq <= h[i-1].Seq || h[i].HappenedAt.Before(h[i-1].HappenedAt) {
			t.Errorf("event %d: %v before %v", i, h[i].HappenedAt, h[i-1].HappenedAt)
		}
	}
	if s := shortest(t, db); s < 0 {
		t.Errorf("a stay of %v seconds", s)
	}
	if health := verified(t, db, Head{}); !health.Sound() {
		t.Errorf("%+v", health)
	}
}

// Holds last as long as they should, whatever the clock does: one of a clock that ran a day ahead keeps nobody out.
func TestHoldsOfAClockThatJumps(t *testing.T) {
	start := time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)
	w := &watch{start}
	db := openAt(t, "", w, "Asia/Jakarta")
	id := bring(t, db, "JK1", start.Add(-2*time.Hour), start.Add(-time.Hour))
	ani := data.Seat{Staff: data.Staff{Name: "ani", Role: data.Validator}, Window: "1"}
	budi := data.Seat{Staff: data.Staff{Name: "budi", Role: data.Validator}, Window: "2"}
	for _, step := range []struct {
		name   string
		taken  time.Duration // when ani takes it, from the start
		looked time.Duration // when budi comes
		held   bool
	}{
		{"at once", 0, time.Minute, true}, {"run out", 0, data.HoldFor, false}, {"a day later", 0, 24 * time.Hour, false},
		{"by a clock a day ahead", 24 * time.Hour, 0, false}, {"by a clock a second ahead", time.Second, time.Second, true},
	} {
		w.now = start.Add(step.taken)
		if _, err := db.TakeOver(t.Context(), id, ani, "test"); err != nil {
			t.Fatal(err)
		}
		w.now = start.Add(step.looked)
		all, err := db.Holds(t.Context())
		if err != nil || (len(all) == 1) != step.held {
			t.Errorf("%s: %d holds count, %v", step.name, len(all), err)
		}
		queue, err := db.Queue(t.Context(), budi, 9)
		if err != nil || (len(queue) == 0) != step.held {
			t.Errorf("%s: %d cases wait for the other, %v", step.name, len(queue), err)
		}
		if _, err := db.Hold(t.Context(), id, budi); (err != nil) != step.held {
			t.Errorf("%s: %v", step.name, err)
		}
		if err := errors.Join(db.Release(t.Context(), id, budi), db.Release(t.Context(), id, ani)); err != nil {
			t.Fatal(err)
		}
	}
}

// Stays are as long as they were, also over a night on which the clocks are changed, and days are those of the calendar.
func TestCalendarOfTheClock(t *testing.T) {
	at := func(text string) time.Time {
		instant, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return instant
	}
	for _, tt := range []struct {
		name, zone, from, until string
		day                     string // on which it was sent
		seconds                 float64
	}{
		{"the hour that is left out", "Europe/Berlin", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29", 3600},
		{"the hour that comes twice", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25", 3600},
		{"a day of 23 hours", "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", "2026-03-29", 23 * 3600},
		{"29 February begins", "Asia/Jakarta", "2028-02-28T17:30:00Z", "2028-02-29T17:30:00Z", "2028-02-29", 24 * 3600},
		{"29 February ends", "Asia/Jakarta", "2028-02-29T17:30:00Z", "2028-03-01T16:00:00Z", "2028-03-01", 22.5 * 3600},
		{"no 29 February", "Asia/Jakarta", "2027-02-28T17:30:00Z", "2027-02-28T17:30:00Z", "2027-03-01", 0},
	} {
		w := &watch{at(tt.until).Add(time.Hour)}
		db := openAt(t, "", w, tt.zone)
		bring(t, db, "JK1", at(tt.from), at(tt.until))
		var day time.Time
		var seconds float64
		err := db.sql.QueryRow("SELECT sent_date, seconds FROM visit WHERE report_id = $one", sql.Named("one", 1)).Scan(&day, &seconds)
		if err != nil || day.Format(time.DateOnly) != tt.day || seconds != tt.seconds {
			t.Errorf("%s: %s, %v seconds, %v", tt.name, day.Format(time.DateOnly), seconds, err)
		}
		closed(t, db)
	}
}

// A desk that moves to another zone keeps the days that were written, and writes new ones by its new calendar.
func TestZoneThatChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	late := time.Date(2026, 3, 10, 17, 30, 0, 0, time.UTC) // already the 11th in Jakarta, still the 10th in Honolulu
	w := &watch{late.Add(time.Hour)}
	for i, zone := range []string{"Asia/Jakarta", "Pacific/Honolulu", "Asia/Jakarta"} {
		db := openAt(t, path, w, zone)
		bring(t, db, string(rune('A'+i)), late, late.Add(time.Minute))
		if h := verified(t, db, Head{}); !h.Sound() {
			t.Errorf("in %s: %+v", zone, h)
		}
		closed(t, db)
	}
	db := openAt(t, path, w, "Pacific/Honolulu")
	days, err := oneColumn[time.Time](t.Context(), db.sql, "SELECT sent_date FROM report WHERE id > $none ORDER BY number", sql.Named("none", 0))
	if err != nil || len(days) != 3 || days[0].Day() != 11 || days[1].Day() != 10 || days[2].Day() != 11 {
		t.Errorf("%v, %v", days, err)
	}
}

// A source whose clock went back between two events tells them in the wrong order: no stay becomes shorter than nothing.
func TestSourceWhoseClockJumps(t *testing.T) {
	start := time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)
	w := &watch{start}
	db := openAt(t, "", w, "Asia/Jakarta")
	bring(t, db, "JK1", start.Add(-time.Hour), start.Add(-25*time.Hour))
	if s := shortest(t, db); s < 0 {
		t.Errorf("a stay of %v seconds", s)
	}
	if h := verified(t, db, Head{}); !h.Sound() {
		t.Errorf("%+v", h)
	}
}
