package intake

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
)

// fileList is the card with the chosen files; without any it is the place to drop some.
type fileList struct {
	page  *Page
	card  *part.Card
	table *part.Table
	zone  fyne.CanvasObject // while there are no files
	list  fyne.CanvasObject
}

// leastHint is the room for how more files come in, at the usual size of text.
const leastHint = 160

func newFileList(p *Page) *fileList {
	l := p.language
	f := &fileList{page: p}
	f.table = part.NewTable(f,
		part.Column{ID: "file", Title: l.Text("intake.file"), Width: 190, Grow: true, Middle: true},
		part.Column{ID: "kind", Title: l.Text("intake.kind"), Width: 95},
		part.Column{ID: "finding", Title: l.Text("intake.finding", "n", l.Number(sampleRows)), Width: 190, Grow: true},
	)
	f.table.OnSelected = p.onFile
	f.zone = part.NewEmpty(assets.IconIntake, l.Text("intake.drop"), p.tools.choose)
	hint := part.Flush(part.Quiet(l.Text("intake.drop.more")))
	more := part.EndsWith(leastHint, container.NewHBox(), hint, part.Row(p.tools.add, p.tools.remove, p.tools.clear))
	f.list = container.NewBorder(nil, more, nil, nil, f.table)
	f.card = part.NewCard(l.Text("intake.files"), part.AtLeastInText(0, 206, f.zone, f.list))
	return f
}

// show brings list and drop zone up to date.
func (f *fileList) show() {
	empty := len(f.page.paths) == 0
	f.zone.Hide()
	f.list.Hide()
	if empty {
		f.zone.Show()
	} else {
		f.list.Show()
	}
	f.table.SetLength(len(f.page.paths))
}

// Row is a file: its name, what its rows are, and what was found in the first of them.
func (f *fileList) Row(i int) ([]part.Cell, bool) {
	p := f.page
	if i >= len(p.paths) {
		return nil, false
	}
	name := part.Cell{Text: filepath.Base(p.paths[i]), Strong: true}
	if p.looked == nil {
		return []part.Cell{name, {}, {Text: p.language.Text("intake.looking"), Quiet: true}}, true
	}
	if i >= len(p.looked.files) || p.looked.profile == nil && p.looked.files[i].err == nil {
		return []part.Cell{name, {}, {Text: p.language.Text("intake.found.profile"), Quiet: true}}, true
	}
	file := p.looked.files[i]
	if file.err != nil {
		return []part.Cell{name, {}, {Text: p.language.Text("intake.found.fault"), Strong: true}}, true
	}
	kind := part.Cell{Text: p.language.Text("intake.kind." + string(file.view.Kind))}
	return []part.Cell{name, kind, finding(p.language, file)}, true
}

// finding says in a few words what would go wrong.
func finding(l *i18n.Language, f fileLook) part.Cell {
	var all []string
	if n := len(f.view.Refused); n > 0 {
		all = append(all, l.Text("intake.found.refused", "n", l.Number(int64(n))))
	}
	if n := len(f.view.Unmapped); n > 0 {
		all = append(all, l.Text("intake.found.unmapped", "n", l.Number(int64(n))))
	}
	if len(all) == 0 {
		return part.Cell{Text: l.Text("intake.found.good"), Quiet: true}
	}
	return part.Cell{Text: strings.Join(all, " · "), Strong: true}
}

// onFile shows the file that was selected.
func (p *Page) onFile(int) {
	p.showPreview()
	p.showTools()
}
