package office

import (
	"context"
	"fmt"

	"tuntas/data"
	"tuntas/data/evidence"
	"tuntas/data/store"
)

// Examiner gathers what is known of a case's photos and puts it before evidence.Examine. It holds the hashes of all photos
// in memory. Its methods are called by one goroutine at a time.
type Examiner struct {
	db       *store.DB
	settings evidence.Settings
	index    *evidence.Index
}

// NewExaminer reads the hashes of all photos: a second or so for a million.
func NewExaminer(ctx context.Context, db *store.DB, s evidence.Settings) (*Examiner, error) {
	x := &Examiner{db: db, settings: s}
	return x, x.Reload(ctx)
}

// Reload reads the hashes anew; to be called after photos were brought in.
func (x *Examiner) Reload(ctx context.Context) error {
	all, err := x.db.EvidenceHashes(ctx)
	if err != nil {
		return err
	}
	x.index = evidence.NewIndex(all)
	return nil
}

// Examine looks at a case as it is now. It keeps nothing; see Keep.
func (x *Examiner) Examine(ctx context.Context, report int64) (data.Examination, error) {
	r, h, err := x.db.Case(ctx, report)
	if err != nil {
		return data.Examination{}, err
	}
	photos, err := x.db.Evidence(ctx, report)
	if err != nil {
		return data.Examination{}, err
	}
	c := evidence.Case{Report: r, Photos: photos}
	for _, e := range h {
		if e.Kind == data.FollowedUp {
			c.FiledAt = e.HappenedAt
		}
	}
	if c.Alike, err = x.alike(ctx, photos); err != nil {
		return data.Examination{}, fmt.Errorf("examine report %d: %w", report, err)
	}
	flags := evidence.Examine(c, x.settings)
	for i := range flags {
		if flags[i].Twin.Report == r.ID {
			flags[i].Twin.Number = r.Number
		}
	}
	return data.Examination{
		Report: report, Version: h.Version(), Photos: len(photos), Flags: flags, Risk: data.RiskOf(flags), ExaminedAt: x.db.Now(),
	}, nil
}

// mostLikenesses bounds what is looked up for one photo: a page of forms may look like a thousand others.
const mostLikenesses = 20

// alike finds the photos of other reports that are the same as one of these, or look alike.
func (x *Examiner) alike(ctx context.Context, photos []data.Evidence) (all []evidence.Likeness, err error) {
	for _, e := range photos {
		same, err := x.db.EvidenceOf(ctx, e.Photo.SHA256)
		if err != nil {
			return nil, err
		}
		for _, other := range same {
			if other.Report != e.Report {
				all = append(all, evidence.Likeness{Photo: e.Photo.SHA256, Twin: twinOf(other)})
			}
		}
		if e.Photo.Weak {
			continue
		}
		near, err := x.near(ctx, e)
		if err != nil {
			return nil, err
		}
		all = append(all, near...)
	}
	return all, x.number(ctx, all)
}

// near finds the photos of other reports that look like this one.
func (x *Examiner) near(ctx context.Context, e data.Evidence) (all []evidence.Likeness, err error) {
	var matches []evidence.Match
	var reports []int64
	for _, m := range x.index.Near(e.Photo) {
		if m.Report != e.Report && len(matches) < mostLikenesses {
			matches, reports = append(matches, m), append(reports, m.Report)
		}
	}
	if len(reports) == 0 {
		return nil, nil
	}
	others, err := x.db.Evidence(ctx, reports...)
	if err != nil {
		return nil, err
	}
	for _, m := range matches {
		for _, other := range others {
			if other.Report == m.Report && other.Photo.Hash == m.Hash {
				all = append(all, evidence.Likeness{Photo: e.Photo.SHA256, Twin: twinOf(other), Distance: m.Distance, Cropped: m.Cropped})
			}
		}
	}
	return all, nil
}

func twinOf(e data.Evidence) data.Twin {
	return data.Twin{Report: e.Report, Photo: e.Photo.SHA256, Role: e.Role}
}

// number fills in the numbers of the other reports.
func (x *Examiner) number(ctx context.Context, all []evidence.Likeness) error {
	if len(all) == 0 {
		return nil
	}
	ids := make([]int64, len(all))
	for i, l := range all {
		ids[i] = l.Twin.Report
	}
	numbers, err := x.db.Numbers(ctx, ids...)
	for i := range all {
		all[i].Twin.Number = numbers[all[i].Twin.Report]
	}
	return err
}

// examinedAtOnce is how many examinations one transaction keeps: few, because the validator's decisions wait for it.
const examinedAtOnce = 25

// ExamineWaiting has all cases at Validation looked at that were not examined as they are, and keeps what look says, which is
// Examiner.Examine or a way to it. It returns how many these were.
func ExamineWaiting(
	ctx context.Context, db *store.DB, look func(ctx context.Context, report int64) (data.Examination, error),
) (done int, err error) {
	for {
		ids, err := db.Unexamined(ctx, examinedAtOnce)
		if err != nil || len(ids) == 0 {
			return done, err
		}
		all := make([]data.Examination, len(ids))
		for i, id := range ids {
			if all[i], err = look(ctx, id); err != nil {
				return done, err
			}
		}
		if err := db.SaveExaminations(ctx, all); err != nil {
			return done, err
		}
		done += len(ids)
	}
}
