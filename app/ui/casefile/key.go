package casefile

import (
	"slices"
	"unicode"

	"fyne.io/fyne/v2"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// Action is one thing that a key does on the page, for the window's menu.
type Action struct {
	Key     fyne.KeyName
	Text    string      // in the reader's language
	Do      func()      // does nothing unless Allowed
	Allowed func() bool // now: no dialog is open, no command runs, and the case and the role allow it
}

// Shortcuts returns what keys do on the page: decisions first, then the ways to other cases.
func (p *Page) Shortcuts() []Action {
	var all []Action
	for _, k := range []data.Kind{data.Accepted, data.Refused, data.FieldChecked, data.Undone} {
		all = append(all, p.action(letters[k], "command."+string(k), func() bool { return p.can(k) }, func() { p.onMove(k) }))
	}
	all = append(all,
		p.action(fyne.KeyV, "case.judge", p.judgeable, p.onJudge), p.action(fyne.KeyM, "case.memo", p.refused, p.onMemo),
		p.action(fyne.KeyK, "case.link", p.canLink, p.onLink))
	return append(all,
		p.action(fyne.KeyL, "case.uncover", p.covered, p.onUncover),
		p.action(fyne.KeyLeft, "case.previous", func() bool { return p.leads(p.in.Previous) }, p.onPrevious),
		p.action(fyne.KeyRight, "case.next", func() bool { return p.leads(p.in.Next) }, p.onNext),
		p.action(fyne.KeyEscape, "case.back", func() bool { return true }, p.onBack),
	)
}

func (p *Page) action(key fyne.KeyName, text string, allowed func() bool, do func()) Action {
	now := func() bool { return !part.DialogOpen(p.in.Window) && allowed() }
	return Action{Key: key, Text: p.in.Language.Text(text), Allowed: now, Do: func() {
		if now() {
			do()
		}
	}}
}

func (p *Page) can(k data.Kind) bool { return !p.busy && slices.Contains(p.possible(), k) }

// TypedRune does what the letter stands for. The window passes on letters that no widget wanted.
func (p *Page) TypedRune(r rune) {
	if r == '?' && !part.DialogOpen(p.in.Window) {
		part.ShowKeys(p.in.Window, p.in.Language, p.Keys()...)
		return
	}
	p.press(fyne.KeyName(string(unicode.ToUpper(r))))
}

// Keys are what the keys of the page do, those that the case or the role does not allow now too.
func (p *Page) Keys() []part.KeyGroup {
	g := part.KeyGroup{Title: p.in.Language.Text("keys.case")}
	for _, a := range p.Shortcuts() {
		g.Keys = append(g.Keys, part.KeyHelp{Key: capOf(a.Key), Text: a.Text})
	}
	return []part.KeyGroup{g}
}

// capOf is what stands on a key.
func capOf(k fyne.KeyName) string {
	switch k {
	case fyne.KeyLeft:
		return "←"
	case fyne.KeyRight:
		return "→"
	case fyne.KeyEscape:
		return "Esc"
	}
	return string(k)
}

// TypedKey does what an arrow or Escape stands for; letters come as runes.
func (p *Page) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyEscape:
		p.press(e.Name)
	}
}

func (p *Page) press(key fyne.KeyName) {
	for _, a := range p.Shortcuts() {
		if a.Key == key {
			a.Do()
		}
	}
}

func (p *Page) newButton(text string, icon fyne.Resource, tapped func()) *part.KeyButton {
	return part.NewKeyButton(p, text, icon, tapped)
}
