package reference

import (
	"slices"
	"time"

	"tuntas/data"
)

// Channel is one way in which reports come in.
type Channel struct {
	Code    string   // the short label of the published tables: "JAKI", "LAPOR 1708"
	Name    string   // the name in the official list
	Located bool     // reports carry coordinates
	Listed  []Period // when the official list held it, as far as published; none: a label of old series only
}

// ListedAt tells whether the official list held the channel on the day of t, as far as published.
func (c Channel) ListedAt(t time.Time) bool {
	return slices.ContainsFunc(c.Listed, func(p Period) bool { return p.Holds(t) })
}

// The dates are those of the publications that show a list, so a change may have come somewhat earlier. Of the list of
// 2019 only the channels that had gone by 2021 and Qlue are known.
var (
	list2019 = time.Date(2019, time.January, 1, 0, 0, 0, 0, time.UTC)
	list2021 = time.Date(2021, time.January, 1, 0, 0, 0, 0, time.UTC)
	list2022 = time.Date(2022, time.October, 1, 0, 0, 0, 0, time.UTC)
	list2025 = time.Date(2025, time.March, 17, 0, 0, 0, 0, time.UTC)
)

var since2021 = []Period{{From: list2021}}

var standardChannels = []Channel{
	{Code: "Pendopo", Name: "Pendopo Balaikota", Listed: since2021},
	{Code: "JAKI", Name: "JAKI", Located: true, Listed: since2021},
	{Code: "Twitter", Name: "Twitter @DKIJakarta", Listed: since2021},
	{Code: "Facebook", Name: "Facebook Pemprov DKI Jakarta", Listed: since2021},
	{Code: "Email", Name: "Email dki@jakarta.go.id", Listed: since2021},
	{Code: "Media Sosial Gubernur", Name: "Media Sosial Pribadi Gubernur/Wakil Gubernur", Listed: since2021},
	{Code: "SMS", Name: "SMS 08111272206", Listed: since2021},
	{Code: "Inspektorat", Name: "Kantor Inspektorat", Listed: since2021},
	{Code: "Wali Kota", Name: "Kantor Wali Kota", Listed: since2021},
	{Code: "Camat", Name: "Kantor Camat", Listed: since2021},
	{Code: "Lurah", Name: "Kantor Lurah", Listed: since2021},
	{Code: "Media Massa", Name: "Aspirasi Publik Media Massa", Listed: []Period{{From: list2022, Until: list2025}}},
	{Code: "LAPOR 1708", Name: "LAPOR 1708", Listed: since2021},
	{Code: "Qlue", Name: "Qlue", Listed: []Period{{From: list2019, Until: list2022}}},
	{Code: "Balai Warga", Name: "Balai Warga (jakarta.go.id)", Listed: []Period{{From: list2021, Until: list2022}, {From: list2025}}},
	{Code: "Surat Gubernur", Name: "Surat kepada Gubernur", Listed: []Period{{From: list2019, Until: list2021}}},
	{Code: "Twitter Gubernur", Name: "Twitter Gubernur"},
}

// Channels returns all known channels, the thirteen of October 2022 first; the slice is the caller's own.
func (t *Tables) Channels() []Channel { return slices.Clone(t.channels.all) }

// FindChannel returns the channel whose code, name or known label text is, case, blanks and punctuation aside.
func (t *Tables) FindChannel(text string) (c Channel, ok bool) {
	code, ok := t.Find(data.ListChannel, text, time.Time{})
	if !ok {
		return Channel{}, false
	}
	return t.channels.get(code)
}
