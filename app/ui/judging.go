package ui

import (
	"context"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"log/slog"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/app/ui/validate"
	"tuntas/data"
	"tuntas/data/evidence"
)

// judging is what the page of the validator works with.
func (u *UI) judging() validate.Validate {
	o := u.office
	return validate.Validate{
		Queue: o.DB, Cases: o.DB, About: u.about, Photo: u.photo, Run: o.Run, Language: u.language, Window: o.Window,
		Seat: func() data.Seat { return data.Seat{Staff: u.staff(), Window: u.seat} }, Now: o.Clock, NewID: o.NewID,
		Calendar: o.DB.Calendar(), Copy: u.copyText, Save: u.saveText, Open: u.openCase, Changed: u.countWaiting, Opened: o.Opened,
		Print: u.printMemo, Second: u.countSecond, LookAgain: func() { u.Show(SecondLook) }, Held: u.held, TakeOver: o.DB.TakeOver,
		Sender: u.sender(), Drafts: u.pad("validate"),
	}
}

// about reads what is known of a case beside its history.
func (u *UI) about(ctx context.Context, r data.Report, version int) (a validate.About, err error) {
	db := u.office.DB
	if a.Checklist, err = db.Checklist(ctx, r.Category); err != nil {
		return a, err
	}
	if a.Photos, err = db.Evidence(ctx, r.ID); err != nil {
		return a, err
	}
	if a.Rules, err = db.Rules(ctx); err != nil {
		return a, err
	}
	a.Examination, err = u.examining.of(ctx, r.ID, version)
	return a, err
}

// photo decodes the preview of a photo. It belongs into work.
func (u *UI) photo(_ context.Context, sha256 string) (m image.Image, err error) {
	return decoded(u.office.DB.Path(), sha256, evidence.Preview)
}

// decoded decodes a photo of the album beside the database in one of its smaller sizes, which are all JPEG.
func decoded(db, sha256 string, size evidence.Size) (m image.Image, err error) {
	album, err := evidence.OpenAlbum(evidence.AlbumOf(db))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, album.Close()) }()
	f, err := album.Open(sha256, size)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return jpeg.Decode(f)
}

// saveText asks for a place and writes a text there, whole or not at all.
func (u *UI) saveText(name, text string) {
	u.saveWritten(name, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

// saveWritten asks for a place and lets write write there, whole or not at all.
func (u *UI) saveWritten(name string, write func(w io.Writer) error) {
	u.saveAs(name, func(path string) {
		if err := u.office.SaveFile(path, write); err != nil {
			slog.Error("save a file", "error", err)
			part.ShowError(u.office.Window, u.language, err)
			return
		}
		u.notice.Say(u.language.Text("app.saved", "path", path))
	})
}

// countWaiting shows beside the page of the validator how many cases wait, and beside the views how many reports they take; the
// answer to an older question is not shown.
func (u *UI) countWaiting() {
	u.countViews()
	u.counts++
	n, db := u.counts, u.office.DB
	waiting := data.Filter{Stages: []data.Stage{data.Validation}}
	work := func(ctx context.Context) (int64, error) { return db.Count(ctx, waiting) }
	task.Run(u.root, u.office.Run, work, func(count int64, err error) {
		if n != u.counts || err != nil {
			return
		}
		text := ""
		if count > 0 {
			text = u.language.Number(count)
		}
		u.rail.count(Validate, text)
	})
}
