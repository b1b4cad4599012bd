package settings

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// ShowReturn asks whether the category shown is to return to the standard list.
func (p *Page) ShowReturn() { p.judging.checklist.onReturn() }

// returnable tells whether the category shown is judged by a list of its own, and may go back to the standard one.
func (c *checklist) returnable() bool {
	return c.mayChange() && c.inForce().Category != "" && c.judging.page.in.Judging.Return != nil
}

// onReturn shows the standard list and asks whether the category is to be judged by it from here on. What was changed and not
// saved stays on screen.
func (c *checklist) onReturn() {
	if !c.returnable() {
		return
	}
	l, category := c.judging.page.in.Language, c.kept().Category
	standard, _ := c.newest("")
	text := l.Text("judging.return.text", "category", category, "n", l.Number(int64(c.next())))
	part.ShowForm(c.judging.page.in.Window, l, part.Form{
		Title: l.Text("judging.return"), Text: text, Done: l.Text("judging.save", "n", l.Number(int64(c.next()))),
		Inputs: []part.Input{{Label: c.versionText(standard), Widget: c.sample(standard.Items)}},
		OnDone: func() { c.giveBack(category) },
	})
}

// giveBack saves that a category returns to the standard list.
func (c *checklist) giveBack(category string) {
	to, by := c.judging.page.in.Judging.Return, c.judging.staff()
	work := func(ctx context.Context) error { return to(ctx, category, by) }
	c.judging.keep(fmt.Sprintf("return %q to the standard checklist", category), work, func() {})
}

// sample is a checklist as a validator sees it, to be looked at.
func (c *checklist) sample(items []data.Item) fyne.CanvasObject {
	checks := c.checks(items)
	checks.Resize(fyne.NewSize(previewWidth, 0)) // words wrap to it
	return container.NewHBox(part.AtLeast(previewWidth, 0, checks))
}

// checks are the items as questions of a validator.
func (c *checklist) checks(items []data.Item) *part.Checks {
	l := c.judging.page.in.Language
	checks := part.NewChecks(l)
	var all []part.Check
	for _, item := range items {
		all = append(all, part.Check{ID: item.ID, Text: l.Item(item)})
	}
	checks.Set(all)
	return checks
}
