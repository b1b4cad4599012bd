package evidence_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/evidence"
)

// plantedPerTrick is how many cases of each trick are planted.
const plantedPerTrick = 8

// bounds are the fewest and the most of n planted cases that are pointed at, where low to high are those of plantedPerTrick.
func bounds(low, high, n int) (atLeast, atMost int) {
	return max(0, low-(plantedPerTrick-n)), min(high, n)
}

// expected is which flag is to find a trick, and at least and at most how many of the cases with it are found, by that flag
// or at all. The honest ones are to be left alone.
var expected = map[demo.Trick]struct {
	flag      data.FlagCode
	low, high int
}{
	demo.Honest:     {"", 0, 3},
	demo.Stripped:   {"", 0, 3},
	demo.SameSpot:   {"", 0, plantedPerTrick},
	demo.Reused:     {data.FlagSameFile, plantedPerTrick, plantedPerTrick},
	demo.Reencoded:  {data.FlagAlike, plantedPerTrick, plantedPerTrick},
	demo.Brightened: {data.FlagAlike, plantedPerTrick, plantedPerTrick},
	demo.Cropped:    {data.FlagAlike, plantedPerTrick - 1, plantedPerTrick},
	demo.CroppedOff: {data.FlagAlike, 0, 3},
	demo.Mirrored:   {data.FlagAlike, plantedPerTrick - 1, plantedPerTrick},
	demo.Unchanged:  {data.FlagUnchanged, plantedPerTrick, plantedPerTrick},
	demo.Elsewhere:  {data.FlagFar, plantedPerTrick, plantedPerTrick},
	demo.TooEarly:   {data.FlagTooEarly, plantedPerTrick, plantedPerTrick},
	demo.Edited:     {data.FlagEdited, plantedPerTrick, plantedPerTrick},
}

// plantedCase is a case with what was planted in it.
type plantedCase struct {
	trick demo.Trick
	known evidence.Case
}

// plant draws each cases with each trick. Every borrowed picture is that of an honest case.
func plant(t *testing.T, each int) (all []plantedCase) {
	victims := make([]demo.Shot, each)
	for _, trick := range demo.Tricks() {
		for n := range each {
			id := int64(len(all) + 1)
			report := data.Report{ID: id, Number: fmt.Sprintf("JK%03d", id), Lat: -6.2 - float64(id)/1000, Lon: 106.8}
			report.SentAt = datatest.At(t, "2026-03-01 08:00").Add(time.Duration(id) * time.Hour)
			filed := report.SentAt.Add(30 * time.Hour)
			before := demo.Shot{Seed: uint64(id), At: report.SentAt.Add(-5 * time.Minute), Lat: report.Lat + 0.0001, Lon: report.Lon}
			after := demo.Shot{Seed: uint64(id), After: true, Angle: 0.04 + float64(n%6)*0.03, At: filed.Add(-20 * time.Minute), Lat: report.Lat, Lon: report.Lon + 0.0002}
			if trick == demo.Honest {
				victims[n] = after
			}
			c := plantedCase{trick, evidence.Case{Report: report, FiledAt: filed}}
			for role, file := range map[data.PhotoRole][]byte{
				data.PhotoComplaint: demo.Photo(before), data.PhotoAfter: demo.Deceive(trick, before, after, victims[n]),
			} {
				c.known.Photos = append(c.known.Photos, data.Evidence{Report: id, Role: role, Photo: read(t, file).Photo})
			}
			all = append(all, c)
		}
	}
	return all
}

// compare fills in what looks alike, as who asks the examiner has to.
func compare(all []plantedCase) {
	index := &evidence.Index{}
	photos := map[int64][]data.Evidence{}
	for _, c := range all {
		for _, e := range c.known.Photos {
			photos[e.Report] = append(photos[e.Report], e)
			index.Add(data.PhotoHash{Report: e.Report, Hash: e.Photo.Hash, Crops: e.Photo.Crops})
		}
	}
	for i := range all {
		c := &all[i].known
		for _, e := range c.Photos {
			for _, m := range index.Near(e.Photo) {
				for _, other := range photos[m.Report] {
					if other.Photo.Hash == m.Hash && other.Report != e.Report {
						c.Alike = append(c.Alike, evidence.Likeness{Photo: e.Photo.SHA256, Distance: m.Distance, Cropped: m.Cropped,
							Twin: data.Twin{Report: other.Report, Photo: other.Photo.SHA256, Role: other.Role}})
					}
				}
			}
		}
	}
}

// TestPlantedEvidence prints how many of each trick are found, and holds it: README quotes the table. The honest case whose
// photo another has borrowed is pointed at, too, and is counted apart: one of the two is the copy, and a person has to see both.
func TestPlantedEvidence(t *testing.T) {
	each := few(plantedPerTrick, 1)
	all := plant(t, each)
	compare(all)
	found, flagged := map[demo.Trick]int{}, map[demo.Trick]int{}
	for _, c := range all {
		flags := evidence.Examine(c.known, evidence.DefaultSettings())
		want := expected[c.trick]
		if slices.ContainsFunc(flags, func(f data.Flag) bool { return f.Code == want.flag }) {
			found[c.trick]++
		}
		flags = slices.DeleteFunc(flags, func(f data.Flag) bool {
			return c.trick == demo.Honest && (f.Code == data.FlagSameFile || f.Code == data.FlagAlike)
		})
		if len(flags) > 0 {
			flagged[c.trick]++
		}
	}
	var table strings.Builder
	for _, trick := range demo.Tricks() {
		want, got := expected[trick], found[trick]
		if trick.Honest() {
			got = flagged[trick]
		}
		fmt.Fprintf(&table, "%-12s %-11s %2d of %d (%3.0f %%)\n", trick, want.flag, got, each, 100*float64(got)/float64(each))
		if low, high := bounds(want.low, want.high, each); got < low || got > high {
			t.Errorf("%s: %d of %d pointed at, want %d to %d", trick, got, each, low, high)
		}
	}
	t.Log("pointed at:\n" + table.String())
}
