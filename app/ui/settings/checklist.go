package settings

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// checklist is the card on which the checklist of a category is read and written anew.
type checklist struct {
	judging  *judging
	category *part.Picker
	force    *part.Field
	list     *part.Ordered
	fault    *fault
	may      *fault // why nothing can be changed
	add, edit, up, down, drop,
	save, discard, preview, versions, back *part.Button
}

func newChecklist(j *judging) *checklist {
	l := j.page.in.Language
	c := &checklist{judging: j, list: part.NewOrdered(), fault: newFault(), may: newReason(), force: part.NewField(l.Text("judging.force"), l.Text("settings.counting"))}
	c.category = part.NewPicker(l, l.Text("judging.default"), c.onCategory)
	c.list.OnOpen, c.list.OnMove, c.list.OnDrop, c.list.OnAdd = c.onEdit, c.onMove, c.onDrop, c.onAdd
	c.list.OnChosen = func(int) { c.showButtons() }
	button := func(key string, icon fyne.Resource, do func()) *part.Button {
		return part.NewButton(l.Text(key), icon, do)
	}
	c.add = button("judging.add", theme.ContentAddIcon(), c.onAdd)
	c.edit = button("judging.edit", theme.DocumentCreateIcon(), func() { c.onEdit(c.list.Chosen()) })
	c.up = button("judging.up", theme.MoveUpIcon(), func() { c.onMove(c.list.Chosen(), -1) })
	c.down = button("judging.down", theme.MoveDownIcon(), func() { c.onMove(c.list.Chosen(), 1) })
	c.drop = button("judging.drop", theme.ContentRemoveIcon(), func() { c.onDrop(c.list.Chosen()) })
	c.save = button("judging.save", nil, c.onSave)
	c.save.Importance = widget.HighImportance
	c.discard = button("judging.discard", nil, c.onDiscard)
	c.preview = button("judging.preview", nil, c.onPreview)
	c.versions = button("judging.versions", nil, c.onVersions)
	c.back = button("judging.return", nil, c.onReturn)
	return c
}

func (c *checklist) content() fyne.CanvasObject {
	l := c.judging.page.in.Language
	return part.Below(
		quiet(l.Text("judging.checklist.text")), c.may.box,
		part.Beside(0.45, part.Labelled(l.Text("judging.category"), container.NewHBox(c.category)), c.force),
		c.list, part.Flow(c.add, c.edit, c.up, c.down, c.drop), c.fault.box,
		part.Flow(c.save, c.discard, c.preview, c.versions, c.back), quiet(l.Text("judging.checklist.keys")),
	)
}

func (c *checklist) kept() *Unsaved { return c.judging.page.in.Judging.Kept }

// own returns the newest checklist that the category shown has of its own.
func (c *checklist) own() (data.Checklist, bool) { return c.newest(c.kept().Category) }

func (c *checklist) newest(category string) (data.Checklist, bool) {
	all := c.judging.facts.Checklists
	i := slices.IndexFunc(all, func(k data.Checklist) bool { return k.Category == category })
	if i < 0 {
		return data.Checklist{}, false
	}
	return all[i], true
}

// inForce returns the checklist by which cases of the category shown are judged.
func (c *checklist) inForce() data.Checklist {
	if own, ok := c.own(); ok && !own.Returns() {
		return own
	}
	list, _ := c.newest("")
	return list
}

// items are those on screen: what was changed, else what is in force.
func (c *checklist) items() []data.Item {
	if items, ok := c.kept().Items[c.kept().Category]; ok {
		return items
	}
	return c.inForce().Items
}

// next is the number of the version that saving makes.
func (c *checklist) next() int {
	own, _ := c.own()
	return own.Version + 1
}

