package validate

import (
	"unicode"

	"fyne.io/fyne/v2"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// TypedRune does what the letter stands for. The window passes on letters that no widget wanted.
func (p *Page) TypedRune(r rune) {
	if part.DialogOpen(p.in.Window) {
		return
	}
	if r == '?' {
		p.showKeys()
		return
	}
	switch unicode.ToUpper(r) {
	case 'Z':
		p.onUndo()
		return
	case 'K':
		p.onSecond()
		return
	case 'H':
		p.onHolds()
		return
	case 'M':
		p.onMemo()
		return
	}
	if p.now == nil {
		return
	}
	if r >= '1' && r <= '9' {
		p.view.checks.Press(int(r - '0'))
		return
	}
	if do := p.letters()[unicode.ToUpper(r)]; do != nil {
		do()
		return
	}
	p.view.pair.Type(r)
}

// letters are the keys that need a case in front.
func (p *Page) letters() map[rune]func() {
	letters := map[rune]func(){
		'A': p.onAccept, 'R': p.onRefuse, 'F': p.onCheck, 'S': p.onSkip,
		'V': p.view.pair.NextMode, 'T': p.onTwin, 'L': p.onUncover,
		'N': func() { p.onPhoto(data.PhotoAfter) }, 'B': func() { p.onPhoto(data.PhotoComplaint) },
		'O': func() { p.in.Open(p.now.queued.Report) },
	}
	if p.in.Blind { // the case as it stands would tell what was decided
		delete(letters, 'O')
	}
	return letters
}

// TypedKey does what an arrow or Escape stands for; letters come as runes.
func (p *Page) TypedKey(e *fyne.KeyEvent) {
	switch {
	case part.DialogOpen(p.in.Window):
	case e.Name == fyne.KeyEscape && p.in.Back != nil && (p.now == nil || p.now.twin < 0 && !p.view.banner.box.Visible()):
		p.in.Back()
	case p.now == nil:
	case e.Name == fyne.KeyEscape:
		p.showTwin(-1)
		p.view.quiet()
	case e.Name == fyne.KeyPageDown:
		p.view.facts.scroll(1)
	case e.Name == fyne.KeyPageUp:
		p.view.facts.scroll(-1)
	default:
		p.view.pair.Press(e.Name)
	}
}

// Scrolls tells that Page Up and Page Down are keys of the page.
func (p *Page) Scrolls() {}

func (p *Page) showKeys() { part.ShowKeys(p.in.Window, p.in.Language, p.Keys()...) }

// Keys are what all keys of the page do.
func (p *Page) Keys() []part.KeyGroup {
	key := func(k, text string) part.KeyHelp { return part.KeyHelp{Key: k, Text: p.say(text)} }
	decide := []part.KeyHelp{
		key("A", "validate.keys.accept"), key("R", "validate.keys.refuse"), key("F", "validate.keys.check"), key("S", "validate.keys.skip"),
		key("Z", "validate.keys.undo"),
	}
	others := []part.KeyHelp{
		key("O", "validate.keys.open"), key("L", "validate.keys.uncover"), key("M", "validate.keys.memo"), key("K", "validate.keys.second"),
		key("H", "validate.keys.holds"), key(p.say("validate.keys.pages"), "validate.keys.scroll"), key("?", "validate.keys.keys"),
	}
	if p.in.Blind {
		decide = []part.KeyHelp{key("A", "validate.keys.blind_accept"), key("R", "validate.keys.blind_refuse"), key("S", "validate.keys.skip")}
		others = []part.KeyHelp{key("L", "validate.keys.uncover"), key(p.say("validate.keys.pages"), "validate.keys.scroll"), key("Esc", "validate.second.back"), key("?", "validate.keys.keys")}
	}
	return []part.KeyGroup{
		{Title: p.say("validate.keys.decide"), Keys: decide},
		{Title: p.say("validate.keys.case"), Keys: others},
		{Title: p.say("validate.checklist"), Keys: []part.KeyHelp{key("1 - 9", "validate.keys.answer")}},
		{Title: p.say("validate.keys.photos"), Keys: []part.KeyHelp{
			key("V", "validate.keys.mode"), key("0", "validate.keys.whole"), key("+ -", "validate.keys.zoom"),
			key(p.say("validate.keys.arrows"), "validate.keys.move"), key(", .", "validate.keys.turn"), key("T", "validate.keys.twin"), key("N", "validate.keys.after"),
			key("B", "validate.keys.before"),
		}},
	}
}
