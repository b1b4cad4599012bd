package intake

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"tuntas/data"
)

// Survey reads the whole table, where Propose has read its beginning: all activities are then listed, with all their rows,
// and a day above 12 anywhere settles what the first rows left open. It is to be called again after another column has
// become the activity. It returns ctx's error and those of Propose; then the draft is as it was.
func (d *Draft) Survey(ctx context.Context) error {
	t, err := openTable(noProfile, d.at)
	if err != nil {
		return err
	}
	defer t.Close() //nolint:errcheck // opened for reading only
	if !slices.Equal(t.header, d.headers()) {
		return data.About(t.path, fmt.Errorf("%w: the header has changed", data.ErrNotTable))
	}
	s := d.newSurvey()
	if err := s.read(ctx, t); err != nil {
		return err
	}
	d.All = s.rows
	for i, o := range s.orders {
		if order, ok := o.told(); ok {
			d.order(i, order)
		}
	}
	if s.activity >= 0 {
		d.sample.columns[s.activity].whole = s.counts
		d.listActivities()
	}
	d.settle()
	return nil
}

func (d *Draft) headers() []string {
	all := make([]string, len(d.Columns))
	for i, c := range d.Columns {
		all[i] = c.Header
	}
	return all
}

// survey is what a whole table tells about the columns of a draft.
type survey struct {
	width    int
	rows     int64
	activity int // column; -1 when there is none
	counts   map[string]int
	orders   map[int]*orders // of columns of which the order is not known
}

// orders counts the rows that only one order reads.
type orders struct {
	day, month         clock
	dayOnly, monthOnly int64
}

func (d *Draft) newSurvey() *survey {
	s := &survey{width: len(d.Columns), counts: make(map[string]int), orders: make(map[int]*orders)}
	s.activity = slices.IndexFunc(d.Columns, func(c DraftColumn) bool { return d.Kind == Events && c.Field == fieldActivity.name(Events) })
	for i, c := range d.Columns {
		if !c.Ambiguous {
			continue
		}
		w := d.sample.columns[i].when
		day, err := newClock(defaultZone, w.day.formats)
		month, other := newClock(defaultZone, w.month.formats)
		if err == nil && other == nil && len(w.day.formats) > 0 && len(w.month.formats) > 0 {
			s.orders[i] = &orders{day: day, month: month}
		}
	}
	return s
}

func (s *survey) read(ctx context.Context, t *table) error {
	for n := 0; ; n++ {
		if n%checkEvery == 0 {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("look through %s: %w", t.path, err)
			}
		}
		rec, err := t.source.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return broken(t.path, err)
		}
		if rec.fault == "" && len(rec.fields) == s.width && utf8.Valid(rec.raw) {
			s.add(rec.fields)
		}
	}
}

func (s *survey) add(fields [][]byte) {
	s.rows++
	if s.activity >= 0 {
		s.count(bytes.TrimSpace(fields[s.activity]))
	}
	for i, o := range s.orders {
		o.add(bytes.TrimSpace(fields[i]))
	}
}

// count notes an activity. Beyond maxNamed different ones, which no person could give a meaning, others are passed over.
func (s *survey) count(b []byte) {
	if n, ok := s.counts[string(b)]; ok {
		s.counts[string(b)] = n + 1
		return
	}
	if text := cellText(b); text != "" && len(s.counts) < maxNamed {
		s.counts[text]++
	}
}

func (o *orders) add(b []byte) {
	if len(b) == 0 {
		return
	}
	_, day := o.day.read(b)
	_, month := o.month.read(b)
	switch {
	case day && !month:
		o.dayOnly++
	case month && !day:
		o.monthOnly++
	}
}

// told returns the order when all rows that tell one tell the same.
func (o *orders) told() (Order, bool) {
	switch {
	case o.dayOnly > 0 && o.monthOnly == 0:
		return DayFirst, true
	case o.monthOnly > 0 && o.dayOnly == 0:
		return MonthFirst, true
	}
	return "", false
}
