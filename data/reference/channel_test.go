package reference_test

import (
	"testing"
	"time"

	"tuntas/data/reference"
)

// The published lists hold 14 channels in 2021, 13 in October 2022 and 13 in March 2025.
func TestChannelsListedAt(t *testing.T) {
	for _, c := range []struct {
		at         time.Time
		count      int
		qlue, mass bool
		balaiWarga bool
	}{
		{time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC), 14, true, false, true},
		{time.Date(2022, 10, 21, 0, 0, 0, 0, time.UTC), 13, false, true, false},
		{time.Date(2025, 3, 18, 0, 0, 0, 0, time.UTC), 13, false, false, true},
	} {
		listed := map[string]bool{}
		for _, ch := range reference.Channels() {
			if ch.ListedAt(c.at) {
				listed[ch.Code] = true
			}
		}
		if len(listed) != c.count || listed["Qlue"] != c.qlue || listed["Media Massa"] != c.mass || listed["Balai Warga"] != c.balaiWarga {
			t.Errorf("%s: got %d: %v", c.at.Format(time.DateOnly), len(listed), listed)
		}
	}
}

func TestFindChannel(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"jaki", "JAKI"},
		{"Lapor 1708", "LAPOR 1708"},
		{"WhatsApp/SMS", "SMS"},
		{"SMS 08111272206", "SMS"},
		{"Email dki@jakarta.go.id", "Email"},
		{"Twitter Gubernur", "Twitter Gubernur"},
		{"twitter", "Twitter"},
		{"Balai Warga", "Balai Warga"},
		{"Pendopo Balaikota", "Pendopo"},
		{"Fax", ""},
		{"", ""},
	} {
		if got, ok := reference.FindChannel(c.text); got.Code != c.want || ok != (c.want != "") {
			t.Errorf("%q: got %q, %t; want %q", c.text, got.Code, ok, c.want)
		}
	}
}

// Only JAKI sends coordinates.
func TestLocatedChannels(t *testing.T) {
	for _, c := range reference.Channels() {
		if c.Located != (c.Code == "JAKI") {
			t.Errorf("%s: got %t", c.Code, c.Located)
		}
	}
}
