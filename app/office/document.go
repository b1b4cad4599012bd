package office

import (
	"context"
	"fmt"
	"io"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/store"
	"tuntas/reports"
	"tuntas/reports/page"
	"tuntas/reports/workbook"
)

// Compose asks the questions of a periodic document about scope and writes the answers in the words of l.
func Compose(ctx context.Context, db *store.DB, scope analytics.Scope, l *i18n.Language) (figure.Document, error) {
	head, err := db.Head(ctx)
	if err != nil {
		return figure.Document{}, err
	}
	ledger := ""
	if head.Entry > 0 {
		ledger = fmt.Sprintf("%d · %s", head.Entry, head.Hash)
	}
	return analytics.Compose(ctx, db, analytics.Issue{Scope: scope, Author: "Tuntas", Ledger: ledger}, l)
}

// Write writes the document as a file of that kind, whole or not at all. An unknown kind gives data.ErrUnknownKind.
func Write(kind string, d figure.Document, path string) error {
	write := func(w io.Writer) error { return page.Write(w, d, assets.ECharts) }
	switch kind {
	case Page:
	case Workbook:
		write = func(w io.Writer) error { return workbook.Write(w, d) }
	default:
		return data.About(kind, data.ErrUnknownKind)
	}
	if err := reports.Save(path, write); err != nil {
		return fmt.Errorf("write %s: %w", kind, data.About(path, err))
	}
	return nil
}
