package store_test

import (
	"database/sql"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

func TestImports(t *testing.T) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-06-01")}
	db := datatest.Open(t, clock)
	bad := []data.RefusedRow{
		{Path: "a.csv", Line: 3, Column: "time", Value: "x", Reason: data.RefusedTime, Raw: "JK1,x"},
		{Path: "a.csv", Line: 7, Reason: data.RefusedShape, Raw: "JK1"},
	}
	odd := data.Finding{Kind: data.FoundTrimmed, Path: "a.csv", Line: 2, Number: "JK1", Field: "unit", Was: "A", Told: " A", Rows: 3}
	meta := data.Import{Profile: "crm", Paths: []string{"a.csv", "b.csv"}, Whole: true}
	first, err := db.Import(t.Context(), meta, func(b *store.Batch) error {
		return errors.Join(b.Refuse(bad[1]), b.Refuse(bad[0]), b.Note(odd), add(t, b, "JK1 received 2026-03-01 08:00"), add(t, b, "JK1 accepted 2026-03-01 09:00"))
	})
	if err != nil {
		t.Fatal(err)
	}
	clock.Now = datatest.At(t, "2026-06-02")
	second := tells("JK2 received 2026-03-01 08:00").bring(t, db)
	first.Took, second.Took = 0, 0
	first.Odd, second.Odd = nil, nil // CountFindings tells them
	want := []data.ImportRecord{
		{Import: data.Import{Profile: "crm", Paths: nil}, ImportResult: second, ImportedAt: clock.Now},
		{Import: meta, ImportResult: first, ImportedAt: datatest.At(t, "2026-06-01")},
	}
	got, err := db.Imports(t.Context(), 0, 0)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if got, err = db.Imports(t.Context(), 1, 1); err != nil || len(got) != 1 || got[0].ID != first.ID {
		t.Errorf("the second of the list: %+v, %v", got, err)
	}
	impossible := data.Finding{Kind: data.FoundImpossible, Number: "JK1", Field: "accepted", Was: "waiting", Told: "done", Rows: 1}
	found, err := db.Findings(t.Context(), data.FindingFilter{Number: "JK1"}, 0, 0)
	if diff := cmp.Diff([]data.Finding{odd, impossible}, found); diff != "" || err != nil {
		t.Error(err, diff)
	}
	counts, err := db.CountFindings(t.Context(), data.FindingFilter{Import: first.ID})
	if diff := cmp.Diff([]data.FindingCount{{Kind: data.FoundTrimmed, Found: 1, Rows: 3}, {Kind: data.FoundImpossible, Found: 1, Rows: 1}}, counts); diff != "" || err != nil {
		t.Error(err, diff)
	}
	rows, err := db.RefusedRows(t.Context(), first.ID, 10, 0)
	if diff := cmp.Diff(bad, rows); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if rows, err = db.RefusedRows(t.Context(), second.ID, 0, 0); len(rows) != 0 || err != nil {
		t.Errorf("%+v, %v", rows, err)
	}
}

// TestAlias maps values of each list and holds what is derived before and after, written at once, step by step and anew.
func TestAlias(t *testing.T) {
	db := datatest.Open(t, nil)
	a, b := full(t, 1), full(t, 2)
	a.Report.Channel, a.Report.Category, a.Report.Area, a.Events[0].Unit = "Pigeon", "Jalanan", "Atlantis", "PU"
	b.Report.Channel, b.Report.SentAt, b.Events[0].Unit = "Pigeon", datatest.At(t, "2025-12-31"), "PU"
	for i := range a.Events {
		a.Events[i].Unit = a.Events[0].Unit
	}
	_, err := db.Import(t.Context(), data.Import{Profile: "test"}, func(s *store.Batch) error {
		return errors.Join(s.Note(data.Finding{Kind: data.FoundUnknown, Field: "kanal", Told: "Pigeon", Rows: 2}), s.Note(data.Finding{Kind: data.FoundUnknown, Field: "unit", Told: "PU", Rows: 9}),
			s.Note(data.Finding{Kind: data.FoundUnknown, Field: "kel", Told: "Atlantis", Rows: 1}))
	})
	if err != nil {
		t.Fatal(err)
	}
	datatest.Add(t, db, a, b)
	now := datatest.At(t, "2026-06-01")
	want := []data.UnknownValue{
		{List: data.ListUnit, Told: "PU", Rows: 9, First: now, Last: now},
		{List: data.ListChannel, Told: "Pigeon", Rows: 2, First: now, Last: now},
		{List: data.ListKelurahan, Told: "Atlantis", Rows: 1, First: now, Last: now},
	}
	got, err := db.Unknown(t.Context())
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	day := datatest.At(t, "2026-01-01 07:00") // midnight UTC
	all := []data.Alias{
		{List: data.ListChannel, Told: "Pigeon", Value: "Merpati", From: day, Source: "ana"},
		{List: data.ListKelurahan, Told: "Atlantis", Value: "31.74.06.1003"},
		{List: data.ListUnit, Told: "PU", Value: "Dinas X", Until: day},
		{List: data.ListUnit, Told: "PU", Value: "Dinas Y"},
		{List: data.ListUnit, Told: "PU", Value: "Dinas SDA", From: day},
	}
	for _, one := range all {
		if err := db.AddAlias(t.Context(), one); err != nil {
			t.Fatal(one, err)
		}
	}
	if list, err := db.Aliases(t.Context()); err != nil || cmp.Diff(all, list) != "" {
		t.Error(err, cmp.Diff(all, list))
	}
	if got, err := db.Unknown(t.Context()); len(got) != 0 || err != nil {
		t.Errorf("still unknown: %+v, %v", got, err)
	}
	sound(t, db)
	for _, tt := range []struct {
		name   string
		filter data.Filter
		want   int64
	}{
		{"the meaning", data.Filter{Channel: "Merpati"}, 1},
		{"before it meant that", data.Filter{Channel: "Pigeon"}, 1},
		{"an area", data.Filter{Area: "31.74", Channel: "Merpati"}, 1},
		{"the alias added last", data.Filter{Unit: "Dinas SDA"}, 1},
	} {
		if n, err := db.Count(t.Context(), tt.filter); n != tt.want || err != nil {
			t.Errorf("%s: %d, %v", tt.name, n, err)
		}
	}
	scan(t, db, `SELECT count(*) FILTER (unit = 'Dinas SDA'), count(*) FILTER (unit = 'Dinas Y') FROM visit WHERE report_id >= $id AND stage <> $none`, 1, func(rows *sql.Rows) error {
		var sda, y int
		if err := rows.Scan(&sda, &y); err != nil || sda != 8 || y != 1 {
			t.Errorf("%d and %d stays, %v", sda, y, err)
		}
		return nil
	})
	r, h, err := db.Track(t.Context(), a.Report.Number)
	if err != nil || r.Channel != "Pigeon" || r.Area != "Atlantis" || h.Unit() != "PU" {
		t.Errorf("what was told: %+v, unit %s, %v", r, h.Unit(), err)
	}
	if again := datatest.Add(t, db, a, b); again.Taken != 0 || again.Differing != 0 || again.Findings != 0 {
		t.Errorf("again: %+v", again)
	}
	c := data.Command{ID: "c", Report: r.ID, Version: h.Version(), Kind: data.Undone}
	if err := db.Advance(t.Context(), c, data.Staff{Name: "officer-1", Role: data.Validator}); err != nil {
		t.Fatal(err)
	}
	datatest.Add(t, db, datatest.Walk(t, 3, "2026-03-05", data.Received))
	sound(t, db)
}

