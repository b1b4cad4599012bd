package intake_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"tuntas/data"
	"tuntas/data/intake"
)

// longLog is a log whose beginning tells neither the order of its days nor all of its activities.
func longLog() string {
	var b strings.Builder
	b.WriteString("nomor,aktivitas,waktu\n")
	for i := range 1500 {
		fmt.Fprintf(&b, "A%d,Diterima,%02d/%02d/2026 08:00\nA%d,proses,%02d/%02d/2026 09:00\n", i, i%12+1, i%11+1, i, i%12+1, i%11+1)
	}
	b.WriteString("A1,Dibuka lagi,25/03/2026 08:00\nA1,-,26/03/2026 08:00\nrusak\n")
	return b.String()
}

func TestSurvey(t *testing.T) {
	d := proposed(t, file(t, "x.csv", longLog()))
	if len(d.Activities) != 2 || len(d.Questions()) != 1 || d.All != 0 {
		t.Fatalf("before: %v, %v, %d rows", d.Activities, d.Questions(), d.All)
	}
	if err := d.SetMeaning("DITERIMA", intake.Meaning{Record: true}); err != nil {
		t.Fatal(err)
	}
	if err := d.SetMeaning("Dibatalkan", intake.Meaning{Stage: data.Rejected}); err != nil {
		t.Fatal(err)
	}
	if err := d.Survey(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []intake.DraftActivity{
		{Text: "Diterima", Rows: 1500, Meaning: intake.Meaning{Record: true}}, {Text: "proses", Rows: 1500, Meaning: intake.Meaning{Stage: data.Process}},
		{Text: "-", Rows: 1}, {Text: "Dibuka lagi", Rows: 1}, {Text: "Dibatalkan", Meaning: intake.Meaning{Stage: data.Rejected}},
	}
	if fmt.Sprint(d.Activities) != fmt.Sprint(want) || d.All != 3002 {
		t.Errorf("got %v of %d rows, want %v of 3002", d.Activities, d.All, want)
	}
	if c := columnOf(t, d, "waktu"); c.Order != intake.DayFirst || len(d.Questions()) != 0 {
		t.Errorf("got %+v, %v; want day-first without a question", c, d.Questions())
	}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
}

func TestSurveyEnds(t *testing.T) {
	path := file(t, "x.csv", longLog())
	d := proposed(t, path)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.Survey(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
	if err := os.WriteFile(path, []byte("kolom,lain\n1,2026-03-01\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.Survey(t.Context()); !errors.Is(err, data.ErrNotTable) || data.Subject(err) != path {
		t.Errorf("another file: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := d.Survey(t.Context()); !errors.Is(err, data.ErrUnknownPlace) {
		t.Errorf("no file: %v", err)
	}
}

// TestSurveyDeclarations finds the activities that stand far behind the first rows.
func TestSurveyDeclarations(t *testing.T) {
	d := proposed(t, shared(t, "07-domestic-declarations/DomesticDeclarations.csv.gz"))
	if err := d.Survey(t.Context()); err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, a := range d.Activities {
		rows += a.Rows
	}
	if len(d.Activities) != 14 || rows != 55_628 || d.All != 55_628 {
		t.Errorf("got %d activities of %d rows, want 14 of 55628", len(d.Activities), rows)
	}
}