// show shows the checklist of the category.
func (c *checklist) show() {
	l := c.judging.page.in.Language
	options := []part.Option{}
	for _, name := range c.judging.facts.Categories {
		o := part.Option{Key: name, Label: name}
		if own, ok := c.newest(name); ok && !own.Returns() {
			o.Detail = l.Text("judging.version", "n", l.Number(int64(own.Version)))
		}
		options = append(options, o)
	}
	c.category.SetOptions(options)
	c.category.Set(c.kept().Category)
	c.showItems(c.list.Chosen())
}

// showItems shows the items, of which one is chosen.
func (c *checklist) showItems(chosen int) {
	l := c.judging.page.in.Language
	var rows []part.OrderedItem
	for _, item := range c.items() {
		row := part.OrderedItem{Text: item.Indonesian, Detail: item.English}
		if l.Code() == "en" {
			row.Text, row.Detail = item.English, item.Indonesian
		}
		if item.Refuses {
			row.Mark = l.Text("judging.refuses")
		}
		rows = append(rows, row)
	}
	c.list.Set(rows, chosen)
	c.force.SetText(c.forceText())
	c.save.SetText(l.Text("judging.save", "n", l.Number(int64(c.next()))))
	c.showMay()
	c.judging.page.relayout()
	c.list.Reveal()
}

// forceText says which version is in force, by whom and since when, and what saving would change about that.
func (c *checklist) forceText() string {
	list := c.inForce()
	l, text := c.judging.page.in.Language, c.versionText(list)
	own, had := c.own()
	switch {
	case had && own.Returns():
		return l.Text("judging.force.returned", "version", text, "own", c.versionText(own))
	case !had:
		return l.Text("judging.force.default", "version", text)
	}
	return text
}

// versionText names a version: its number, who wrote it and when.
func (c *checklist) versionText(list data.Checklist) string {
	l := c.judging.page.in.Language
	if list.By == "" {
		return l.Text("judging.version.first", "n", l.Number(int64(list.Version)))
	}
	return l.Text("judging.version.by", "n", l.Number(int64(list.Version)), "who", list.By, "at", l.DateTime(list.At))
}

// changed tells whether there is something to save.
func (c *checklist) changed() bool { return !slices.Equal(c.items(), c.inForce().Items) }

// showMay says why nothing can be changed, where that is so, and lets be pressed what does something.
func (c *checklist) showMay() {
	c.may.show(c.judging.hindrance(data.Role.WritesChecklists, "judging.checklist.role"))
	c.showButtons()
}

func (c *checklist) mayChange() bool {
	return !c.may.box.Visible() && len(c.judging.facts.Checklists) > 0
}

func (c *checklist) showButtons() {
	n, at, may := len(c.items()), c.list.Chosen(), c.mayChange()
	part.Enable(c.add, may && n < data.MostItems)
	part.Enable(c.edit, may && n > 0)
	part.Enable(c.drop, may && n > 0)
	part.Enable(c.up, may && at > 0)
	part.Enable(c.down, may && at < n-1)
	wrong := error(nil)
	if c.changed() {
		wrong = c.draft().Fault()
	}
	c.fault.show(c.judging.page.in.Language.Reason(wrong))
	part.Enable(c.save, may && c.changed() && wrong == nil)
	part.Enable(c.discard, may && c.changed())
	part.Enable(c.preview, n > 0)
	part.Enable(c.versions, len(c.judging.facts.Checklists) > 0)
	part.Enable(c.back, c.returnable())
	c.judging.stay(c.list, c.add, c.edit, c.up, c.down, c.drop, c.save, c.discard, c.back)
}

// draft is the checklist as it is on screen.
func (c *checklist) draft() data.Checklist {
	return data.Checklist{Category: c.kept().Category, Items: c.items()}
}

// put puts items in the place of those on screen; nothing is saved by it.
func (c *checklist) put(items []data.Item, chosen int) {
	c.kept().Items[c.kept().Category] = items
	if !c.changed() {
		delete(c.kept().Items, c.kept().Category)
	}
	c.showItems(chosen)
}

