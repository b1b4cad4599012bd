package intake

import (
	"log/slog"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/ui/part"
	source "tuntas/data/intake"
)

// profilePick is the card that chooses a profile.
type profilePick struct {
	page   *Page
	card   *part.Card
	picker *part.Picker
	note   *fyne.Container
	titles map[string]string // of the shipped profiles, and of files once they were opened
}

func newProfilePick(p *Page) *profilePick {
	l := p.language
	k := &profilePick{page: p, titles: make(map[string]string), note: container.NewStack()}
	k.picker = part.NewPicker(l, l.Text("intake.profile.pick"), p.onProfile)
	for _, name := range source.Profiles() {
		k.titles[name] = name
		shipped, err := source.Open(name)
		if err != nil {
			slog.Error("open shipped profile", "name", name, "err", err)
			continue
		}
		k.titles[name] = shipped.Title(l.Code())
	}
	box := part.Below(part.Flush(part.Quiet(l.Text("intake.profile.what"))), k.picker, part.Flow(p.tools.open, p.tools.draft), k.note)
	k.card = part.NewCard(l.Text("intake.profile"), box)
	return k
}

func isProfile(path string) bool { return strings.EqualFold(filepath.Ext(path), ".toml") }

// show offers the profiles, suggested ones first, and says why one is chosen.
func (k *profilePick) show() {
	p := k.page
	key := p.wanted
	if p.looked != nil && p.looked.profile != nil {
		key = p.key()
		k.titles[key] = p.looked.profile.Title(p.language.Code())
	}
	k.picker.SetOptions(k.options())
	k.picker.Set(key)
	k.note.Objects = nil
	if text := k.reason(key); text != "" {
		k.note.Objects = []fyne.CanvasObject{part.Flush(part.Quiet(text))}
	}
	k.note.Refresh()
	k.card.Refresh()
}

// key is the profile that is in use: the reader's choice, else the best of the suggested ones.
func (p *Page) key() string {
	if p.wanted == "" && p.looked != nil && len(p.looked.suggested) > 0 {
		return p.looked.suggested[0]
	}
	return p.wanted
}

func (k *profilePick) options() []part.Option {
	p := k.page
	var suggested []string
	if p.looked != nil {
		suggested = p.looked.suggested
	}
	var all []part.Option
	saved, err := p.intake.Profiles.Names()
	if err != nil {
		slog.Error("list profiles", "err", err)
	}
	for _, name := range slices.Concat(suggested, p.own, saved, source.Profiles()) {
		if slices.ContainsFunc(all, func(o part.Option) bool { return o.Key == name }) {
			continue
		}
		all = append(all, part.Option{Key: name, Label: k.title(name), Detail: k.detail(name, suggested)})
	}
	return all
}

func (k *profilePick) title(name string) string {
	if t := k.titles[name]; t != "" {
		return t
	}
	return filepath.Base(name)
}

func (k *profilePick) detail(name string, suggested []string) string {
	switch {
	case slices.Contains(suggested, name):
		return k.page.language.Text("intake.profile.fits")
	case slices.Contains(k.page.own, name):
		return k.page.language.Text("intake.profile.own")
	}
	return ""
}

// reason says why the profile with this key is in use.
func (k *profilePick) reason(key string) string {
	p := k.page
	switch {
	case p.looked == nil || p.looked.fault != nil:
		return ""
	case key == "":
		return p.language.Text("intake.profile.none")
	case slices.Contains(p.looked.suggested, key):
		return p.language.Text("intake.profile.suggested")
	}
	return p.language.Text("intake.profile.chosen")
}

// onProfile takes the reader's choice; an emptied one lets the files choose again.
func (p *Page) onProfile(key string) {
	if p.running != nil {
		p.profile.picker.Set(p.key())
		p.notice.Say(p.language.Text("intake.busy.refuse"))
		return
	}
	p.wanted = key
	p.hideOutcome()
	p.look()
}

func (p *Page) onOpenProfile() {
	p.intake.Choose(func(paths []string) {
		if len(paths) == 0 || p.running != nil {
			return
		}
		p.useProfile(paths[0])
		p.look()
	})
}

// useProfile takes the file at path as the profile.
func (p *Page) useProfile(path string) {
	p.wanted = path
	if !slices.Contains(p.own, path) {
		p.own = append(p.own, path)
	}
	p.hideOutcome()
	p.profile.show()
	p.notice.Say(p.language.Text("intake.notice.profile", "file", filepath.Base(path)))
}
