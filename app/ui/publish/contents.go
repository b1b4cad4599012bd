package publish

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
)

// contents chooses what the document answers and what its first page says about it: a template, a number, a contact, and the
// name of the issue.
type contents struct {
	page      *Page
	own       []string // paths of templates of the bureau's own
	template  *part.Picker
	edit      *part.Button
	reload    *part.Button
	number    *part.Entry
	contact   *part.Entry
	issue     *part.Entry
	row       fyne.CanvasObject
	composing func()
}

func newContents(p *Page) *contents {
	l := p.language
	c := &contents{page: p, number: part.NewEntry(""), contact: part.NewEntry(""), issue: part.NewEntry(l.Text("publish.issue.none"))}
	c.template = part.NewPicker(l, "", func(string) { c.onTemplate() })
	c.template.Require()
	c.offer("")
	open := part.NewButton(l.Text("publish.template.open"), theme.FolderOpenIcon(), c.onOpen)
	c.edit = part.NewButton(l.Text("publish.template.edit"), theme.DocumentCreateIcon(), c.onEdit)
	c.reload = part.NewButton(l.Text("publish.template.reload"), theme.ViewRefreshIcon(), p.compose)
	c.composing = task.Debounce(task.Typing, p.publish.Run, p.compose)
	for _, e := range []*part.Entry{c.number, c.contact} {
		e.OnChanged = func(string) { c.composing() }
	}
	c.row = part.Flow(
		part.Labelled(l.Text("publish.template"), part.AtLeastInText(190, 0, c.template)),
		part.Labelled(" ", part.Row(open, c.edit, c.reload)),
		part.Labelled(l.Text("document.number"), part.AtLeastInText(110, 0, c.number)),
		part.Labelled(l.Text("document.contact"), part.AtLeastInText(170, 0, c.contact)),
		part.Labelled(l.Text("publish.issue"), part.AtLeastInText(130, 0, c.issue)))
	part.Enable(c.reload, false)
	return c
}

// offer lists the templates and chooses one; empty chooses the first.
func (c *contents) offer(chosen string) {
	var options []part.Option
	for _, name := range c.page.publish.Templates {
		options = append(options, part.Option{Key: name, Label: c.page.language.Text("publish.template." + name)})
	}
	for _, path := range c.own {
		options = append(options, part.Option{Key: path, Label: filepath.Base(path), Detail: filepath.Dir(path)})
	}
	c.template.SetOptions(options)
	if chosen == "" && len(options) > 0 {
		chosen = options[0].Key
	}
	c.template.Set(chosen)
}

// chosen is the name or the path of the template.
func (c *contents) chosen() string { return c.template.Key() }

// isOwn tells whether the template is a file of the bureau.
func (c *contents) isOwn() bool { return slices.Contains(c.own, c.chosen()) }

func (c *contents) onTemplate() {
	part.Enable(c.reload, c.isOwn())
	c.page.compose()
}

// onOpen takes a file as template.
func (c *contents) onOpen() { c.page.publish.ChooseFile(c.take) }

func (c *contents) take(path string) {
	if !slices.Contains(c.own, path) {
		c.own = append(c.own, path)
	}
	c.offer(path)
	c.onTemplate()
}

// onEdit opens the bureau's own template in the program that the system has for it. One that comes with the program is
// copied to a file first, which is taken then.
func (c *contents) onEdit() {
	p := c.page
	if c.isOwn() {
		p.publish.OpenFile(c.chosen())
		return
	}
	name := c.chosen()
	p.publish.SaveAs(name+".toml", func(path string) {
		if path == "" {
			return
		}
		if err := p.publish.KeepTemplate(name, path); err != nil {
			p.showFault(err, p.compose)
			return
		}
		c.take(path)
		p.publish.OpenFile(path)
	})
}

// order is what the document is made of, as it is chosen now.
func (p *Page) order() Order {
	c := p.content
	return Order{
		Scope: p.scope(), Lang: p.lang(), Template: c.chosen(), Number: strings.TrimSpace(c.number.Text), Contact: strings.TrimSpace(c.contact.Text),
		Issue: strings.TrimSpace(c.issue.Text),
	}
}