func TestAliasIsRefused(t *testing.T) {
	db := datatest.Open(t, nil)
	day := datatest.At(t, "2026-01-01")
	for _, tt := range []struct {
		alias data.Alias
		want  error
	}{
		{data.Alias{List: data.ListHoliday, Told: "a", Value: "b"}, data.ErrUnknownList},
		{data.Alias{List: "colour", Told: "a", Value: "b"}, data.ErrUnknownList},
		{data.Alias{List: data.ListUnit, Value: "b"}, data.ErrListedValue},
		{data.Alias{List: data.ListUnit, Told: "a"}, data.ErrListedValue},
		{data.Alias{List: data.ListUnit, Told: "a", Value: "b", From: day, Until: day}, data.ErrListedPeriod},
	} {
		if err := db.AddAlias(t.Context(), tt.alias); !errors.Is(err, tt.want) {
			t.Errorf("%+v: got %v, want %v", tt.alias, err, tt.want)
		}
	}
	if list, err := db.Aliases(t.Context()); len(list) != 0 || err != nil {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestListedEntries(t *testing.T) {
	db := datatest.Open(t, nil)
	want := []data.Listed{
		{List: data.ListUnit, Value: "DINAS X", Kind: "opd", Parent: "SETDA", From: datatest.At(t, "2026-01-01 07:00"), Source: "SK 1"},
		{List: data.ListHoliday, Value: "2027-01-01", Name: "Tahun Baru", English: "New Year", Kind: "national"},
	}
	for _, e := range want {
		if err := db.AddListed(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	got, err := db.ListedEntries(t.Context())
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	for _, tt := range []struct {
		entry data.Listed
		want  error
	}{{data.Listed{List: "colour", Value: "a"}, data.ErrUnknownList}, {data.Listed{List: data.ListUnit}, data.ErrListedValue}} {
		if err := db.AddListed(t.Context(), tt.entry); !errors.Is(err, tt.want) {
			t.Errorf("%+v: got %v, want %v", tt.entry, err, tt.want)
		}
	}
}

// A value that the bureau has added to a list is unknown no more, and the next import does not find it again.
func TestListedIsKnown(t *testing.T) {
	db := datatest.Open(t, nil)
	a := full(t, 1)
	a.Report.Channel = "Pigeon"
	datatest.Add(t, db, a)
	odd := func(b *store.Batch) error {
		return b.Note(data.Finding{Kind: data.FoundUnknown, Field: "kanal", Told: "Pigeon", Rows: 2})
	}
	if r, err := db.Import(t.Context(), data.Import{Profile: "test"}, odd); err != nil || r.Findings != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	if got, err := db.Unknown(t.Context()); len(got) != 1 || err != nil {
		t.Fatalf("unknown: %+v, %v", got, err)
	}
	if err := db.AddListed(t.Context(), data.Listed{List: data.ListChannel, Value: "Pigeon"}); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Unknown(t.Context()); len(got) != 0 || err != nil {
		t.Errorf("still unknown: %+v, %v", got, err)
	}
	if r, err := db.Import(t.Context(), data.Import{Profile: "test"}, odd); err != nil || r.Findings != 0 {
		t.Errorf("found again: %+v, %v", r, err)
	}
}
