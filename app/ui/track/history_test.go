package track

import (
	"slices"
	"testing"
	"time"

	"tuntas/app/i18n"
	"tuntas/data"
)

func TestMoments(t *testing.T) {
	start := now.Add(-100 * time.Hour)
	at := func(hours int) time.Time { return start.Add(time.Duration(hours) * time.Hour) }
	tests := []struct {
		name    string
		history data.History
		want    []string // title | detail | stay | marks
	}{
		{"open stay goes on until now", data.History{
			{Kind: data.Received, Stage: data.Waiting, HappenedAt: at(0)},
			{Kind: data.Coordinated, Stage: data.Coordination, Unit: "Sudin", Note: "secret", Actor: "Sari", HappenedAt: at(50)},
			{Kind: data.Noted, Unit: "Sudin", HappenedAt: at(60)},
		}, []string{"Laporan masuk||2 hr 2 jam|", "Dikoordinasikan|Sudin|2 hr 2 jam|ongoing", "Catatan|||"}},
		{"nobody waits for a finished report", data.History{
			{Kind: data.Submitted, Stage: data.Validation, HappenedAt: at(0)},
			{Kind: data.Accepted, Stage: data.Done, Actor: "Sari", HappenedAt: at(5)},
		}, []string{"Diajukan untuk validasi||5 jam|", "TL Diterima|||"}},
		{"refused, and refused again without a reason", data.History{
			{Kind: data.Refused, Stage: data.Process, Unit: "Sudin", Reason: "photo_unclear", HappenedAt: at(0)},
			{Kind: data.Refused, Stage: data.Process, HappenedAt: at(24)},
			{Kind: data.Started, Stage: data.Process, HappenedAt: at(48)},
		}, []string{
			"TL Ditolak|Sudin · Alasan: Foto tidak jelas · kembali ke Proses, putaran 2|1 hr|refused",
			"TL Ditolak|tanpa alasan tercatat · kembali ke Proses, putaran 3|1 hr|refused",
			"Mulai diproses||2 hr 4 jam|ongoing",
		}},
		{"decision taken back", data.History{
			{Kind: data.Refused, Stage: data.Process, Reason: "own words", HappenedAt: at(0)},
			{Kind: data.Undone, Stage: data.Validation, HappenedAt: at(1)},
			{Kind: data.Accepted, Stage: data.Done, HappenedAt: at(2)},
		}, []string{
			"TL Ditolak|Alasan: own words · kembali ke Proses, putaran 2 · ditarik kembali 6 Mar 2026|1 jam|refused",
			"Keputusan ditarik kembali||1 jam|",
			"TL Diterima|||",
		}},
		{"rejected report", data.History{
			{Kind: data.RejectedIt, Stage: data.Rejected, Reason: "not_authority", HappenedAt: at(0)},
		}, []string{"Laporan ditolak|Alasan: Di luar kewenangan Pemprov||"}},
		{"foreign activity keeps its name", data.History{
			{Kind: data.Recorded, Activity: "SMS terkirim", HappenedAt: at(0)},
			{Kind: data.Recorded, HappenedAt: at(0)},
		}, []string{"SMS terkirim|||", "Aktivitas lain|||"}},
		{"nothing", nil, nil},
	}
	l := i18n.For("id", jakarta)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for i, m := range moments(l, tt.history, now) {
				marks := ""
				if m.Ongoing {
					marks += "ongoing"
				}
				if m.Refused {
					marks += "refused"
				}
				got = append(got, m.Title+"|"+m.Detail+"|"+m.Stay+"|"+marks)
				if m.Stage != tt.history[i].Stage || m.When != l.DateTime(tt.history[i].HappenedAt) {
					t.Errorf("%s: stage %s at %s", m.Title, m.Stage, m.When)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestPlace(t *testing.T) {
	l := i18n.For("id", jakarta)
	for code, want := range map[string]string{
		"31.74.06.1003": "Pondok Labu, Cilandak, Kota Administrasi Jakarta Selatan",
		"31.74.06":      "Cilandak, Kota Administrasi Jakarta Selatan",
		"31.74":         "Kota Administrasi Jakarta Selatan",
		"31":            "DKI Jakarta",
		"Jl. Raya 3":    "Jl. Raya 3",
		"":              "",
	} {
		if got := place(l, code); got != want {
			t.Errorf("%q: got %q, want %q", code, got, want)
		}
	}
}
