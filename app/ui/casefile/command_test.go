package casefile

import (
	"errors"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/app/ui/part"
	"tuntas/data"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil))) // the errors here are meant
	m.Run()
}

// shown returns the texts of the buttons in the bar.
func (d *desk) shown() []data.Kind {
	var all []data.Kind
	for _, o := range d.bar.row.Objects {
		for k, b := range d.bar.buttons {
			if o == fyne.CanvasObject(b) {
				all = append(all, k)
			}
		}
	}
	return all
}

func TestMovesOfRoleAndStage(t *testing.T) {
	tests := []struct {
		name string
		id   int64
		by   data.Staff
		want []data.Kind
		line string // part of it
	}{
		{"decision first", 1, validator, []data.Kind{data.Accepted, data.Refused, data.FieldChecked, data.Noted}, "peran Validator pada tahap Validasi"},
		{"own follow-up", 1, data.Staff{Name: "bm-pusat-03", Role: data.Validator}, []data.Kind{data.FieldChecked, data.Noted}, "ajukan sendiri"},
		{"not the officer's turn", 1, officer, []data.Kind{data.Noted}, "ada pada: Validator"},
		{"just came in", 2, officer, []data.Kind{data.Coordinated, data.RejectedIt, data.Noted}, "tahap Menunggu"},
		{"analyst reads", 2, data.Staff{Name: "x", Role: data.Analyst}, nil, "ada pada: Admin, Petugas"},
		{"done", 3, officer, []data.Kind{data.Noted}, "sudah selesai"},
		{"own decision", 3, data.Staff{Name: "validator-02", Role: data.Validator}, []data.Kind{data.Undone, data.Noted}, "tahap Selesai"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := open(t, newOffice(), tt.id, tt.by)
			if got := d.shown(); !slices.Equal(got, tt.want) {
				t.Errorf("buttons %v, want %v", got, tt.want)
			}
			if got := d.line(d.possible()); !strings.Contains(got, tt.line) {
				t.Errorf("line %q lacks %q", got, tt.line)
			}
		})
	}
}

func TestClockBehindIsSaid(t *testing.T) {
	o := newOffice()
	o.now = begin
	d := open(t, o, 1, validator)
	if got := d.line(d.possible()); !strings.Contains(got, "jam komputer") || len(d.shown()) != 0 {
		t.Errorf("line %q, buttons %v", got, d.shown())
	}
}

func TestAcceptAndUndo(t *testing.T) {
	o := newOffice()
	d := open(t, o, 1, validator)
	d.TypedRune('a')
	if got := o.all[1].Stage(); got != data.Done {
		t.Fatalf("stage %q after A, want done", got)
	}
	if got, want := d.notice.Text(), "Tersimpan: TL Diterima, JK2603030007"; got != want {
		t.Errorf("says %q, want %q", got, want)
	}
	if got := d.head.stage.Text(); got != "Selesai" {
		t.Errorf("badge %q: the case is not read again", got)
	}
	d.TypedRune('a')
	if len(o.given) != 1 {
		t.Errorf("a second A gave %v", o.given[1:])
	}
	d.TypedRune('Z')
	if got := o.all[1].Stage(); got != data.Validation {
		t.Errorf("stage %q after Z, want validation", got)
	}
	if o.given[0].ID == o.given[1].ID {
		t.Error("two intents with one identifier")
	}
}

func TestRefusalNeedsReason(t *testing.T) {
	o := newOffice()
	d := open(t, o, 1, validator)
	d.TypedRune('r')
	if !part.DialogOpen(d.in.Window) {
		t.Fatal("R opens no form")
	}
	w := d.in.Window.Canvas()
	w.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(o.given) != 0 || !part.DialogOpen(d.in.Window) {
		t.Fatalf("given without a reason: %v", o.given)
	}
	d.TypedRune('a')
	if len(o.given) != 0 {
		t.Fatal("A works behind the form")
	}
}

