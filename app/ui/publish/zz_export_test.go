package publish

func (p *Page) Click() { p.onSave(kinds[0]) }