func (c *checklist) onCategory(category string) {
	c.kept().Category = category
	c.showItems(0)
}

func (c *checklist) onMove(i, by int) {
	items := slices.Clone(c.items())
	if to := i + by; c.mayChange() && to >= 0 && to < len(items) {
		items[i], items[to] = items[to], items[i]
		c.put(items, to)
	}
}

func (c *checklist) onDrop(i int) {
	if c.mayChange() && i < len(c.items()) {
		c.put(slices.Delete(slices.Clone(c.items()), i, i+1), i)
	}
}

func (c *checklist) onDiscard() {
	c.judging.askDiscard(func() {
		delete(c.kept().Items, c.kept().Category)
		c.showItems(0)
	})
}

func (c *checklist) onAdd() {
	if n := len(c.items()); c.mayChange() && n < data.MostItems {
		c.open(data.Item{Refuses: true}, n)
	}
}

func (c *checklist) onEdit(i int) {
	if c.mayChange() && i < len(c.items()) {
		c.open(c.items()[i], i)
	}
}

// open asks for the words of the item at place i, a new one behind the last.
func (c *checklist) open(item data.Item, i int) {
	l := c.judging.page.in.Language
	indonesian, english, refuses := part.NewWrapped("", 2), part.NewWrapped("", 2), part.NewTick(l.Text("judging.item.refuses"), nil)
	indonesian.SetText(item.Indonesian)
	english.SetText(item.English)
	refuses.SetChecked(item.Refuses)
	others := slices.Delete(slices.Clone(c.items()), min(i, len(c.items())), min(i+1, len(c.items())))
	typed := func() data.Item {
		return data.Item{ID: item.ID, Indonesian: tidy(indonesian.Text), English: tidy(english.Text), Refuses: refuses.Checked}
	}
	form := part.Form{Title: l.Text("judging.add"), Text: l.Text("judging.add.text"), Done: l.Text("judging.take")}
	if item.ID != "" {
		form.Title, form.Text = l.Text("judging.edit"), l.Text("judging.edit.text")
	}
	form.Inputs = []part.Input{
		{Label: l.Text("settings.language.id"), Widget: indonesian, Required: true},
		{Label: l.Text("settings.language.en"), Widget: english, Required: true, Check: func() string { return c.wrong(typed(), others) }},
		{Label: l.Text("judging.item.weight"), Hint: l.Text("judging.item.hint"), Widget: refuses},
	}
	form.OnDone = func() { c.take(typed(), i) }
	part.ShowForm(c.judging.page.in.Window, l, form)
}

// wrong says what is wrong with the words of an item beside the others.
func (c *checklist) wrong(item data.Item, others []data.Item) string {
	if item.ID == "" {
		item.ID = data.NewItemID(item, slices.Concat(c.known(), others))
	}
	return c.judging.page.in.Language.Reason(item.Fault(others))
}

// take puts an item to its place; a new one gets an id.
func (c *checklist) take(item data.Item, i int) {
	items := slices.Clone(c.items())
	if item.ID == "" {
		item.ID = data.NewItemID(item, slices.Concat(c.known(), items))
		c.put(append(items, item), len(items))
		return
	}
	items[i] = item
	c.put(items, i)
}

// known are the items of all versions of all checklists.
func (c *checklist) known() (all []data.Item) {
	for _, list := range c.judging.facts.Checklists {
		all = append(all, list.Items...)
	}
	return all
}

func (c *checklist) onSave() {
	draft, write, by := c.draft(), c.judging.page.in.Judging.Write, c.judging.staff()
	if !c.mayChange() || !c.changed() || draft.Fault() != nil {
		return
	}
	work := func(ctx context.Context) error { return write(ctx, draft, by) }
	c.judging.keep(fmt.Sprintf("write the checklist of %q", draft.Category), work, func() { delete(c.kept().Items, draft.Category) })
}
