package evidence_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/evidence"
)

func TestExamine(t *testing.T) {
	sent, filed := datatest.At(t, "2026-03-01 08:00"), datatest.At(t, "2026-03-02 15:00")
	report := data.Report{ID: 7, Number: "JK7", SentAt: sent, Lat: -6.2, Lon: 106.8}
	before := data.Evidence{Report: 7, Role: data.PhotoComplaint, Photo: data.Photo{SHA256: "before", Hash: 0xffff0000, TakenAt: sent.Add(-time.Hour)}}
	after := func(change func(p *data.Photo)) data.Evidence {
		p := data.Photo{SHA256: "after", Hash: 0xffff00000000, TakenAt: filed.Add(-time.Hour), Lat: -6.2, Lon: 106.8}
		if change != nil {
			change(&p)
		}
		return data.Evidence{Report: 7, Role: data.PhotoAfter, Photo: p}
	}
	twin := func(id int64, sha string) data.Twin {
		return data.Twin{Report: id, Number: "JK", Photo: sha, Role: data.PhotoAfter}
	}
	for _, tt := range []struct {
		name   string
		photos []data.Evidence
		alike  []evidence.Likeness
		want   []data.FlagCode
	}{
		{"honest", []data.Evidence{before, after(nil)}, nil, nil},
		{"no photos at all", nil, nil, nil},
		{"nothing known of the photo", []data.Evidence{before, after(func(p *data.Photo) { *p = data.Photo{SHA256: "after", Hash: 0x0f0f0f0f0f0f0f0f} })}, nil, nil},
		{"no photo of the result", []data.Evidence{before}, nil, []data.FlagCode{data.FlagNoPhoto}},
		{"the same file elsewhere, once for each report", []data.Evidence{before, after(nil)},
			[]evidence.Likeness{{"after", twin(9, "after"), 0, false}, {"after", twin(9, "else"), 3, false}, {"after", twin(8, "else"), 4, false}},
			[]data.FlagCode{data.FlagSameFile, data.FlagAlike}},
		{"a likeness of the complaint's photo", []data.Evidence{before, after(nil)}, []evidence.Likeness{{"before", twin(9, "before"), 0, false}}, nil},
		{"its own report", []data.Evidence{before, after(nil)}, []evidence.Likeness{{"after", twin(7, "after"), 0, false}}, nil},
		{"unchanged", []data.Evidence{before, after(func(p *data.Photo) { p.Hash = 0xffff000f })}, nil, []data.FlagCode{data.FlagUnchanged}},
		{"the very complaint", []data.Evidence{before, after(func(p *data.Photo) { p.SHA256 = "before"; p.Weak = true })}, nil, []data.FlagCode{data.FlagUnchanged}},
		{"a part of the complaint", []data.Evidence{before, after(func(p *data.Photo) { p.Crops[3] = 0xffff0001 })}, nil, []data.FlagCode{data.FlagUnchanged}},
		{"too little to see", []data.Evidence{before, after(func(p *data.Photo) { p.Hash = 0xffff0000; p.Weak = true })}, nil, nil},
		{"just before the report", []data.Evidence{before, after(func(p *data.Photo) { p.TakenAt = sent.Add(-15 * time.Minute) })}, nil, nil},
		{"before the report", []data.Evidence{before, after(func(p *data.Photo) { p.TakenAt = sent.Add(-16 * time.Minute) })}, nil, []data.FlagCode{data.FlagTooEarly}},
		{"after filing", []data.Evidence{before, after(func(p *data.Photo) { p.TakenAt = filed.Add(time.Hour) })}, nil, []data.FlagCode{data.FlagTooLate}},
		{"198 metres off", []data.Evidence{before, after(func(p *data.Photo) { p.Lat += 0.00178 })}, nil, nil},
		{"a kilometre off", []data.Evidence{before, after(func(p *data.Photo) { p.Lon += 0.009 })}, nil, []data.FlagCode{data.FlagFar}},
		{"marks", []data.Evidence{before, after(func(p *data.Photo) { p.Edited, p.Generated = "Editor", "Maker" })}, nil, []data.FlagCode{data.FlagGenerated, data.FlagEdited}},
		{"nobody said what it shows", []data.Evidence{{Report: 7, Role: data.PhotoOther, Photo: data.Photo{SHA256: "after", Edited: "Editor"}}}, nil, []data.FlagCode{data.FlagEdited}},
	} {
		flags := evidence.Examine(evidence.Case{Report: report, FiledAt: filed, Photos: tt.photos, Alike: tt.alike}, evidence.DefaultSettings())
		var got []data.FlagCode
		for _, f := range flags {
			got = append(got, f.Code)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
	late := evidence.Examine(evidence.Case{Report: report, FiledAt: filed, Photos: []data.Evidence{after(func(p *data.Photo) { p.TakenAt = filed.Add(90 * time.Minute) })}}, evidence.DefaultSettings())
	if len(late) != 1 || late[0].Hours != 1.5 || late[0].Photo != "after" {
		t.Errorf("got %+v", late)
	}
}

func TestRiskOf(t *testing.T) {
	flags := []data.Flag{{Code: data.FlagSameFile}, {Code: data.FlagSameFile}, {Code: data.FlagTooLate}}
	if got := data.RiskOf(flags); got != data.FlagSameFile.Risk()+data.FlagTooLate.Risk() {
		t.Errorf("a code counted twice: %d", got)
	}
	for _, c := range data.FlagCodes() {
		if c.Risk() < 1 {
			t.Errorf("%s adds nothing", c)
		}
	}
}

func TestMetres(t *testing.T) {
	// One degree of the meridian is 111.19 km on a sphere of this radius; along the parallel of 60 degrees half of that.
	for _, tt := range []struct{ lat1, lon1, lat2, lon2, want float64 }{
		{0, 0, 1, 0, 111195}, {60, 10, 60, 11, 55597}, {-6.2, 106.8, -6.2, 106.8, 0}, {0, 179.5, 0, -179.5, 111195},
	} {
		if got := evidence.Metres(tt.lat1, tt.lon1, tt.lat2, tt.lon2); math.Abs(got-tt.want) > 10 {
			t.Errorf("%v: got %v", tt, got)
		}
	}
}
