package validate

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// aheadMost is how many cases are read before it is their turn.
const aheadMost = 2

// sitting is one case in front of the validator, or on its way there.
type sitting struct {
	queued  data.Queued
	report  data.Report
	history data.History
	about   About

	pictures map[string]*part.Picture // by SHA-256; nil: cannot be shown
	loading  map[string]bool
	before   int  // which of the complaint's photos is shown
	after    int  // which of the result's
	twin     int  // the flag whose twin is shown; -1: none
	bare     bool // the words of a private report are shown

	since time.Time     // when it came on screen; zero while it is not there
	spent time.Duration // how long it was there before that
	note  []data.Event  // what changed since the reader looked, until the next decision
	sent  bool          // somebody is known to have sent it
	looks []data.Look
	typed string // the draft that was kept
}

// draft is what was answered and typed for a case that is not decided.
type draft struct {
	Answers map[string]data.AnswerValue `json:"answers,omitempty"`
	Refuse  string                      `json:"refuse,omitempty"` // the note of a refusal
	Chosen  string                      `json:"chosen,omitempty"` // the item that a refusal names, where none failed
	Check   string                      `json:"check,omitempty"`
	Skip    string                      `json:"skip,omitempty"`
}

func (p *Page) draft(id int64) *draft {
	d := p.drafts[id]
	if d == nil {
		d = &draft{Answers: map[string]data.AnswerValue{}}
		p.drafts[id] = d
	}
	return d
}

// read reads the case q. It belongs into work.
func read(ctx context.Context, from Validate, q data.Queued) (*sitting, error) {
	s := &sitting{queued: q, twin: -1, pictures: map[string]*part.Picture{}, loading: map[string]bool{}}
	var err error
	if s.report, s.history, err = from.Cases.Case(ctx, q.Report); err != nil {
		return nil, err
	}
	if s.about, err = from.About(ctx, s.report, s.history.Version()); err != nil {
		return nil, err
	}
	s.after = max(0, len(s.photos(data.PhotoAfter))-1) // the latest: that of this pass
	s.sent, s.looks = from.Sender.Read(ctx, q.Report)
	if from.Drafts != nil {
		s.typed, err = from.Drafts.Read(ctx, q.Report)
		logged("read a draft", q.Report, err) // the case is worth showing without it
	}
	return s, nil
}

// photos returns the photos of a role. Those that nobody gave a role count as results: they came with the follow-up.
func (s *sitting) photos(role data.PhotoRole) []data.Evidence {
	return slices.DeleteFunc(slices.Clone(s.about.Photos), func(e data.Evidence) bool {
		return (e.Role == data.PhotoComplaint) != (role == data.PhotoComplaint)
	})
}

// wanted returns the SHA-256 of the photos that the case is judged by: the pair, and the twins of its flags.
func (s *sitting) wanted() []string {
	var all []string
	for _, e := range []*data.Evidence{s.shownBefore(), s.shownAfter()} {
		if e != nil {
			all = append(all, e.Photo.SHA256)
		}
	}
	for _, f := range s.about.Examination.Flags {
		all = append(all, f.Photo, f.Twin.Photo)
	}
	return slices.DeleteFunc(all, func(sha string) bool { return sha == "" })
}

func (s *sitting) shownBefore() *data.Evidence { return at(s.photos(data.PhotoComplaint), s.before) }
func (s *sitting) shownAfter() *data.Evidence  { return at(s.photos(data.PhotoAfter), s.after) }

func at(all []data.Evidence, i int) *data.Evidence {
	if i < 0 || i >= len(all) {
		return nil
	}
	return &all[i]
}

// without returns the cases that are not to be given again: those open and ahead.
func (p *Page) without() []int64 {
	var ids []int64
	if p.now != nil {
		ids = append(ids, p.now.queued.Report)
	}
	for _, s := range p.ahead {
		ids = append(ids, s.queued.Report)
	}
	return ids
}

// ask asks for one more case, as long as there is room for it.
func (p *Page) ask() {
	if !p.live() || p.asking || p.ended || p.failed != nil || (p.now != nil && len(p.ahead) >= aheadMost) {
		return
	}
	p.asking = true
	n, from, seat, without := p.visit, p.in, p.in.Seat(), p.without()
	work := func(ctx context.Context) (*sitting, error) {
		q, err := from.Queue.Next(ctx, seat, without...)
		if err != nil {
			return nil, err
		}
		s, err := read(ctx, from, q)
		if err != nil { // nobody sees it: somebody else may
			return nil, errors.Join(data.About(q.Number, err), from.Queue.Release(context.WithoutCancel(ctx), q.Report, seat))
		}
		return s, nil
	}
	task.Run(p.ctx, p.in.Run, work, func(s *sitting, err error) {
		if n == p.visit {
			p.onNext(s, err)
		}
	})
}

