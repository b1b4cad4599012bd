package ui

import (
	"context"
	"io"
	"log/slog"

	"tuntas/app/ui/desk"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
	"tuntas/reports/sheet"
)

// many is what the desk can do with several reports.
func (u *UI) many() desk.Many {
	return desk.Many{
		Check: u.checkMany, Note: u.noteMany, Copy: u.copyText, SaveAs: u.saveLong, Book: u.writeBook, Window: u.office.Window,
	}
}

// checkMany tells which of these reports cannot get a remark now.
func (u *UI) checkMany(ctx context.Context, ids []int64) (refused []desk.Refused, err error) {
	histories, err := u.office.DB.Histories(ctx, ids...)
	if err != nil {
		return nil, err
	}
	by, now := u.staff(), u.office.DB.Now()
	for _, id := range ids {
		h := histories[id]
		if err := data.Allowed(h, data.Command{Version: h.Version(), Kind: data.Noted, Note: "?"}, by, now); err != nil {
			refused = append(refused, desk.Refused{Report: id, Why: err})
		}
	}
	return refused, nil
}

// noteMany adds a remark to each of these reports, one command each. It goes on after one that it cannot change.
func (u *UI) noteMany(ctx context.Context, ids []int64, note string) (done int, refused []desk.Refused) {
	db, by := u.office.DB, u.staff()
	histories, err := db.Histories(ctx, ids...)
	for _, id := range ids {
		failed := err
		if failed == nil {
			c := data.Command{ID: u.office.NewID(), Report: id, Version: histories[id].Version(), Kind: data.Noted, Note: note}
			failed = db.Advance(ctx, c, by)
		}
		if failed == nil {
			done++
		} else {
			refused = append(refused, desk.Refused{Report: id, Why: failed})
		}
	}
	return done, refused
}

// saveLong asks for a place and lets write write there beside the window, whole or not at all.
func (u *UI) saveLong(name string, write func(ctx context.Context, w io.Writer) error) {
	u.saveAs(name, func(path string) {
		u.notice.Say(u.language.Text("desk.list.writing"))
		work := func(ctx context.Context) (struct{}, error) {
			return struct{}{}, u.office.SaveFile(path, func(w io.Writer) error { return write(ctx, w) })
		}
		task.Run(u.root, u.office.Run, work, func(_ struct{}, err error) {
			if err != nil {
				slog.Error("save a file", "error", err)
				part.ShowError(u.office.Window, u.language, err)
				return
			}
			u.notice.Say(u.language.Text("app.saved", "path", path))
		})
	})
}

// writeBook writes a table as a workbook.
func (u *UI) writeBook(w io.Writer, t desk.Table) error {
	book, err := sheet.New(sheet.Properties{Title: t.Title, Language: u.language.Code(), At: u.office.Clock()})
	if err != nil {
		return err
	}
	head := sheet.Head{Name: t.Title, Title: t.Title}
	for _, heading := range t.Headings {
		head.Columns = append(head.Columns, sheet.Column{Title: heading, Unit: sheet.Verbatim, Width: 20})
	}
	if err := fill(book, head, t); err != nil {
		_ = book.Drop()
		return err
	}
	return book.Write(w)
}

func fill(book *sheet.Book, head sheet.Head, t desk.Table) error {
	table, err := book.Table(head)
	if err != nil {
		return err
	}
	cells := make([]sheet.Cell, len(t.Headings))
	for row, err := range t.Rows {
		if err != nil {
			return err
		}
		for i, field := range row {
			cells[i] = sheet.Text(field)
		}
		if err := table.Row(cells...); err != nil {
			return err
		}
	}
	return table.End()
}
