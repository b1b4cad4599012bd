package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tuntas/app/ui/part"
)

// menu is the main menu. Its shortcuts work while a field has the focus, and it documents them.
func (u *UI) menu() *fyne.MainMenu {
	l := u.language
	file := fyne.NewMenu(l.Text("menu.file"),
		u.item("menu.bring_in", fyne.KeyO, func() { u.Show(Intake); u.chooseInto() }),
		u.item("menu.publish", fyne.KeyP, func() { u.Show(Publish) }),
		fyne.NewMenuItemSeparator(),
		&fyne.MenuItem{Label: l.Text("menu.quit"), IsQuit: true, Action: func() { u.Close(fyne.CurrentApp().Quit) }},
	)
	pages := fyne.NewMenu(l.Text("menu.pages"))
	keys := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}
	for i, name := range Navigation() {
		pages.Items = append(pages.Items, u.item("page."+string(name), keys[i], func() { u.Show(name) }))
	}
	back := u.item("menu.back", fyne.KeyLeft, u.Back)
	back.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}
	forward := u.item("menu.forward", fyne.KeyRight, u.Forward)
	forward.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierAlt}
	pages.Items = append(pages.Items, fyne.NewMenuItemSeparator(), back, forward)
	edit := fyne.NewMenu(l.Text("menu.edit"),
		u.item("menu.find", fyne.KeyF, u.focus),
		u.item("menu.reload", fyne.KeyR, func() { u.front(u.shown) }),
	)
	help := fyne.NewMenu(l.Text("menu.help"), u.item("menu.keys", fyne.KeySlash, u.showKeys))
	return fyne.NewMainMenu(file, edit, pages, help)
}

// helped is a page that has keys of its own.
type helped interface{ Keys() []part.KeyGroup }

// showKeys shows what all keys do on the page.
func (u *UI) showKeys() {
	var groups []part.KeyGroup
	if p, ok := u.pages[u.visible(u.shown)].(helped); ok {
		groups = p.Keys()
	}
	part.ShowKeys(u.office.Window, u.language, groups...)
}

// item is a menu item with Ctrl and a key. A shortcut fires also behind an open dialog, so each asks first.
func (u *UI) item(key string, k fyne.KeyName, do func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(u.language.Text(key), func() {
		if !part.DialogOpen(u.office.Window) {
			do()
		}
	})
	m.Shortcut = &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}
	return m
}

// focus puts the keyboard into the page's first field.
func (u *UI) focus() {
	if p, ok := u.pages[u.visible(u.shown)].(focuser); ok {
		p.Focus(u.office.Window.Canvas())
	}
}

// typist is a page that takes keys when no field has the focus.
type typist interface {
	TypedRune(r rune)
	TypedKey(k *fyne.KeyEvent)
}

func (u *UI) onTypedRune(r rune) {
	if r == '?' && !part.DialogOpen(u.office.Window) {
		u.showKeys()
		return
	}
	if p, ok := u.pages[u.visible(u.shown)].(typist); ok && !part.DialogOpen(u.office.Window) {
		p.TypedRune(r)
	}
}

func (u *UI) onTypedKey(k *fyne.KeyEvent) {
	p, ok := u.pages[u.visible(u.shown)].(typist)
	switch _, scrolls := p.(scroller); {
	case !scrolls && part.ReadOn(u.office.Window, k.Name):
	case ok && !part.DialogOpen(u.office.Window):
		p.TypedKey(k)
	}
}

// scroller is a page that scrolls by keys of its own.
type scroller interface{ Scrolls() }
