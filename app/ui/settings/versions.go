package settings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// ShowItem asks for the words of the item that is chosen, as its key does.
func (p *Page) ShowItem() { p.judging.checklist.onEdit(p.judging.checklist.list.Chosen()) }

// ShowPreview shows the checklist as a validator sees it.
func (p *Page) ShowPreview() { p.judging.checklist.onPreview() }

// ShowVersions shows all versions of the checklist.
func (p *Page) ShowVersions() { p.judging.checklist.onVersions() }

// ScrollToPlan brings the end of the section into sight.
func (p *Page) ScrollToPlan() { p.scroll.ScrollToBottom() }

// tidy writes words with single blanks between them.
func tidy(words string) string { return strings.Join(strings.Fields(words), " ") }

// onPreview shows the items as a validator sees them; the keys answer them, and nothing comes of it.
func (c *checklist) onPreview() {
	l := c.judging.page.in.Language
	checks := c.checks(c.items())
	checks.Resize(fyne.NewSize(part.InText(previewWidth), 0)) // words wrap to it
	part.ShowSheet(c.judging.page.in.Window, l, part.Sheet{
		Title: l.Text("judging.preview"), Body: part.Below(quiet(l.Text("judging.preview.text")), container.NewHBox(part.AtLeastInText(previewWidth, 0, checks))),
		OnLetter: func(r rune) { checks.Press(int(r - '0')) },
	})
}

// previewWidth is about how wide a checklist is on the page of the validator, at the usual size of text.
const previewWidth = 370

// onVersions shows all versions that the checklist has had, the newest first: those of the category where it has had its own.
func (c *checklist) onVersions() {
	l := c.judging.page.in.Language
	own, _ := c.own()
	category := own.Category
	var rows []fyne.CanvasObject
	for _, list := range c.judging.facts.Checklists {
		if list.Category == category {
			rows = append(rows, part.Tower(2, part.Flush(part.Strong(c.versionText(list))), part.Flush(part.Words(c.listed(list)))))
		}
	}
	part.ShowSheet(c.judging.page.in.Window, l, part.Sheet{Title: l.Text("judging.versions"), Body: part.Below(rows...)})
}

// listed writes the items of a version, a line each.
func (c *checklist) listed(list data.Checklist) string {
	l := c.judging.page.in.Language
	if list.Returns() {
		return l.Text("judging.returned")
	}
	var lines []string
	for i, item := range list.Items {
		line := l.Number(int64(i+1)) + ". " + l.Item(item)
		if item.Refuses {
			line += " (" + l.Text("judging.refuses") + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