func (p *Page) onNext(s *sitting, err error) {
	p.asking = false
	switch {
	case errors.Is(err, data.ErrQueueEmpty):
		p.ended = true
	case errors.Is(err, data.ErrRole):
		p.failed = err
	case err != nil:
		logged("ask for the next case", 0, err)
		p.failed = err
	case slices.Contains(p.without(), s.queued.Report): // it came back into the queue and onto the screen meanwhile
	default:
		p.ahead = append(p.ahead, s)
		p.decode(s, s.wanted()...)
	}
	if p.now == nil {
		p.next()
		return
	}
	p.ask()
}

// Show puts the case with this id in front, as soon as it is read: it was chosen elsewhere. The one that stands there comes
// after it, with what was typed.
func (p *Page) Show(id int64) { p.chosen = id }

// askChosen reads the case that was chosen elsewhere.
func (p *Page) askChosen() {
	if p.chosen == 0 || (p.now != nil && p.now.queued.Report == p.chosen) {
		p.chosen = 0
		return
	}
	id, hold, seat := p.chosen, p.in.Queue.Hold, p.in.Seat()
	p.chosen = 0
	p.open(id, func(ctx context.Context) error {
		_, err := hold(ctx, id, seat)
		return err
	})
}

// putInFront shows s; what stands there comes after it, and what has no room any more is given back.
func (p *Page) putInFront(s *sitting) {
	ahead := p.ahead
	if p.now != nil {
		p.now.spent += p.in.Now().Sub(p.now.since)
		ahead = slices.Insert(slices.Clone(ahead), 0, p.now)
	}
	for _, extra := range ahead[min(len(ahead), aheadMost):] {
		p.release(extra.queued.Report)
		p.ended = false // it comes again
	}
	p.show(s, ahead[:min(len(ahead), aheadMost)])
}

// next puts the next case in front; what was there is gone.
func (p *Page) next() {
	p.now = nil
	if len(p.ahead) > 0 {
		p.show(p.ahead[0], p.ahead[1:])
		return
	}
	p.showOpen()
	p.ask()
}

// show puts s in front and the others behind it.
func (p *Page) show(s *sitting, ahead []*sitting) {
	p.now, p.ahead = s, slices.Clone(ahead)
	s.since = p.in.Now()
	p.takeDraft(s)
	p.showOpen()
	if p.in.Opened != nil {
		p.in.Opened(s.queued.Report, p.in.Now().Sub(p.began)) // all but painting is done
	}
	if len(p.ahead) == 0 {
		p.ask()
		return
	}
	p.settle()
}

// again reads a case that is open already: it may have changed while the page was left.
func (p *Page) again(s *sitting) {
	n, from, seat := p.visit, p.in, p.in.Seat()
	work := func(ctx context.Context) (*sitting, error) {
		if _, err := from.Queue.Hold(ctx, s.queued.Report, seat); err != nil && !errors.Is(err, data.ErrHeld) {
			return nil, err
		}
		return read(ctx, from, s.queued)
	}
	task.Run(p.ctx, p.in.Run, work, func(fresh *sitting, err error) {
		if n != p.visit || p.now != s {
			return
		}
		if err != nil {
			logged("read a case again", s.queued.Report, err)
			return
		}
		p.take(s, fresh)
	})
}

// take puts what was read anew into s, and says what has changed.
func (p *Page) take(s, fresh *sitting) {
	changed := since(s.history, fresh.history)
	s.report, s.history, s.about, s.queued.Version = fresh.report, fresh.history, fresh.about, fresh.history.Version()
	s.sent, s.looks = fresh.sent, fresh.looks
	s.note = append(s.note, changed...)
	s.after = min(s.after, max(0, len(s.photos(data.PhotoAfter))-1))
	s.before = min(s.before, max(0, len(s.photos(data.PhotoComplaint))-1))
	s.twin = min(s.twin, len(s.about.Examination.Flags)-1)
	p.decode(s, s.wanted()...)
	if p.now == s {
		p.view.showCase(s)
	}
}

// since returns the events of now that were not there before.
func since(before, now data.History) (all []data.Event) {
	for _, e := range now {
		if !slices.ContainsFunc(before, func(b data.Event) bool { return b.Seq == e.Seq }) {
			all = append(all, e)
		}
	}
	return all
}

// decode has these photos made ready, each once.
func (p *Page) decode(s *sitting, wanted ...string) {
	for _, sha := range wanted {
		if _, known := s.pictures[sha]; known || s.loading[sha] {
			continue
		}
		s.loading[sha] = true
		photo := p.in.Photo
		work := func(ctx context.Context) (*part.Picture, error) {
			m, err := photo(ctx, sha)
			if err != nil {
				return nil, err
			}
			return part.NewPicture(m), nil
		}
		task.Run(p.ctx, p.in.Run, work, func(m *part.Picture, err error) {
			logged("open a photo", s.queued.Report, err)
			delete(s.loading, sha)
			s.pictures[sha] = m
			if p.now == s {
				p.view.showPhotos(s)
			}
		})
	}
}

// logged puts an error into the log; nil is none.
func logged(what string, report int64, err error) {
	if err != nil {
		slog.Error(what, "report", report, "err", err)
	}
}
