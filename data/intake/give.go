package intake

import (
	"encoding/binary"
	"hash/maphash"
	"math"
	"strconv"
	"time"

	"tuntas/data"
)

// maxTimes is for how many reports a row may stand.
const maxTimes = 10_000

// give gives the report to the sink, with its moves, as many times as its row stands for.
func (rs *rows) give(r data.Report, moves []data.Event, times int) error {
	number, counts := r.Number, rs.table.fit.at[fieldTimes] >= 0
	if times == 0 {
		rs.count.Empty++
		return rs.sink.Pass()
	}
	rs.count.Reports++
	rs.count.Cases += int64(times - 1)
	for i := range times {
		add := rs.sink.AddReport
		if i > 0 {
			add = rs.sink.AddCase
		}
		if counts {
			r.Number = number + "/" + strconv.Itoa(i+1)
		}
		rs.spoken[maphash.String(rs.seed, r.Number)] = struct{}{}
		if err := add(r); err != nil {
			return err
		}
		if err := rs.person(r.Number); err != nil {
			return err
		}
		if err := rs.giveMoves(r.Number, r.SentAt, moves); err != nil {
			return err
		}
	}
	return nil
}

// repeats tells whether an earlier row of this table about the report said the same.
func (rs *rows) repeats(r data.Report, moves []data.Event) bool {
	d := rs.imprint()
	for _, s := range []string{r.Number, r.Channel, r.Category, r.Area, r.Address, r.Text, r.Continues, strconv.FormatBool(r.Private)} {
		d.text(s)
	}
	d.number(math.Float64bits(r.Lat))
	d.number(math.Float64bits(r.Lon))
	d.time(r.SentAt)
	for _, e := range moves {
		for _, s := range []string{e.Activity, e.Unit, e.Actor, e.Reason, e.Note} {
			d.text(s)
		}
		d.time(e.HappenedAt)
	}
	key := d.Sum64()
	_, told := rs.told[key]
	rs.told[key] = struct{}{}
	return told
}

// imprint makes one number of several values, each with its end.
type imprint struct{ maphash.Hash }

func (r *reading) imprint() *imprint {
	d := new(imprint)
	d.SetSeed(r.seed)
	return d
}

func (d *imprint) text(s string) {
	_, _ = d.WriteString(s) // it never fails
	_ = d.WriteByte(0)
}

func (d *imprint) number(n uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	_, _ = d.Write(b[:])
}

func (d *imprint) time(t time.Time) { d.number(uint64(t.UnixNano())) }
