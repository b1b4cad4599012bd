package imports

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"log/slog"
	"strconv"

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
		return path, i.Save(path, func(w io.Writer) error { return writeFindings(ctx, w, i.Records, filter, i.Language) })
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

// writeFindings writes all findings of the filter as CSV: kind as code and in words, place, report, and both texts. A text
// that a spreadsheet would take for a formula is guarded.
func writeFindings(ctx context.Context, to io.Writer, from records, f data.FindingFilter, l *i18n.Language) error {
	w := csv.NewWriter(to)
	if err := w.Write([]string{"kind", "meaning", "path", "line", "number", "field", "was", "told", "rows"}); err != nil {
		return fmt.Errorf("write findings: %w", err)
	}
	for offset := 0; ; offset += shownRows {
		found, err := from.Findings(ctx, f, shownRows, offset)
		if err != nil {
			return err
		}
		for _, d := range found {
			err := w.Write([]string{
				string(d.Kind), l.Finding(d.Kind), guarded(d.Path), strconv.FormatInt(d.Line, 10), guarded(d.Number), guarded(d.Field),
				guarded(d.Was), guarded(d.Told), strconv.FormatInt(d.Rows, 10),
			})
			if err != nil {
				return fmt.Errorf("write findings: %w", err)
			}
		}
		if len(found) < shownRows {
			w.Flush()
			return w.Error()
		}
	}
}

// guarded puts a ' before a text that a spreadsheet would take for a formula.
func guarded(text string) string {
	if text == "" {
		return text
	}
	switch text[0] {
	case '=', '+', '-', '@', '\t', '\r', '\n':
		return "'" + text
	}
	return text
}
