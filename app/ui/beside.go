package ui

import (
	"context"
	"errors"
	"image"

	"tuntas/app/ui/casefile"
	"tuntas/data"
	"tuntas/data/evidence"
	"tuntas/data/reference"
)

// nearMost is how many other reports near a case are shown.
const nearMost = 20

// beside is where the page of a case finds what stands beside it.
func (u *UI) beside() casefile.Surroundings {
	db := u.office.DB
	return casefile.Surroundings{
		Photos:  func(ctx context.Context, id int64) ([]data.Evidence, error) { return db.Evidence(ctx, id) },
		Photo:   u.sizedPhoto,
		Around:  u.around,
		Outline: reference.Outline,
		Open:    u.openCase,
		Links:   u.linking(),
		Bureau:  u.bureau(),
	}
}

func (u *UI) sizedPhoto(_ context.Context, sha256 string, small bool) (image.Image, error) {
	size := evidence.Preview
	if small {
		size = evidence.Thumbnail
	}
	return decoded(u.office.DB.Path(), sha256, size)
}

// around finds the reports that have to do with r.
func (u *UI) around(ctx context.Context, r data.Report) (a casefile.Around, err error) {
	db := u.office.DB
	if a.Near, err = db.Near(ctx, r, nearMost); err != nil {
		return a, err
	}
	if a.Linked, err = db.Links(ctx, r.ID); err != nil {
		return a, err
	}
	if a.Continued, err = db.Continuing(ctx, r.Number); err != nil || r.Continues == "" {
		return a, err
	}
	before, history, err := db.Track(ctx, r.Continues)
	if errors.Is(err, data.ErrNotFound) { // it never came here
		return a, nil
	}
	a.Continues = &data.Summary{ID: before.ID, Number: before.Number, Stage: history.Stage(), SentAt: before.SentAt, Private: before.Private}
	if !before.Private {
		a.Continues.Text = before.Text
	}
	return a, err
}