// answer closes the open form with its button after the drafts were put in by hand.
func (d *desk) answer(k data.Kind, typed draft) {
	d.drafts[k] = typed
	d.onMove(k)
	d.in.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func TestRefuse(t *testing.T) {
	o := newOffice()
	d := open(t, o, 1, validator)
	d.answer(data.Refused, draft{Reason: "wrong_place", Note: "  salah simpang "})
	c := o.given[0]
	if c.Kind != data.Refused || c.Reason != "wrong_place" || c.Note != "salah simpang" || c.Version != 8 {
		t.Errorf("given %+v", c)
	}
	if got := o.all[1].Stage(); got != data.Process || d.head.pass.Text() != "Putaran 3" {
		t.Errorf("stage %q, %q", got, d.head.pass.Text())
	}
	if len(d.drafts) != 0 {
		t.Errorf("drafts %v are kept after success", d.drafts)
	}
}

func TestFailureIsSaidAndTriedAgain(t *testing.T) {
	o := newOffice()
	d := open(t, o, 1, validator)
	o.fail = data.ErrDiskFull
	d.answer(data.Refused, draft{Reason: "no_photo", Note: "lampirkan foto"})
	if !strings.Contains(d.banner.text, "belum tersimpan") || !strings.Contains(d.banner.text, "Disk penuh") {
		t.Errorf("banner %q", d.banner.text)
	}
	if d.notice.Text() != "" || o.all[1].Stage() != data.Validation || d.head.stage.Text() != "Validasi" {
		t.Error("something looks done")
	}
	test.Tap(d.banner.act)
	d.in.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(o.given) != 2 || o.given[0] != o.given[1] {
		t.Fatalf("tried again with %+v, want the same command and identifier", o.given)
	}
	if o.all[1].Stage() != data.Process || d.banner.text != "" {
		t.Errorf("stage %q, banner %q", o.all[1].Stage(), d.banner.text)
	}
}

func TestAnotherAnswerIsAnotherIntent(t *testing.T) {
	o := newOffice()
	d := open(t, o, 1, validator)
	o.fail = data.ErrDiskFull
	d.answer(data.Refused, draft{Reason: "no_photo"})
	d.answer(data.Refused, draft{Reason: "wrong_place"})
	if o.given[0].ID == o.given[1].ID {
		t.Error("another answer with the identifier of the first")
	}
}

func TestLostAnswerCounts(t *testing.T) {
	o := newOffice()
	d := open(t, o, 1, validator)
	o.lost = errors.New("commit: unknown")
	d.TypedRune('a')
	if d.banner.text != "" || !strings.HasPrefix(d.notice.Text(), "Tersimpan") || len(o.given) != 1 {
		t.Errorf("banner %q, notice %q, %d tries", d.banner.text, d.notice.Text(), len(o.given))
	}
}

func TestConflict(t *testing.T) {
	other := data.Staff{Name: "validator-07", Role: data.Validator}
	tests := []struct {
		name    string
		mine    data.Kind
		typed   draft
		theirs  data.Command
		want    []string // in the banner
		offered data.Kind
		note    string // that appears again
	}{
		{
			"still possible", data.Refused, draft{Reason: "no_photo", Note: "foto mana"},
			data.Command{ID: "x", Report: 1, Kind: data.FieldChecked, Note: "dilihat"},
			[]string{"Cek lapangan, validator-07", "(Tolak TL) belum dilakukan", "muncul lagi di formulirnya"}, data.Refused, "foto mana",
		},
		{
			"no more possible", data.Refused, draft{Reason: "no_photo", Note: "foto mana"},
			data.Command{ID: "x", Report: 1, Kind: data.Accepted},
			[]string{"TL Diterima, validator-07", "“Beri catatan”"}, data.Noted, "foto mana",
		},
		{
			"nothing typed", data.Accepted, draft{}, data.Command{ID: "x", Report: 1, Kind: data.Accepted},
			[]string{"TL Diterima, validator-07", "(Terima) belum dilakukan"}, "", "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := newOffice()
			d := open(t, o, 1, validator)
			o.add(tt.theirs, other)
			if tt.typed.empty() {
				d.onMove(tt.mine)
			} else {
				d.answer(tt.mine, tt.typed)
			}
			for _, want := range tt.want {
				if !strings.Contains(d.banner.text, want) {
					t.Errorf("banner %q lacks %q", d.banner.text, want)
				}
			}
			if d.seen.history.Version() != 9 || d.notice.Text() != "" {
				t.Errorf("version %d, notice %q", d.seen.history.Version(), d.notice.Text())
			}
			if (d.banner.act != nil) != (tt.offered != "") {
				t.Fatalf("offers %v, want %q", d.banner.act, tt.offered)
			}
			if tt.offered != "" && d.drafts[tt.offered].Note != tt.note {
				t.Errorf("kept %+v, want the note %q", d.drafts[tt.offered], tt.note)
			}
		})
	}
}

func TestLockedWhileRunning(t *testing.T) {
	o := newOffice()
	d := open(t, o, 1, validator)
	d.busy = true
	d.showBar()
	for k, b := range d.bar.buttons {
		if slices.Contains(d.shown(), k) && !b.Disabled() {
			t.Errorf("%s can be pressed", k)
		}
	}
	d.TypedRune('a')
	if len(o.given) != 0 || d.line(nil) != "Menyimpan…" {
		t.Errorf("given %v, line %q", o.given, d.line(nil))
	}
}
