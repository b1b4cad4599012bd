package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
)

// Input is one field of a Form.
type Input struct {
	Label    string
	Hint     string            // under the field, quiet; may be empty
	Widget   fyne.CanvasObject // an Entry, a Picker, a Period of this package, or another widget
	Text     func() string     // what is in it; nil where Widget is an Entry or a Picker
	Required bool              // blanks alone do not count
	Check    func() string     // returns what is wrong, in the reader's language; empty when nothing is. May be nil
}

// Form is a dialog with fields.
type Form struct {
	Title  string
	Text   string // above the fields; may be empty
	Done   string // the verb on the button
	Danger bool   // the button is red
	Inputs []Input
	OnDone func() // all fields passed; the dialog is closed already
}

// openForm is a form on screen.
type openForm struct {
	form     Form
	language *i18n.Language
	dialog   *Dialog
	faults   []*prose // under each field
}

// ShowForm opens a form. Its button calls OnDone only when every required field is filled and each check passes; else the
// first field at fault gets the focus and says what is wrong.
func ShowForm(w fyne.Window, l *i18n.Language, f Form) *Dialog {
	o := &openForm{form: f, language: l}
	no := newButton(l.Text("part.cancel"), nil, o.cancel)
	ok := newButton(f.Done, nil, o.confirm)
	ok.Importance = widget.HighImportance
	if f.Danger {
		ok.Importance = widget.DangerImportance
	}
	p := plan{
		title: f.Title, body: Tower(14, o.fields()...), width: 460, buttons: []fyne.CanvasObject{no, ok},
		keyed: append(o.keyed(), no, ok), first: o.first(), cancel: o.cancel, confirm: o.confirm,
	}
	if p.first == nil {
		p.first = ok
	}
	o.dialog = openDialog(w, p)
	return o.dialog
}

func (o *openForm) fields() []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	if o.form.Text != "" {
		parts = append(parts, Flush(newProse(o.form.Text, lookQuiet)))
	}
	for _, in := range o.form.Inputs {
		fault := newProse("", look{colour: theme.ColorNameError, size: theme.SizeNameCaptionText})
		fault.Hide()
		o.faults = append(o.faults, fault)
		parts = append(parts, Tower(4, o.field(in, fault)...))
	}
	return parts
}

func (o *openForm) field(in Input, fault *prose) []fyne.CanvasObject {
	label := in.Label
	if in.Required {
		label += " *"
	}
	l := lookCaption
	l.bold = true
	parts := []fyne.CanvasObject{newLine(label, l), in.Widget}
	if in.Hint != "" {
		parts = append(parts, Flush(newProse(in.Hint, lookCaption)))
	}
	return append(parts, Flush(fault))
}

func (o *openForm) keyed() []keyed {
	var all []keyed
	for _, in := range o.form.Inputs {
		if k, ok := in.Widget.(keyed); ok {
			all = append(all, k)
		}
	}
	return all
}

func (o *openForm) first() fyne.Focusable {
	for _, in := range o.form.Inputs {
		if f := focusable(in.Widget); f != nil {
			return f
		}
	}
	return nil
}

func focusable(w fyne.CanvasObject) fyne.Focusable {
	switch t := w.(type) {
	case *Picker:
		return t.open
	case *Period:
		return t.first
	case fyne.Focusable:
		return t
	}
	return nil
}

func (o *openForm) cancel() { o.dialog.Close() }

func (o *openForm) confirm() {
	bad := -1
	for i, in := range o.form.Inputs {
		fault := o.fault(in)
		o.faults[i].set(fault, look{colour: theme.ColorNameError, size: theme.SizeNameCaptionText})
		o.faults[i].Hidden = fault == ""
		if fault != "" && bad < 0 {
			bad = i
		}
	}
	if bad < 0 {
		o.dialog.Close()
		o.form.OnDone()
		return
	}
	o.dialog.fit()
	if f := focusable(o.form.Inputs[bad].Widget); f != nil {
		o.dialog.window.Canvas().Focus(f)
	}
}

// fault says what is wrong with a field; empty when nothing is.
func (o *openForm) fault(in Input) string {
	if in.Required && strings.TrimSpace(in.text()) == "" {
		return o.language.Text("part.required")
	}
	if in.Check != nil {
		return in.Check()
	}
	return ""
}

func (in Input) text() string {
	if in.Text != nil {
		return in.Text()
	}
	switch w := in.Widget.(type) {
	case *Entry:
		return w.Text
	case *Picker:
		return w.Key()
	case *widget.Entry:
		return w.Text
	case *widget.Select:
		return w.Selected
	}
	return ""
}
