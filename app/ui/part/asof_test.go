package part

import (
	"testing"
	"time"
)

func TestAsOf(t *testing.T) {
	start(t)
	now := func() time.Time { return day(2026, 3, 10).Add(15 * time.Hour) }
	for _, tt := range []struct {
		text string
		want time.Time // zero is now
		bad  bool
	}{
		{text: "2026-03-09", want: day(2026, 3, 10)},
		{text: "9.3.2026", want: day(2026, 3, 10)},
		{text: "2026-03-10"}, // not over yet
		{text: "2027-01-01"},
		{text: ""},
		{text: "2026-02-30", bad: true},
		{text: "kemarin", bad: true},
	} {
		calls := 0
		a := NewAsOf(indonesian(), "sekarang", now, func() { calls++ })
		a.SetText("x")
		a.SetText(tt.text)
		if end, ok := a.End(); !end.Equal(tt.want) || ok == tt.bad || calls != 2 {
			t.Errorf("%q: got %v, %v after %d calls; want %v, bad %v", tt.text, end, ok, calls, tt.want, tt.bad)
		}
		if marked := a.Validate() != nil || a.AlwaysShowValidationError; marked != tt.bad {
			t.Errorf("%q: marked %v, want %v", tt.text, marked, tt.bad)
		}
	}
}

func TestAsOfIsSetWithoutACall(t *testing.T) {
	start(t)
	a := NewAsOf(indonesian(), "", func() time.Time { return day(2026, 6, 1) }, func() { t.Error("called for what the page did") })
	for _, tt := range []struct {
		end  time.Time
		want string
	}{{day(2026, 3, 10), "9 Mar 2026"}, {time.Time{}, ""}} {
		a.Set(tt.end)
		if a.Text != tt.want {
			t.Errorf("%v: shows %q, want %q", tt.end, a.Text, tt.want)
		}
	}
	a.write(day(2026, 3, 9))
	a.Entry.Text = "9/3/2026"
	if a.Set(day(2026, 3, 10)); a.Text != "9/3/2026" {
		t.Errorf("the reader's own way of writing became %q", a.Text)
	}
}
