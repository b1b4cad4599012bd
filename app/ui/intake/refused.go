package intake

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// refusedPart is the table of refused rows with a button that saves them.
func (p *Page) refusedPart(o outcome) fyne.CanvasObject {
	l := p.language
	title := l.Text("intake.refused.title")
	if shown := int64(len(o.refused)); shown < o.result.Refused {
		title = l.Text("intake.refused.first", "shown", l.Number(shown), "all", l.Number(o.result.Refused))
	}
	save := part.NewButton(l.Text("intake.refused.save"), theme.DocumentSaveIcon(), func() { p.onSaveRefused(o) })
	head := container.NewBorder(nil, nil, nil, save, centred(part.Flush(part.Words(title))))
	return part.Below(head, part.AtLeastInText(0, problemHeight+40, refusedTable(l, o.refused, true)))
}

// refusedTable says for each row where it stands and why it is refused; with whole also the file and the row itself.
func refusedTable(l *i18n.Language, refused []data.RefusedRow, whole bool) *part.Table {
	rows := make(lines, len(refused))
	for i, r := range refused {
		rows[i] = []part.Cell{
			{Text: l.Number(r.Line)}, {Text: l.Refusal(r.Reason), Strong: true}, {Text: r.Column}, {Text: r.Value},
			{Text: filepath.Base(r.Path), Quiet: true}, {Text: r.Raw, Quiet: true},
		}
	}
	return tableOf(rows,
		part.Column{ID: "line", Title: l.Text("intake.refused.line"), Width: 70, Align: fyne.TextAlignTrailing},
		part.Column{ID: "reason", Title: l.Text("intake.refused.reason"), Width: 295},
		part.Column{ID: "column", Title: l.Text("intake.refused.column"), Width: 100},
		part.Column{ID: "value", Title: l.Text("intake.refused.value"), Width: 130, Grow: true},
		part.Column{ID: "file", Title: l.Text("intake.file"), Width: 140, Hidden: !whole},
		part.Column{ID: "raw", Title: l.Text("intake.refused.raw"), Width: 170, Grow: true, Hidden: !whole})
}

func (p *Page) onSaveRefused(o outcome) {
	p.intake.SaveAs(p.language.Text("intake.refused.name")+".csv", func(path string) {
		if path != "" {
			p.saveRefused(path, o)
		}
	})
}

// saveRefused writes the rows in the form of their source, to be mended and brought in again. The slice is never changed, so
// the work may read it.
func (p *Page) saveRefused(path string, o outcome) {
	save := p.intake.SaveRefused
	work := func(ctx context.Context) ([]string, error) { return save(ctx, o.profile, o.result.ID, o.refused, path) }
	task.Run(p.ctx, p.intake.Run, work, p.showSaved)
}

func (p *Page) showSaved(paths []string, err error) {
	if err != nil {
		slog.Error("save refused rows", "err", err)
		p.notice.Say(p.language.Reason(err))
		return
	}
	p.notice.Say(p.language.Text("intake.refused.saved", "path", strings.Join(paths, ", ")))
}
