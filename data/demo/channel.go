package demo

import (
	"time"

	"tuntas/data/reference"
)

// mix is one channel's share in percent before and after Qlue left the official list.
type mix struct {
	code          string
	before, after float64
}

// mixes follow the published shares of 2021 (before) and of 2022 and later, where other channels than JAKI are kept
// somewhat larger than real so that each can be seen.
var mixes = []mix{
	{"JAKI", 76.4, 82.0},
	{"Qlue", 8.9, 0},
	{"Twitter", 7.1, 6.6},
	{"Email", 3.4, 3.6},
	{"Facebook", 1.7, 2.0},
	{"SMS", 1.0, 1.7},
	{"LAPOR 1708", 0.9, 1.5},
	{"Pendopo", 0, 0.7},
	{"Wali Kota", 0.2, 0.5},
	{"Camat", 0.1, 0.4},
	{"Lurah", 0.1, 0.5},
	{"Media Sosial Gubernur", 0.2, 0.4},
	{"Inspektorat", 0, 0.1},
}

// mixChange is the day on which the mix changes.
var mixChange = time.Date(2022, time.October, 1, 0, 0, 0, 0, time.UTC)

type channel struct {
	code    string
	located bool
}

// listChannels returns the channels of mixes and what draws one before and after the change.
func listChannels() (cs []channel, before, after choice) {
	var b, a []float64
	for _, m := range mixes {
		known, _ := reference.FindChannel(m.code)
		cs = append(cs, channel{code: known.Code, located: known.Located})
		b, a = append(b, m.before), append(a, m.after)
	}
	return cs, newChoice(b), newChoice(a)
}
