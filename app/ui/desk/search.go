package desk

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// search is the field for words. It asks once the reader stops typing, at once on Enter; Escape clears it, Down leaves it
// for the rows.
type search struct {
	widget.Entry
	later   func(func())
	changed func(words string)
	down    func()
	clear   *widget.Button
}

func newSearch(placeholder string, later func(func()), changed func(words string)) *search {
	s := &search{later: later, changed: changed}
	s.PlaceHolder = placeholder
	s.Icon = theme.SearchIcon()
	s.clear = widget.NewButtonWithIcon("", theme.CancelIcon(), s.onClear)
	s.clear.Importance = widget.LowImportance
	s.clear.Hide()
	s.ActionItem = s.clear
	s.OnChanged = s.onChanged
	s.ExtendBaseWidget(s)
	return s
}

// MinSize is wide enough for the placeholder.
func (s *search) MinSize() fyne.Size {
	m := s.Entry.MinSize()
	return fyne.NewSize(max(m.Width, 310), m.Height)
}

// TypedKey leaves the field on Down, clears it on Escape and asks at once on Enter.
func (s *search) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		s.tell()
		s.down()
	case fyne.KeyEscape:
		s.onClear()
	case fyne.KeyReturn, fyne.KeyEnter:
		s.tell()
	default:
		s.Entry.TypedKey(k)
	}
}

// show writes words into the field without a call.
func (s *search) show(words string) {
	s.later(nil)
	typed := s.OnChanged
	s.OnChanged = nil
	s.SetText(words)
	s.OnChanged = typed
	s.showClear()
}

func (s *search) showClear() {
	s.clear.Hidden = s.Text == ""
	s.clear.Refresh()
}

func (s *search) onClear() {
	s.SetText("")
	s.tell()
}

func (s *search) onChanged(string) {
	s.showClear()
	s.later(s.tell)
}

// tell passes the words on. The page asks nothing when they are the ones it knows.
func (s *search) tell() {
	s.later(nil)
	s.changed(strings.Join(strings.Fields(s.Text), " "))
}

// newClear returns the button that takes all filters away.
func newClear(text string, tapped func()) *widget.Button {
	b := widget.NewButton(text, tapped)
	b.Importance = widget.LowImportance
	return b
}
