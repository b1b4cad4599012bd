package casefile

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/app/i18n"
	"tuntas/data"
)

// TestPrivateReportsAroundAreCovered says of a private report when it was sent and that it is private, whatever came with it:
// in the line and in what is offered to be linked.
func TestPrivateReportsAroundAreCovered(t *testing.T) {
	l := i18n.For("en", begin.Location())
	o := newOffice()
	d := openLinked(t, &linker{office: o}, validator)
	for _, tt := range []struct {
		private bool
		want    string
	}{{true, l.Date(begin) + " · Private report"}, {false, l.Date(begin) + " · Lubang besar"}} {
		s := data.Summary{ID: 9, Number: "JK9", SentAt: begin, Stage: data.Done, Text: "Lubang\nbesar", Private: tt.private}
		if got := said(l, s); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
		line := d.Page.links.line(s)
		line.Resize(fyne.NewSize(800, 40))
		shown := test.RenderObjectToMarkup(line)
		if strings.Contains(shown, "Lubang") == tt.private || !strings.Contains(shown, "JK9") {
			t.Errorf("private %v: %s", tt.private, shown)
		}
	}
}
