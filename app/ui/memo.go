package ui

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"

	"tuntas/app/office"
	"tuntas/app/ui/casefile"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// memoWays are what the window can do with a memo.
func (u *UI) memoWays() part.MemoWays {
	return part.MemoWays{Copy: u.copyText, Save: u.saveText, Print: u.printMemo}
}

// printMemo asks for a place, writes the memo there as PDF and opens it, to be printed.
func (u *UI) printMemo(m data.Memo) {
	u.saveAs("memo-"+m.Number+".pdf", func(path string) {
		write := func(w io.Writer) error { return office.WriteMemo(w, m, u.language, u.office.Clock()) }
		if err := u.office.SaveFile(path, write); err != nil {
			slog.Error("print a memo", "error", err)
			part.ShowError(u.office.Window, u.language, err)
			return
		}
		u.notice.Say(u.language.Text("app.saved", "path", path))
		u.openFile(path)
	})
}

// bureau is what the page of a case knows of the validators' desk.
func (u *UI) bureau() casefile.Bureau {
	db := u.office.DB
	return casefile.Bureau{
		Held: u.holdOf, Ways: u.memoWays(), Judge: u.openJudging,
		Memo: func(ctx context.Context, id int64) (data.Memo, bool, error) { return office.Memo(ctx, db, id) },
	}
}

// holdOf returns who has a case open; the zero Hold for nobody.
func (u *UI) holdOf(ctx context.Context, id int64) (data.Hold, error) {
	all, err := u.office.DB.Holds(ctx)
	if i := slices.IndexFunc(all, func(h data.Hold) bool { return h.Report == id }); i >= 0 {
		return all[i], err
	}
	return data.Hold{}, err
}

// linking is how reports are linked.
func (u *UI) linking() casefile.Linking {
	db := u.office.DB
	return casefile.Linking{
		Set: func(ctx context.Context, from int64, number string, kind data.LinkKind) error {
			other, _, err := db.Track(ctx, number)
			if errors.Is(err, data.ErrNotFound) {
				err = data.About(number, err)
			}
			if err != nil {
				return err
			}
			return db.AddLink(ctx, data.Link{From: from, To: other.ID, Kind: kind}, u.staff())
		},
		Cut: func(ctx context.Context, l data.Link) error { return db.CutLink(ctx, l, u.staff()) },
	}
}
