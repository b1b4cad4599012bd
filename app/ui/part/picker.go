package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
)

// Option is one choice of a Picker.
type Option struct {
	Key    string // what the page works with
	Label  string // what the reader sees
	Detail string // beside it, quiet: where the place lies, how many; may be empty
}

// Picker chooses one of many options: a button that opens a list with a search field above it, fast with thousands.
type Picker struct {
	widget.BaseWidget
	language    *i18n.Language
	placeholder string
	changed     func(key string)
	options     []Option
	key         string
	required    bool // something is always chosen
	open        *Button
	clear       *cross
	box         *fyne.Container
	popup       *pickerPopup // nil while it is closed
}

// NewPicker returns a picker without options. Placeholder is shown while nothing is chosen, for example "All areas".
// Changed gets the key of the choice, empty when it was cleared; it is called for what the reader does only.
func NewPicker(l *i18n.Language, placeholder string, changed func(key string)) *Picker {
	p := &Picker{language: l, placeholder: placeholder, changed: changed}
	p.open = newButton("", theme.MenuDropDownIcon(), p.Open)
	p.open.IconPlacement = widget.ButtonIconTrailingText
	p.open.Alignment = widget.ButtonAlignLeading
	p.open.erase = p.onClear
	p.clear = newCross(p.onClear)
	p.box = container.New(spaced(0), p.open, p.clear)
	p.show()
	p.ExtendBaseWidget(p)
	return p
}

// SetOptions offers other options. A choice that is not among them stays and is shown by its key.
func (p *Picker) SetOptions(options []Option) {
	p.options = append([]Option(nil), options...)
	p.show()
}

// Require makes a choice that can be changed and not cleared.
func (p *Picker) Require() {
	p.required = true
	p.open.erase = nil
	p.show()
}

// Set chooses the option with this key, or nothing with an empty one, without a call.
func (p *Picker) Set(key string) {
	p.key = key
	p.show()
}

// Key returns the key of the choice; empty when nothing is chosen.
func (p *Picker) Key() string { return p.key }

// Label returns what the reader sees of the choice; the placeholder when nothing is chosen.
func (p *Picker) Label() string {
	if p.key == "" {
		return p.placeholder
	}
	for _, o := range p.options {
		if o.Key == p.key {
			return o.Label
		}
	}
	return p.key
}

const longestLabel = 30 // letters of a label on the button

func (p *Picker) show() {
	p.open.SetText(shorten(p.Label(), longestLabel))
	p.clear.Hidden = p.key == "" || p.required
	p.open.Importance = widget.MediumImportance
	p.box.Refresh()
	p.Refresh()
}

// shorten cuts s to n letters, the last one then being an ellipsis.
func shorten(s string, n int) string {
	letters := []rune(s)
	if len(letters) <= n {
		return s
	}
	return strings.TrimRight(string(letters[:n-1]), " ") + "…"
}

func (p *Picker) listen(escape, _ func()) { p.open.escape = escape }

// Open shows the list.
func (p *Picker) Open() {
	c := fyne.CurrentApp().Driver().CanvasForObject(p.open)
	if c == nil {
		return
	}
	p.popup = newPickerPopup(p, c)
	p.popup.show()
}

func (p *Picker) choose(key string) {
	if p.popup != nil {
		p.popup.hide()
	}
	if key == p.key {
		return
	}
	p.Set(key)
	p.changed(key)
}

func (p *Picker) onClear() { p.choose("") }

// CreateRenderer is for Fyne.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.box) }

// matching returns the options that hold each word of text in label or detail, in any case.
func (p *Picker) matching(text string) []Option {
	words := strings.Fields(strings.ToLower(text))
	var found []Option
	for _, o := range p.options {
		if holdsAll(strings.ToLower(o.Label+" "+o.Detail), words) {
			found = append(found, o)
		}
	}
	return found
}

func holdsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
