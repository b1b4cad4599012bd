package ui

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"testing"

	"tuntas/app/ui/task"
	"tuntas/data"
)

// drawer keeps drafts in memory and fails as often as it is told.
type drawer struct {
	kept  map[int64]string
	fails int
}

func (d *drawer) KeepDraft(_ context.Context, n data.Draft) error {
	if d.fails > 0 {
		d.fails--
		return errors.New("disk full")
	}
	d.kept[n.Report] = n.Note
	return nil
}

func (d *drawer) Draft(_ context.Context, report int64, account string) (data.Draft, error) {
	return data.Draft{Report: report, Account: account, Note: d.kept[report]}, nil
}

func TestDrafts(t *testing.T) {
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	d := &drawer{kept: map[int64]string{}}
	all := newDrafts(t.Context(), d, "ana", task.Inline)
	page, other := pad{all, "case"}, pad{all, "validate"}
	page.Keep(1, "satu")
	other.Keep(1, "dua")
	page.Keep(2, "tiga")
	read := func(p pad, report int64, want string) {
		t.Helper()
		if got, err := p.Read(t.Context(), report); got != want || err != nil {
			t.Errorf("report %d: read %q, %v; want %q", report, got, err, want)
		}
	}
	read(page, 1, "satu")
	read(other, 1, "dua")
	// Another start, as after a crash: what one page keeps leaves alone what the store has of the other.
	again := newDrafts(t.Context(), d, "ana", task.Inline)
	page, other = pad{again, "case"}, pad{again, "validate"}
	if got := page.Latest(1, "satu"); got != "satu" {
		t.Errorf("what was read is %q", got)
	}
	page.Keep(1, "satu lagi")
	if got := page.Latest(1, "satu"); got != "satu lagi" {
		t.Errorf("the latest is %q", got)
	}
	read(other, 1, "dua")
	page.Keep(1, "")
	read(page, 1, "")
	read(other, 1, "dua")
	other.Keep(1, "")
	if d.kept[1] != "" {
		t.Errorf("%q is kept after both were sent", d.kept[1])
	}
	d.fails = 1
	page.Keep(2, "empat")
	settled := false
	if again.settle(func() { settled = true }); !settled {
		t.Error("a draft that cannot be kept holds up the closing")
	}
	read(page, 2, "tiga")
	d.kept[3] = "no JSON"
	read(page, 3, "")
	closed := pad{}
	closed.Keep(2, "x")
	read(closed, 2, "")
}
