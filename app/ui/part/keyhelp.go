package part

import "tuntas/app/i18n"

// KeysOf returns a group of keys: pairs of what stands on a key and the name of its text. The keys "keys.arrows" and
// "keys.space" are called by their names in the reader's language.
func KeysOf(l *i18n.Language, title string, pairs ...[2]string) KeyGroup {
	g := KeyGroup{Title: l.Text(title)}
	for _, p := range pairs {
		key := p[0]
		if key == keysArrows || key == keysSpace {
			key = l.Text(key)
		}
		g.Keys = append(g.Keys, KeyHelp{Key: key, Text: l.Text(p[1])})
	}
	return g
}

// The keys that have a name in each language.
const (
	keysArrows = "keys.arrows"
	keysSpace  = "keys.space"
)

// ListKeys are the keys of a Table, those that open a row only where it opens something. More are added at the end.
func ListKeys(l *i18n.Language, opens bool, more ...[2]string) KeyGroup {
	pairs := [][2]string{{keysArrows, "keys.list.walk"}, {"Home End", "keys.list.ends"}}
	if opens {
		pairs = append(pairs, [2]string{"Enter", "keys.list.open"})
	}
	return KeysOf(l, "keys.list", append(pairs, more...)...)
}

// TabKeys are the keys of Tabs.
func TabKeys(l *i18n.Language) KeyGroup {
	return KeysOf(l, "keys.tabs", [2]string{"←→", "keys.tabs.walk"})
}

// ChoiceKeys are the keys of a Choice.
func ChoiceKeys(l *i18n.Language) KeyGroup {
	return KeysOf(l, "keys.options", [2]string{keysArrows, "keys.options.walk"})
}

// windowKeys are those that every page has.
func windowKeys(l *i18n.Language) KeyGroup {
	return KeysOf(l, "keys.window",
		[2]string{"Tab", "keys.tab"}, [2]string{"Enter", "keys.enter"}, [2]string{"Esc", "keys.escape"}, [2]string{"Del", "keys.delete"},
		[2]string{"PgDn", "keys.scroll"}, [2]string{"Ctrl+1 – 8", "keys.pages"}, [2]string{"Alt+←→", "keys.ways"},
		[2]string{"Ctrl+F", "keys.find"}, [2]string{"Ctrl+R", "keys.reload"}, [2]string{"Ctrl+O", "keys.bring_in"},
		[2]string{"Ctrl+P", "keys.publish"}, [2]string{"Alt", "keys.menu"}, [2]string{"?", "keys.help"})
}
