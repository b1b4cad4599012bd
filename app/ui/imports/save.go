package imports

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// onSave saves what is shown, all of it: refused rows in the form of their source, findings as a list.
func (p *Page) onSave() {
	record, ok := p.record()
	t, chosen := p.chosen()
	if !ok || !chosen {
		p.notice.Say(p.imports.Language.Text("imports.nothing"))
		return
	}
	l := p.imports.Language
	name := fmt.Sprintf("%s-%d.csv", l.Text("imports.file"), record.ID)
	if t.refused {
		name = fmt.Sprintf("%s-%d.csv", l.Text("intake.refused.name"), record.ID)
	}
	p.imports.SaveAs(name, func(path string) {
		if path != "" {
			p.saveTo(path, record, t)
		}
	})
}

func (p *Page) saveTo(path string, record data.ImportRecord, t topic) {
	i := p.imports
	work := func(ctx context.Context) (string, error) {
		if t.refused {
			return path, i.SaveRefused(ctx, record, path)
		}
		filter := data.FindingFilter{Import: record.ID, Kind: t.kind}
		find := func(limit, offset int) ([]data.Finding, error) { return i.Records.Findings(ctx, filter, limit, offset) }
		return path, i.Save(path, func(w io.Writer) error { return WriteFindings(w, i.Language, find) })
	}
	task.Run(p.ctx, i.Run, work, p.showSaved)
}

func (p *Page) showSaved(path string, err error) {
	if err != nil {
		slog.Error("save findings", "err", err)
		p.notice.Say(p.imports.Language.Reason(err))
		return
	}
	p.notice.Say(p.imports.Language.Text("imports.saved", "path", path))
}

// WriteFindings writes findings as CSV: kind as code and in words, place, report, both texts, rows. find returns at most
// limit of them from offset on. A text that a spreadsheet would take for a formula is guarded.
func WriteFindings(to io.Writer, l *i18n.Language, find func(limit, offset int) ([]data.Finding, error)) error {
	t := figure.Table{Columns: []figure.Column{
		{Name: "kind", Unit: figure.Code}, {Name: "meaning", Unit: figure.Text}, {Name: "path", Unit: figure.Text},
		{Name: "line", Unit: figure.Count}, {Name: "number", Unit: figure.Code}, {Name: "field", Unit: figure.Text},
		{Name: "was", Unit: figure.Text}, {Name: "told", Unit: figure.Text}, {Name: "rows", Unit: figure.Count},
	}}
	for {
		found, err := find(shownRows, len(t.Rows))
		if err != nil {
			return err
		}
		for _, d := range found {
			t.Rows = append(t.Rows, []any{string(d.Kind), l.Finding(d.Kind), d.Path, d.Line, d.Number, d.Field, d.Was, d.Told, d.Rows})
		}
		if len(found) < shownRows {
			return figure.WriteCSV(to, t)
		}
	}
}
