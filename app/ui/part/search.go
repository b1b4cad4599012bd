package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
)

// Search is a field for words to look for. It asks once the person stops typing, at once on Enter; Escape clears it.
type Search struct {
	widget.Entry
	later   func(func())
	changed func(string)
	told    string // what changed was last called with
	clear   *widget.Button
}

// NewSearch returns an empty field. Later calls what it is given when nothing else was given for a while:
// task.Later(task.Typing, run). Changed gets the words, only when they differ from the last ones.
func NewSearch(l *i18n.Language, later func(f func()), changed func(words string)) *Search {
	s := &Search{later: later, changed: changed}
	s.PlaceHolder = l.Text("part.search")
	s.Icon = theme.SearchIcon()
	s.clear = widget.NewButtonWithIcon("", theme.CancelIcon(), s.Clear)
	s.clear.Importance = widget.LowImportance
	s.clear.Hide()
	s.ActionItem = s.clear
	s.OnChanged = s.onChanged
	s.ExtendBaseWidget(s)
	return s
}

// Clear empties the field and asks at once.
func (s *Search) Clear() {
	s.SetText("")
	s.tell()
}

// MinSize is wide enough for a few words.
func (s *Search) MinSize() fyne.Size {
	m := s.Entry.MinSize()
	return fyne.NewSize(max(m.Width, 240), m.Height)
}

// TypedKey clears on Escape and asks at once on Enter.
func (s *Search) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		s.Clear()
	case fyne.KeyReturn, fyne.KeyEnter:
		s.tell()
	default:
		s.Entry.TypedKey(k)
	}
}

func (s *Search) onChanged(text string) {
	s.clear.Hidden = text == ""
	s.clear.Refresh()
	s.later(s.tell)
}

func (s *Search) tell() {
	s.later(nil)
	if s.Text == s.told {
		return
	}
	s.told = s.Text
	s.changed(s.Text)
}
