package office

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"tuntas/data"
	"tuntas/data/demo"
	"tuntas/data/evidence"
	"tuntas/data/store"
)

// sampleCases is how many cases of the sample city get photos: the oldest that wait for validation, and where these are too
// few, the latest that are done.
const sampleCases = 16

// SampledPhotos says what was planted among the photos of the sample city. Everything else about them is honest.
type SampledPhotos struct {
	Cases     int            `json:"cases"`     // reports with photos
	Reused    string         `json:"reused"`    // number of the report whose photo of the result is that of Original; empty when there are too few
	Original  string         `json:"original"`  //
	Elsewhere string         `json:"elsewhere"` // number of the report whose photo of the result was taken kilometres away; empty as above
	Tricks    []PlantedTrick `json:"tricks"`    // all that was planted, those above included
}

// PlantedTrick is one deceiving photo of a result.
type PlantedTrick struct {
	Number string     `json:"number"` // of the report
	Trick  demo.Trick `json:"trick"`
	Of     string     `json:"of,omitempty"` // number of the report whose picture was borrowed
}

// SamplePhotos draws two photos for some cases of the sample city: before, and after. The same city gets the same photos,
// always.
func SamplePhotos(ctx context.Context, db *store.DB, album *evidence.Album) (planted SampledPhotos, err error) {
	lines, err := photographed(ctx, db)
	if err != nil {
		return planted, fmt.Errorf("sample photos: %w", err)
	}
	t := &taker{ctx: ctx, db: db, album: album, known: map[string]data.Photo{}}
	var cases []sampleShots
	for i, l := range lines {
		s, err := shotsOf(ctx, db, l.ID)
		if err != nil {
			return planted, fmt.Errorf("sample photos: %w", err)
		}
		s.before.Seed, s.after.Seed, s.after.Angle = uint64(i), uint64(i), 0.08+float64(i%3)/20 //nolint:gosec // a few
		cases = append(cases, s)
	}
	planted = plant(cases)
	for _, s := range cases {
		if err = t.draw(s); err != nil {
			break
		}
	}
	if err == nil {
		err = t.keep()
	}
	if err != nil {
		return SampledPhotos{}, fmt.Errorf("sample photos: %w", errors.Join(err, t.putBack()))
	}
	return planted, nil
}

// photographed chooses the cases that get photos.
func photographed(ctx context.Context, db *store.DB) ([]data.Summary, error) {
	waiting := data.Filter{Stages: []data.Stage{data.Validation}, Order: data.Order{By: data.OrderSince}}
	lines, err := db.Reports(ctx, waiting, 0, sampleCases)
	if err != nil || len(lines) == sampleCases {
		return lines, err
	}
	done := data.Filter{Stages: []data.Stage{data.Done}, Order: data.Order{By: data.OrderSince, Descending: true}}
	more, err := db.Reports(ctx, done, 0, sampleCases-len(lines))
	return append(lines, more...), err
}

// sampleShots are the two photos of one case.
type sampleShots struct {
	id                   int64
	number               string
	before, after, other demo.Shot // other is whose picture the trick borrows
	trick                demo.Trick
}

// shotsOf says when and where the photos of a report were taken.
func shotsOf(ctx context.Context, db *store.DB, id int64) (sampleShots, error) {
	r, h, err := db.Case(ctx, id)
	if err != nil {
		return sampleShots{}, err
	}
	var done time.Time
	for _, e := range h {
		if e.Kind == data.FollowedUp {
			done = e.HappenedAt.Add(-10 * time.Minute)
		}
	}
	const step = 0.00012 // degrees, about 13 metres
	s := sampleShots{id: id, number: r.Number}
	s.before = demo.Shot{At: r.SentAt.Add(-4 * time.Minute).In(db.Zone())}
	s.after = demo.Shot{After: true, At: done.In(db.Zone())}
	if r.Located() {
		s.before.Lat, s.before.Lon = r.Lat+step, r.Lon
		s.after.Lat, s.after.Lon = r.Lat, r.Lon-step
	}
	return s, nil
}

// planted are the tricks of the sample city, from its second case on; the first one is honest, and robbed.
var planted = []demo.Trick{
	demo.Reused, demo.Reencoded, demo.Cropped, demo.Brightened, demo.Mirrored, demo.Unchanged, demo.Elsewhere, demo.TooEarly, demo.Edited,
}

// plant gives cases their tricks; a city with few cases gets the first ones.
func plant(cases []sampleShots) SampledPhotos {
	p := SampledPhotos{Cases: len(cases)}
	for i, trick := range planted {
		if i+2 >= len(cases) { // one honest case more than the robbed one stays
			break
		}
		from, to := cases[0], &cases[i+1]
		if trick == demo.Elsewhere && to.after.Lat == 0 {
			continue // a report without a place has no elsewhere
		}
		to.trick, to.other = trick, from.after
		t := PlantedTrick{Number: to.number, Trick: trick}
		switch {
		case trick == demo.Reused:
			p.Reused, p.Original = to.number, from.number
			t.Of = from.number
		case trick.Borrows():
			t.Of = from.number
		case trick == demo.Elsewhere:
			p.Elsewhere = to.number
		}
		p.Tricks = append(p.Tricks, t)
	}
	return p
}

// draw makes the photos of one case and keeps their files.
func (t *taker) draw(s sampleShots) error {
	reader := evidence.Reader{Zone: t.db.Zone()}
	for role, file := range map[data.PhotoRole][]byte{
		data.PhotoComplaint: demo.Photo(s.before), data.PhotoAfter: demo.Deceive(s.trick, s.before, s.after, s.other),
	} {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		p, err := reader.Read(bytes.NewReader(file))
		if err != nil {
			return err
		}
		added, err := t.album.Put(p)
		if err != nil {
			return err
		}
		if added {
			t.added = append(t.added, p.Photo.SHA256)
		}
		name := fmt.Sprintf("%s_%s.jpg", s.number, map[data.PhotoRole]string{data.PhotoComplaint: "sebelum", data.PhotoAfter: "sesudah"}[role])
		t.taken = append(t.taken, data.Evidence{Report: s.id, Role: role, Name: name, Photo: p.Photo})
	}
	return nil
}
