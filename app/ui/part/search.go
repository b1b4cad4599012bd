package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Search is a field for words to look for. It asks once the person stops typing, at once on Enter; Escape clears it.
type Search struct {
	Entry
	OnDown  func() // leaves the field for what was found, which is asked for first; may be nil
	later   func(func())
	changed func(string)
	told    string // what changed was last called with, or Set
	clear   *Button
}

// NewSearch returns an empty field. Later calls what it is given when nothing else was given for a while:
// task.Later(task.Typing, run). Changed gets the words with single blanks between them, only when they differ from the last
// ones.
func NewSearch(placeholder string, later func(f func()), changed func(words string)) *Search {
	s := &Search{later: later, changed: changed}
	s.PlaceHolder = placeholder
	s.Icon = theme.SearchIcon()
	s.clear = newButton("", theme.CancelIcon(), s.onClear)
	s.clear.Importance = widget.LowImportance
	s.clear.Hide()
	s.ActionItem = s.clear
	s.OnChanged = s.onChanged
	s.shell = s
	s.ExtendBaseWidget(s)
	return s
}

// Clear empties the field and asks at once.
func (s *Search) Clear() {
	s.SetText("")
	s.tell()
}

// onClear clears by the button, which goes away: the field has the keys then.
func (s *Search) onClear() {
	s.Clear()
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		c.Focus(s)
	}
}

// Set writes words into the field without a call.
func (s *Search) Set(words string) {
	s.told = oneLine(words)
	s.SetText(words)
	s.later(nil)
}

// MinSize is wide enough for a few words.
func (s *Search) MinSize() fyne.Size {
	m := s.Entry.MinSize()
	return fyne.NewSize(max(m.Width, InText(310)), m.Height)
}

// TypedKey clears on Escape, asks at once on Enter and leaves the field on Down.
func (s *Search) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyEscape:
		s.Clear()
	case k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter:
		s.tell()
	case k.Name == fyne.KeyDown && s.OnDown != nil:
		s.tell()
		s.OnDown()
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
	if words := oneLine(s.Text); words != s.told {
		s.told = words
		s.changed(words)
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
