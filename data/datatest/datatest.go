// Package datatest builds databases and histories for tests, with a default for each noun. It knows the store; it refuses
// to be imported by anything but tests.
package datatest

import (
	"strconv"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/store"
)

// Jakarta is the zone of the calendar in tests.
var Jakarta = time.FixedZone("WIB", 7*60*60)

// At returns an instant written as "2026-03-01 14:05" in Jakarta's time; the clock part may be left out.
func At(t testing.TB, text string) time.Time {
	t.Helper()
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02"} {
		if at, err := time.ParseInLocation(layout, text, Jakarta); err == nil {
			return at.UTC()
		}
	}
	t.Fatalf("%q is no time", text)
	return time.Time{}
}

// Clock is a clock that stands until it is moved.
type Clock struct{ Now time.Time }

// Read returns the instant at which the clock stands.
func (c *Clock) Read() time.Time { return c.Now }

// Open returns a database in memory whose clock is given, closed when the test ends. A nil clock stands at 1 June 2026.
func Open(t testing.TB, c *Clock) *store.DB {
	t.Helper()
	if c == nil {
		c = &Clock{At(t, "2026-06-01")}
	}
	db, err := store.Open(t.Context(), "", store.Options{Zone: Jakarta, Clock: c.Read})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// Case is a report with its events.
type Case struct {
	Report data.Report
	Events data.History
}

// Add imports the cases.
func Add(t testing.TB, db *store.DB, cases ...Case) data.ImportResult {
	t.Helper()
	result, err := db.Import(t.Context(), data.Import{Profile: "test"}, func(b *store.Batch) error {
		for _, c := range cases {
			if err := b.AddReport(c.Report); err != nil {
				return err
			}
			for _, e := range c.Events {
				if err := b.AddEvent(c.Report.Number, e); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// Walk returns the case numbered n whose events follow each other an hour apart from the given time on, one for each kind;
// each goes to the stage that its kind leads to.
func Walk(t testing.TB, n int, from string, kinds ...data.Kind) Case {
	t.Helper()
	at := At(t, from)
	c := Case{Report: data.Report{
		Number: "JK26030100" + strconv.Itoa(10+n), Channel: "JAKI", Category: "Jalan", Area: "31.74.06.1003", SentAt: at,
	}}
	for i, k := range kinds {
		e := data.Event{Kind: k, Stage: k.Target(), Unit: "Sudin Bina Marga", Actor: "officer-1", HappenedAt: at.Add(time.Duration(i) * time.Hour)}
		if k == data.Received {
			e.Stage = data.Waiting
		}
		c.Events = append(c.Events, e)
	}
	return c
}
