package intake_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"tuntas/data"
	"tuntas/data/intake"
)

const widened = "number;created;status;closed_date;updated;assigned on\n" +
	"1;2026-03-01 08:00;Closed;2026-03-02 08:00;2026-03-02 08:00;01/03/2026\n2;2026-03-01 09:00;Open;;2026-03-01 10:00;02/03/2026\n" +
	"3;2026-03-03 09:00;Selesai;2026-03-04 08:00;2026-03-04 10:00;03/03/2026\n"

// wideDraft proposes a profile for a file with further times.
func wideDraft(t *testing.T, text string) (*intake.Draft, string) {
	t.Helper()
	path := file(t, "x.csv", text)
	d := proposed(t, path)
	if d.Kind != intake.Reports {
		t.Fatalf("got %s", d.Kind)
	}
	if len(d.Moves) == 0 {
		t.Fatal("no move is proposed")
	}
	return d, path
}

func TestProposeMoves(t *testing.T) {
	d, path := wideDraft(t, widened)
	want := []intake.DraftMove{{Column: "closed_date", Meaning: intake.Meaning{Stage: data.Done}, Status: "status", States: []string{"Closed", "Selesai"}}}
	if !reflect.DeepEqual(d.Moves, want) {
		t.Errorf("got %+v, want %+v", d.Moves, want)
	}
	v, err := intake.Look(made(t, d), path, 10)
	if err != nil || len(v.Refused) > 0 {
		t.Errorf("got %+v, %v", v.Refused, err)
	}
	unused := []string{}
	for _, c := range d.Unused() {
		unused = append(unused, c.Header)
	}
	if want := []string{"updated", "assigned on"}; !slices.Equal(unused, want) {
		t.Errorf("unused %q, want %q", unused, want)
	}
}

// TestProposeMovesByStatus has no time of the end but that of the last change.
func TestProposeMovesByStatus(t *testing.T) {
	d, _ := wideDraft(t, "number,created,status,updated_datetime,due_date\n1,2026-03-01 08:00,Closed,2026-03-02 08:00,2026-03-09\n2,2026-03-01 09:00,Open,2026-03-02 08:00,2026-03-09\n")
	want := []intake.DraftMove{{Column: "updated_datetime", Meaning: intake.Meaning{Stage: data.Done}, Status: "status", States: []string{"Closed"}}}
	if !reflect.DeepEqual(d.Moves, want) {
		t.Errorf("got %+v, want %+v", d.Moves, want)
	}
}

func TestDraftMovesAreMended(t *testing.T) {
	d, _ := wideDraft(t, widened)
	if err := d.SetMove("Assigned On", intake.Meaning{Stage: data.Disposition}); err != nil {
		t.Fatal(err)
	}
	if d.Moves[0].Column != "assigned on" {
		t.Errorf("got %+v, want the disposition before the end", d.Moves)
	}
	if qs := d.Questions(); len(qs) != 1 || qs[0].Column != "assigned on" {
		t.Errorf("got %+v, want a question about the column that is now a time", qs)
	}
	if err := d.Check(); !errors.Is(err, data.ErrAmbiguous) {
		t.Errorf("Check gave %v", err)
	}
	if err := d.Choose("assigned on", "day-first"); err != nil {
		t.Fatal(err)
	}
	if err := d.SetStates("closed_date", ""); err != nil {
		t.Fatal(err)
	}
	if err := d.SetStates("assigned on", "status", "Open"); err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
	for _, err := range []error{
		d.SetMove("closed_date", intake.Meaning{Stage: "moon"}), d.SetStates("updated", "status", "x"), d.SetStates("closed_date", "status"),
	} {
		if !errors.Is(err, data.ErrProfile) {
			t.Errorf("got %v, want that no profile can hold it", err)
		}
	}
	if err := d.SetMove("closed_date", intake.Meaning{}); err != nil || len(d.Moves) != 1 {
		t.Errorf("got %v, %+v; want one move left", err, d.Moves)
	}
	if err := d.Set("assigned on", "sent"); err != nil || len(d.Moves) != 0 {
		t.Errorf("got %v, %+v; want none left", err, d.Moves)
	}
	if err := d.SetMove("status", intake.Meaning{Stage: data.Done}); err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); !errors.Is(err, data.ErrTimes) || data.Subject(err) != "status" {
		t.Errorf("a move at no time: %v", err)
	}
}

// TestSavedMoves takes a draft with moves through a folder.
func TestSavedMoves(t *testing.T) {
	d, path := wideDraft(t, widened)
	f := intake.Folder(t.TempDir())
	if err := f.Save(d, "lebar"); err != nil {
		t.Fatal(err)
	}
	d.Name = "lebar"
	p, err := f.Open("lebar")
	if err != nil || !reflect.DeepEqual(p, made(t, d)) {
		t.Errorf("read back %+v, %v; want %+v", p, err, made(t, d))
	}
	if name, err := f.Choose([]string{path}); name != "lebar" || err != nil {
		t.Errorf("got %q, %v", name, err)
	}
}
