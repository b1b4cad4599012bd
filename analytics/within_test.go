package analytics_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

// TestEachAreaFilterHolds: filters on several levels hold together; those on one level give way to each other, and a text
// that is no code is itself and nothing that begins like it.
func TestEachAreaFilterHolds(t *testing.T) {
	db := datatest.Open(t, nil)
	for i, area := range []string{"31.74.06.1003", "31.74.06.1001", "31.74.01.1001", "31.71.01.1001", "Bogor", "Bogor Timur", ""} {
		c := datatest.Walk(t, i, "2026-03-02", data.Received)
		c.Report.Area = area
		datatest.Add(t, db, c)
	}
	city, kecamatan, kelurahan := analytics.ByCity, analytics.ByKecamatan, analytics.ByKelurahan
	tests := []struct {
		where map[analytics.Dimension][]string
		want  int64
	}{
		{map[analytics.Dimension][]string{city: {"31.74"}}, 3},
		{map[analytics.Dimension][]string{city: {"31.74"}, kecamatan: {"31.74.06"}}, 2},
		{map[analytics.Dimension][]string{city: {"31.74", "31.71"}, kecamatan: {"31.74.06", "31.71.01"}, kelurahan: {"31.74.06.1003"}}, 1},
		{map[analytics.Dimension][]string{kecamatan: {"31.74.06"}, kelurahan: {"31.74"}}, 2},
		{map[analytics.Dimension][]string{city: {"31.71"}, kelurahan: {"31.74.06.1003"}}, 0},
		{map[analytics.Dimension][]string{city: {"31.74"}, kelurahan: {""}}, 0},
		{map[analytics.Dimension][]string{city: {""}, kelurahan: {""}}, 1},
		{map[analytics.Dimension][]string{kelurahan: {"Bogor"}}, 1},
		{map[analytics.Dimension][]string{city: {"Bogor", "31.71"}, kelurahan: {"Bogor"}}, 1},
		{map[analytics.Dimension][]string{city: {"31.7"}}, 0},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.where), func(t *testing.T) {
			for _, question := range []string{"volume", "flow"} {
				s := month(3)
				s.Where, s.Grain = tt.where, analytics.None
				if diff := cmp.Diff(tt.want, ask(t, db, question, s).N); diff != "" {
					t.Errorf("%s (-want +got):\n%s", question, diff)
				}
			}
		})
	}
}
