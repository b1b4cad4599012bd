package intake

import "fyne.io/fyne/v2"

func (p *Page) Click(dry bool)       { p.start(dry) }
func (p *Page) Scroll(w fyne.Window) {}
func (p *Page) Bottom()              { p.files.table.Select(0); p.body.ScrollToBottom() }
