package part

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/data"
)

func TestShowPerson(t *testing.T) {
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	l := i18n.For("en", nil)
	for _, tt := range []struct {
		name   string
		person data.Person
		err    error
		want   []string
	}{
		{"known", data.Person{Report: 1, Name: "Siti", Contact: "0812"}, nil, []string{"Siti", "0812", "recorded"}},
		{"without a name", data.Person{Report: 1, Contact: "0812"}, nil, []string{l.Text("person.unknown"), "0812"}},
		{"nobody", data.Person{Report: 1}, data.ErrNoPerson, []string{"Nobody"}},
		{"lost", data.Person{Report: 1}, errors.New("x"), []string{"try again"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := test.NewTempWindow(t, widget.NewLabel(""))
			w.Resize(fyne.NewSize(900, 700))
			asked := 0
			var why data.LookReason
			k := Look{
				Window: w, Language: l, Report: 1, Number: "JK1",
				Ask: func(_ context.Context, _ int64, given data.LookReason) (data.Person, error) {
					asked++
					why = given
					return tt.person, tt.err
				},
				Tell: func(work func(context.Context) (data.Person, error), done func(data.Person, error)) {
					done(work(t.Context()))
				},
			}
			ShowPerson(k)
			w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
			if asked != 0 || !DialogOpen(w) {
				t.Fatal("a look without a reason was asked for")
			}
			w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
			if asked != 0 || DialogOpen(w) {
				t.Fatal("a look that was called off was asked for")
			}
			k.Show(data.LookedInDoubt)
			shown := test.RenderToMarkup(w.Canvas())
			for _, want := range tt.want {
				if !strings.Contains(shown, want) {
					t.Errorf("no %q in\n%s", want, shown)
				}
			}
			if asked != 1 || why != data.LookedInDoubt {
				t.Errorf("asked %d times, why %q", asked, why)
			}
			w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
			if DialogOpen(w) {
				t.Error("it does not close")
			}
		})
	}
}
