package office_test

import (
	"bytes"
	"testing"

	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/datatest"
)

// TestMemo writes the memo of a refusal from what the store knows, and none for a report without one or after it was taken back.
func TestMemo(t *testing.T) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-03-10 09:00")}
	db := datatest.Open(t, clock)
	path := []data.Kind{data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted}
	datatest.Add(t, db, datatest.Walk(t, 1, "2026-03-09 08:00", path...), datatest.Walk(t, 2, "2026-03-09 10:00", path...))
	list, by := data.DefaultChecklist(), data.Staff{Name: "ani", Role: data.Validator}
	c := data.Command{ID: "c1", Report: 1, Version: len(path), Kind: data.Refused, Note: "Mohon foto ulang.", Review: &data.Review{
		Category: list.Category, Version: list.Version, Answers: []data.Answer{{Item: "not_finished", Value: data.No}},
	}}
	if err := db.Advance(t.Context(), c, by); err != nil {
		t.Fatal(err)
	}
	m, ok, err := office.Memo(t.Context(), db, 1)
	if err != nil || !ok || m.Reason != "not_finished" || len(m.Failed) != 1 || m.Validator != "ani" || len(m.Deadlines) == 0 || m.Note == "" {
		t.Fatalf("memo %+v, %v, %v", m, ok, err)
	}
	for _, code := range []string{"id", "en"} {
		var out bytes.Buffer
		if err := office.WriteMemo(&out, m, i18n.For(code, datatest.Jakarta), db.Now()); err != nil || !bytes.HasPrefix(out.Bytes(), []byte("%PDF-")) {
			t.Errorf("%s: %d bytes, %v", code, out.Len(), err)
		}
	}
	if _, ok, err := office.Memo(t.Context(), db, 2); ok || err != nil {
		t.Errorf("a memo without a refusal: %v", err)
	}
	undo := data.Command{ID: "c2", Report: 1, Version: len(path) + 1, Kind: data.Undone}
	if err := db.Advance(t.Context(), undo, by); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := office.Memo(t.Context(), db, 1); ok || err != nil {
		t.Errorf("a memo of what was taken back: %v", err)
	}
}
