package office

import (
	"context"
	"fmt"
	"image"
	"io"

	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/store"
	"tuntas/reports"
	"tuntas/reports/page"
	"tuntas/reports/printed"
	"tuntas/reports/workbook"
)

// ledgerHead is the end of the ledger as documents show it; empty for an empty one.
func ledgerHead(ctx context.Context, db *store.DB) (string, error) {
	head, err := db.Head(ctx)
	return head.String(), err
}

// Press is what the forms on paper need beside the document.
type Press struct {
	Language *i18n.Language
	// Paint draws a figure; nil prints the tables alone.
	Paint func(f figure.Figure) (image.Image, error)
}

// printedRows is how many rows of a table go on paper; the workbook has them all.
const printedRows = 40

// Write writes the document as a file of that kind, whole or not at all. An unknown kind gives data.ErrUnknownKind.
func Write(kind string, d figure.Document, path string, press Press) error {
	var write func(w io.Writer) error
	switch kind {
	case Page:
		write = func(w io.Writer) error { return page.Write(w, d, assets.ECharts) }
	case Workbook:
		write = func(w io.Writer) error { return workbook.Write(w, d) }
	case Publication:
		write = func(w io.Writer) error { return workbook.WritePublication(w, d, press.Language) }
	case Printed:
		regular, bold := assets.Fonts()
		o := printed.Options{Regular: regular, Bold: bold, Words: press.Language, Paint: press.Paint, MostRows: printedRows}
		write = func(w io.Writer) error { return printed.Write(w, d, o) }
	default:
		return data.About(kind, data.ErrUnknownKind)
	}
	if err := reports.Save(path, write); err != nil {
		return fmt.Errorf("write %s: %w", kind, data.About(path, err))
	}
	return nil
}
