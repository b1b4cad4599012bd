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
		if err := rs.giveMoves(r.Number, r.SentAt, moves); err != nil {
			return err
		}
	}
	return nil
}

// repeats tells whether an earlier row of this table about the report said the same.
func (rs *rows) repeats(r data.Report, moves []data.Event) bool {
	var h maphash.Hash
	h.SetSeed(rs.seed)
	text := func(s string) {
		_, _ = h.WriteString(s) // it never fails
		_ = h.WriteByte(0)
	}
	number := func(n uint64) { _, _ = h.Write(binary.LittleEndian.AppendUint64(nil, n)) }
	for _, s := range []string{r.Number, r.Channel, r.Category, r.Area, r.Address, r.Text, r.Continues, strconv.FormatBool(r.Private)} {
		text(s)
	}
	number(math.Float64bits(r.Lat))
	number(math.Float64bits(r.Lon))
	number(uint64(r.SentAt.UnixNano()))
	for _, e := range moves {
		for _, s := range []string{e.Activity, e.Unit, e.Actor, e.Reason, e.Note, e.HappenedAt.Format(time.RFC3339Nano)} {
			text(s)
		}
	}
	key := h.Sum64()
	_, told := rs.told[key]
	rs.told[key] = struct{}{}
	return told
}
